//! From quote to payment: the seat, the order and the key are committed before the provider hears of it.

use super::payments::{self, Way};
use super::settlement::{self, Told};
use super::waitlist::line;
use super::{consent, coupons, expiry, hold_limits, quoting, refunds, selection};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{Handoff, Method, ProviderId};
use crate::repo::catalog::{self, OfferWithTiers, SeatTerms};
use crate::repo::hold_limits::Limit;
use crate::repo::identity::NewUser;
use crate::repo::{self, rows};
use crate::security::hash::{same, sha256};
use app::api::dto::{Buyer, CheckoutView, KeptSeat, PayWith, PaymentSession, QuoteView, ResumableOrder, Role, StripeClient, Ways};
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::{AskQuote, BrowserCookie, Checkout, Selection, StartCheckout, Viewer, WithCookies};
use app::api::{self, ApiError};
use app::paths;
use async_trait::async_trait;
use domain::email::EmailAddress;
use domain::order::{OrderEvent, OrderState};
use domain::payment::PaymentStatus;
use domain::pricing::PriceTier;
use domain::scarcity::{Unavailable, hold_is_live};
use domain::source::Source;
use entity::{hold, order, order_item, quote, quote_line, seat_invite, user};
use sea_orm::ActiveValue::Set;
use std::collections::HashMap;
use std::sync::Arc;

/// The checkout over the database and the provider.
pub struct CheckoutService(pub Arc<Core>);

/// The longest name that is taken.
const LONGEST_NAME: usize = 120;
/// How often a start is tried that lost against another tab of the same person.
const TRIES: u32 = 5;

#[async_trait]
impl Checkout for CheckoutService {
    async fn view(&self, viewer: &Viewer, ask: &AskQuote) -> api::Result<WithCookies<CheckoutView>> {
        Ok(WithCookies { value: self.page(viewer, ask).await?, cookies: self.browser_key(viewer) })
    }

    async fn start(&self, viewer: &Viewer, command: StartCheckout) -> api::Result<WithCookies<PaymentSession>> {
        Ok(self.begin(viewer, command).await?)
    }
}

impl CheckoutService {
    /// A browser is known before it begins an order: should the answer to that be lost, a reload finds what was begun.
    fn browser_key(&self, viewer: &Viewer) -> Vec<BrowserCookie> {
        if own_key(viewer).is_some() { Vec::new() } else { vec![BrowserCookie::OrderKey(self.0.entropy.secret())] }
    }

    async fn page(&self, viewer: &Viewer, ask: &AskQuote) -> Result<CheckoutView> {
        let core = &self.0;
        let now = core.now();
        let found = catalog::main_offer(core.db.read()).await?.ok_or(ApiError::NotFound)?;
        let begun = self.resumable(viewer).await?;
        let typed = begun.as_ref().map(|(order, _)| Buyer { email: order.email.clone(), name: order.name.clone() });
        let user = viewer.actor.as_ref().map(|actor| uuid::Uuid::from(actor.user));
        let wish = self.wish(ask, begun.as_ref().map(|(_, quote)| quote)).await?;
        let kept = self.kept_seat(ask.seat.as_deref()).await?;
        let price = if kept.is_some() { quoting::kept_seat_price(&found, now) } else { quoting::current_price(&found, now) };
        let priced = match price {
            Ok(tier) => selection::price(core, &found, tier, &wish, user).await?,
            Err(_) => None,
        };
        let stored = match &priced {
            Some(priced) if begun.is_none() || ask.names_something() => selection::store(core, &found, priced).await?,
            _ => None,
        };
        let resume = self.unchanged(begun, stored.as_ref()).await?;
        let quote = resume.as_ref().map(|(_, quote)| quote.clone()).or(stored);
        let buyer = viewer.actor.as_ref().map(|actor| Buyer { email: actor.email.clone(), name: actor.name.clone() });
        Ok(CheckoutView {
            title: found.offer.title.clone(),
            unavailable: if quote.is_some() { None } else { Some(price.err().unwrap_or(Unavailable::Paused)) },
            quote,
            owned: selection::owned(core, user, found.offer.product_id).await?,
            resume: resume.map(|(order, _)| order),
            buyer: typed.or(buyer),
            kept_seat: ask.seat.as_ref().map(|_| kept.map_or(KeptSeat::Gone, |kept| KeptSeat::Live { until: kept.expires_at })),
            choices: priced.map(|priced| priced.choices).unwrap_or_default(),
            ways: ways(core),
            stripe: stripe_client(core),
            consent: consent::question(core).await?,
            seats_left: rows::seats(&found.offer).left(),
            refund: refunds::policy::policy(core).await?,
            now,
        })
    }

