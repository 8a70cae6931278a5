//! The page's markup.

use serde_json::Value;

use crate::store::Store;
use crate::table::Record;

const PAGE: &str = include_str!("../../assets/checkout/page.html");
const FORM: &str = include_str!("../../assets/checkout/form.html");
const CHALLENGE: &str = include_str!("../../assets/checkout/challenge.html");

/// The page as the session's status asks for: its form with what went wrong, or why there is none.
pub fn page(store: &Store, session: &Record, problem: &str) -> String {
    let content = match session.text("status") {
        "open" => form(store, session, problem),
        "complete" => ended("This payment is complete", session.text("success_url"), "Continue", session),
        _ => ended("This page has expired", session.text("cancel_url"), "Back", session),
    };
    PAGE.replace("{{content}}", &content)
}

/// The issuer's page.
pub fn challenge(session: &Record) -> String {
    let content = CHALLENGE.replace("{{total}}", &total(session)).replace("{{id}}", &escape(session.text("id")));
    PAGE.replace("{{content}}", &content)
}

/// An address of the shop, with the session's identifier where it wants it.
pub fn address(session: &Record, name: &str) -> String {
    session.text(name).replace("{CHECKOUT_SESSION_ID}", session.text("id"))
}

fn form(store: &Store, session: &Record, problem: &str) -> String {
    let checkout = store.checkouts.get(session.text("id"));
    let items: String = checkout.map(|checkout| checkout.items.iter().map(item).collect()).unwrap_or_default();
    let kept = checkout.is_some_and(|checkout| checkout.intent_data.text("setup_future_usage").is_some());
    let terms = if kept { "<p class=\"terms\">By paying, you allow the shop to charge this card for later purchases.</p>" } else { "" };
    FORM.replace("{{total}}", &total(session))
        .replace("{{items}}", &items)
        .replace("{{email}}", &email(session))
        .replace("{{terms}}", terms)
        .replace("{{back}}", &link(&address(session, "cancel_url"), "Back"))
        .replace("{{id}}", &escape(session.text("id")))
        .replace("{{problem}}", &escape(problem))
}

/// Asked for only where the shop has not said who pays.
fn email(session: &Record) -> String {
    if !session.text("customer").is_empty() {
        return String::new();
    }
    let known = escape(session.text("customer_email"));
    format!("<label>Email <input name=\"email\" type=\"email\" autocomplete=\"email\" value=\"{known}\" required></label>")
}

fn item(item: &Value) -> String {
    let name = escape(item["description"].as_str().unwrap_or_default());
    let amount = money(item["amount_total"].as_i64().unwrap_or_default(), item["currency"].as_str().unwrap_or_default());
    format!("<li>{name} × {}: {amount}</li>", item["quantity"])
}

fn ended(title: &str, target: &str, word: &str, session: &Record) -> String {
    let target = target.replace("{CHECKOUT_SESSION_ID}", session.text("id"));
    format!("<h1>{title}</h1>{}", link(&target, word))
}

fn link(target: &str, word: &str) -> String {
    if target.is_empty() { String::new() } else { format!("<a class=\"back\" href=\"{}\">{word}</a>", escape(target)) }
}

fn total(session: &Record) -> String {
    money(session.int("amount_total"), session.text("currency"))
}

/// `EUR 12.00`, with the decimals that the provider counts the currency in.
fn money(minor: i64, currency: &str) -> String {
    let name = currency.to_uppercase();
    match currency {
        "bif" | "clp" | "djf" | "gnf" | "jpy" | "kmf" | "krw" | "mga" | "pyg" | "rwf" | "vnd" | "vuv" | "xaf" | "xof" | "xpf" => {
            format!("{name} {minor}")
        }
        "bhd" | "jod" | "kwd" | "omr" | "tnd" => format!("{name} {}.{:03}", minor / 1000, minor % 1000),
        _ => format!("{name} {}.{:02}", minor / 100, minor % 100),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::{escape, money};

    #[test]
    fn money_has_the_decimals_of_its_currency() {
        assert_eq!([money(1205, "eur"), money(1205, "jpy"), money(1205, "kwd")], ["EUR 12.05", "JPY 1205", "KWD 1.205"]);
    }

    #[test]
    fn names_of_products_are_no_markup() {
        assert_eq!(escape("<b a=\"'\">&"), "&lt;b a=&quot;&#39;&quot;&gt;&amp;");
    }
}
