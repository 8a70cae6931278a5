use super::super::closed::StatePage;
use crate::api::dto::OrderView;
use crate::components::Glyph;
use leptos::prelude::*;

/// Reloads the page every three seconds where no script can.
const RELOAD: &str = r#"<meta http-equiv="refresh" content="3">"#;

/// A payment on its way.
#[component]
pub fn Processing(
    /// The order.
    order: OrderView,
    /// It takes longer than two minutes.
    slow: bool,
) -> impl IntoView {
    let (title, text) = if slow {
        (
            "This one takes longer than usual",
            "The bank has not given its answer yet. You can close this page: we will mail you as soon as it arrives. Please do not pay again.",
        )
    } else {
        (
            "Confirming your payment",
            "Your bank and our payment provider are exchanging the last messages. This page goes on by itself, usually within seconds.",
        )
    };
    view! {
        <noscript inner_html=RELOAD></noscript>
        <StatePage glyph=Glyph::Clock title>
            <div class="pulse my-2 max-w-56" aria-hidden="true"></div>
            <p class="text-muted" role="status">{text}</p>
            <ol class="mt-2 grid w-full gap-2.5 text-left text-sm">
                <li class="flex items-start gap-3"><span class="badge badge-positive flex-none">"Done"</span>"We have your order over "{order.total.to_string()}</li>
                <li class="flex items-start gap-3"><span class="badge badge-warning flex-none">"Now"</span>"The provider confirms the payment"</li>
                <li class="flex items-start gap-3"><span class="badge flex-none">"Next"</span><span>"The course opens, and the way in is mailed to "<span class="font-semibold">{order.email}</span></span></li>
            </ol>
        </StatePage>
    }
}
