//! What mails say: pure functions from values to subject, text and HTML.

pub mod account;
pub mod address;
pub mod alerts;
pub mod care;
pub mod disputes;
pub mod farewell;
mod layout;
pub mod learning;
pub mod questions;
pub mod topical;
pub mod waitlist;

use chrono::{DateTime, Utc};
use domain::money::Money;
use layout::{Block, render};

/// A written mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject, one line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

/// What a mail about an order needs.
#[derive(Clone, Debug)]
pub struct OrderLetter {
    /// The buyer's name.
    pub buyer: String,
    /// What was bought.
    pub title: String,
    /// The lines of the order.
    pub lines: Vec<(String, Money)>,
    /// Their sum.
    pub total: Money,
    /// The order's page.
    pub order_url: String,
    /// The invoice's page.
    pub invoice_url: String,
    /// The course.
    pub learn_url: String,
}

/// The link that signs in.
pub fn sign_in(url: &str) -> Letter {
    render(
        "Your sign-in link",
        &[
            Block::text("Use this button to sign in. It works once, for ten minutes."),
            Block::button("Sign in", url),
            Block::text("If you did not ask for it, you can ignore this mail: nobody can sign in without it."),
        ],
    )
}

/// What was paid.
pub fn receipt(order: &OrderLetter) -> Letter {
    let rows = order.lines.iter().map(|(label, amount)| (label.clone(), amount.to_string()));
    let table = rows.chain([("Total paid".to_owned(), order.total.to_string())]).collect();
    render(
        &format!("Your receipt for {}", order.title),
        &[
            Block::text(&format!("Thank you, {}. Your payment arrived.", order.buyer)),
            Block::Rows(table),
            Block::button("See your order", &order.order_url),
            Block::text("Do you need an invoice for your company? Open it here; you can add the company's address and VAT id first."),
            Block::button("Open the invoice", &order.invoice_url),
        ],
    )
}

/// The way in.
pub fn access(order: &OrderLetter) -> Letter {
    render(
        &format!("Your access to {}", order.title),
        &[
            Block::text(&format!("{} is open for you, from now on and on every device.", order.title)),
            Block::button("Start learning", &order.learn_url),
            Block::text("To sign in on another device, enter this mail address there and we send you a link."),
        ],
    )
}

/// What a mail about a refund needs.
#[derive(Clone, Debug)]
pub struct RefundLetter {
    /// The buyer's name.
    pub buyer: String,
    /// What was bought.
    pub title: String,
    /// What went back.
    pub amount: Money,
    /// Whether all of the order went back.
    pub access_ended: bool,
    /// The order's page.
    pub order_url: String,
}

/// Money went back.
pub fn refund(refund: &RefundLetter) -> Letter {
    let access = if refund.access_ended {
        "Your access through this order has ended. What you completed is kept, should you come back."
    } else {
        "This is a part of what you paid. What was not refunded stays open for you."
    };
    render(
        &format!("Your refund for {}", refund.title),
        &[
            Block::text(&format!(
                "{}, we sent {} back to the card or account you paid with. Banks take a few days to show it.",
                refund.buyer, refund.amount
            )),
            Block::text(access),
            Block::button("See your order", &refund.order_url),
        ],
    )
}

/// A payment came after its seat was gone.
pub fn seat_gone(order: &OrderLetter) -> Letter {
    render(
        &format!("We are sending your payment for {} back", order.title),
        &[
            Block::text("Your payment reached us after the time your seat was held, and meanwhile the last seat was sold."),
            Block::text(&format!("We are sending {} back to you in full. There is nothing you need to do. We are sorry.", order.total)),
            Block::button("See your order", &order.order_url),
        ],
    )
}

/// What a mail about a second payment needs.
#[derive(Clone, Debug)]
pub struct PaidTwice {
    /// The buyer's name.
    pub buyer: String,
    /// What goes back.
    pub amount: Money,
    /// The order's page.
    pub order_url: String,
}

/// Two payments arrived for one order.
pub fn paid_twice(twice: &PaidTwice) -> Letter {
    render(
        "We are sending your second payment back",
        &[
            Block::text(&format!("{}, two payments arrived for the same order. One is enough.", twice.buyer)),
            Block::text(&format!("We are sending {} back to you in full. There is nothing you need to do.", twice.amount)),
            Block::button("See your order", &twice.order_url),
        ],
    )
}

/// A buyer asks for a refund that a person decides about.
pub fn refund_asked(url: &str) -> Letter {
    render(
        "A buyer asks for a refund",
        &[
            Block::text(
                "The refund promise does not settle this one by itself, so it is yours to decide. The order shows what was bought.",
            ),
            Block::button("Look at the order", url),
        ],
    )
}

/// What a mail about an offer that could not be charged needs.
#[derive(Clone, Debug)]
pub struct UpsellFailed {
    /// The buyer's name.
    pub buyer: String,
    /// What was offered.
    pub title: String,
    /// Its price.
    pub price: Money,
    /// Until when the price holds; without limit where it is absent.
    pub until: Option<DateTime<Utc>>,
    /// The page of the order that the offer follows.
    pub order_url: String,
}

/// An offer after the purchase was accepted, and its payment failed.
pub fn upsell_failed(failed: &UpsellFailed) -> Letter {
    let UpsellFailed { buyer, title, price, until, order_url } = failed;
    let holds = match until {
        Some(until) => {
            format!("If you still want it, the price of {price} holds for you until {}.", app::components::text::date_time(*until))
        }
        None => format!("If you still want it, the price of {price} stays as it is."),
    };
    render(
        &format!("{title}: the payment did not go through"),
        &[
            Block::text(&format!(
                "{buyer}, you chose to add {title} to your order, and the payment was not completed. You were not charged for it."
            )),
            Block::text(&holds),
            Block::button("Try again", order_url),
            Block::text("What you bought before is yours and is not affected. If you no longer want the addition, there is nothing to do."),
        ],
    )
}

/// Money and access differ.
pub fn difference(table: &str, url: &str) -> Letter {
    let rows = table.lines().map(|line| Block::text(line.trim()));
    let end = [
        Block::text("`lectern reconcile` prints this list; with `--fix` it repairs what it can."),
        Block::button("Look at what differs", url),
    ];
    let blocks: Vec<Block> =
        std::iter::once(Block::text("What the providers hold and who may enter do not agree.")).chain(rows).chain(end).collect();
    render("Money and access do not agree", &blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;

    fn order() -> OrderLetter {
        OrderLetter {
            buyer: "Ada <script>".into(),
            title: "The course".into(),
            lines: vec![("The course".into(), Money::new(14_900, Currency::Eur))],
            total: Money::new(14_900, Currency::Eur),
            order_url: "https://x.example/orders/1".into(),
            invoice_url: "https://x.example/orders/1/invoice".into(),
            learn_url: "https://x.example/learn".into(),
        }
    }

    #[test]
    fn both_forms_of_a_receipt_carry_the_total_and_the_link() {
        let letter = receipt(&order());
        for body in [&letter.text, &letter.html] {
            assert!(body.contains("€149") && body.contains("https://x.example/orders/1/invoice"), "{body}");
        }
    }

    #[test]
    fn names_are_text_in_the_html() {
        assert!(!receipt(&order()).html.contains("<script>"));
    }

    #[test]
    fn a_subject_is_one_line() {
        let letter = receipt(&OrderLetter { title: "A\r\nBcc: x@y.example".into(), ..order() });
        assert!(!letter.subject.contains(['\r', '\n']));
    }
}
