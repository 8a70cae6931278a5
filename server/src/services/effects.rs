//! What a transition does to the database, inside the transaction that makes it.

use super::audience;
use super::coupons;
use super::disputes;
use super::funnel;
use super::history::History;
use super::invoicing;
use super::outbox::{self, Outgoing};
use super::refunds::{self, Origin};
use super::settlement::Told;
use super::waitlist::line;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::jobs::{Job, cancel_payment::CancelPayment};
use crate::mail;
use crate::repo::{self, rows};
use app::paths;
use domain::order::{Effect, OrderEvent, OrderState};
use domain::scarcity::HOLD_DURING_ACTION;
use entity::{order, order_item};
use sea_orm::DatabaseTransaction;
use tokio::sync::OnceCell;

/// Where an effect happens.
pub struct Context<'a> {
    /// The business's hands.
    pub core: &'a Core,
    /// The transaction of the transition.
    pub transaction: &'a DatabaseTransaction,
    /// The order before the transition.
    pub order: &'a order::Model,
    /// The payment that has the news, where a payment has, and what they are.
    pub told: Option<Told<'a>>,
    /// What happened.
    pub event: OrderEvent,
    /// The state after the transition.
    pub next: OrderState,
    /// Lines for the order's timeline. Whoever commits the transaction writes them before.
    pub history: History,
    items: OnceCell<Vec<order_item::Model>>,
}

/// Writes a letter about an order.
type WriteLetter = fn(&mail::OrderLetter) -> mail::Letter;

/// What a buyer gets who paid.
const RECEIPT: [(&str, WriteLetter); 2] = [("receipt", mail::receipt), ("access", mail::access)];

/// Whether an effect could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It is done.
    Yes,
    /// There is no seat for it; nothing of the transaction may stay.
    NoSeat,
}

/// Does one effect.
pub async fn apply(context: &Context<'_>, effect: Effect) -> Result<Applied> {
    match effect {
        Effect::ExtendHold => extend_hold(context).await?,
        Effect::ConsumeHold => consume_hold(context).await?,
        Effect::ReleaseHold => release_hold(context).await?,
        Effect::RetakeSeat => return retake_seat(context).await,
        Effect::RecordPayment => context.note("payment", "money received"),
        Effect::GrantAccess => grant(context).await?,
        Effect::RevokeAccess => revoke(context).await?,
        Effect::SendReceipt => receipt(context).await?,
        Effect::IssueInvoice => invoice(context).await?,
        Effect::SendRefundNotice => refunds::tell(context.core, context.transaction, context.order, OrderState::Refunded).await?,
        Effect::SendSeatGoneNotice => context.mail_buyer("seat_gone", mail::seat_gone).await?,
        Effect::SendDisputeNotice => context.mail_buyer("dispute_opened", mail::disputes::paused).await?,
        Effect::SendDisputeWonNotice => disputes::tell_it_was_won(context).await?,
        Effect::SendDisputeLostNotice => context.mail_buyer("dispute_lost", mail::disputes::ended).await?,
        Effect::CreditDispute => disputes::credit(context).await?,
        Effect::CancelAtProvider => CancelPayment { order: context.order.id }.enqueue(context.core, context.transaction).await?,
        Effect::RefundAtProvider => refund(context).await?,
        Effect::OpenFunnel => funnel::opening::open(context).await?,
        Effect::TellFunnel => funnel::following::child_changed(context).await?,
        Effect::AlertAdmin => alert(context).await?,
    }
    Ok(Applied::Yes)
}

impl<'a> Context<'a> {
    /// Where the effects of an event happen, by which an order came into the state `next`.
    pub fn new(core: &'a Core, transaction: &'a DatabaseTransaction, order: &'a order::Model, event: OrderEvent, next: OrderState) -> Self {
        Self { core, transaction, order, told: None, event, next, history: History::of(order.id), items: OnceCell::new() }
    }

