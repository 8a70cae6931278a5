//! Opens an order's one payment at the provider, whatever happens on the way.

use super::attempts::{self, Operation, Outcome};
use super::settlement;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{GatewayError, NewCustomer, OpenedPayment, PayableOrder};
use crate::repo::{self, rows};
use domain::ids::{OrderId, PaymentId};
use domain::order::OrderEvent;
use entity::{order, payment};
use std::future::Future;
use std::time::Duration;

/// How often a call is made before the buyer is told to try again.
const TRIES: u32 = 4;
/// How long the buyer waits for the provider at most.
const PATIENCE: Duration = Duration::from_millis(8_500);
/// Between two calls when the provider is busy, for instance with the same call of another tab.
const BUSY_PAUSE: Duration = Duration::from_millis(250);

/// The order's payment, opened now or earlier. Running it twice, or at the same time, gives the same payment.
pub async fn open(core: &Core, order: &order::Model) -> Result<OpenedPayment> {
    match tokio::time::timeout(PATIENCE, open_patiently(core, order)).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Fault::Gateway(GatewayError::Unknown("no answer in time".into()))),
    }
}

async fn open_patiently(core: &Core, order: &order::Model) -> Result<OpenedPayment> {
    let payment = repo::payments::of_order(core.db.read(), order.id).await?;
    if let Some(reference) = &payment.provider_ref {
        return Ok(core.gateway.reopen(reference).await?);
    }
    let customer_ref = customer(core, order, &payment).await?;
    let opened = match create(core, order, &payment, &customer_ref).await {
        Err(Fault::Gateway(error)) if is_missing(&error) => {
            repo::payments::forget_customer(core.db.write(), core.gateway.id().name(), &customer_ref).await?;
            let new_customer = customer(core, order, &payment).await?;
            create(core, order, &payment, &new_customer).await?
        }
        answer => answer?,
    };
    adopt(core, order, &payment, &opened).await?;
    Ok(opened)
}

/// Whether the provider says that the customer that we remember is gone on its side.
fn is_missing(error: &GatewayError) -> bool {
    matches!(error, GatewayError::NotFound) || matches!(error, GatewayError::Refused { code, .. } if code == "resource_missing")
}

/// Finds out whether the provider knows the payment of an order, and notes its id. `None` says that it does not.
pub async fn reference(core: &Core, order: &order::Model) -> Result<Option<String>> {
    let payment = repo::payments::of_order(core.db.read(), order.id).await?;
    if payment.provider_ref.is_some() {
        return Ok(payment.provider_ref);
    }
    let provider = core.gateway.id().name();
    let Some(customer) = repo::payments::customer(core.db.read(), order.user_id, provider).await? else { return Ok(None) };
    let Some(found) = core.gateway.find(&customer, PaymentId(payment.id)).await? else { return Ok(None) };
    adopt(core, order, &payment, &found).await?;
    Ok(Some(found.reference))
}

async fn adopt(core: &Core, order: &order::Model, payment: &payment::Model, opened: &OpenedPayment) -> Result<()> {
    let customer = opened.facts.customer.clone().unwrap_or_default();
    repo::payments::set_reference(core.db.write(), payment.id, &opened.reference, &customer, core.now()).await?;
    settlement::advance(core, order.id, OrderEvent::PaymentOpened, None).await?;
    Ok(())
}

async fn customer(core: &Core, order: &order::Model, payment: &payment::Model) -> Result<String> {
    let provider = core.gateway.id().name();
    if let Some(known) = repo::payments::customer(core.db.read(), order.user_id, provider).await? {
        return Ok(known);
    }
    let new = NewCustomer { email: order.buyer_email.clone(), name: order.buyer_name.clone() };
    let reference = persistently(core, payment, Operation::Customer, |key| {
        let new = &new;
        async move { core.gateway.create_customer(new, &key).await }
    })
    .await?;
    repo::payments::insert_customer(core.db.write(), order.user_id, provider, &reference).await?;
    let stored = repo::payments::customer(core.db.read(), order.user_id, provider).await?;
    stored.ok_or_else(|| Fault::stored("a customer that was just written"))
}

async fn create(core: &Core, order: &order::Model, payment: &payment::Model, customer: &str) -> Result<OpenedPayment> {
    let items = repo::orders::items(core.db.read(), order.id).await?;
    let payable = PayableOrder {
        order: OrderId(order.id),
        payment: PaymentId(payment.id),
        amount: rows::money(payment.amount_minor, &payment.currency)?,
        customer: customer.to_owned(),
        description: items.first().map(|item| item.label.clone()).unwrap_or_default(),
    };
    persistently(core, payment, Operation::Create, |key| {
        let payable = &payable;
        async move {
            match core.gateway.open(payable, &key).await {
                Err(GatewayError::Fault(status)) => {
                    let found = core.gateway.find(&payable.customer, payable.payment).await?;
                    found.ok_or(GatewayError::Fault(status))
                }
                answer => answer,
            }
        }
    })
    .await
}

/// Calls until there is an answer: the same key while the outcome is unknown, a new one after a certain failure.
async fn persistently<T, F, C>(core: &Core, payment: &payment::Model, operation: Operation, call: C) -> Result<T>
where
    F: Future<Output = std::result::Result<T, GatewayError>>,
    C: Fn(crate::ports::payment::IdempotencyKey) -> F,
{
    let mut last = GatewayError::Unknown("not tried".into());
    for _ in 0..TRIES {
        let key = attempts::next_key(core, payment.id, operation).await?;
        last = match call(key.clone()).await {
            Ok(answer) => {
                attempts::finish(core, &key, Outcome::Succeeded).await?;
                return Ok(answer);
            }
            Err(error) => error,
        };
        let outcome = match last {
            GatewayError::Fault(_) | GatewayError::Refused { .. } | GatewayError::NotFound => Outcome::Failed,
            GatewayError::Unknown(_) | GatewayError::Busy(_) => Outcome::Unknown,
        };
        attempts::finish(core, &key, outcome).await?;
        match last {
            GatewayError::Busy(_) => tokio::time::sleep(BUSY_PAUSE).await,
            GatewayError::Unknown(_) | GatewayError::Fault(_) => {}
            GatewayError::Refused { .. } | GatewayError::NotFound => break,
        }
    }
    Err(last.into())
}
