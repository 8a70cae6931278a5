//! Forgetting what its time is over for.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::erasure::NOBODY;
use sea_orm::{ConnectionTrait, Value};

/// What is forgotten when it is older than some moment, by what it is called in the log. `$1` is the moment.
pub mod old {
    /// Sessions that ended.
    pub const SESSIONS: &[&str] = &["DELETE FROM sessions WHERE expires_at < $1 OR revoked_at < $1"];
    /// Prices that were shown, and that nobody ordered at.
    pub const QUOTES: &[&str] =
        &["DELETE FROM quotes WHERE valid_until < $1 AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.quote_id = quotes.id)"];
    /// Authenticators that nobody confirmed.
    pub const AUTHENTICATORS: &[&str] = &["DELETE FROM authenticators WHERE confirmed_at IS NULL AND created_at < $1"];
    /// Links that sign nobody in any more.
    pub const LINKS: &[&str] = &["DELETE FROM sign_in_links WHERE expires_at < $1"];
    /// What providers sent, once it was worked on.
    pub const EVENT_BODIES: &[&str] =
        &["UPDATE webhook_inbox SET body = $2 WHERE state IN ('processed', 'ignored') AND received_at < $1 AND length(body) > 0"];
    /// What mails said.
    pub const MAIL_BODIES: &[&str] = &["UPDATE mails SET body_text = '', body_html = '', unsubscribe_url = NULL
        WHERE state = 'sent' AND created_at < $1 AND body_text <> ''"];
    /// Whom mails went to, and about what.
    pub const MAIL_RECIPIENTS: &[&str] =
        &["UPDATE mails SET subject = '', recipient = $2 WHERE state = 'sent' AND created_at < $1 AND recipient <> $2"];
    /// What entries of the log say was, and is.
    pub const LOG_DETAILS: &[&str] =
        &["UPDATE audit_log SET before = NULL, after = NULL WHERE at < $1 AND (before IS NOT NULL OR after IS NOT NULL)"];
    /// Places in a line that was left.
    pub const PLACES_IN_LINE: &[&str] = &[
        "DELETE FROM seat_invites WHERE waitlist_id IN (SELECT id FROM waitlist WHERE ended_at < $1)",
        "DELETE FROM waitlist WHERE ended_at < $1",
    ];
    /// Addresses that were corrected.
    pub const CORRECTIONS: &[&str] =
        &["DELETE FROM address_corrections WHERE at < $1", "DELETE FROM address_changes WHERE done_at IS NULL AND asked_at < $1"];
    /// Addresses that a person had before. Mails to them are known as long, and are forgotten with the person.
    pub const FORMER_ADDRESSES: &[&str] = &["DELETE FROM address_changes WHERE done_at < $1"];
    /// Reminders that were sent, or dropped.
    pub const REMINDERS: &[&str] = &["DELETE FROM reminders WHERE sent_at < $1 OR dropped_at < $1"];
    /// The names of payment methods that the provider has forgotten.
    pub const METHODS: &[&str] = &["UPDATE consents SET method_ref = NULL, method_label = NULL, customer_ref = NULL
        WHERE detached_at < $1 AND method_ref IS NOT NULL"];
    /// From where, and by which browser, a consent was given that ended.
    pub const CONSENT_CIRCUMSTANCES: &[&str] =
        &["UPDATE consents SET ip = NULL, user_agent = '' WHERE revoked_at < $1 AND (ip IS NOT NULL OR user_agent <> '')"];
    /// Tables of people that nobody imported.
    pub const IMPORTS: &[&str] = &["DELETE FROM people_imports WHERE applied_at IS NULL AND created_at < $1"];
}

/// Forgets what is older than `before`. Gives how many rows that was.
pub async fn forget(db: &impl ConnectionTrait, what: &[&str], before: DateTime<Utc>) -> Result<u64> {
    let mut rows = 0;
    for sql in what {
        let second: Value = if sql.contains("recipient = $2") { NOBODY.into() } else { Vec::<u8>::new().into() };
        let values = if sql.contains("$2") { vec![before.into(), second] } else { vec![before.into()] };
        rows += db.execute_raw(statement(db.get_database_backend(), sql, values)).await?.rows_affected();
    }
    Ok(rows)
}
