//! What providers keep for themselves. They often know it only some time after the money is there, so settling does not wait for it:
//! whoever settles marks the payment, and this asks until all is known.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{FeesTold, GatewayError};
use crate::repo;
use chrono::{DateTime, Utc};
use domain::fees::pause;
use entity::{payment, payment_fee};
use futures::stream::{self, StreamExt};
use sea_orm::ActiveValue::Set;

/// How many payments one round asks about at most.
const BATCH: u64 = 200;
/// How many of them at once.
const AT_ONCE: usize = 4;

/// Asks for the fees that are due. A payment that fails does not keep the others waiting.
pub async fn sweep(core: &Core) -> Result<()> {
    let due = repo::fees::due(core.db.read(), core.now(), BATCH).await?;
    let ask = |payment: payment::Model| async move {
        if let Err(error) = ask(core, &payment).await {
            tracing::warn!(payment.id = %payment.id, error = %error, "the fees of a payment could not be read");
        }
    };
    stream::iter(due).for_each_concurrent(AT_ONCE, ask).await;
    Ok(())
}

/// Asks about one payment. It is put off first, so that no other replica asks too, and what fails, or cannot be asked now, waits its
/// time.
async fn ask(core: &Core, payment: &payment::Model) -> Result<()> {
    let Some(due) = payment.fees_due_at else { return Ok(()) };
    let next = core.now() + pause(core.now() - payment.updated_at);
    if !repo::fees::move_due(core.db.write(), payment.id, due, Some(next)).await? {
        return Ok(());
    }
    let taken_by = payment.capture_ref.as_ref().or(payment.provider_ref.as_ref()).map_or("", String::as_str);
    let Ok(gateway) = core.gateways.named(&payment.provider) else { return Ok(()) };
    let told = match gateway.fees(taken_by).await {
        Err(GatewayError::NotFound | GatewayError::Unsupported(_)) => return Ok(()),
        answer => answer?,
    };
    if told.fees.iter().any(|fee| fee.sale.currency.code() != payment.currency) {
        return Err(Fault::stored("fees of a payment in another currency"));
    }
    core.db.retrying(|| note(core, payment, &told, next)).await
}

/// Writes down what was told. News that came meanwhile has moved the mark, and it is asked once more.
async fn note(core: &Core, payment: &payment::Model, told: &FeesTold, next: DateTime<Utc>) -> Result<()> {
    let transaction = core.db.begin().await?;
    for fee in &told.fees {
        let row = payment_fee::ActiveModel {
            id: Set(core.new_id()),
            payment_id: Set(payment.id),
            provider: Set(payment.provider.clone()),
            provider_ref: Set(fee.reference.clone()),
            kind: Set(fee.kind.name().to_owned()),
            amount_minor: Set(fee.amount_minor),
            currency: Set(fee.currency.clone()),
            sale_minor: Set(fee.sale.minor),
            sale_currency: Set(fee.sale.currency.code().to_owned()),
            booked_at: Set(fee.booked_at),
            noted_at: Set(core.now()),
        };
        repo::fees::note(&transaction, row).await?;
    }
    if told.complete {
        repo::fees::move_due(&transaction, payment.id, next, None).await?;
    }
    transaction.commit().await?;
    Ok(())
}
