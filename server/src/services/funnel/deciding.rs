//! A buyer's answer to an offer. It counts once: the step's version decides who was first.

use super::charging::Wish;
use super::child::{self, Accepted};
use super::moving::{self, state_of};
use super::{charging, showing};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{Handoff, Method, ProviderId};
use crate::repo::funnel::Change;
use crate::repo::{self, rows};
use crate::security::hash::{same, sha256};
use crate::services::payments::{Way, is_under_way};
use crate::services::settlement;
use crate::services::{checkout, expiry};
use app::api::ApiError;
use app::api::dto::{Decided, Decision};
use app::api::error::Conflict;
use app::api::ports::{OfferAnswer, Viewer};
use domain::funnel::OfferEvent;
use domain::order::{OrderEvent, OrderState};
use entity::{consent, funnel_step, order};

/// Whether this browser made the order, or its buyer is signed in.
pub fn is_own(viewer: &Viewer, order: &order::Model) -> bool {
    let made_here = viewer.order_key.as_deref().is_some_and(|key| same(&sha256(key), &order.browser_key_hash));
    made_here || viewer.actor.as_ref().is_some_and(|actor| actor.user.0 == order.user_id)
}

fn page_of(order: &order::Model) -> Decided {
    Decided { public_id: order.public_id.clone(), client_secret: None, redirect_to: None }
}

fn handed(order: &order::Model, handoff: Handoff) -> Decided {
    match handoff {
        Handoff::Nothing => page_of(order),
        Handoff::Secret(secret) => Decided { client_secret: Some(secret), ..page_of(order) },
        Handoff::Redirect(address) => Decided { redirect_to: Some(address), ..page_of(order) },
    }
}

/// Answers an offer. An answer to an offer that is not shown any more leads to the one that is.
pub async fn decide(core: &Core, viewer: &Viewer, command: &OfferAnswer) -> Result<Decided> {
    let main = repo::orders::by_public_id(core.db.read(), &command.order).await?.filter(|order| order.kind == "main");
    let main = main.ok_or(ApiError::NotFound)?;
    if !is_own(viewer, &main) {
        return Err(if viewer.actor.is_some() { ApiError::Forbidden } else { ApiError::Unauthenticated }.into());
    }
    if !rows::order_state(&main.state)?.is_fulfilled() {
        return Ok(page_of(&main));
    }
    let step = showing::refresh(core, &main).await?;
    let Some(step) = step.filter(|step| step.offer_id == command.offer.0) else { return Ok(page_of(&main)) };
    let open_child = open_child(core, &step).await?;
    match command.decision {
        Decision::Decline => decline(core, &main, &step, open_child).await,
        Decision::Accept | Decision::Retry | Decision::AnotherCard if state_of(&step)?.is_open() => {
            accept(core, &main, step, open_child, command).await
        }
        Decision::Accept | Decision::Retry | Decision::AnotherCard => go_on(core, &main, open_child).await,
    }
}

/// The order of a step while it can still be paid.
async fn open_child(core: &Core, step: &funnel_step::Model) -> Result<Option<order::Model>> {
    let Some(child) = step.child_order_id else { return Ok(None) };
    let child = repo::orders::by_id(core.db.read(), child).await?;
    Ok(rows::order_state(&child.state)?.is_open().then_some(child))
}

/// The decision stands first; the order that had been made for the offer is ended after it. Should its payment arrive all the
/// same, the money counts: the offer is accepted then.
async fn decline(core: &Core, main: &order::Model, step: &funnel_step::Model, child: Option<order::Model>) -> Result<Decided> {
    if let Some(child) = &child {
        let payment = repo::payments::leading(core.db.read(), child.id).await?;
        if is_under_way(&payment) {
            return Err(ApiError::Conflict(Conflict::PaymentUnderWay).into());
        }
    }
    core.db.retrying(|| write_decline(core, step)).await?;
    if let Some(child) = &child
        && let Err(error) = end(core, child).await
    {
        tracing::warn!(order.id = %child.id, error = %error, "the order of a declined offer could not be ended yet");
    }
    Ok(page_of(main))
}

async fn write_decline(core: &Core, step: &funnel_step::Model) -> Result<()> {
    let transaction = core.db.begin().await?;
    if moving::make(core, &transaction, step, OfferEvent::Decline, Change::default()).await? {
        transaction.commit().await?;
    }
    Ok(())
}

/// Ends an unpaid order, first at the provider.
async fn end(core: &Core, child: &order::Model) -> Result<OrderState> {
    settlement::advance(core, child.id, OrderEvent::HoldExpired, None).await?;
    expiry::cancel(core, child.id).await
}

