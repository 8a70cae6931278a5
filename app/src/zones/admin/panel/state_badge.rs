use domain::order::OrderState;
use leptos::prelude::*;

/// An order's state, in words and colour.
#[component]
pub fn StateBadge(
    /// The state.
    state: OrderState,
) -> impl IntoView {
    let (class, words) = match state {
        OrderState::Draft => ("badge", "Draft"),
        OrderState::AwaitingPayment => ("badge", "Awaiting payment"),
        OrderState::RequiresAction => ("badge badge-warning", "Authenticating"),
        OrderState::Failed => ("badge badge-warning", "Declined"),
        OrderState::Expiring => ("badge", "Expiring"),
        OrderState::Expired => ("badge", "Expired"),
        OrderState::Paid => ("badge badge-positive", "Paid"),
        OrderState::Closed => ("badge badge-positive", "Closed"),
        OrderState::PartiallyRefunded => ("badge badge-accent", "Partly refunded"),
        OrderState::Refunded => ("badge", "Refunded"),
        OrderState::Disputed => ("badge badge-danger", "Disputed"),
        OrderState::Won => ("badge badge-positive", "Dispute won"),
        OrderState::Lost => ("badge badge-danger", "Dispute lost"),
        OrderState::NeedsReview => ("badge badge-danger", "Needs review"),
    };
    view! { <span class=class>{words}</span> }
}
