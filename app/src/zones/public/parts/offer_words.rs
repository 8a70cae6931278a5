use crate::api::dto::OfferView;
use crate::components::text;
use domain::scarcity::Unavailable;

/// How many seats are left, in words.
pub fn seats(offer: &OfferView) -> Option<String> {
    match (offer.seats_left?, offer.seats_total) {
        (0, _) => Some("No seat left".to_owned()),
        (left, Some(total)) => Some(format!("{left} of {} left", text::count(total as usize, "seat", "seats"))),
        (left, None) => Some(format!("{} left", text::count(left as usize, "seat", "seats"))),
    }
}

/// What comes after the price of now.
pub fn next_step(offer: &OfferView) -> Option<String> {
    let next = offer.next_price?;
    match offer.seats_at_this_price {
        Some(1) => Some(format!("1 more seat at this price, then {next}")),
        Some(seats) => Some(format!("{seats} more seats at this price, then {next}")),
        None => Some(format!("Then {next}")),
    }
}

/// Why it cannot be bought, as a title and a sentence.
pub fn closed(why: Unavailable) -> (&'static str, String) {
    match why {
        Unavailable::Paused => ("Enrolment is paused", "We have closed the doors for a moment. Please look in again soon.".to_owned()),
        Unavailable::OpensAt(at) => ("Enrolment opens soon", format!("You can join from {}.", text::date_time(at))),
        Unavailable::ClosedAt(at) => ("Enrolment is closed", format!("It closed on {}.", text::date(at))),
        Unavailable::SoldOut => ("Sold out", "Every seat is taken. A seat that comes back goes to the waitlist first.".to_owned()),
    }
}
