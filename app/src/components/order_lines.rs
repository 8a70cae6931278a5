use crate::api::dto::LineView;
use domain::money::Money;
use leptos::prelude::*;

/// The lines of a quote or an order with their sum.
#[component]
pub fn OrderLines(
    /// The lines.
    lines: Vec<LineView>,
    /// Their sum.
    total: Money,
    /// What the sum is called.
    #[prop(default = "Total")]
    total_label: &'static str,
) -> impl IntoView {
    let line = |line: LineView| view! { <div><dt>{line.label}</dt><dd>{line.amount.to_string()}</dd></div> };
    view! {
        <dl class="lines">
            {lines.into_iter().map(line).collect_view()}
            <div class="rule pt-3 text-lg font-semibold"><dt>{total_label}</dt><dd>{total.to_string()}</dd></div>
        </dl>
    }
}