/// Goes on with what was accepted already.
async fn go_on(core: &Core, main: &order::Model, child: Option<order::Model>) -> Result<Decided> {
    let Some(child) = child else { return Ok(page_of(main)) };
    let payment = repo::payments::leading(core.db.read(), child.id).await?;
    match Method::from_name(&payment.method) {
        Some(Method::Saved) => Ok(handed(main, charging::resume(core, &payment).await?)),
        Some(Method::Redirect) => pay_elsewhere(core, &child, Way { provider: ProviderId::Paypal, method: Method::Redirect }).await,
        _ => Ok(page_of(&child)),
    }
}

async fn pay_elsewhere(core: &Core, child: &order::Model, way: Way) -> Result<Decided> {
    let session = checkout::session(core, child, way).await?;
    Ok(Decided { redirect_to: session.redirect_to, ..page_of(child) })
}

async fn accept(
    core: &Core,
    main: &order::Model,
    step: funnel_step::Model,
    child: Option<order::Model>,
    command: &OfferAnswer,
) -> Result<Decided> {
    let Some(step) = without_child(core, main, step, child.as_ref(), command.decision).await? else {
        return Ok(page_of(child.as_ref().filter(|_| command.decision == Decision::AnotherCard).unwrap_or(main)));
    };
    let consent = one_click(core, main, command.decision).await?;
    let way = way(core, main, consent.as_ref()).await?;
    let offer = repo::funnel::offer(core.db.read(), step.offer_id).await?.ok_or_else(|| Fault::stored("a step without an offer"))?;
    let accepted = Accepted { main, step: &step, offer: &offer, way, consent: consent.as_ref(), in_page: command.in_page };
    match (core.db.retrying(|| child::write(core, &accepted)).await, &consent) {
        (Err(error), _) if error.is_unique_violation() => Err(ApiError::Conflict(Conflict::PaymentUnderWay).into()),
        (Err(error), _) => Err(error),
        (Ok(None), _) => Ok(page_of(main)),
        (Ok(Some((child, payment))), Some(consent)) => {
            let wish = Wish { main, child: &child, payment: &payment, consent };
            Ok(handed(main, charging::charge(core, &wish).await))
        }
        (Ok(Some((child, _))), None) if way.method == Method::Redirect => pay_elsewhere(core, &child, way).await,
        (Ok(Some((child, _))), None) => Ok(page_of(&child)),
    }
}

/// The step ready for a new order. An order of an earlier try is ended first; another card can pay it as it is, then there is
/// no need of a new one. `None` says that no new order is to be made.
async fn without_child(
    core: &Core,
    main: &order::Model,
    step: funnel_step::Model,
    child: Option<&order::Model>,
    decision: Decision,
) -> Result<Option<funnel_step::Model>> {
    let Some(child) = child else { return Ok(Some(step)) };
    let payable = rows::order_state(&child.state)?.is_payable();
    if decision == Decision::AnotherCard && payable {
        return Ok(None);
    }
    match end(core, child).await {
        Ok(OrderState::Expired) => {
            let again = showing::refresh(core, main).await?;
            Ok(again.filter(|again| again.offer_id == step.offer_id))
        }
        Ok(state) if !state.is_open() => Ok(None),
        Ok(_) | Err(Fault::Gateway(_)) => Err(ApiError::Conflict(Conflict::PaymentUnderWay).into()),
        Err(error) => Err(error),
    }
}

/// The consent that a charge in one click may rest on. A consent that was taken back is told; where none was ever given, or
/// another card is wished for, the offer is paid like any order.
async fn one_click(core: &Core, main: &order::Model, decision: Decision) -> Result<Option<consent::Model>> {
    let known = repo::consents::of_order(core.db.read(), main.id).await?.filter(|consent| consent.method_ref.is_some());
    let Some(consent) = known.filter(|_| decision != Decision::AnotherCard) else { return Ok(None) };
    if consent.revoked_at.is_some() {
        return Err(ApiError::Conflict(Conflict::ConsentRevoked).into());
    }
    let gateway = consent.provider.as_deref().map(|provider| core.gateways.named(provider)).transpose()?;
    Ok(gateway.is_some_and(|gateway| gateway.capabilities().one_click).then_some(consent))
}

/// With the stored method where there is a consent, else as the main order was paid.
async fn way(core: &Core, main: &order::Model, consent: Option<&consent::Model>) -> Result<Way> {
    let provider = match consent.and_then(|consent| consent.provider.clone()) {
        Some(provider) => provider,
        None => repo::payments::leading(core.db.read(), main.id).await?.provider,
    };
    let provider = ProviderId::from_name(&provider).ok_or_else(|| Fault::stored(format!("provider {provider}")))?;
    let method = match (consent, provider) {
        (Some(_), _) => Method::Saved,
        (None, ProviderId::Stripe) => Method::Element,
        (None, ProviderId::Paypal) => Method::Redirect,
    };
    Ok(Way { provider, method })
}
