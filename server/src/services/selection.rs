//! What a buyer chose, priced: bumps, a coupon, and the tax of a country.

use super::{prices, quoting, shop};
use crate::core::{Core, Reading};
use crate::error::{Fault, Result};
use crate::repo::catalog::{self, NewQuote, OfferWithTiers};
use crate::repo::coupons::{self, StoredCoupon};
use crate::repo::rows;
use crate::repo::taxes::{self, QuoteTax};
use app::api::dto::{BumpView, Choices, CouponView, QuoteView, TaxChoice};
use app::api::ports::Selection;
use chrono::TimeDelta;
use domain::charge::{NotChargeable, chargeable};
use domain::country::Country;
use domain::coupon::{CouponCode, CouponRefusal};
use domain::ids::OfferId;
use domain::money::Currency;
use domain::pricing::{Line, LineKind, PriceTier, PricedLines, Sellable, price_lines, sum};
use domain::tax::{tax_lines, treat};
use domain::vat_id::{VatId, VatIdError};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A quote holds so long, if its prices do.
pub const QUOTE_VALID: TimeDelta = TimeDelta::minutes(30);

/// Who would buy, as far as what they own and have used changes what they are offered.
#[derive(Clone, Copy, Debug)]
pub enum Customer<'a> {
    /// Nobody knows.
    Unknown,
    /// A person.
    Person(Uuid),
    /// Somebody who is imagined, owns these products, and has used no coupon.
    Imagined(&'a [Uuid]),
}

impl Customer<'_> {
    /// A person, where one is known.
    pub fn of(user: Option<Uuid>) -> Self {
        user.map_or(Self::Unknown, Self::Person)
    }
}

/// A selection with what it costs now.
pub struct Priced {
    /// The tier that gave the main price.
    pub tier: Uuid,
    /// The lines.
    pub lines: PricedLines,
    /// The coupon among them.
    pub coupon: Option<StoredCoupon>,
    /// How it is taxed.
    pub tax: Option<QuoteTax>,
    /// What can be chosen, and why something that was chosen does not count.
    pub choices: Choices,
}

/// Prices a selection; `None` says that what it comes to cannot be charged. What the customer has used up or owns no longer counts.
pub async fn price(
    reading: &Reading,
    found: &OfferWithTiers,
    tier: &PriceTier,
    wish: &Selection,
    customer: Customer<'_>,
) -> Result<Option<Priced>> {
    let main = Sellable { offer: rows::offer_id(&found.offer), label: found.offer.title.clone(), price: tier.price };
    let bumps = bumps(reading, wish, tier.price.currency, customer).await?;
    let ticked: Vec<Sellable> = bumps.iter().filter(|bump| bump.ticked).map(sellable).collect();
    let Ok(PricedLines { mut lines, .. }) = price_lines(&main, &ticked, None) else { return Ok(None) };
    let (coupon, shown) = match wish.coupon.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
        Some(typed) => coupon(reading, typed, &mut lines, customer).await?,
        None => (None, None),
    };
    let (tax, asked) = tax(reading, wish, &mut lines, tier.price.currency).await?;
    let Ok(total) = sum(&lines, tier.price.currency) else { return Ok(None) };
    match chargeable(total) {
        Ok(()) => {
            let choices = Choices { bumps, coupon: shown, tax: asked };
            Ok(Some(Priced { tier: tier.id.into(), lines: PricedLines { lines, total }, coupon, tax, choices }))
        }
        Err(NotChargeable::TooSmall(smallest)) if coupon.is_some() => {
            let without = Selection { coupon: None, ..wish.clone() };
            let mut priced = Box::pin(price(reading, found, tier, &without, customer)).await?;
            if let Some(priced) = &mut priced {
                priced.choices.coupon = shown.map(|shown| CouponView { refusal: Some(CouponRefusal::TooLittleLeft(smallest)), ..shown });
            }
            Ok(priced)
        }
        Err(why) => {
            tracing::warn!(offer.id = %found.offer.id, total = %total, reason = %why, "the price of an offer cannot be charged");
            Ok(None)
        }
    }
}

