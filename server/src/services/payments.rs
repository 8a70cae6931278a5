//! Opens an order's payments at the providers, whatever happens on the way: at most one by each way to pay.

use super::attempts::{self, Operation, Outcome};
use super::{consent, order_words, settlement};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{GatewayError, Method, NewCustomer, OpenedPayment, PayableOrder, PaymentGateway, ProviderId};
use crate::repo::{self, rows};
use app::api::ApiError;
use app::api::error::Conflict;
use app::paths;
use domain::ids::{OrderId, PaymentId};
use domain::order::OrderEvent;
use domain::payment::{PaymentFacts, PaymentStatus, judge};
use entity::{order, payment};
use sea_orm::ActiveValue::Set;
use std::future::Future;
use std::time::Duration;
use uuid::Uuid;

/// How often a call is made before the buyer is told to try again.
const TRIES: u32 = 4;
/// How long the buyer waits for the provider at most.
pub const PATIENCE: Duration = Duration::from_millis(8_500);
/// Between two calls when the provider is busy, for instance with the same call of another tab.
const BUSY_PAUSE: Duration = Duration::from_millis(250);

/// A way to pay: at which provider, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The provider.
    pub provider: ProviderId,
    /// The method.
    pub method: Method,
}

impl Way {
    /// Whether a payment is made in this way.
    pub fn is_of(self, payment: &payment::Model) -> bool {
        payment.provider == self.provider.name() && payment.method == self.method.name()
    }
}

/// Whether money may be moving: the provider is at work, has taken it, or was asked to charge a stored method. Nobody is asked to
/// pay in another way meanwhile.
pub fn is_under_way(payment: &payment::Model) -> bool {
    let asked = payment.method == Method::Saved.name() && payment.state == "planned";
    asked || matches!(payment.state.as_str(), "processing" | "succeeded")
}

/// Whether a method with which is paid in this way can be kept for later.
pub fn keeps_methods(core: &Core, way: Way) -> bool {
    way.method != Method::Saved && core.gateways.find(way.provider).is_some_and(|gateway| gateway.capabilities().one_click)
}

/// The row of a payment that is about to be opened. `saves` lets the provider keep its method, with the buyer's consent.
pub fn planned(core: &Core, order: &order::Model, way: Way, saves: bool) -> payment::ActiveModel {
    let now = core.now();
    payment::ActiveModel {
        id: Set(core.new_id()),
        order_id: Set(order.id),
        provider: Set(way.provider.name().to_owned()),
        provider_ref: Set(None),
        customer_ref: Set(None),
        amount_minor: Set(order.amount_minor),
        currency: Set(order.currency.clone()),
        state: Set("planned".to_owned()),
        refunded_minor: Set(0),
        method: Set(way.method.name().to_owned()),
        saves: Set(saves),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    }
}

/// Whether the provider is to keep the method that pays an order in this way.
async fn is_to_save(core: &Core, order: &order::Model, way: Way) -> Result<bool> {
    Ok(keeps_methods(core, way) && consent::is_to_be_kept(core, order.id).await?)
}

/// The live payment of an order by one way, planned now if there is none. Only an order that can still be paid gets a new one.
async fn ensure(core: &Core, order: &order::Model, way: Way) -> Result<payment::Model> {
    let (provider, method) = (way.provider.name(), way.method.name());
    if let Some(known) = repo::payments::live(core.db.read(), order.id, provider, method).await? {
        return Ok(known);
    }
    let planned = planned(core, order, way, is_to_save(core, order, way).await?);
    match core.db.retrying(|| plan(core, order, planned.clone())).await {
        Err(error) if !error.is_unique_violation() => return Err(error),
        _ => {}
    }
    let stored = repo::payments::live(core.db.read(), order.id, provider, method).await?;
    stored.ok_or_else(|| Fault::stored("a payment that was just written"))
}

