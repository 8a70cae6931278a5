//! Begins to pay: one open order for one person, and the seat, the order and the key in one transaction.

use super::CheckoutService;
use super::purchase::{Purchase, new_order, parse_buyer};
use super::session::{session, way};
use crate::error::{Fault, Result};
use crate::repo::catalog::{self, OfferWithTiers, SeatTerms};
use crate::repo::identity::NewUser;
use crate::repo::{self, rows};
use crate::security::hash::{same, sha256};
use crate::services::selection::{self, Customer};
use crate::services::waitlist::line;
use crate::services::{audience, consent, coupons, expiry, hold_limits, order_rows, payments, quoting, settlement};
use app::api::ApiError;
use app::api::dto::{PaymentSession, Role};
use app::api::error::Conflict;
use app::api::ports::{BrowserCookie, StartCheckout, Viewer, WithCookies};
use domain::order::{OrderEvent, OrderState};
use domain::pricing::PriceTier;
use domain::scarcity::Unavailable;
use entity::order;

/// How often a start is tried that lost against another tab of the same person.
const TRIES: u32 = 5;

impl CheckoutService {
    pub(super) async fn begin(&self, viewer: &Viewer, command: StartCheckout) -> Result<WithCookies<PaymentSession>> {
        let core = &self.0;
        let (email, name) = parse_buyer(&command)?;
        let quoted = catalog::quote(core.db.read(), command.quote.into()).await?.ok_or(ApiError::Conflict(Conflict::QuoteExpired))?;
        let new = NewUser { id: core.new_id(), email: &email, name: &name, role: Role::Student, now: core.now() };
        let user = repo::identity::find_or_insert(core.db.write(), &new).await?;
        let way = way(core, command.pay_with, rows::money(0, &quoted.0.currency)?.currency)?;
        let consent = if command.consent { consent::given(core, viewer, quoted.0.created_at).await? } else { None };
        let kept = self.kept_seat(command.seat.as_deref()).await?;
        let personal = command.seat.is_some();
        let limits = hold_limits::limits(core, user.id, viewer.client_ip);
        let products = catalog::products_of(core.db.read(), &selection::sold(&quoted.1)).await?;
        let (quote, lines, source) = (quoted.0, quoted.1, command.source);
        let measured = audience::client(core, viewer);
        let purchase = Purchase { user, email, name, quote, lines, products, way, consent, limits, personal, kept, source, measured };
        let (order, cookies) = self.order_for(viewer, &purchase).await?;
        if command.remind {
            repo::care::permit_reminder(core.db.write(), order.id, core.now()).await?;
        }
        consent::reconsider(core, &order, purchase.consent.as_ref()).await?;
        Ok(WithCookies { value: session(core, &order, way).await?, cookies })
    }

    /// The person's open order, or a new one. Many at once end with one order.
    async fn order_for(&self, viewer: &Viewer, purchase: &Purchase) -> Result<(order::Model, Vec<BrowserCookie>)> {
        for _ in 0..TRIES {
            let found = catalog::main_offer(self.0.db.read()).await?.ok_or(ApiError::NotFound)?;
            if selection::owned(&self.0.reading(), Customer::Person(purchase.user.id), found.offer.product_id).await? {
                return Err(ApiError::Conflict(Conflict::AlreadyOwned).into());
            }
            if repo::orders::is_disputed(self.0.db.read(), purchase.user.id, found.offer.product_id).await? {
                return Err(ApiError::Conflict(Conflict::OrderDisputed).into());
            }
            if let Some(order) = self.open_order(viewer, purchase, &found).await? {
                return Ok((order, Vec::new()));
            }
            let key = super::own_key(viewer).map_or_else(|| self.0.entropy.secret(), str::to_owned);
            match self.0.db.retrying(|| self.write_order(purchase, &found, &key)).await {
                Ok(Some(order)) => return Ok((order, vec![BrowserCookie::OrderKey(key)])),
                Ok(None) => {}
                Err(error) if error.is_unique_violation() => {}
                Err(Fault::Api(refusal)) => {
                    if let Some(order) = self.open_order(viewer, purchase, &found).await? {
                        return Ok((order, Vec::new()));
                    }
                    return Err(refusal.into());
                }
                Err(error) => return Err(error),
            }
        }
        Err(ApiError::Conflict(Conflict::PaymentUnderWay).into())
    }

    /// The open order of this person, if it can still be paid and is for the same selection. Any other is ended first, at the
    /// provider and here; but nobody ends one whose payment is under way, and where a bank asks its holder just now, only the browser that
    /// began the order may.
    async fn open_order(&self, viewer: &Viewer, purchase: &Purchase, found: &OfferWithTiers) -> Result<Option<order::Model>> {
        let core = &self.0;
        let Some(order) = repo::orders::open_of(core.db.read(), purchase.user.id, found.offer.product_id).await? else { return Ok(None) };
        let state = rows::order_state(&order.state)?;
        if state.is_payable() && self.live_hold(&order).await?.is_some() {
            if selection::same(core, order.quote_id, purchase.quote.id).await? {
                return Ok(Some(order));
            }
            let own = viewer.order_key.as_deref().is_some_and(|key| same(&sha256(key), &order.browser_key_hash));
            let under_way = payments::is_under_way(&repo::payments::leading(core.db.read(), order.id).await?);
            if under_way || (state == OrderState::RequiresAction && !own) {
                return Err(ApiError::Conflict(Conflict::PaymentUnderWay).into());
            }
        }
        settlement::advance(core, order.id, OrderEvent::HoldExpired, None).await?;
        match expiry::cancel(core, order.id).await {
            Ok(state) if state.is_open() => Err(ApiError::Conflict(Conflict::PaymentUnderWay).into()),
            Ok(_) => Ok(None),
            Err(Fault::Gateway(_)) => Err(ApiError::Conflict(Conflict::PaymentUnderWay).into()),
            Err(error) => Err(error),
        }
    }