fn sellable(bump: &BumpView) -> Sellable {
    Sellable { offer: bump.offer, label: bump.title.clone(), price: bump.price }
}

/// The bumps on sale, in the currency of the main offer; those that the person owns are not offered.
async fn bumps(reading: &Reading, wish: &Selection, currency: Currency, customer: Customer<'_>) -> Result<Vec<BumpView>> {
    let mut shown = Vec::new();
    for found in catalog::bumps(reading.db()).await? {
        let Ok(tier) = quoting::current_price(&found, reading.now) else { continue };
        if tier.price.currency != currency || owned(reading, customer, found.offer.product_id).await? {
            continue;
        }
        let offer = rows::offer_id(&found.offer);
        let ticked = wish.bumps.contains(&offer);
        let compared = prices::compared(reading, &found, tier.price).await?;
        let (title, text) = (found.offer.title.clone(), found.offer.description.clone());
        shown.push(BumpView { offer, title, text, price: tier.price, compared, ticked });
    }
    Ok(shown)
}

/// Whether a customer owns a product.
pub async fn owned(reading: &Reading, customer: Customer<'_>, product: Uuid) -> Result<bool> {
    match customer {
        Customer::Unknown => Ok(false),
        Customer::Imagined(owns) => Ok(owns.contains(&product)),
        Customer::Person(user) => {
            let grants = crate::repo::grants::of(reading.db(), user, product).await?;
            Ok(domain::access::decide(&grants, reading.now).is_ok())
        }
    }
}

/// Takes what a coupon takes off, or says why it takes nothing.
async fn coupon(
    reading: &Reading,
    typed: &str,
    lines: &mut Vec<Line>,
    customer: Customer<'_>,
) -> Result<(Option<StoredCoupon>, Option<CouponView>)> {
    let view = |code: String, refusal| CouponView { code, refusal };
    let Ok(named) = CouponCode::parse(typed) else {
        return Ok((None, Some(view(typed.chars().take(40).collect(), Some(CouponRefusal::Unknown)))));
    };
    match applied(reading, &named, lines, customer).await? {
        Ok((stored, mut off)) => {
            lines.append(&mut off);
            Ok((Some(stored), Some(view(named.into(), None))))
        }
        Err(refusal) => Ok((None, Some(view(named.into(), Some(refusal))))),
    }
}

async fn applied(
    reading: &Reading,
    named: &CouponCode,
    lines: &[Line],
    customer: Customer<'_>,
) -> Result<std::result::Result<(StoredCoupon, Vec<Line>), CouponRefusal>> {
    let Some(stored) = coupons::by_code(reading.db(), named).await? else { return Ok(Err(CouponRefusal::Unknown)) };
    if let Err(refusal) = stored.coupon.holds(reading.now) {
        return Ok(Err(refusal));
    }
    if let (Customer::Person(user), true) = (customer, stored.once_per_person)
        && coupons::used_by(reading.db(), stored.id, user, &["spent"]).await?
    {
        return Ok(Err(CouponRefusal::AlreadyUsed));
    }
    Ok(stored.coupon.lines(lines).map(|off| (stored, off)))
}

/// Adds the tax of the buyer's country, if the seller has a table. Without one nobody is asked for a country.
async fn tax(
    reading: &Reading,
    wish: &Selection,
    lines: &mut Vec<Line>,
    currency: Currency,
) -> Result<(Option<QuoteTax>, Option<TaxChoice>)> {
    let Some(table) = shop::declared_taxes(reading.db(), reading.now).await? else { return Ok((None, None)) };
    let country = wish.country.as_deref().and_then(|code| Country::parse(code).ok()).unwrap_or(table.seller);
    let typed = wish.vat_id.as_deref().map(str::trim).filter(|id| !id.is_empty());
    let (vat_id, problem) = match typed.map(|id| VatId::parse_for(country, id)) {
        Some(Ok(id)) => (Some(id), None),
        Some(Err(error)) => (None, Some(problem(error))),
        None => (None, None),
    };
    let treatment = treat(&table, country, vat_id.as_ref());
    let taxed = tax_lines(lines, currency, &treatment).map_err(|error| Fault::stored(format!("tax of a quote: {error}")))?;
    *lines = taxed.lines;
    let shown = typed.map(|id| id.chars().take(40).collect()).unwrap_or_default();
    Ok((Some(QuoteTax { country, vat_id, treatment }), Some(TaxChoice { country, vat_id: shown, problem })))
}

