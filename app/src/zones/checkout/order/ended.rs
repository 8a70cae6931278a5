use super::super::closed::StatePage;
use crate::api::dto::{OrderStep, OrderView};
use crate::components::Glyph;
use crate::paths;
use leptos::prelude::*;

/// An order that is over, or that a person has to look at.
#[component]
pub fn Ended(
    /// The order.
    order: OrderView,
    /// How it ended.
    step: OrderStep,
) -> impl IntoView {
    let home = (paths::home(), "To the course page");
    let (glyph, title, text, (to, words)) = match step {
        OrderStep::Expired => (
            Glyph::Clock,
            "The time to pay was up",
            "Nothing was charged, and the seat went back. If you would still like to join, you can begin again.",
            (paths::checkout(), "Begin again"),
        ),
        OrderStep::Refunded => (
            Glyph::Undo,
            "This order was refunded",
            "The money went back the way it came; banks need up to ten days to show it. Access through this order has ended.",
            home,
        ),
        OrderStep::Disputed => (
            Glyph::CircleAlert,
            "The bank is looking into this payment",
            "The card holder’s bank has opened a dispute. Until it is decided, access through this order is paused.",
            home,
        ),
        _ => (
            Glyph::Search,
            "We are looking at this order",
            "Something about this payment needs a person’s eye. Please do not pay again; we will write to you.",
            home,
        ),
    };
    view! {
        <StatePage glyph title>
            <p class="text-muted">{text}</p>
            <a class="btn btn-primary" href=to.to_string()>{words}</a>
            <p class="mt-2 text-xs break-all text-muted">"Order "{order.public_id}" · "{order.total.to_string()}</p>
        </StatePage>
    }
}
