//! How a seat that comes back passes down the line: to the first who waits, kept for that person by a personal link until it is
//! used or its time is up, then to the next; to the offer when nobody waits.
//!
//! A kept seat counts as taken. It is handed over in the transaction that frees it, so there is one invite for one seat,
//! whoever sweeps, and nobody can slip in between.

use super::leave_token;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail::waitlist as letters;
use crate::repo::catalog::{self, OfferWithTiers, SeatTerms};
use crate::repo::{self, rows};
use crate::security::hash::sha256;
use crate::services::outbox::{self, Outgoing};
use crate::services::quoting;
use app::paths;
use chrono::TimeDelta;
use domain::scarcity::{Seats, availability};
use entity::{offer, seat_invite, waitlist_entry};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use uuid::Uuid;

/// A seat is kept so long for who was invited, and never beyond the offer's deadline.
pub const INVITE_LIFE: TimeDelta = TimeDelta::hours(24);
/// How much one sweep does at most of each kind.
const BATCH: u64 = 100;

/// Passes on a seat that is free from this transaction on.
pub async fn pass_on(core: &Core, transaction: &DatabaseTransaction, offer_id: Uuid) -> Result<()> {
    let offer = catalog::offer(transaction, offer_id).await?;
    if is_on_sale(core, &offer)
        && let Some(first) = call_first(core, transaction, offer_id, "seat", "invited").await?
    {
        return invite(core, transaction, &offer, &first).await;
    }
    catalog::free_seat(transaction, offer_id).await
}

/// Everything that time and new seats bring about. Every replica may run it at any time.
pub async fn sweep(core: &Core) -> Result<()> {
    for over in repo::waitlist::invites_over(core.db.read(), core.now(), BATCH).await? {
        core.db.retrying(|| lapse(core, &over)).await?;
    }
    for offer in repo::waitlist::offers(core.db.read()).await? {
        for _ in 0..BATCH {
            if !core.db.retrying(|| fill(core, offer)).await? {
                break;
            }
        }
        tell_of_opening(core, offer).await?;
    }
    Ok(())
}