    /// Adds a line to the history.
    pub fn note(&self, kind: &str, what: impl Into<String>) {
        self.history.note(self.core, kind, what);
    }

    /// The order's items, read once.
    pub async fn items(&self) -> Result<&[order_item::Model]> {
        let items = self.items.get_or_try_init(|| repo::orders::items(self.transaction, self.order.id)).await?;
        Ok(items)
    }

    async fn mail_buyer(&self, kind: &str, write: WriteLetter) -> Result<()> {
        self.mail_buyer_all(&[(kind, write)], "").await
    }

    /// Mails that go out together. `again` sets them apart from those of the same kinds that the order had before.
    async fn mail_buyer_all(&self, mails: &[(&str, WriteLetter)], again: &str) -> Result<()> {
        let about = order_letter(self).await?;
        let outgoing = |kind| Outgoing {
            dedupe_key: format!("{kind}/{}{again}", self.order.id),
            kind,
            to: &self.order.buyer_email,
            order: Some(self.order.id),
            secret: false,
        };
        outbox::post_all(self.core, self.transaction, mails.iter().map(|(kind, write)| (outgoing(*kind), write(&about))).collect()).await?;
        for (kind, _) in mails {
            self.note("mail", *kind);
        }
        Ok(())
    }
}

async fn refund(context: &Context<'_>) -> Result<()> {
    let Some(Told { payment, .. }) = context.told else { return Err(Fault::stored("a refund without a payment")) };
    refunds::plan::rest_of_payment(context.core, context.transaction, payment.id, Origin::SeatGone, "no seat was left").await.map(drop)
}

async fn extend_hold(context: &Context<'_>) -> Result<()> {
    repo::holds::extend(context.transaction, context.order.hold_id, context.core.now() + HOLD_DURING_ACTION).await
}

async fn consume_hold(context: &Context<'_>) -> Result<()> {
    let now = context.core.now();
    if repo::holds::set_state(context.transaction, context.order.hold_id, &["held"], "consumed", now).await? {
        repo::hold_limits::release(context.transaction, context.order.hold_id).await?;
        coupons::spend(context.core, context.transaction, context.order).await?;
        context.note("hold", "seat sold");
        return Ok(());
    }
    Err(Fault::stored("an open order without a live hold"))
}

async fn release_hold(context: &Context<'_>) -> Result<()> {
    release_seat(context.core, context.transaction, context.order).await
}

/// Frees the seat of an order, unless it is free already.
pub async fn release_seat(core: &Core, transaction: &DatabaseTransaction, order: &order::Model) -> Result<()> {
    let now = core.now();
    if repo::holds::set_state(transaction, order.hold_id, &["held", "consumed"], "released", now).await? {
        let row = repo::holds::by_id(transaction, order.hold_id).await?.ok_or_else(|| Fault::stored("a hold that is gone"))?;
        line::pass_on(core, transaction, row.offer_id).await?;
        repo::hold_limits::release(transaction, order.hold_id).await?;
        coupons::give_back(core, transaction, order).await?;
        repo::orders::note(transaction, core.new_id(), order.id, "hold", "seat freed", now).await?;
    }
    Ok(())
}

async fn retake_seat(context: &Context<'_>) -> Result<Applied> {
    let hold = context.order.hold_id;
    let row = repo::holds::by_id(context.transaction, hold).await?.ok_or_else(|| Fault::stored("a hold that is gone"))?;
    if !repo::catalog::retake_seat(context.transaction, row.offer_id).await? {
        return Ok(Applied::NoSeat);
    }
    match repo::holds::set_state(context.transaction, hold, &["released"], "consumed", context.core.now()).await {
        Ok(true) => {
            coupons::spend_late(context.core, context.transaction, context.order).await?;
            context.note("hold", "seat taken again for a late payment");
            Ok(Applied::Yes)
        }
        Ok(false) => Err(Fault::stored("an expired order with a live hold")),
        Err(error) if error.is_unique_violation() => Ok(Applied::NoSeat),
        Err(error) => Err(error),
    }
}

