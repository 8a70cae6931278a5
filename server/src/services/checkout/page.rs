//! What the checkout page shows: the price of what is chosen, and what was begun earlier.

use super::CheckoutService;
use super::session::{stripe_client, ways};
use crate::error::Result;
use crate::repo::{self, catalog, rows};
use crate::security::hash::sha256;
use crate::services::payments::is_under_way;
use crate::services::selection::{self, Customer};
use crate::services::{consent, quoting, refunds};
use app::api::ApiError;
use app::api::dto::{Buyer, CheckoutView, KeptSeat, QuoteView, ResumableOrder};
use app::api::ports::{AskQuote, Selection, Viewer};
use domain::scarcity::{Unavailable, hold_is_live};
use entity::{hold, order, seat_invite};

impl CheckoutService {
    pub(super) async fn page(&self, viewer: &Viewer, ask: &AskQuote) -> Result<CheckoutView> {
        let core = &self.0;
        let now = core.now();
        let found = catalog::main_offer(core.db.read()).await?.ok_or(ApiError::NotFound)?;
        let open = self.open_here(viewer).await?;
        let begun = match &open {
            Some(order) => self.resumable(order).await?,
            None => None,
        };
        let typed = begun.as_ref().map(|(order, _)| Buyer { email: order.email.clone(), name: order.name.clone() });
        let user = viewer.actor.as_ref().map(|actor| uuid::Uuid::from(actor.user));
        let (reading, customer) = (core.reading(), Customer::of(user));
        let wish = self.wish(ask, begun.as_ref().map(|(_, quote)| quote)).await?;
        let kept = self.kept_seat(ask.seat.as_deref()).await?;
        let price = if kept.is_some() { quoting::kept_seat_price(&found, now) } else { quoting::current_price(&found, now) };
        let priced = match price {
            Ok(tier) => selection::price(&reading, &found, tier, &wish, customer).await?,
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
            ways: quote.as_ref().map(|quote| ways(core, quote.total.currency)).unwrap_or_default(),
            quote,
            owned: selection::owned(&reading, customer, found.offer.product_id).await?,
            resume: resume.map(|(order, _)| order),
            under_way: self.under_way(open).await?,
            buyer: typed.or(buyer),
            kept_seat: ask.seat.as_ref().map(|_| kept.map_or(KeptSeat::Gone, |kept| KeptSeat::Live { until: kept.expires_at })),
            choices: priced.map(|priced| priced.choices).unwrap_or_default(),
            stripe: stripe_client(core),
            consent: consent::question(core.db.read()).await?,
            seats_left: rows::seats(&found.offer).left(),
            refund: refunds::policy::policy(core.db.read()).await?,
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
        Ok(Selection { coupon: ask.coupon.clone().or(known.coupon), vat_id: ask.vat_id.clone().or(known.vat_id), ..known })
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
    pub(super) async fn kept_seat(&self, token: Option<&str>) -> Result<Option<seat_invite::Model>> {
        match token {
            Some(token) => repo::waitlist::live_invite(self.0.db.read(), &sha256(token), self.0.now()).await,
            None => Ok(None),
        }
    }

    /// The order that this browser began and that waits for money.
    async fn open_here(&self, viewer: &Viewer) -> Result<Option<order::Model>> {
        match &viewer.order_key {
            Some(key) => repo::orders::payable_of_browser(self.0.db.read(), &sha256(key)).await,
            None => Ok(None),
        }
    }

    /// The public id of an order whose payment is on its way.
    async fn under_way(&self, order: Option<order::Model>) -> Result<Option<String>> {
        let Some(order) = order else { return Ok(None) };
        let leading = repo::payments::leading(self.0.db.read(), order.id).await?;
        Ok(is_under_way(&leading).then_some(order.public_id))
    }

    async fn resumable(&self, order: &order::Model) -> Result<Option<(ResumableOrder, QuoteView)>> {
        let core = &self.0;
        let Some(hold) = self.live_hold(order).await? else { return Ok(None) };
        let Some(quote) = quoting::stored(core, order.quote_id, hold.expires_at).await? else { return Ok(None) };
        let resumable = ResumableOrder {
            total: quote.total,
            public_id: order.public_id.clone(),
            email: order.buyer_email.clone(),
            name: order.buyer_name.clone(),
            held_until: hold.expires_at,
        };
        Ok(Some((resumable, quote)))
    }

    pub(super) async fn live_hold(&self, order: &order::Model) -> Result<Option<hold::Model>> {
        let hold = repo::holds::by_id(self.0.db.read(), order.hold_id).await?;
        Ok(hold.filter(|hold| hold.state == "held" && hold_is_live(hold.expires_at, self.0.now())))
    }
}
