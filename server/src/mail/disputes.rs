//! Mails about disputes, from their first day to their end.

use super::layout::{Block, render};
use super::{Letter, OrderLetter};

/// A bank looks into a payment, and the creator can answer it.
pub fn opened(title: &str, order_url: &str) -> Letter {
    render(
        "A payment is in dispute",
        &[
            Block::text(&format!("The buyer’s bank disputes a payment for {title} and has taken the money back for now.")),
            Block::text(
                "Access through this order is shut until the bank decides. Please answer on your payment provider’s page, where the deadline is.",
            ),
            Block::button("Look at the order", order_url),
        ],
    )
}

/// The creator loses the money.
pub fn lost(title: &str, order_url: &str) -> Letter {
    render(
        "A dispute was decided for the buyer",
        &[
            Block::text(&format!("The dispute about a payment for {title} is over, and the money went back to the buyer.")),
            Block::text("Access through this order has ended, its seat is free again, and the invoice was corrected by a credit note."),
            Block::button("Look at the order", order_url),
        ],
    )
}

/// The buyer may not enter while the bank decides.
pub fn paused(order: &OrderLetter) -> Letter {
    let OrderLetter { buyer, title, total, order_url, .. } = order;
    render(
        &format!("Your bank disputes the payment for {title}"),
        &[
            Block::text(&format!("{buyer}, your bank has told our payment provider that the payment of {total} for {title} is disputed.")),
            Block::text("Until the bank decides, access through this order is paused. What you completed is kept."),
            Block::text(
                "If you did not mean to dispute it, please tell your bank: access opens again as soon as the payment stands. If something is wrong with the course, answer this mail, and we will find a way.",
            ),
            Block::button("See your order", order_url),
        ],
    )
}

/// The buyer has the money back.
pub fn ended(order: &OrderLetter) -> Letter {
    let OrderLetter { buyer, title, order_url, .. } = order;
    render(
        &format!("The dispute about {title} is decided"),
        &[
            Block::text(&format!(
                "{buyer}, your bank has decided the dispute for you, and the money is with you. With it, access through this order has ended."
            )),
            Block::text("What you completed is kept, should you come back."),
            Block::button("See your order", order_url),
        ],
    )
}

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
