//! Mails about disputes that ended.

use super::Letter;
use super::layout::{Block, render};

/// The buyer enters again.
pub fn open_again(title: &str, learn_url: &str) -> Letter {
    render(
        &format!("Your access to {title} is open again"),
        &[
            Block::text("The question about your payment is settled, and the payment stands. Your access is open again."),
            Block::text("What you had completed is where you left it."),
            Block::button("Go on learning", learn_url),
        ],
    )
}

/// The creator keeps the money.
pub fn won(title: &str, order_url: &str) -> Letter {
    render(
        "A dispute was decided for you",
        &[
            Block::text(&format!("The dispute about a payment for {title} is over, and the money stays with you.")),
            Block::text("The buyer's access is open again, and the buyer knows. There is nothing you need to do."),
            Block::button("Look at the order", order_url),
        ],
    )
}
