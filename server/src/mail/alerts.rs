//! Mails that ask the creator to look at an order: one letter for each thing that can happen.

use super::Letter;
use super::layout::{Block, render};

fn letter(subject: &str, happened: &str, to_do: &str, order_url: &str) -> Letter {
    render(subject, &[Block::text(happened), Block::text(to_do), Block::button("Look at the order", order_url)])
}

/// What the provider says of a payment is not what was written down.
pub fn mismatch(title: &str, order_url: &str) -> Letter {
    letter(
        "A payment does not fit its order",
        &format!(
            "What the payment provider says of a payment for {title} differs from what we wrote down: the amount, the currency, the order or the account."
        ),
        "Nothing was granted or taken away for it. Please compare the order with the provider’s page of the payment.",
        order_url,
    )
}

/// A payment came after its seat was gone.
pub fn paid_without_seat(title: &str, order_url: &str) -> Letter {
    letter(
        "A payment came after the last seat was sold",
        &format!(
            "A payment for {title} arrived when its hold had ended and no seat was left. It is being sent back in full, and the buyer knows."
        ),
        "There is nothing you need to do, unless you want to make room for this buyer.",
        order_url,
    )
}

/// A refund or a dispute about an order that had ended unpaid.
pub fn after_the_end(title: &str, order_url: &str) -> Letter {
    letter(
        "There is news of an order that had ended",
        &format!("An order for {title} had run out unpaid, and now the payment provider tells of a refund or a dispute about it."),
        "The buyer has no access through this order. Please look at the payment on the provider’s page.",
        order_url,
    )
}

/// The provider will not send a refund.
pub fn refund_refused(amount: &str, reason: &str, order_url: &str) -> Letter {
    letter(
        "A refund was refused",
        &format!("The payment provider refused to send {amount} back ({reason}). The money is still with you, and access is as it was."),
        "Please look at the payment on the provider’s page, and refund it there or by another way.",
        order_url,
    )
}
