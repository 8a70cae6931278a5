use super::{footer::SiteFooter, header::SiteHeader};
use crate::api::certificates;
use crate::api::dto::CertificateView;
use crate::api::{ApiError, Result, catalog};
use crate::components::{Glyph, Icon, LocalTime, loaded};
use crate::{paths, request};
use leptos::prelude::*;

/// What anybody may see of a certificate, or where its code can be typed in.
#[component]
pub fn CertificatePage() -> impl IntoView {
    let code = code();
    Suspend::new(async move {
        let found: Option<Result<CertificateView>> = match &code {
            Some(code) => Some(certificates::verify(code.clone()).await),
            None => None,
        };
        let title = catalog::current_offer().await.map(|offer| offer.title).unwrap_or_default();
        let code = code.unwrap_or_default();
        let content = match found {
            None => view! { <Ask code unknown=false /> }.into_any(),
            Some(Err(ApiError::NotFound)) => view! { <Ask code unknown=true /> }.into_any(),
            Some(found) => loaded(found, |certificate| view! { <Genuine certificate /> }),
        };
        view! {
            <SiteHeader title />
            <main id="main" tabindex="-1">{content}</main>
            <SiteFooter />
        }
    })
}

/// The code that the page's address names: typed into the form, or the last part of the path.
fn code() -> Option<String> {
    let in_path = || Some(request::last_segment()).filter(|segment| segment != "certificates");
    request::query_value("code").or_else(in_path).filter(|code| !code.trim().is_empty())
}

#[component]
fn Genuine(certificate: CertificateView) -> impl IntoView {
    let CertificateView { code, course_title, creator, name, completed_at } = certificate;
    let kept = name.is_none().then(|| {
        view! { <p class="text-sm text-muted">"Its holder keeps the name private here. It is printed on the certificate itself."</p> }
    });
    let name = name.map(|name| view! { <Fact term="Awarded to"><span dir="auto">{name}</span></Fact> });
    let date = completed_at.map(|at| view! { <Fact term="Completed on"><LocalTime at date_only=true /></Fact> });
    view! {
        <section class="shell shell-narrow grid gap-6 py-12 md:py-16" aria-labelledby="genuine">
            <div class="grid justify-items-center gap-4 text-center">
                <div class="disc disc-positive"><Icon glyph=Glyph::Award /></div>
                <h1 id="genuine">"This certificate is genuine"</h1>
                <p class="text-muted">"It was issued here, by the course itself."</p>
            </div>
            <dl class="card grid gap-5">
                {name}
                <Fact term="Course">{course_title}</Fact>
                <Fact term="Taught by">{creator}</Fact>
                {date}
                <Fact term="Code"><span class="font-mono text-sm break-all">{code}</span></Fact>
            </dl>
            {kept}
        </section>
    }
}

#[component]
fn Fact(term: &'static str, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt class="text-sm text-muted">{term}</dt>
            <dd class="text-lg font-semibold break-words">{children()}</dd>
        </div>
    }
}

#[component]
fn Ask(code: String, unknown: bool) -> impl IntoView {
    if unknown {
        crate::api::context::set_page_status(ApiError::NotFound.status());
    }
    let (title, words) = if unknown {
        (
            "No certificate has this code",
            "Please compare it with the certificate, letter by letter. It has four groups of five letters and digits; there is no letter O, I or L in it.",
        )
    } else {
        ("Check a certificate", "Type the code that is printed below the square, or let a telephone’s camera read the square.")
    };
    view! {
        <section class="shell shell-narrow grid gap-6 py-12 md:py-16" aria-labelledby="ask">
            <div class="grid justify-items-center gap-4 text-center">
                <div class=if unknown { "disc disc-warning" } else { "disc" }><Icon glyph=Glyph::Search /></div>
                <h1 id="ask">{title}</h1>
                <p class="text-muted">{words}</p>
            </div>
            <form class="card grid gap-4" method="get" action=paths::certificates().to_string()>
                <div class="field">
                    <label class="field-label" for="code">"Code"</label>
                    <input class="input font-mono" id="code" name="code" required autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" placeholder="K7Q2M-9XW4R-01ABC-DEFGH" value=code />
                </div>
                <button type="submit" class="btn btn-primary">"Check it"</button>
            </form>
        </section>
    }
}