async fn grant(context: &Context<'_>) -> Result<()> {
    let with_ids: Vec<_> = context.items().await?.iter().map(|item| (context.core.new_id(), item)).collect();
    repo::grants::open_for_items(context.transaction, context.order.user_id, &with_ids, context.core.now()).await?;
    context.note("grant", "access opened");
    Ok(())
}

async fn revoke(context: &Context<'_>) -> Result<()> {
    let reason = match context.event {
        OrderEvent::DisputeOpened | OrderEvent::DisputeLost => "disputed",
        _ => "refunded",
    };
    repo::grants::revoke_for_order(context.transaction, context.order.id, reason, context.core.now()).await?;
    context.note("grant", format!("access ended: {reason}"));
    Ok(())
}

async fn invoice(context: &Context<'_>) -> Result<()> {
    if let Some(number) = invoicing::issue(context.core, context.transaction, context.order, context.items().await?).await? {
        context.note("order", format!("invoice {number} issued"));
    }
    Ok(())
}

async fn receipt(context: &Context<'_>) -> Result<()> {
    audience::tell(context.core, context.transaction, context.order.id).await?;
    context.mail_buyer_all(&RECEIPT, "").await
}

async fn alert(context: &Context<'_>) -> Result<()> {
    tracing::warn!(order.id = %context.order.id, event = ?context.event, "an order needs a person");
    let letter = alert_letter(context).await?;
    for admin in repo::identity::admins(context.transaction).await? {
        let outgoing = Outgoing {
            dedupe_key: format!("alert/{}/{}/{}", context.order.id, context.order.version, admin.id),
            kind: "alert",
            to: &admin.email,
            order: Some(context.order.id),
            secret: false,
        };
        outbox::post(context.core, context.transaction, outgoing, letter.clone()).await?;
    }
    context.note("order", "a person is asked to look");
    Ok(())
}

async fn alert_letter(context: &Context<'_>) -> Result<mail::Letter> {
    let title = context.items().await?.first().map(|item| item.label.as_str()).unwrap_or_default();
    let write: fn(&str, &str) -> mail::Letter = match (context.event, context.next) {
        (OrderEvent::FactsMismatch, _) => mail::alerts::mismatch,
        (OrderEvent::PaidWithoutSeat, _) => mail::alerts::paid_without_seat,
        (OrderEvent::DisputeOpened, OrderState::Disputed) => mail::disputes::opened,
        (OrderEvent::DisputeLost, OrderState::Lost) => mail::disputes::lost,
        _ => mail::alerts::after_the_end,
    };
    Ok(write(title, &context.core.settings.absolute(&paths::admin_order(&context.order.public_id))))
}

/// Mails the receipt and the way in once more, to an address that was corrected for the `number`th time.
pub async fn receipt_again(context: &Context<'_>, number: u64) -> Result<()> {
    context.mail_buyer_all(&RECEIPT, &format!("/{number}")).await
}

async fn order_letter(context: &Context<'_>) -> Result<mail::OrderLetter> {
    let settings = &context.core.settings;
    let order = context.order;
    let items = context.items().await?;
    let lines =
        items.iter().map(|item| Ok((item.label.clone(), rows::money(item.amount_minor, &order.currency)?))).collect::<Result<_>>()?;
    Ok(mail::OrderLetter {
        buyer: order.buyer_name.clone(),
        title: items.first().map(|item| item.label.clone()).unwrap_or_default(),
        lines,
        total: rows::money(order.amount_minor, &order.currency)?,
        order_url: settings.absolute(&paths::order(&order.public_id)),
        invoice_url: settings.absolute(&paths::invoice(&order.public_id)),
        learn_url: settings.absolute(&paths::learn()),
    })
}
