use crate::api::dto::KeptSeat;
use crate::components::{Glyph, Icon, LocalTime};
use crate::request;
use leptos::prelude::*;

/// Says that a seat is kept for who came by a personal link, and takes the link along into the form.
#[component]
pub fn KeptSeatNote(
    /// What became of the link, if the visitor came by one.
    seat: Option<KeptSeat>,
) -> impl IntoView {
    let words = seat.map(|seat| match seat {
        KeptSeat::Live { until } => view! { "A seat is kept for you until "<LocalTime at=until />"." }.into_any(),
        KeptSeat::Gone => view! { "The time of your personal link is up, but there are seats to be had." }.into_any(),
    });
    let token = request::query_value("seat").filter(|_| matches!(seat, Some(KeptSeat::Live { .. })));
    view! {
        {words.map(|words| view! { <p class="alert"><Icon glyph=Glyph::Users /><span>{words}</span></p> })}
        {token.map(|token| view! { <input type="hidden" name="seat" value=token /> })}
    }
}
