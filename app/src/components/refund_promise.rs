use domain::refund_policy::RefundPolicy;
use leptos::prelude::*;

/// The refund promise in one sentence.
#[component]
pub fn RefundPromise(
    /// The promise.
    policy: RefundPolicy,
) -> impl IntoView {
    let RefundPolicy { days, max_watched_percent, self_service } = policy;
    let how = if self_service { "you can take the money back yourself, without a reason" } else { "you can ask for the money back" };
    let words = if days == 0 {
        "You have the rights that the law gives you; there is no further promise.".to_owned()
    } else {
        format!("Within {days} days, and with less than {max_watched_percent} % of the course completed or watched, {how}.")
    };
    view! { <p class="text-sm text-muted">{words}</p> }
}