async fn plan(core: &Core, order: &order::Model, row: payment::ActiveModel) -> Result<()> {
    let transaction = core.db.begin().await?;
    if !repo::orders::still_payable(&transaction, order.id, core.now()).await? {
        return Err(ApiError::Conflict(Conflict::OrderEnded).into());
    }
    repo::payments::insert(&transaction, row).await?;
    transaction.commit().await?;
    Ok(())
}

/// The order's payment by one way, opened now or earlier. Running it twice, or at the same time, gives the same payment.
pub async fn open(core: &Core, order: &order::Model, way: Way) -> Result<(payment::Model, OpenedPayment)> {
    match tokio::time::timeout(PATIENCE, open_patiently(core, order, way)).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Fault::Gateway(GatewayError::Unknown("no answer in time".into()))),
    }
}

async fn open_patiently(core: &Core, order: &order::Model, way: Way) -> Result<(payment::Model, OpenedPayment)> {
    let (payment, opened) = open_as_planned(core, order, way).await?;
    let wanted = is_to_save(core, order, way).await?;
    if opened.saves.unwrap_or(payment.saves) == wanted || !waits_for_buyer(&opened) {
        return Ok((payment, opened));
    }
    match core.gateways.named(&payment.provider)?.keep_method(&opened.reference, wanted).await {
        Ok(opened) => {
            let saves = opened.saves.unwrap_or(wanted);
            repo::payments::set_saves(core.db.write(), payment.id, saves).await?;
            Ok((payment::Model { saves, ..payment }, opened))
        }
        Err(GatewayError::Unsupported(_)) if retire(core, &payment).await? => open_as_planned(core, order, way).await,
        Err(GatewayError::Unsupported(_)) => Ok((payment, opened)),
        Err(error) => Err(error.into()),
    }
}

/// Whether an opened payment waits for its buyer to choose a method: then what is kept can still change.
fn waits_for_buyer(opened: &OpenedPayment) -> bool {
    matches!(opened.facts.status, PaymentStatus::RequiresPaymentMethod { .. })
}

/// Ends a payment that was opened on other terms, so that one on the present terms can take its place. `false` says that it is being
/// paid.
async fn retire(core: &Core, payment: &payment::Model) -> Result<bool> {
    let Some(reference) = reference(core, payment).await? else { return Ok(false) };
    let gateway = core.gateways.named(&payment.provider)?;
    if gateway.capabilities().cancels {
        let key = attempts::next_key(core, payment.id, Operation::Cancel).await?;
        let answer = gateway.cancel(&reference, &key).await;
        attempts::finish(core, &key, Outcome::of(&answer)).await?;
        answer?;
        if gateway.fetch(&reference).await?.status != PaymentStatus::Canceled {
            return Ok(false);
        }
    }
    repo::payments::move_state(core.db.write(), payment.id, &["open"], "canceled", core.now()).await
}

async fn open_as_planned(core: &Core, order: &order::Model, way: Way) -> Result<(payment::Model, OpenedPayment)> {
    let payment = ensure(core, order, way).await?;
    let gateway = core.gateways.named(&payment.provider)?;
    if let Some(reference) = &payment.provider_ref {
        let opened = gateway.reopen(reference).await?;
        return Ok((payment, opened));
    }
    let customer_ref = customer(core, gateway, order, &payment).await?;
    let opened = match create(core, gateway, order, &payment, customer_ref.as_deref()).await {
        Err(Fault::Gateway(error)) if is_missing(&error) && customer_ref.is_some() => {
            let gone = customer_ref.unwrap_or_default();
            repo::payments::forget_customer(core.db.write(), gateway.id().name(), &gone).await?;
            let new_customer = customer(core, gateway, order, &payment).await?;
            create(core, gateway, order, &payment, new_customer.as_deref()).await?
        }
        answer => answer?,
    };
    adopt(core, &payment, &opened).await?;
    Ok((repo::payments::by_id(core.db.read(), payment.id).await?, opened))
}

