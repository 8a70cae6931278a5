use super::choices::ChoicesForm;
use crate::api::certificates::{self, Save};
use crate::api::dto::{CertificateStage, OwnCertificateView};
use crate::components::{Alert, Glyph, Icon, LocalTime, PageTitle, ProgressBar, Tone, live, loaded, text};
use crate::forms::RefusedForm;
use crate::{paths, request};
use chrono::{DateTime, Utc};
use domain::progress::Progress;
use leptos::prelude::*;

/// A student's own certificate.
#[component]
pub fn CertificatePage() -> impl IntoView {
    let saved = request::has_flag("saved") && RefusedForm::of::<Save>().is_none();
    let own = Suspend::new(async move { live(loaded(certificates::own().await, |own| view! { <Shown own saved /> })) });
    view! { <PageTitle text="Your certificate" />{own} }
}

#[component]
fn Shown(own: OwnCertificateView, saved: bool) -> impl IntoView {
    let OwnCertificateView { progress, stage, version } = own;
    let saved = saved.then(|| view! { <Alert tone=Tone::Positive><p>"Saved. This is how it looks now."</p></Alert> });
    let content = match stage {
        CertificateStage::NotEarned => view! { <Ahead progress /> }.into_any(),
        CertificateStage::Draft(choices) => view! {
            <p class="text-lg text-muted">"You have completed the course. Choose the name for your certificate and what others may see of it."</p>
            {saved}
            <Picture version draft=true />
            <ChoicesForm choices issued=false />
        }
        .into_any(),
        CertificateStage::Issued { choices, code, address, issued_at, fits_pdf } => view! {
            {saved}
            <Picture version draft=false />
            <Downloads fits_pdf />
            <Proof code address issued_at />
            <ChoicesForm choices issued=true />
        }
        .into_any(),
    };
    view! {
        <div class="shell shell-text grid gap-7 py-8 lg:py-10">
            <h1>"Your certificate"</h1>
            {content}
        </div>
    }
}

#[component]
fn Ahead(progress: Progress) -> impl IntoView {
    let counted = format!("{} of {} completed", progress.done, text::count(progress.total as usize, "lesson", "lessons"));
    view! {
        <section class="card grid gap-5" aria-label="On the way">
            <div class="disc"><Icon glyph=Glyph::Award /></div>
            <p class="text-lg">"It waits for you at the end of the course. When every lesson is completed, you choose the name that is on it, and it is yours for good."</p>
            <div class="grid max-w-96 gap-2">
                <ProgressBar progress label="Progress through the course" />
                <p class="text-sm text-muted">{counted}</p>
            </div>
            <p><a class="btn btn-primary" href=paths::learn().to_string()>"On with the course"<Icon glyph=Glyph::ArrowRight /></a></p>
        </section>
    }
}

#[component]
fn Picture(version: String, draft: bool) -> impl IntoView {
    let alt = if draft { "A preview of your certificate" } else { "Your certificate" };
    view! { <img class="certificate" src=paths::own_certificate_svg(&version).to_string() alt=alt width="842" height="595" /> }
}

#[component]
fn Downloads(fits_pdf: bool) -> impl IntoView {
    let gap = (!fits_pdf).then(|| {
        view! {
            <Alert tone=Tone::Warning>
                <p class="font-semibold">"The PDF leaves the line of the name empty"</p>
                <p>"Its fonts do not have every letter of this name. The SVG shows it in the fonts of your device, and you can print it from there; or write the name in other letters below."</p>
            </Alert>
        }
    });
    view! {
        <div class="flex flex-wrap gap-3">
            <a class="btn btn-primary" href=paths::own_certificate_pdf().to_string() download rel="external"><Icon glyph=Glyph::Download />"Download as PDF"</a>
            <a class="btn btn-plain" href=paths::own_certificate_svg("file").to_string() download rel="external"><Icon glyph=Glyph::Download />"Download as SVG"</a>
        </div>
        {gap}
    }
}

#[component]
fn Proof(code: String, address: String, issued_at: DateTime<Utc>) -> impl IntoView {
    let way = paths::certificate(&code).to_string();
    view! {
        <section class="card grid gap-3" aria-labelledby="proof">
            <h2 id="proof" class="text-xl">"Anyone can check it"</h2>
            <p class="text-muted">"Issued on "<LocalTime at=issued_at date_only=true />". It stays valid, whatever changes in the course."</p>
            <p><a class="link break-all" href=way rel="external">{address}</a></p>
        </section>
    }
}
