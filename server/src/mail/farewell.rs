//! The last mail to a person who is forgotten.

use super::Letter;
use super::layout::{Block, render};

/// Says what is gone and what stays.
pub fn letter() -> Letter {
    render(
        "Your account is deleted",
        &[
            Block::text("Your account and all that belonged to it are deleted, and this address is no longer stored here."),
            Block::text(
                "What the law wants kept stays: your invoices with the name on them, and that and how they were paid, for ten years.",
            ),
            Block::text("A payment method that was saved is removed at the payment provider too. Nothing can be charged any more."),
            Block::text("If you did not ask for this, answer this mail. To buy again, simply use the checkout: you begin anew."),
        ],
    )
}
