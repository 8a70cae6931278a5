//! Mails that help a buyer along.

use super::Letter;
use super::layout::{Block, render};
use domain::money::Money;

/// A checkout that was left. The link leads back to it with everything that was chosen.
pub fn reminder(buyer: &str, title: &str, checkout_url: &str) -> Letter {
    render(
        &format!("You began to join {title}"),
        &[
            Block::text(&format!("{buyer}, you asked us to remind you once if you do not finish. Nothing was charged.")),
            Block::button("Go on where you left off", checkout_url),
            Block::text("This is the only reminder. If you have changed your mind, there is nothing you need to do."),
        ],
    )
}

/// A payment of which there is no news after ten minutes.
pub fn on_its_way(buyer: &str, title: &str, amount: Money, order_url: &str) -> Letter {
    render(
        &format!("Your payment for {title} is still on its way"),
        &[
            Block::text(&format!("{buyer}, your payment of {amount} takes longer than usual: the bank has not given its answer yet.")),
            Block::text(
                "There is nothing for you to do. We keep asking, and write to you as soon as it has arrived. Please do not pay again.",
            ),
            Block::button("See how it stands", order_url),
        ],
    )
}
