//! What buyers agree to before a card is kept: the words, the record, and the way back.

use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, detach_method::DetachMethod};
use crate::repo::{self, consent_texts, consents};
use crate::security::hash::sha256;
use crate::services::settlement::Told;
use app::api::ApiError;
use app::api::dto::ConsentView;
use app::api::ports::Viewer;
use chrono::{DateTime, Utc};
use entity::{consent, consent_text, order};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

/// The language of the words.
const LOCALE: &str = "en";

/// An agreement as it was given, before it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    words: consent_text::Model,
    shown_at: DateTime<Utc>,
    ip: Option<String>,
    user_agent: String,
}

/// What the checkout asks for. Nothing where no offer follows: there would be no purpose in keeping a card.
pub async fn question(db: &impl ConnectionTrait) -> Result<Option<ConsentView>> {
    if !repo::funnel::has_offers(db).await? {
        return Ok(None);
    }
    let words = consent_texts::latest(db).await?;
    Ok(words.map(|words| ConsentView { version: words.version, text: words.text }))
}

/// The agreement of a buyer who ticked the box on a page that was made at `shown_at`. A text that was changed since then is
/// not what the buyer read, so nothing was agreed to.
pub async fn given(core: &Core, viewer: &Viewer, shown_at: DateTime<Utc>) -> Result<Option<Given>> {
    if !repo::funnel::has_offers(core.db.read()).await? {
        return Ok(None);
    }
    let agent = || viewer.user_agent.chars().filter(|c| !c.is_control()).take(200).collect();
    let found = consent_texts::latest(core.db.read()).await?.filter(|words| words.created_at <= shown_at);
    Ok(found.map(|words| Given { words, shown_at, ip: viewer.client_ip.map(|ip| ip.to_string()), user_agent: agent() }))
}

/// Writes an agreement down with the order that it came with.
pub async fn record(core: &Core, transaction: &DatabaseTransaction, order: &order::Model, given: &Given) -> Result<()> {
    consents::insert(transaction, row(core, order, given)).await
}

fn row(core: &Core, order: &order::Model, given: &Given) -> consent::ActiveModel {
    consent::ActiveModel {
        id: Set(core.new_id()),
        user_id: Set(order.user_id),
        order_id: Set(order.id),
        text_version: Set(given.words.version),
        text_sha256: Set(sha256(&given.words.text).to_vec()),
        locale: Set(LOCALE.to_owned()),
        shown_at: Set(given.shown_at),
        given_at: Set(core.now()),
        ip: Set(given.ip.clone()),
        user_agent: Set(given.user_agent.clone()),
        ..Default::default()
    }
}

/// The buyer came back to an order that waits for money: the box says now what counts.
pub async fn reconsider(core: &Core, order: &order::Model, given: Option<&Given>) -> Result<()> {
    let known = consents::of_order(core.db.read(), order.id).await?;
    match (given, known) {
        (Some(_), Some(known)) if known.revoked_at.is_none() => Ok(()),
        (Some(given), _) => core.db.retrying(|| agree(core, order, given)).await,
        (None, Some(known)) => core.db.retrying(|| end(core, &known, None)).await,
        (None, None) => Ok(()),
    }
}

async fn agree(core: &Core, order: &order::Model, given: &Given) -> Result<()> {
    let transaction = core.db.begin().await?;
    record(core, &transaction, order, given).await?;
    consents::renew(&transaction, row(core, order, given)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whether the method that pays an order is to be kept: its buyer consented, and no method is kept yet.
pub async fn is_to_be_kept(core: &Core, order: Uuid) -> Result<bool> {
    let consent = consents::of_order(core.db.read(), order).await?;
    Ok(consent.is_some_and(|consent| consent.revoked_at.is_none() && consent.method_ref.is_none()))
}

/// Notes which method an order's consent is about, once its payment arrived. Without a live consent the method is given back.
pub async fn keep_method(core: &Core, transaction: &DatabaseTransaction, Told { payment, facts }: Told<'_>) -> Result<()> {
    let news = facts.saved.as_ref().map(|saved| (saved.reference.as_str(), saved.label.as_str()));
    let known = payment.method_ref.as_deref().zip(payment.method_label.as_deref());
    let Some((reference, label)) = news.or(known) else { return Ok(()) };
    let Some(consent) = consents::of_order(transaction, payment.order_id).await? else { return Ok(()) };
    let method = consents::Method { provider: &payment.provider, customer: payment.customer_ref.as_deref(), reference, label };
    consents::set_method(transaction, payment.order_id, method).await?;
    if consent.revoked_at.is_some() {
        DetachMethod { consent: consent.id }.enqueue(core, transaction).await?;
    }
    Ok(())
}

/// The provider says that a method is gone. It is asked whether that is so: then the consents to charging it end. `false` says that
/// there is nothing to end.
pub async fn method_removed(core: &Core, provider: &str, method: &str) -> Result<bool> {
    let live = consents::live_with_method(core.db.read(), provider, method).await?;
    if live.is_empty() || core.gateways.named(provider)?.keeps(method).await? {
        return Ok(false);
    }
    for consent in &live {
        core.db.retrying(|| end_of_method(core, consent)).await?;
    }
    Ok(true)
}

async fn end_of_method(core: &Core, consent: &consent::Model) -> Result<()> {
    let transaction = core.db.begin().await?;
    if consents::revoke(&transaction, consent.id, core.now()).await? {
        consents::mark_detached(&transaction, consent.id, core.now()).await?;
        let note = "saved payment method removed at the provider";
        repo::orders::note(&transaction, core.new_id(), consent.order_id, "consent", note, core.now()).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Ends a person's consent at once; the provider forgets the method afterwards. Doing it twice is doing it once.
pub async fn revoke(core: &Core, user: Uuid, id: Uuid) -> Result<()> {
    let known = consents::by_id(core.db.read(), id).await?.filter(|consent| consent.user_id == user);
    let consent = known.ok_or(ApiError::NotFound)?;
    core.db.retrying(|| end(core, &consent, Some("saved payment method removed"))).await
}

async fn end(core: &Core, consent: &consent::Model, note: Option<&str>) -> Result<()> {
    let transaction = core.db.begin().await?;
    if consents::revoke(&transaction, consent.id, core.now()).await? {
        DetachMethod { consent: consent.id }.enqueue(core, &transaction).await?;
        if let Some(note) = note {
            repo::orders::note(&transaction, core.new_id(), consent.order_id, "consent", note, core.now()).await?;
        }
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
