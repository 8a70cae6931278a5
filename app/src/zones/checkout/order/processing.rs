use super::super::closed::StatePage;
use crate::api::dto::OrderView;
use crate::components::Glyph;
use leptos::prelude::*;

/// Reloads the page every three seconds where no script can.
const RELOAD: &str = r#"<meta http-equiv="refresh" content="3">"#;

/// For how long a payment has been on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Seconds.
    Usual,
    /// More than two minutes.
    Slow,
    /// More than ten minutes; a mail says so.
    Long,
}

/// A payment on its way.
#[component]
pub fn Processing(
    /// The order.
    order: OrderView,
    /// For how long.
    wait: Wait,
) -> impl IntoView {
    let (title, text) = match wait {
        Wait::Usual => (
            "Confirming your payment",
            "Your bank and our payment provider are exchanging the last messages. This page goes on by itself, usually within seconds.",
        ),
        Wait::Slow => (
            "This one takes longer than usual",
            "The bank has not given its answer yet. You can close this page: we will mail you as soon as it arrives. Please do not pay again.",
        ),
        Wait::Long => (
            "Your payment is still on its way",
            "Some banks take their time. There is nothing for you to do: your seat stays held meanwhile, and we mail you as soon as the answer arrives. Please do not pay again.",
        ),
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