    /// What is asked for: what was chosen, else what a named quote or the order begun earlier is made of.
    async fn wish(&self, ask: &AskQuote, begun: Option<&QuoteView>) -> Result<Selection> {
        let known = match (&ask.selection, ask.quote.or(begun.map(|quote| quote.id))) {
            (Some(selection), _) => selection.clone(),
            (None, Some(quote)) => selection::of_quote(&self.0, quote.into()).await?,
            (None, None) => Selection::default(),
        };
        Ok(Selection { coupon: ask.coupon.clone().or(known.coupon), ..known })
    }

    /// The order begun earlier, unless another selection than its own is asked for.
    async fn unchanged(
        &self,
        begun: Option<(ResumableOrder, QuoteView)>,
        asked: Option<&QuoteView>,
    ) -> Result<Option<(ResumableOrder, QuoteView)>> {
        let (Some((order, quote)), Some(asked)) = (&begun, asked) else { return Ok(begun) };
        let same = selection::same(&self.0, quote.id.into(), asked.id.into()).await?;
        Ok(same.then(|| (order.clone(), quote.clone())))
    }

    /// The seat that a personal link keeps, if its time is not up.
    async fn kept_seat(&self, token: Option<&str>) -> Result<Option<seat_invite::Model>> {
        match token {
            Some(token) => repo::waitlist::live_invite(self.0.db.read(), &sha256(token), self.0.now()).await,
            None => Ok(None),
        }
    }

    async fn resumable(&self, viewer: &Viewer) -> Result<Option<(ResumableOrder, QuoteView)>> {
        let core = &self.0;
        let Some(key) = &viewer.order_key else { return Ok(None) };
        let Some(order) = repo::orders::payable_of_browser(core.db.read(), &sha256(key)).await? else { return Ok(None) };
        let Some(hold) = self.live_hold(&order).await? else { return Ok(None) };
        let Some(quote) = quoting::stored(core, order.quote_id, hold.expires_at).await? else { return Ok(None) };
        let resumable = ResumableOrder {
            total: quote.total,
            public_id: order.public_id,
            email: order.buyer_email,
            name: order.buyer_name,
            held_until: hold.expires_at,
        };
        Ok(Some((resumable, quote)))
    }

    async fn live_hold(&self, order: &order::Model) -> Result<Option<hold::Model>> {
        let hold = repo::holds::by_id(self.0.db.read(), order.hold_id).await?;
        Ok(hold.filter(|hold| hold.state == "held" && hold_is_live(hold.expires_at, self.0.now())))
    }