    /// Takes the seat and writes the order. `None` says that the offer was changed since it was read: it must be looked at again.
    async fn write_order(&self, purchase: &Purchase, found: &OfferWithTiers, key: &str) -> Result<Option<order::Model>> {
        let core = &self.0;
        let now = core.now();
        let kept = purchase.kept_for(found)?;
        let price = if kept.is_some() { quoting::kept_seat_price(found, now) } else { quoting::current_price(found, now) };
        let tier = price.map_err(|reason| ApiError::Conflict(refusal(reason)))?;
        if purchase.quote.valid_until <= now || purchase.quote.offer_id != found.offer.id {
            return Err(ApiError::Conflict(Conflict::QuoteExpired).into());
        }
        self.still_costs(purchase, found, tier).await?;
        let transaction = core.db.begin().await?;
        if let Some(kept) = kept {
            if !line::take_kept_seat(core, &transaction, kept).await? {
                return Err(ApiError::Conflict(Conflict::KeptSeatGone).into());
            }
        } else {
            let terms = SeatTerms { offer: found.offer.id, tier_until_taken: tier.until_taken, version: Some(found.offer.version), now };
            if !catalog::take_seat(&transaction, &terms).await? {
                transaction.rollback().await?;
                return self.why_no_seat(found).await;
            }
        }
        let order = self.insert_rows(&transaction, purchase, found, key).await?;
        transaction.commit().await?;
        Ok(Some(order))
    }

    /// Prices the quote's selection again: the buyer pays what the page said, or hears what changed.
    async fn still_costs(&self, purchase: &Purchase, found: &OfferWithTiers, tier: &PriceTier) -> Result<()> {
        let core = &self.0;
        let wish = selection::of_quote(core, purchase.quote.id).await?;
        let priced = selection::price(&core.reading(), found, tier, &wish, Customer::Unknown).await?;
        let priced = priced.ok_or(ApiError::Conflict(Conflict::PriceChanged))?;
        if priced.choices.coupon.as_ref().is_some_and(|coupon| coupon.refusal.is_some()) {
            return Err(ApiError::Conflict(Conflict::CouponEnded).into());
        }
        if !selection::still_costs(&priced, &purchase.lines, &purchase.quote.currency) {
            return Err(ApiError::Conflict(Conflict::PriceChanged).into());
        }
        for product in purchase.products.values() {
            if selection::owned(&core.reading(), Customer::Person(purchase.user.id), *product).await? {
                return Err(ApiError::Conflict(Conflict::ExtraOwned).into());
            }
        }
        Ok(())
    }

    async fn insert_rows(
        &self,
        transaction: &sea_orm::DatabaseTransaction,
        purchase: &Purchase,
        found: &OfferWithTiers,
        key: &str,
    ) -> Result<order::Model> {
        let core = &self.0;
        let (hold_id, quote) = (core.new_id(), &purchase.quote);
        let total = rows::money(quote.amount_minor, &quote.currency)?;
        repo::holds::insert(transaction, order_rows::hold(core, hold_id, found.offer.id, purchase.user.id, total)).await?;
        if let Some(full) = repo::hold_limits::count(transaction, hold_id, &purchase.limits).await? {
            return Err(hold_limits::refusal(core, transaction, &full).await?.into());
        }
        let order = new_order(core, purchase, found, hold_id, key);
        let id = order.id;
        let lines = purchase.lines.iter().map(|line| rows::line(line, total.currency)).collect::<Result<Vec<_>>>()?;
        let items = order_rows::items(core, id, &lines, |offer| purchase.products.get(&offer).copied());
        repo::orders::insert(transaction, order.clone().into(), items).await?;
        // Who is forgotten at this moment buys as somebody new.
        if repo::identity::by_id(transaction, order.user_id).await?.is_none_or(|person| person.erased_at.is_some()) {
            return Err(ApiError::Conflict(Conflict::QuoteExpired).into());
        }
        repo::care::insert_source(transaction, id, purchase.source.clone()).await?;
        if let Some(client) = &purchase.measured {
            repo::audience::allow(transaction, id, client.clone(), core.now()).await?;
        }
        coupons::take(core, transaction, &order).await?;
        let saves = purchase.consent.is_some() && payments::keeps_methods(core, purchase.way);
        repo::payments::insert(transaction, payments::planned(core, &order, purchase.way, saves)).await?;
        if let Some(given) = &purchase.consent {
            consent::record(core, transaction, &order, given).await?;
        }
        repo::orders::note(transaction, core.new_id(), id, "hold", "seat held", core.now()).await?;
        Ok(order)
    }

    /// The offer was open when it was read and shut when the seat was taken: says which it was. `None` says that it is open, and changed.
    async fn why_no_seat(&self, read: &OfferWithTiers) -> Result<Option<order::Model>> {
        let found = catalog::main_offer(self.0.db.read()).await?.ok_or(ApiError::NotFound)?;
        match quoting::current_price(&found, self.0.now()) {
            Err(reason) => Err(ApiError::Conflict(refusal(reason)).into()),
            Ok(_) if found.offer.version != read.offer.version => Ok(None),
            Ok(_) => Err(ApiError::Conflict(Conflict::PriceChanged).into()),
        }
    }
}

fn refusal(reason: Unavailable) -> Conflict {
    match reason {
        Unavailable::SoldOut => Conflict::SoldOut,
        why => Conflict::NotOnSale(why),
    }
}