/// Whether the provider says that the customer that we remember is gone on its side.
fn is_missing(error: &GatewayError) -> bool {
    matches!(error, GatewayError::NotFound) || matches!(error, GatewayError::Refused { code, .. } if code == "resource_missing")
}

/// Finds out whether the provider knows a payment, and notes its id. `None` says that it does not.
pub async fn reference(core: &Core, payment: &payment::Model) -> Result<Option<String>> {
    if payment.provider_ref.is_some() {
        return Ok(payment.provider_ref.clone());
    }
    let gateway = core.gateways.named(&payment.provider)?;
    let customer = if payment.customer_ref.is_some() {
        payment.customer_ref.clone()
    } else {
        let order = repo::orders::by_id(core.db.read(), payment.order_id).await?;
        repo::payments::customer(core.db.read(), order.user_id, gateway.id().name()).await?
    };
    if gateway.capabilities().customers && customer.is_none() {
        return Ok(None);
    }
    let Some(found) = gateway.find(customer.as_deref(), PaymentId(payment.id)).await? else { return Ok(None) };
    adopt(core, payment, &found).await?;
    Ok(Some(found.reference))
}

/// Learns what a payment is called of whose opening we never heard, when the provider tells of it by itself.
pub async fn recognise(core: &Core, order: Uuid, provider: &str, reference: &str) -> Result<()> {
    let all = repo::payments::of_order(core.db.read(), order).await?;
    let nameless: Vec<_> = all.iter().filter(|payment| payment.provider == provider && payment.provider_ref.is_none()).collect();
    if nameless.is_empty() {
        return Ok(());
    }
    let opened = match core.gateways.named(provider)?.reopen(reference).await {
        Err(GatewayError::NotFound) => return Ok(()),
        answer => answer?,
    };
    let ours = nameless.into_iter().find(|payment| opened.payment == Some(PaymentId(payment.id)));
    match ours.filter(|_| opened.facts.order == Some(OrderId(order))) {
        Some(payment) => adopt(core, payment, &opened).await,
        None => Ok(()),
    }
}

/// What the provider says of a payment. Money that the buyer approved is captured on the way, if the order can still be paid.
/// `None` says that the provider does not know the payment.
pub async fn facts(core: &Core, payment: &payment::Model) -> Result<Option<PaymentFacts>> {
    let Some(reference) = reference(core, payment).await? else { return Ok(None) };
    let facts = core.gateways.named(&payment.provider)?.fetch(&reference).await?;
    if facts.status == PaymentStatus::Approved && judge(&settlement::expected(core, payment)?, &facts).is_ok() {
        return capture(core, payment, &reference, facts).await.map(Some);
    }
    Ok(Some(facts))
}

/// Captures once: the right to capture is taken in the database while the order can be paid. A capture whose outcome is
/// unknown is finished with its own key, whatever became of the order.
async fn capture(core: &Core, payment: &payment::Model, reference: &str, approved: PaymentFacts) -> Result<PaymentFacts> {
    if !core.db.retrying(|| claim_capture(core, payment)).await? {
        return Ok(approved);
    }
    let key = attempts::next_key(core, payment.id, Operation::Capture).await?;
    let answer = core.gateways.named(&payment.provider)?.capture(reference, &key).await;
    attempts::finish(core, &key, Outcome::of(&answer)).await?;
    Ok(answer?)
}

async fn claim_capture(core: &Core, payment: &payment::Model) -> Result<bool> {
    let transaction = core.db.begin().await?;
    let payable = repo::orders::still_payable(&transaction, payment.order_id, core.now()).await?;
    let from: &[&str] = if payable { &["open", "processing"] } else { &["processing"] };
    let claimed = repo::payments::move_state(&transaction, payment.id, from, "processing", core.now()).await?;
    transaction.commit().await?;
    Ok(claimed)
}

