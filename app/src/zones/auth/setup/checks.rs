use crate::api::dto::{Finding, Verdict};
use crate::components::{Alert, Tone, WithCode, text};
use crate::paths;
use leptos::prelude::*;

/// How settings and services stand, and what cures what does not.
#[component]
pub fn Checks(
    /// What was found.
    findings: Vec<Finding>,
) -> impl IntoView {
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let (tone, words) = match (count(Verdict::Bad), count(Verdict::Warn)) {
        (0, 0) => (Tone::Positive, "Everything answers.".to_owned()),
        (0, some) => (Tone::Warning, text::count(some, "thing can wait, and should be known.", "things can wait, and should be known.")),
        (some, _) => (Tone::Danger, text::count(some, "thing does not work yet.", "things do not work yet.")),
    };
    let (well, rest): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| finding.verdict == Verdict::Ok);
    let good = text::count(well.len(), "thing works", "things work");
    view! {
        <section class="card grid gap-5" aria-labelledby="checks">
            <div>
                <h2 id="checks" class="text-xl">"1. Settings and services"</h2>
                <p class="mt-1 text-sm text-muted">
                    "Looked at just now. Settings are read when the program starts: after a change start it again, and it writes a new code into its log."
                </p>
            </div>
            <Alert tone><p>{words}</p></Alert>
            <ul class="grid gap-4">{rest.into_iter().map(finding).collect_view()}</ul>
            <details class="fold border-t border-line">
                <summary><span class="font-semibold">{good}</span></summary>
                <ul class="grid gap-4 pb-4">{well.into_iter().map(finding).collect_view()}</ul>
            </details>
            <p><a class="btn btn-plain btn-sm" href=paths::setup().to_string() rel="external">"Look again"</a></p>
        </section>
    }
}

fn finding(finding: Finding) -> impl IntoView {
    let look = match finding.verdict {
        Verdict::Ok => "badge badge-positive",
        Verdict::Warn => "badge badge-warning",
        Verdict::Bad => "badge badge-danger",
    };
    let cure = (!finding.cure.is_empty()).then(|| view! { <p class="text-sm font-semibold"><WithCode words=finding.cure /></p> });
    view! {
        <li class="grid min-w-0 gap-1 wrap-anywhere">
            <p class="flex flex-wrap items-center gap-2 font-semibold">{finding.name}<span class=look>{finding.verdict.name()}</span></p>
            <p class="text-sm text-muted">{finding.what}</p>
            {cure}
        </li>
    }
}
