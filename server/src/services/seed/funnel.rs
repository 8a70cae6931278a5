//! The demo's funnel: three feedback calls after the course, one call for whoever declines, and the words of the consent.

use crate::core::Core;
use crate::error::Result;
use crate::repo::{consent_texts, seed as rows};
use entity::{consent_text, offer, price_tier, product};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use uuid::Uuid;

/// An offer stands for an hour once it is shown.
const OFFERED_FOR_S: i32 = 3_600;

const CONSENT: &str = "Keep this card or PayPal account for the offers on the next pages. Only when I press a button that names the offer and \
                       its price is the card or PayPal account charged, once for each, while I am on the page; nothing is charged later or \
                       by itself. I can take this back at any time under “Saved payment methods” on my account page.";

struct Extra {
    kind: &'static str,
    title: &'static str,
    description: &'static str,
    amount_minor: i64,
    downsell_of: Option<Uuid>,
}

/// Writes the offers after the purchase and the words of the consent.
pub async fn write(core: &Core, db: &DatabaseTransaction) -> Result<()> {
    let upsell = Extra {
        kind: "upsell",
        title: "Three feedback calls",
        description: "Three calls of forty minutes with Mara, whenever you need them within a year: on your outline, your first recordings \
                      and your sales page. You send the material before, and get written notes after.",
        amount_minor: 24_900,
        downsell_of: None,
    };
    let upsell = write_extra(core, db, &upsell).await?;
    let downsell = Extra {
        kind: "downsell",
        title: "One feedback call",
        description: "One call of forty minutes with Mara on whatever you are at, within a year. You send the material before, and get \
                      written notes after.",
        amount_minor: 9_900,
        downsell_of: Some(upsell),
    };
    write_extra(core, db, &downsell).await?;
    let words =
        consent_text::ActiveModel { version: Set(2), text: Set(CONSENT.to_owned()), created_at: Set(core.now()), ..Default::default() };
    consent_texts::insert(db, words).await
}

async fn write_extra(core: &Core, db: &DatabaseTransaction, extra: &Extra) -> Result<Uuid> {
    let now = core.now();
    let (product, id) = (core.new_id(), core.new_id());
    let row =
        product::ActiveModel { id: Set(product), kind: Set("bonus".to_owned()), title: Set(extra.title.to_owned()), created_at: Set(now) };
    rows::insert_product(db, row).await?;
    let row = offer::ActiveModel {
        id: Set(id),
        product_id: Set(product),
        kind: Set(extra.kind.to_owned()),
        title: Set(extra.title.to_owned()),
        enabled: Set(true),
        taken: Set(0),
        created_at: Set(now),
        description: Set(extra.description.to_owned()),
        downsell_of: Set(extra.downsell_of),
        offered_for_s: Set(Some(OFFERED_FOR_S)),
        ..Default::default()
    };
    rows::insert_offer(db, row).await?;
    let tier = price_tier::ActiveModel {
        id: Set(core.new_id()),
        offer_id: Set(id),
        position: Set(0),
        label: Set("Regular".to_owned()),
        amount_minor: Set(extra.amount_minor),
        currency: Set("EUR".to_owned()),
        ..Default::default()
    };
    rows::insert_tier(db, tier).await?;
    Ok(id)
}
