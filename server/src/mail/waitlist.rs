//! What people on the waitlist are told.

use super::Letter;
use super::layout::{Block, render};
use app::components::text;
use chrono::{DateTime, Utc};

/// A place in the line, and the way out of it.
pub fn joined(title: &str, wish: &str, leave_url: &str) -> Letter {
    let next = if wish == "seat" {
        "As soon as a seat comes back and it is your turn, we keep it for you and mail you a personal link to it."
    } else {
        "We write to you once, when enrolment opens."
    };
    render(
        &format!("You are on the waitlist for {title}"),
        &[Block::text(next), Block::text("You do not have to do anything until then."), Block::link("Leave the waitlist", leave_url)],
    )
}

/// What a mail about a kept seat needs.
#[derive(Clone, Debug)]
pub struct SeatLetter {
    /// What it is a seat of.
    pub title: String,
    /// The personal link.
    pub seat_url: String,
    /// The seat is kept until this moment.
    pub until: DateTime<Utc>,
    /// The way out of the line.
    pub leave_url: String,
}

/// A seat is kept for one person.
pub fn seat(letter: &SeatLetter) -> Letter {
    let until = text::date_time(letter.until);
    render(
        &format!("A seat is kept for you: {}", letter.title),
        &[
            Block::text(&format!(
                "A seat came back and it is your turn. We keep it for you until {until}; then it goes to the next in line."
            )),
            Block::button("Take my seat", &letter.seat_url),
            Block::text(
                "The link is personal: whoever opens it can take this seat. Once you begin to pay, the seat is held for you as for everybody.",
            ),
            Block::link("I no longer want it: leave the waitlist", &letter.leave_url),
        ],
    )
}

/// The sale is open.
pub fn opened(title: &str, url: &str) -> Letter {
    render(
        &format!("Enrolment is open: {title}"),
        &[
            Block::text("You asked us to tell you, so here we are. Seats go in the order in which people begin to pay."),
            Block::button("Join the course", url),
            Block::text("This was the only mail of this kind; your address is off the list."),
        ],
    )
}
