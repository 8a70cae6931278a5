//! Mails that help a buyer along.

use super::Letter;
use super::layout::{Block, render};

/// A checkout that was left.
pub fn reminder(buyer: &str, title: &str, order_url: &str) -> Letter {
    render(
        &format!("You began to join {title}"),
        &[
            Block::text(&format!("{buyer}, you asked us to remind you once if you do not finish. Nothing was charged.")),
            Block::button("Go on where you left off", order_url),
            Block::text("This is the only reminder. If you have changed your mind, there is nothing you need to do."),
        ],
    )
}