    async fn begin(&self, viewer: &Viewer, command: StartCheckout) -> Result<WithCookies<PaymentSession>> {
        let core = &self.0;
        let (email, name) = parse_buyer(&command)?;
        let quoted = catalog::quote(core.db.read(), command.quote.into()).await?.ok_or(ApiError::Conflict(Conflict::QuoteExpired))?;
        let new = NewUser { id: core.new_id(), email: &email, name: &name, role: Role::Student, now: core.now() };
        let user = repo::identity::find_or_insert(core.db.write(), &new).await?;
        let way = way(core, command.pay_with)?;
        let consent = if command.consent { consent::given(core, viewer, quoted.0.created_at).await? } else { None };
        let kept = self.kept_seat(command.seat.as_deref()).await?;
        let personal = command.seat.is_some();
        let limits = hold_limits::limits(core, user.id, viewer.client_ip);
        let products = catalog::products_of(core.db.read(), &selection::sold(&quoted.1)).await?;
        let (quote, lines, source) = (quoted.0, quoted.1, command.source);
        let purchase = Purchase { user, email, name, quote, lines, products, way, consent, limits, personal, kept, source };
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
            if selection::owned(&self.0, Some(purchase.user.id), found.offer.product_id).await? {
                return Err(ApiError::Conflict(Conflict::AlreadyOwned).into());
            }
            if let Some(order) = self.open_order(viewer, purchase, &found).await? {
                return Ok((order, Vec::new()));
            }
            let key = own_key(viewer).map_or_else(|| self.0.entropy.secret(), str::to_owned);
            match self.0.db.retrying(|| self.write_order(purchase, &found, &key)).await {
                Ok(order) => return Ok((order, vec![BrowserCookie::OrderKey(key)])),
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
    /// provider and here; but where a bank asks its holder just now, only the browser that began the order may end it.
    async fn open_order(&self, viewer: &Viewer, purchase: &Purchase, found: &OfferWithTiers) -> Result<Option<order::Model>> {
        let core = &self.0;
        let Some(order) = repo::orders::open_of(core.db.read(), purchase.user.id, found.offer.product_id).await? else { return Ok(None) };
        let state = rows::order_state(&order.state)?;
        if state.is_payable() && self.live_hold(&order).await?.is_some() {
            if selection::same(core, order.quote_id, purchase.quote.id).await? {
                return Ok(Some(order));
            }
            let own = viewer.order_key.as_deref().is_some_and(|key| same(&sha256(key), &order.browser_key_hash));
            if state == OrderState::RequiresAction && !own {
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

    async fn write_order(&self, purchase: &Purchase, found: &OfferWithTiers, key: &str) -> Result<order::Model> {
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
            let terms = SeatTerms { offer: found.offer.id, tier_until_taken: tier.until_taken, now };
            if !catalog::take_seat(&transaction, &terms).await? {
                transaction.rollback().await?;
                return Err(self.why_no_seat().await?.into());
            }
        }
        let order = self.insert_rows(&transaction, purchase, found, key).await?;
        transaction.commit().await?;
        Ok(order)
    }

    /// Prices the quote's selection again: the buyer pays what the page said, or hears what changed.
    async fn still_costs(&self, purchase: &Purchase, found: &OfferWithTiers, tier: &PriceTier) -> Result<()> {
        let core = &self.0;
        let wish = selection::of_quote(core, purchase.quote.id).await?;
        let priced = selection::price(core, found, tier, &wish, None).await?;
        let priced = priced.ok_or(ApiError::Conflict(Conflict::PriceChanged))?;
        if priced.choices.coupon.as_ref().is_some_and(|coupon| coupon.refusal.is_some()) {
            return Err(ApiError::Conflict(Conflict::CouponEnded).into());
        }
        if !selection::still_costs(&priced, &purchase.lines, &purchase.quote.currency) {
            return Err(ApiError::Conflict(Conflict::PriceChanged).into());
        }
        for product in purchase.products.values() {
            if selection::owned(core, Some(purchase.user.id), *product).await? {
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
        let hold_id = core.new_id();
        repo::holds::insert(transaction, new_hold(core, hold_id, purchase, found)).await?;
        if let Some(full) = repo::hold_limits::count(transaction, hold_id, &purchase.limits).await? {
            return Err(hold_limits::refusal(core, transaction, &full).await?.into());
        }
        let order = new_order(core, purchase, found, hold_id, key);
        let id = order.id;
        let items = purchase.lines.iter().map(|line| new_item(core, id, line, &purchase.products)).collect();
        repo::orders::insert(transaction, order.clone().into(), items).await?;
        repo::care::insert_source(transaction, id, purchase.source.clone()).await?;
        coupons::take(core, transaction, &order).await?;
        let saves = purchase.consent.is_some() && payments::keeps_methods(core, purchase.way);
        repo::payments::insert(transaction, payments::planned(core, &order, purchase.way, saves)).await?;
        if let Some(given) = &purchase.consent {
            consent::record(core, transaction, &order, given).await?;
        }
        repo::orders::note(transaction, core.new_id(), id, "hold", "seat held", core.now()).await?;
        Ok(order)
    }

    /// The offer was open when it was read and shut when the seat was taken: says which it was.
    async fn why_no_seat(&self) -> Result<ApiError> {
        let found = catalog::main_offer(self.0.db.read()).await?.ok_or(ApiError::NotFound)?;
        let reason = quoting::current_price(&found, self.0.now()).err().map_or(Conflict::PriceChanged, refusal);
        Ok(ApiError::Conflict(reason))
    }
}

/// Who buys, at which quote.
struct Purchase {
    user: user::Model,
    email: EmailAddress,
    name: String,
    quote: quote::Model,
    lines: Vec<quote_line::Model>,
    /// What each offer among the lines sells.
    products: HashMap<uuid::Uuid, uuid::Uuid>,
    way: Way,
    consent: Option<consent::Given>,
    limits: Vec<Limit>,
    /// Whether the buyer came by a personal link.
    personal: bool,
    /// The seat that is kept for this buyer. A personal link without one has had its time.
    kept: Option<seat_invite::Model>,
    source: Source,
}

impl Purchase {
    /// The kept seat that this purchase takes. A link whose time is up buys nothing: the buyer shall know.
    fn kept_for(&self, found: &OfferWithTiers) -> std::result::Result<Option<&seat_invite::Model>, ApiError> {
        match &self.kept {
            None if !self.personal => Ok(None),
            Some(kept) if kept.offer_id == found.offer.id => Ok(Some(kept)),
            _ => Err(ApiError::Conflict(Conflict::KeptSeatGone)),
        }
    }
}

/// The secret of this browser, if it has one of ours.
fn own_key(viewer: &Viewer) -> Option<&str> {
    viewer.order_key.as_deref().filter(|key| key.len() == 43)
}

/// Which payment a wish asks for. A provider that is not configured cannot be wished for.
pub fn way(core: &Core, wish: PayWith) -> std::result::Result<Way, ApiError> {
    let way = match wish {
        PayWith::Card => Way { provider: ProviderId::Stripe, method: Method::Element },
        PayWith::Hosted => Way { provider: ProviderId::Stripe, method: Method::Hosted },
        PayWith::Paypal => Way { provider: ProviderId::Paypal, method: Method::Redirect },
    };
    core.gateways.find(way.provider).map(|_| way).ok_or(ApiError::BadRequest)
}

fn parse_buyer(command: &StartCheckout) -> std::result::Result<(EmailAddress, String), ApiError> {
    let mut errors = Vec::new();
    let email = EmailAddress::parse(&command.email);
    if email.is_err() {
        let problem = if command.email.trim().is_empty() { Problem::Missing } else { Problem::Malformed };
        errors.push(api::error::FieldError { field: Field::Email, problem });
    }
    let name = command.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name_problem = match name.chars().count() {
        0 => Some(Problem::Missing),
        length if length > LONGEST_NAME => Some(Problem::TooLong),
        _ if name.chars().any(char::is_control) => Some(Problem::Malformed),
        _ => None,
    };
    errors.extend(name_problem.map(|problem| api::error::FieldError { field: Field::Name, problem }));
    match email {
        Ok(email) if errors.is_empty() => Ok((email, name)),
        _ => Err(ApiError::Invalid(errors)),
    }
}

fn refusal(reason: Unavailable) -> Conflict {
    match reason {
        Unavailable::SoldOut => Conflict::SoldOut,
        Unavailable::OpensAt(_) => Conflict::NotOpenYet,
        Unavailable::ClosedAt(_) | Unavailable::Paused => Conflict::Closed,
    }
}

fn new_hold(core: &Core, id: uuid::Uuid, purchase: &Purchase, found: &OfferWithTiers) -> hold::ActiveModel {
    hold::ActiveModel {
        id: Set(id),
        offer_id: Set(found.offer.id),
        user_id: Set(purchase.user.id),
        amount_minor: Set(purchase.quote.amount_minor),
        currency: Set(purchase.quote.currency.clone()),
        state: Set("held".to_owned()),
        expires_at: Set(core.now() + core.settings.pace.hold),
        created_at: Set(core.now()),
        ended_at: Set(None),
    }
}

fn new_order(core: &Core, purchase: &Purchase, found: &OfferWithTiers, hold_id: uuid::Uuid, key: &str) -> order::Model {
    let now = core.now();
    order::Model {
        id: core.new_id(),
        public_id: core.entropy.public_id(),
        user_id: purchase.user.id,
        product_id: found.offer.product_id,
        quote_id: purchase.quote.id,
        hold_id,
        buyer_email: purchase.email.as_str().to_owned(),
        buyer_name: purchase.name.clone(),
        browser_key_hash: sha256(key).to_vec(),
        amount_minor: purchase.quote.amount_minor,
        currency: purchase.quote.currency.clone(),
        state: "draft".to_owned(),
        version: 0,
        created_at: now,
        updated_at: now,
        paid_at: None,
        kind: "main".to_owned(),
    }
}

fn new_item(
    core: &Core,
    order: uuid::Uuid,
    line: &quote_line::Model,
    products: &HashMap<uuid::Uuid, uuid::Uuid>,
) -> order_item::ActiveModel {
    let product = line.offer_id.filter(|_| matches!(line.kind.as_str(), "main" | "bump")).and_then(|offer| products.get(&offer).copied());
    order_item::ActiveModel {
        id: Set(core.new_id()),
        order_id: Set(order),
        position: Set(line.position),
        kind: Set(line.kind.clone()),
        product_id: Set(product),
        label: Set(line.label.clone()),
        amount_minor: Set(line.amount_minor),
        ..Default::default()
    }
}

/// The ways to pay beside the card form.
pub fn ways(core: &Core) -> Ways {
    Ways { hosted: core.gateways.find(ProviderId::Stripe).is_some(), paypal: core.gateways.find(ProviderId::Paypal).is_some() }
}

/// The public half of the Stripe account.
pub fn stripe_client(core: &Core) -> StripeClient {
    let stripe = &core.settings.stripe;
    StripeClient { publishable_key: stripe.publishable_key.clone(), script_url: stripe.js_url.clone() }
}

/// Opens the order's payment and gives the browser what it needs to go on with it.
pub async fn session(core: &Core, order: &order::Model, way: Way) -> Result<PaymentSession> {
    let (payment, opened) = payments::open(core, order, way).await?;
    if !is_open(opened.facts.status) {
        settlement::apply(core, Told { payment: &payment, facts: &opened.facts }).await?;
        return Err(ApiError::Conflict(Conflict::PaymentUnderWay).into());
    }
    let hold = repo::holds::by_id(core.db.read(), order.hold_id).await?.ok_or_else(|| Fault::stored("an order without a hold"))?;
    let (client_secret, redirect_to) = match opened.handoff {
        Handoff::Secret(secret) => (Some(secret), None),
        Handoff::Redirect(address) => (None, Some(address)),
        Handoff::Nothing => (None, None),
    };
    Ok(PaymentSession {
        public_id: order.public_id.clone(),
        client_secret,
        redirect_to,
        saves: opened.saves.unwrap_or(payment.saves),
        amount: rows::money(order.amount_minor, &order.currency)?,
        held_until: hold.expires_at,
        return_url: core.settings.absolute(&paths::order(&order.public_id)),
        now: core.now(),
    })
}

fn is_open(status: PaymentStatus) -> bool {
    matches!(status, PaymentStatus::RequiresPaymentMethod { .. } | PaymentStatus::RequiresAction)
}