/// Somebody leaves the line. A seat that was kept for that person goes to the next.
pub async fn leave(core: &Core, entry: Uuid) -> Result<()> {
    let transaction = core.db.begin().await?;
    leave_within(core, &transaction, entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// The same in the caller's transaction.
pub async fn leave_within(core: &Core, transaction: &DatabaseTransaction, entry: Uuid) -> Result<()> {
    let now = core.now();
    if repo::waitlist::set_state(transaction, entry, &["waiting", "invited"], "left", now).await?
        && let Some(kept) = repo::waitlist::invite_of(transaction, entry).await?
        && repo::waitlist::lapse_invite(transaction, kept.id, now).await?
    {
        pass_on(core, transaction, kept.offer_id).await?;
    }
    Ok(())
}

async fn lapse(core: &Core, kept: &seat_invite::Model) -> Result<()> {
    let now = core.now();
    let transaction = core.db.begin().await?;
    if repo::waitlist::lapse_invite(&transaction, kept.id, now).await? {
        repo::waitlist::set_state(&transaction, kept.waitlist_id, &["invited"], "lapsed", now).await?;
        pass_on(core, &transaction, kept.offer_id).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

/// Takes a seat that was added, or that came back while nobody waited, for the first in line. `false` says that there was none.
async fn fill(core: &Core, offer_id: Uuid) -> Result<bool> {
    if repo::waitlist::first(core.db.read(), offer_id, "seat").await?.is_none() {
        return Ok(false);
    }
    let transaction = core.db.begin().await?;
    let terms = SeatTerms { offer: offer_id, tier_until_taken: None, version: None, now: core.now() };
    if !catalog::take_seat(&transaction, &terms).await? {
        return Ok(false);
    }
    let Some(first) = call_first(core, &transaction, offer_id, "seat", "invited").await? else { return Ok(false) };
    let offer = catalog::offer(&transaction, offer_id).await?;
    invite(core, &transaction, &offer, &first).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(true)
}

/// Tells those who waited for the sale to open, once there is something to buy. No seat is kept for them.
async fn tell_of_opening(core: &Core, offer_id: Uuid) -> Result<()> {
    let found =
        OfferWithTiers { offer: catalog::offer(core.db.read(), offer_id).await?, tiers: catalog::tiers(core.db.read(), offer_id).await? };
    if quoting::current_price(&found, core.now()).is_err() {
        return Ok(());
    }
    for _ in 0..BATCH {
        if !core.db.retrying(|| tell_first(core, &found.offer)).await? {
            break;
        }
    }
    core.wake_jobs.notify_one();
    Ok(())
}

async fn tell_first(core: &Core, offer: &offer::Model) -> Result<bool> {
    let transaction = core.db.begin().await?;
    let Some(entry) = call_first(core, &transaction, offer.id, "opening", "told").await? else { return Ok(false) };
    let url = core.settings.absolute(&paths::checkout());
    let outgoing = Outgoing { dedupe_key: format!("opening/{}", entry.id), kind: "opening", to: &entry.email, order: None, secret: false };
    outbox::post(core, &transaction, outgoing, letters::opened(&offer.title, &url)).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Moves the first in line on. Two who call at once get two different people.
async fn call_first(
    core: &Core,
    transaction: &DatabaseTransaction,
    offer: Uuid,
    wish: &str,
    state: &str,
) -> Result<Option<waitlist_entry::Model>> {
    while let Some(first) = repo::waitlist::first(transaction, offer, wish).await? {
        if repo::waitlist::set_state(transaction, first.id, &["waiting"], state, core.now()).await? {
            return Ok(Some(first));
        }
    }
    Ok(None)
}

/// Keeps a seat that counts as taken for somebody, and mails the link to it.
async fn invite(core: &Core, transaction: &DatabaseTransaction, offer: &offer::Model, entry: &waitlist_entry::Model) -> Result<()> {
    let now = core.now();
    let (id, token) = (core.new_id(), core.entropy.secret());
    let expires_at = offer.closes_at.map_or(now + INVITE_LIFE, |closes| closes.min(now + INVITE_LIFE));
    let row = seat_invite::ActiveModel {
        id: Set(id),
        offer_id: Set(offer.id),
        waitlist_id: Set(entry.id),
        token_hash: Set(sha256(&token).to_vec()),
        state: Set("offered".to_owned()),
        created_at: Set(now),
        expires_at: Set(expires_at),
        ended_at: Set(None),
    };
    repo::waitlist::insert_invite(transaction, row).await?;
    let letter = letters::seat(&letters::SeatLetter {
        title: offer.title.clone(),
        seat_url: core.settings.absolute(&paths::checkout_with_seat(&token)),
        until: expires_at,
        leave_url: core.settings.absolute(&paths::waitlist_leave(&leave_token::make(&core.settings, entry.id))),
    });
    let outgoing = Outgoing { dedupe_key: format!("seat/{id}"), kind: "seat", to: &entry.email, order: None, secret: true };
    outbox::post(core, transaction, outgoing, letter).await
}

/// Whether anybody may buy at all now. Seats are another question.
fn is_on_sale(core: &Core, offer: &offer::Model) -> bool {
    let unlimited = Seats { capacity: None, taken: 0 };
    availability(offer.enabled, rows::sale_window(offer), unlimited, core.now()).is_ok()
}

/// Takes the seat that a link keeps, for the order that this transaction writes. `false` says that its time is up.
pub async fn take_kept_seat(core: &Core, transaction: &DatabaseTransaction, kept: &seat_invite::Model) -> Result<bool> {
    let now = core.now();
    if !repo::waitlist::use_invite(transaction, kept.id, now).await? {
        return Ok(false);
    }
    if !repo::waitlist::set_state(transaction, kept.waitlist_id, &["invited"], "joined", now).await? {
        return Err(Fault::stored("a kept seat of somebody who does not wait"));
    }
    Ok(true)
}
