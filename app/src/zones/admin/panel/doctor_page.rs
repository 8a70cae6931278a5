use super::badge::WordBadge;
use crate::api::dto::{DoctorView, Finding, Verdict};
use crate::api::machine;
use crate::components::{Alert, LocalTime, PageSkeleton, PageTitle, Tone, WithCode, loaded, text};
use leptos::prelude::*;

/// Whether everything works, in plain words.
#[component]
pub fn DoctorPage() -> impl IntoView {
    let view = OnceResource::new_blocking(machine::doctor());
    view! {
        <PageTitle text="Doctor · Admin" />
        <Suspense fallback=PageSkeleton>{move || Suspend::new(async move { loaded(view.await, |view| view! { <Findings view /> }) })}</Suspense>
    }
}

#[component]
fn Findings(view: DoctorView) -> impl IntoView {
    let count = |verdict| view.findings.iter().filter(|finding| finding.verdict == verdict).count();
    let sum = match (count(Verdict::Bad), count(Verdict::Warn)) {
        (0, 0) => view! { <Alert tone=Tone::Positive><p>"Everything works."</p></Alert> }.into_any(),
        (0, some) => {
            let words = text::count(some, "thing needs a look.", "things need a look.");
            view! { <Alert tone=Tone::Warning><p>{words}</p></Alert> }.into_any()
        }
        (some, _) => {
            let words = text::count(some, "thing does not work.", "things do not work.");
            view! { <Alert tone=Tone::Danger><p>{words}</p></Alert> }.into_any()
        }
    };
    view! {
        <h1>"Doctor"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"Looked at on "<LocalTime at=view.at />". The command "<code>"lectern doctor"</code>" looks at the same."</p>
        <div class="mt-6">{sum}</div>
        <ul class="card mt-6 overflow-hidden p-0 sm:p-0">{view.findings.into_iter().map(finding).collect_view()}</ul>
    }
}

fn finding(finding: Finding) -> impl IntoView {
    let cure = (!finding.cure.is_empty()).then(|| view! { <p class="text-sm font-semibold"><WithCode words=finding.cure /></p> });
    view! {
        <li class="job flex items-start gap-4 px-5 py-4">
            <span class="w-14 flex-none"><WordBadge word=finding.verdict.name() /></span>
            <div class="grid min-w-0 gap-1 wrap-anywhere"><p class="font-semibold">{finding.name}</p><p class="text-sm text-muted">{finding.what}</p>{cure}</div>
        </li>
    }
}
