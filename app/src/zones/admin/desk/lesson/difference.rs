use crate::api::dto::{DiffLine, Side};
use leptos::prelude::*;

/// Equal lines around a change that are shown; more are left out.
const AROUND: usize = 3;

/// What differs between two texts, line by line.
#[component]
pub fn Difference(
    /// The lines of both.
    lines: Vec<DiffLine>,
    /// What the latest text is called.
    latest: &'static str,
    /// What the other is called.
    other: &'static str,
) -> impl IntoView {
    if lines.iter().all(|line| line.side == Side::Both) {
        return view! { <p class="text-muted">"Both texts are the same."</p> }.into_any();
    }
    let near = near_changes(&lines);
    let mut rows = Vec::new();
    let mut left_out = false;
    for (line, near) in lines.into_iter().zip(near) {
        if near {
            rows.push(row(line, latest, other));
        } else if !left_out {
            rows.push(
                view! { <div class="diff-gap" role="listitem"><span class="sr-only">"Equal lines are left out"</span>"⋯"</div> }.into_any(),
            );
        }
        left_out = !near;
    }
    view! { <div class="diff" role="list" tabindex="0" aria-label="What differs">{rows}</div> }.into_any()
}

fn near_changes(lines: &[DiffLine]) -> Vec<bool> {
    let changed: Vec<_> = lines.iter().map(|line| line.side != Side::Both).collect();
    let near = |index: usize| {
        let from = index.saturating_sub(AROUND);
        changed[from..changed.len().min(index + AROUND + 1)].contains(&true)
    };
    (0..lines.len()).map(near).collect()
}

fn row(line: DiffLine, latest: &'static str, other: &'static str) -> AnyView {
    let (class, sign, whose) = match line.side {
        Side::Both => ("diff-line", " ", ""),
        Side::Latest => ("diff-line diff-latest", "−", latest),
        Side::Other => ("diff-line diff-other", "+", other),
    };
    let piece = |(differs, piece): (bool, String)| {
        if differs { view! { <mark class="diff-word">{piece}</mark> }.into_any() } else { view! { <span>{piece}</span> }.into_any() }
    };
    let whose = (!whose.is_empty()).then(|| view! { <span class="sr-only">{whose}": "</span> });
    view! { <div class=class role="listitem"><span class="diff-sign" aria-hidden="true">{sign}</span><span>{whose}{line.pieces.into_iter().map(piece).collect_view()}</span></div> }.into_any()
}
