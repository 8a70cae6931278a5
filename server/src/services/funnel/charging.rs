//! Charges the stored method for an accepted offer, while the buyer is present.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{GatewayError, Handoff, Method, OpenedPayment, SavedCharge};
use crate::repo::{self, rows};
use crate::services::attempts::Operation;
use crate::services::order_words;
use crate::services::payments::{self, PATIENCE};
use crate::services::settlement::{self, Told};
use app::paths;
use domain::ids::{OrderId, PaymentId};
use domain::order::OrderEvent;
use domain::payment::PaymentStatus;
use entity::{consent, order, payment};

/// A charge that a buyer asked for.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    /// The order that the funnel belongs to: the buyer comes back to its page from the bank.
    pub main: &'a order::Model,
    /// The order of the offer.
    pub child: &'a order::Model,
    /// Its payment, planned.
    pub payment: &'a payment::Model,
    /// What allows it.
    pub consent: &'a consent::Model,
}

/// Charges once, and does what follows. What the buyer has to do is given back; an unknown outcome leaves the payment to the
/// webhook and the reconciler, and the page waits for them. A fault of ours is no answer either: money may have moved by then.
pub async fn charge(core: &Core, wish: &Wish<'_>) -> Handoff {
    match try_to_charge(core, wish).await {
        Ok(handoff) => handoff,
        Err(error) => {
            tracing::error!(order.id = %wish.child.id, error = %error, "what became of a charge could not be written down");
            Handoff::Nothing
        }
    }
}

async fn try_to_charge(core: &Core, wish: &Wish<'_>) -> Result<Handoff> {
    let Wish { child, payment, .. } = *wish;
    match tokio::time::timeout(PATIENCE, ask(core, wish)).await {
        Ok(Ok(opened)) => follow(core, payment, &opened).await,
        Ok(Err(Fault::Gateway(error @ (GatewayError::Refused { .. } | GatewayError::NotFound | GatewayError::Unsupported(_))))) => {
            tracing::warn!(order.id = %child.id, error = %error, "a stored method could not be charged");
            refused(core, child, payment).await?;
            Ok(Handoff::Nothing)
        }
        Ok(Err(Fault::Gateway(error))) => {
            tracing::warn!(order.id = %child.id, error = %error, "nobody knows yet what became of a charge");
            Ok(Handoff::Nothing)
        }
        Ok(Err(error)) => Err(error),
        Err(_) => Ok(Handoff::Nothing),
    }
}

async fn ask(core: &Core, wish: &Wish<'_>) -> Result<OpenedPayment> {
    let Wish { main, child, payment, consent } = *wish;
    let gateway = core.gateways.named(&payment.provider)?;
    let items = repo::orders::items(core.db.read(), child.id).await?;
    let charge = SavedCharge {
        order: OrderId(child.id),
        payment: PaymentId(payment.id),
        amount: rows::money(payment.amount_minor, &payment.currency)?,
        customer: consent.customer_ref.clone(),
        method_ref: consent.method_ref.clone().ok_or_else(|| Fault::stored("a consent without a method"))?,
        description: items.first().map(|item| item.label.clone()).unwrap_or_default(),
        words: order_words::of(core, child).await?,
        return_url: core.settings.absolute(&paths::order_after_payment(&main.public_id)),
        in_page: payment.in_page,
    };
    let opened = payments::persistently(core, payment, Operation::Create, |key| {
        let charge = &charge;
        async move {
            match gateway.charge_saved(charge, &key).await {
                Err(GatewayError::Fault(status)) => {
                    let found = gateway.find(charge.customer.as_deref(), charge.payment).await?;
                    found.ok_or(GatewayError::Fault(status))
                }
                answer => answer,
            }
        }
    })
    .await?;
    payments::adopt(core, payment, &opened).await?;
    Ok(opened)
}

/// Makes a charge again of which nobody knows whether it was made: the process ended before the call, or no answer came. The key is
/// that of the first call, so that money is taken once. A charge that the provider does not know is not made without the consent.
pub async fn again(core: &Core, child: &order::Model) -> Result<()> {
    let payment = repo::payments::leading(core.db.read(), child.id).await?;
    if payment.method != Method::Saved.name() || payment.state != "planned" {
        return Ok(());
    }
    if payments::reference(core, &payment).await?.is_some() {
        return Ok(());
    }
    let Some(step) = repo::funnel::step_of_child(core.db.read(), child.id).await? else { return Ok(()) };
    let main = repo::orders::by_id(core.db.read(), step.order_id).await?;
    match repo::consents::of_order(core.db.read(), main.id).await? {
        Some(consent) if repo::consents::use_live(core.db.write(), consent.id, core.now()).await? => {
            let wish = Wish { main: &main, child, payment: &payment, consent: &consent };
            charge(core, &wish).await;
            Ok(())
        }
        _ => refused(core, child, &payment).await,
    }
}

/// Does what the facts ask for, and gives the buyer what is needed to go on.
async fn follow(core: &Core, payment: &payment::Model, opened: &OpenedPayment) -> Result<Handoff> {
    let payment = repo::payments::by_id(core.db.read(), payment.id).await?;
    settlement::apply(core, Told { payment: &payment, facts: &opened.facts }).await?;
    let asks = opened.facts.status == PaymentStatus::RequiresAction;
    Ok(if asks { opened.handoff.clone() } else { Handoff::Nothing })
}

/// The provider refused before it wrote anything down: this payment is over, its order can be paid by another card.
async fn refused(core: &Core, child: &order::Model, payment: &payment::Model) -> Result<()> {
    repo::payments::move_state(core.db.write(), payment.id, &["planned"], "canceled", core.now()).await?;
    settlement::advance(core, child.id, OrderEvent::PaymentFailed, None).await.map(drop)
}

/// Goes on with a charge for which the bank wants to see the buyer.
pub async fn resume(core: &Core, payment: &payment::Model) -> Result<Handoff> {
    let Some(reference) = &payment.provider_ref else { return Ok(Handoff::Nothing) };
    let opened = core.gateways.named(&payment.provider)?.reopen(reference).await?;
    follow(core, payment, &opened).await
}