fn problem(error: VatIdError) -> app::api::dto::VatProblem {
    use app::api::dto::VatProblem;
    match error {
        VatIdError::UnknownPrefix => VatProblem::NotHere,
        VatIdError::OtherCountry => VatProblem::OtherCountry,
        VatIdError::WrongShape { .. } => VatProblem::Shape,
        VatIdError::WrongCheckDigits => VatProblem::Digits,
    }
}

/// Stores the quote of a priced selection.
pub async fn store(core: &Core, found: &OfferWithTiers, priced: &Priced) -> Result<Option<QuoteView>> {
    let now = core.now();
    let PricedLines { lines, total } = &priced.lines;
    let valid_until = now + QUOTE_VALID;
    let new = NewQuote { id: core.new_id(), offer: found.offer.id, tier: priced.tier, lines, total: *total, valid_until, now };
    let transaction = core.db.begin().await?;
    catalog::insert_quote(&transaction, &new).await?;
    if let Some(stored) = &priced.coupon {
        coupons::insert_quote(&transaction, new.id, stored.id).await?;
    }
    if let Some(tax) = &priced.tax {
        taxes::insert(&transaction, new.id, tax).await?;
    }
    transaction.commit().await?;
    quoting::stored(core, new.id, valid_until).await
}

/// What a stored quote was made of.
pub async fn of_quote(core: &Core, quote: Uuid) -> Result<Selection> {
    let db = core.db.read();
    let lines = catalog::quote(db, quote).await?.map(|(_, lines)| lines).unwrap_or_default();
    let bumps = lines.iter().filter(|line| line.kind == "bump").filter_map(|line| line.offer_id.map(OfferId)).collect();
    let coupon = coupons::of_quote(db, quote).await?.map(|stored| stored.coupon.code.into());
    let tax = taxes::of_quote(db, quote).await?;
    let country = tax.as_ref().map(|tax| tax.country.code().to_owned());
    let vat_id = tax.and_then(|tax| tax.vat_id).map(|id| id.as_str().to_owned());
    Ok(Selection { bumps, coupon, country, vat_id })
}

/// Whether two quotes were made of the same choices, whatever they cost.
pub async fn same(core: &Core, one: Uuid, other: Uuid) -> Result<bool> {
    if one == other {
        return Ok(true);
    }
    let (one, other) = (of_quote(core, one).await?, of_quote(core, other).await?);
    let set = |selection: &Selection| selection.bumps.iter().copied().collect::<BTreeSet<_>>();
    Ok(set(&one) == set(&other) && (one.coupon, one.country, one.vat_id) == (other.coupon, other.country, other.vat_id))
}

/// Whether a stored quote says what the same selection costs now.
pub fn still_costs(priced: &Priced, lines: &[entity::quote_line::Model], currency: &str) -> bool {
    let now = priced.lines.lines.iter().map(|line| (rows::line_kind_name(line.kind), line.offer.map(Uuid::from), line.amount.minor));
    let then = lines.iter().map(|line| (line.kind.as_str(), line.offer_id, line.amount_minor));
    priced.lines.total.currency.code() == currency && now.eq(then)
}

/// The offers of the lines that open a door.
pub fn sold(lines: &[entity::quote_line::Model]) -> Vec<Uuid> {
    let opens = |kind: &str| matches!(rows::line_kind(kind), Ok(LineKind::Main | LineKind::Bump));
    lines.iter().filter(|line| opens(&line.kind)).filter_map(|line| line.offer_id).collect()
}
