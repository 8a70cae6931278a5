//! Disputes as rows, so that the admin sees them. What they do to access is the order's transition.

use crate::core::Core;
use crate::error::Result;
use crate::ports::payment::{DisputeFacts, GatewayError};
use crate::repo;
use domain::payment::{DisputeStatus, PaymentFacts};
use entity::{dispute, payment};
use sea_orm::ActiveValue::Set;

/// Writes the dispute about a payment down, if its facts tell of one.
pub async fn note(core: &Core, payment: &payment::Model, facts: &PaymentFacts) -> Result<()> {
    let Some(status) = facts.dispute else { return Ok(()) };
    let taken_by = payment.capture_ref.as_ref().or(payment.provider_ref.as_ref()).map_or("", String::as_str);
    let told = match core.gateways.named(&payment.provider)?.dispute(taken_by).await {
        Ok(Some(told)) => told,
        Ok(None) | Err(GatewayError::Unsupported(_)) => {
            let opened_at = core.now();
            DisputeFacts { reference: format!("of {taken_by}"), status, amount_minor: payment.amount_minor, opened_at }
        }
        Err(error) => return Err(error.into()),
    };
    let name = match told.status {
        DisputeStatus::Open => "open",
        DisputeStatus::Won => "won",
        DisputeStatus::Lost => "lost",
    };
    let row = dispute::ActiveModel {
        id: Set(core.new_id()),
        payment_id: Set(payment.id),
        provider: Set(payment.provider.clone()),
        provider_ref: Set(told.reference),
        status: Set(name.to_owned()),
        amount_minor: Set(told.amount_minor),
        currency: Set(payment.currency.clone()),
        opened_at: Set(told.opened_at),
        closed_at: Set((name != "open").then(|| core.now())),
    };
    if repo::truth::note_dispute(core.db.write(), row, name, core.now()).await? {
        let id = core.new_id();
        repo::orders::note(core.db.write(), id, payment.order_id, "dispute", format!("dispute {name}"), core.now()).await?;
    }
    Ok(())
}