/// Notes what an opened payment is called at the provider.
pub async fn adopt(core: &Core, payment: &payment::Model, opened: &OpenedPayment) -> Result<()> {
    let customer = opened.facts.customer.as_deref();
    repo::payments::set_reference(core.db.write(), payment.id, &opened.reference, customer, core.now()).await?;
    settlement::advance(core, payment.order_id, OrderEvent::PaymentOpened, None).await?;
    Ok(())
}

async fn customer(core: &Core, gateway: &dyn PaymentGateway, order: &order::Model, payment: &payment::Model) -> Result<Option<String>> {
    if !gateway.capabilities().customers {
        return Ok(None);
    }
    let provider = gateway.id().name();
    if let Some(known) = repo::payments::customer(core.db.read(), order.user_id, provider).await? {
        return Ok(Some(known));
    }
    let new = NewCustomer { email: order.buyer_email.clone(), name: order.buyer_name.clone() };
    let reference = persistently(core, payment, Operation::Customer, |key| {
        let new = &new;
        async move { gateway.create_customer(new, &key).await }
    })
    .await?;
    repo::payments::insert_customer(core.db.write(), order.user_id, provider, &reference).await?;
    let stored = repo::payments::customer(core.db.read(), order.user_id, provider).await?;
    stored.map(Some).ok_or_else(|| Fault::stored("a customer that was just written"))
}

async fn payable(core: &Core, order: &order::Model, payment: &payment::Model, customer: Option<&str>) -> Result<PayableOrder> {
    let items = repo::orders::items(core.db.read(), order.id).await?;
    let hold = repo::holds::by_id(core.db.read(), order.hold_id).await?.ok_or_else(|| Fault::stored("an order without a hold"))?;
    let method = Method::from_name(&payment.method).ok_or_else(|| Fault::stored(format!("payment method {}", payment.method)))?;
    Ok(PayableOrder {
        order: OrderId(order.id),
        payment: PaymentId(payment.id),
        amount: rows::money(payment.amount_minor, &payment.currency)?,
        customer: customer.map(str::to_owned),
        description: items.first().map(|item| item.label.clone()).unwrap_or_default(),
        words: order_words::of(core, order).await?,
        method,
        save: payment.saves,
        return_url: core.settings.absolute(&paths::order_after_payment(&order.public_id)),
        cancel_url: core.settings.absolute(&paths::order(&order.public_id)),
        held_until: hold.expires_at,
    })
}

async fn create(
    core: &Core,
    gateway: &dyn PaymentGateway,
    order: &order::Model,
    payment: &payment::Model,
    customer: Option<&str>,
) -> Result<OpenedPayment> {
    let payable = payable(core, order, payment, customer).await?;
    persistently(core, payment, Operation::Create, |key| {
        let payable = &payable;
        async move {
            match gateway.open(payable, &key).await {
                Err(GatewayError::Fault(status)) => {
                    let found = gateway.find(payable.customer.as_deref(), payable.payment).await?;
                    found.ok_or(GatewayError::Fault(status))
                }
                answer => answer,
            }
        }
    })
    .await
}

/// Calls until there is an answer: the same key while the outcome is unknown, a new one after a certain failure.
pub async fn persistently<T, F, C>(core: &Core, payment: &payment::Model, operation: Operation, call: C) -> Result<T>
where
    F: Future<Output = std::result::Result<T, GatewayError>>,
    C: Fn(crate::ports::payment::IdempotencyKey) -> F,
{
    let mut last = GatewayError::Unknown("not tried".into());
    for _ in 0..TRIES {
        let key = attempts::next_key(core, payment.id, operation).await?;
        let answer = call(key.clone()).await;
        attempts::finish(core, &key, Outcome::of(&answer)).await?;
        last = match answer {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        match last {
            GatewayError::Busy(_) => tokio::time::sleep(BUSY_PAUSE).await,
            GatewayError::Unknown(_) | GatewayError::Fault(_) => {}
            GatewayError::Refused { .. } | GatewayError::NotFound | GatewayError::Unsupported(_) | GatewayError::Hidden(_) => break,
        }
    }
    Err(last.into())
}
