//! Disputes as rows, so that the admin sees them, and what their end brings. What they do to access is the order's transition.

use super::effects::Context;
use super::invoicing::{self, Credited};
use super::outbox::{self, Outgoing};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail;
use crate::ports::payment::{DisputeFacts, GatewayError};
use crate::repo::{self, rows};
use app::paths;
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
        repo::fees::ask_again(core.db.write(), payment.id, core.now()).await?;
        let id = core.new_id();
        repo::orders::note(core.db.write(), id, payment.order_id, "dispute", format!("dispute {name}"), core.now()).await?;
    }
    Ok(())
}

/// Credits what a lost dispute took back, as far as no refund had sent it back before.
pub async fn credit(context: &Context<'_>) -> Result<()> {
    let Context { core, transaction, order, .. } = *context;
    let payment = repo::payments::leading(transaction, order.id).await?;
    let disputes = repo::truth::disputes_of(transaction, order.id).await?;
    let lost = disputes.last().ok_or_else(|| Fault::stored("a dispute that nobody wrote down"))?;
    let amount = rows::money(lost.amount_minor.min(payment.amount_minor - payment.refunded_minor), &payment.currency)?;
    let credited = Credited { label: "Taken back by the bank".to_owned(), amount };
    invoicing::credit(core, transaction, order, lost.id, amount, &[credited]).await.map(drop)
}

/// Writes to the buyer that access is open again, and to the admins that nothing is left to do.
pub async fn tell_it_was_won(context: &Context<'_>) -> Result<()> {
    let Context { core, transaction, order, .. } = *context;
    let title = context.items().await?.first().map(|item| item.label.clone()).unwrap_or_default();
    let learn_url = core.settings.absolute(&paths::learn());
    let order_url = core.settings.absolute(&paths::admin_order(&order.public_id));
    let mut letters = vec![(order.buyer_email.clone(), mail::disputes::open_again(&title, &learn_url))];
    let admins = repo::identity::admins(transaction).await?;
    letters.extend(admins.into_iter().map(|admin| (admin.email, mail::disputes::won(&title, &order_url))));
    for (place, (to, letter)) in letters.into_iter().enumerate() {
        let outgoing = Outgoing {
            dedupe_key: format!("dispute_won/{}/{}/{place}", order.id, order.version),
            kind: "dispute_won",
            to: &to,
            order: Some(order.id),
            secret: false,
        };
        outbox::post(core, transaction, outgoing, letter).await?;
    }
    context.note("mail", "dispute_won");
    Ok(())
}
