//! What a creator changes of the shop: offers, prices, coupons, the funnel, the terms.

mod coupons;
mod funnel;
mod offers;
mod terms;

use super::audit::{Form, form};
use crate::support::browser::Answer;
use crate::support::{Browser, Shop};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

/// The offer of a kind; of several the first in their order.
pub async fn offer(shop: &Shop, kind: &str) -> entity::offer::Model {
    let query = entity::offer::Entity::find().filter(entity::offer::Column::Kind.eq(kind)).order_by_asc(entity::offer::Column::Position);
    query.one(shop.core.db.read()).await.unwrap().unwrap_or_else(|| panic!("no {kind}"))
}

/// What a form about an offer says first: which one, and which version of it was seen.
pub async fn about(shop: &Shop, kind: &str) -> Form {
    let offer = offer(shop, kind).await;
    form([("offer", &offer.id.to_string()), ("version", &offer.version.to_string())])
}

/// Sends a form with some more fields.
pub async fn send(browser: &Browser, function: &str, first: &Form, more: &[(&str, &str)]) -> Answer {
    let arguments: Vec<_> = first.iter().map(|(name, value)| (*name, value.as_str())).chain(more.iter().copied()).collect();
    browser.call(function, &arguments).await
}

/// The problem that an answer names, as `Field: Problem`.
pub fn problem(answer: &Answer) -> String {
    let named = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let error = &answer.json()["Invalid"][0];
    format!("{} {}: {}", answer.status.as_u16(), named(&error["field"]), named(&error["problem"]))
}

/// The words of an offer, as its form sends them.
pub const WORDS: [(&str, &str); 2] = [("form[title]", "The small course workshop"), ("form[compare]", "on")];

/// Prices with as many seats at the first as `seats` says.
pub fn prices(seats: &str) -> [(&str, &str); 6] {
    [
        ("currency", "EUR"),
        ("tiers[0][label]", "First seats"),
        ("tiers[0][amount]", "99"),
        ("tiers[0][until_taken]", seats),
        ("tiers[1][label]", "Regular"),
        ("tiers[1][amount]", "199.50"),
    ]
}

fn with(mut first: Form, more: &[(&'static str, &str)]) -> Form {
    first.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
    first
}

/// Prepares one successful call of a function that changes the shop.
pub async fn prepare(shop: &Shop, function: &str) -> Option<Form> {
    Some(match function {
        "admin/add_offer" => form([("kind", "bump"), ("title", "Slides"), ("amount", "9"), ("currency", "EUR")]),
        "admin/change_offer" => with(with(about(shop, "main").await, &WORDS), &[("form[closes_at]", "2098-12-24T18:00")]),
        "admin/set_prices" => {
            let one = [("currency", "EUR"), ("tiers[0][label]", "Regular"), ("tiers[0][amount]", "149")];
            with(about(shop, "main").await, &one)
        }
        "admin/switch_offer" => with(about(shop, "bump").await, &[("on", "false")]),
        "admin/move_step" => {
            funnel::add(shop, "upsell", "First", 0).await;
            funnel::add(shop, "upsell", "Second", 1).await;
            with(about(shop, "upsell").await, &[("up", "false")])
        }
        "admin/stand_in" => {
            funnel::add(shop, "downsell", "Less", 0).await;
            with(about(shop, "downsell").await, &[("upsell", &offer(shop, "upsell").await.id.to_string())])
        }
        "admin/add_coupon" => form([("code", "SPRING"), ("form[kind]", "percent"), ("form[percent]", "10")]),
        "admin/change_coupon" => form([("code", "WELCOME10"), ("version", "0"), ("form[kind]", "percent"), ("form[percent]", "20")]),
        "admin/switch_coupon" => form([("code", "WELCOME10"), ("version", "1"), ("on", "false")]),
        "admin/set_policy" => form([("version", "1"), ("days", "30"), ("percent", "50")]),
        "admin/write_consent" => form([("version", "2"), ("text", "Keep this card for the next pages.")]),
        "admin/add_rate" => form([("form[country]", "FI"), ("form[percent]", "26"), ("form[label]", "VAT")]),
        "admin/set_tax_basis" => {
            let row = server::repo::content::site_text_row(shop.core.db.read(), "tax").await.unwrap().unwrap();
            form([("changed", &row.updated_at.timestamp_micros().to_string()), ("seller", "DE")])
        }
        _ => return None,
    })
}
