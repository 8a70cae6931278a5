//! Forgetting a person: what goes, and what is emptied because the law, or another person, needs the rest of it.

use super::address_changes;
use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::erasure::{FORMER, NOBODY, stand_in};
use domain::ids::UserId;
use entity::{mail, order, question, question_answer, user, waitlist_entry};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, UpdateMany,
    Value,
};
use uuid::Uuid;

/// States of orders whose buyer is still needed.
const UNDER_WAY: [&str; 6] = ["draft", "awaiting_payment", "requires_action", "failed", "expiring", "needs_review"];

/// So many posts are looked for at once in the keys of mails, which takes a look through all of them.
const LETTERS_AT_ONCE: usize = 100;

/// What a person leaves behind nothing of. `$1` is the person.
const GONE: &[&str] = &[
    "DELETE FROM passwords WHERE user_id = $1",
    "DELETE FROM authenticators WHERE user_id = $1",
    "DELETE FROM recovery_codes WHERE user_id = $1",
    "DELETE FROM sessions WHERE user_id = $1",
    "DELETE FROM sign_in_links WHERE user_id = $1",
    "DELETE FROM address_changes WHERE user_id = $1",
    "DELETE FROM user_words WHERE user_id = $1",
    "DELETE FROM lesson_positions WHERE user_id = $1",
    "DELETE FROM lesson_progress WHERE user_id = $1",
    "DELETE FROM bookmarks WHERE user_id = $1",
    "DELETE FROM search_documents WHERE owner_id = $1",
    "DELETE FROM notes WHERE user_id = $1",
    "DELETE FROM question_votes WHERE user_id = $1",
    "DELETE FROM question_reports WHERE user_id = $1",
    "DELETE FROM question_drafts WHERE user_id = $1",
    "DELETE FROM mail_preferences WHERE user_id = $1",
    "DELETE FROM stall_reminders WHERE user_id = $1",
    "DELETE FROM provider_customers WHERE user_id = $1",
    "DELETE FROM measured_orders WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)",
    "DELETE FROM reminders WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)",
    "DELETE FROM address_corrections WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)",
    "DELETE FROM certificate_choices WHERE user_id = $1
        AND NOT EXISTS (SELECT 1 FROM certificates c WHERE c.user_id = certificate_choices.user_id)",
    "DELETE FROM course_completions WHERE user_id = $1
        AND NOT EXISTS (SELECT 1 FROM certificate_choices c WHERE c.user_id = course_completions.user_id)",
];

/// What stays, and says nothing of the person any more.
const EMPTIED: &[&str] = &[
    "UPDATE certificate_choices SET name = 'A former student', shows_name = FALSE WHERE user_id = $1",
    "UPDATE consents SET ip = NULL, user_agent = '', customer_ref = NULL, method_label = NULL WHERE user_id = $1",
    "UPDATE grants SET reason = '' WHERE user_id = $1",
    "UPDATE payments SET method_label = NULL, method_ref = NULL, customer_ref = NULL
        WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)",
    "UPDATE refunds SET reason = '' WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)",
    "UPDATE quote_taxes SET vat_id = NULL WHERE quote_id IN (SELECT quote_id FROM orders WHERE user_id = $1)",
    "UPDATE order_events SET what = 'the address was changed'
        WHERE kind = 'address' AND order_id IN (SELECT id FROM orders WHERE user_id = $1)",
    "UPDATE mails SET subject = '', body_text = '', body_html = '', unsubscribe_url = NULL, recipient = $2
        WHERE order_id IN (SELECT id FROM orders WHERE user_id = $1)",
    "UPDATE audit_log SET before = NULL, after = NULL
        WHERE subject IN (SELECT 'order/' || public_id FROM orders WHERE user_id = $1)",
];

/// The addresses that a person is, or was, written to.
pub async fn addresses(db: &impl ConnectionTrait, person: &user::Model) -> Result<Vec<String>> {
    let query = order::Entity::find().select_only().column(order::Column::BuyerEmail).distinct();
    let mut addresses: Vec<String> = query.filter(order::Column::UserId.eq(person.id)).into_tuple().all(db).await?;
    addresses.push(person.email.clone());
    addresses.push(person.email_normalized.clone());
    addresses.sort_unstable();
    addresses.dedup();
    Ok(addresses)
}

/// Puts a stand-in where the person was. Whoever begins an order for the person at this moment waits, and then finds nobody. `false`
/// says that there is no such student.
pub async fn depart(db: &impl ConnectionTrait, person: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let stand_in = stand_in(UserId(person));
    let update = user::Entity::update_many()
        .col_expr(user::Column::Email, Expr::value(stand_in.as_str()))
        .col_expr(user::Column::EmailNormalized, Expr::value(stand_in.as_str()))
        .col_expr(user::Column::Name, Expr::value(FORMER))
        .col_expr(user::Column::EmailVerifiedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(user::Column::ErasedAt, Expr::value(now))
        .filter(user::Column::Id.eq(person))
        .filter(user::Column::Role.eq("STUDENT"))
        .filter(user::Column::ErasedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Whether a person has an order that is not paid and not over, and whether a bank has one in dispute.
pub async fn unsettled(db: &impl ConnectionTrait, person: Uuid) -> Result<(bool, bool)> {
    let own = || order::Entity::find().filter(order::Column::UserId.eq(person));
    let under_way = own().filter(order::Column::State.is_in(UNDER_WAY)).one(db).await?;
    let disputed = own().filter(order::Column::State.eq("disputed")).one(db).await?;
    Ok((under_way.is_some(), disputed.is_some()))
}

/// The person's places in a line.
pub async fn places_in_line(db: &impl ConnectionTrait, normalized: &str) -> Result<Vec<Uuid>> {
    let query = waitlist_entry::Entity::find().select_only().column(waitlist_entry::Column::Id);
    Ok(query.filter(waitlist_entry::Column::EmailNormalized.eq(normalized)).into_tuple().all(db).await?)
}

/// Takes all that is the person's own, and empties what stays. The person's places in a line must be left already.
pub async fn clear(db: &impl ConnectionTrait, person: Uuid, normalized: &str, by: Uuid, now: DateTime<Utc>) -> Result<()> {
    let backend = db.get_database_backend();
    let run = |sql: &'static str, values: Vec<Value>| db.execute_raw(statement(backend, sql, values));
    for sql in GONE.iter().chain(EMPTIED).copied() {
        let values = if sql.contains("$2") { vec![person.into(), NOBODY.into()] } else { vec![person.into()] };
        run(sql, values).await?;
    }
    run("DELETE FROM seat_invites WHERE waitlist_id IN (SELECT id FROM waitlist WHERE email_normalized = $1)", vec![normalized.into()])
        .await?;
    run("DELETE FROM waitlist WHERE email_normalized = $1", vec![normalized.into()]).await?;
    let grants = "UPDATE grants SET revoked_at = $2, revoked_by = $3 WHERE user_id = $1 AND revoked_at IS NULL";
    run(grants, vec![person.into(), now.into(), by.into()]).await?;
    let consents = "UPDATE consents SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL";
    run(consents, vec![person.into(), now.into()]).await?;
    let subject = format!("person/{person}");
    run("UPDATE audit_log SET before = NULL, after = NULL WHERE subject = $1", vec![subject.into()]).await?;
    // No browser is known as the one that bought any more.
    let update = order::Entity::update_many()
        .col_expr(order::Column::BuyerEmail, Expr::value(stand_in(UserId(person))))
        .col_expr(order::Column::BuyerName, Expr::value(FORMER))
        .col_expr(order::Column::BrowserKeyHash, Expr::value(Vec::<u8>::new()))
        .filter(order::Column::UserId.eq(person));
    update.exec(db).await?;
    Ok(())
}

/// Takes mails to an address out of the outbox, and empties those that were sent.
pub async fn forget_mails(db: &impl ConnectionTrait, address: &str) -> Result<()> {
    let backend = db.get_database_backend();
    let waiting = "DELETE FROM mails WHERE recipient = $1 AND state = 'pending'";
    db.execute_raw(statement(backend, waiting, [address.into()])).await?;
    let sent = "UPDATE mails SET subject = '', body_text = '', body_html = '', unsubscribe_url = NULL, recipient = $2 WHERE recipient = $1";
    db.execute_raw(statement(backend, sent, [address.into(), NOBODY.into()])).await?;
    Ok(())
}

/// The same with mails to former addresses of a person, as long as those were theirs, and with mails about a change of the address:
/// some of those went to where it never led.
pub async fn forget_former(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    for change in address_changes::of(db, person).await? {
        let about = Condition::any().add(mail::Column::DedupeKey.like(format!("address/{}/%", change.id)));
        let theirs = change.done_at.map(|done| mail::Column::Recipient.eq(&change.from_email).and(mail::Column::CreatedAt.lte(done)));
        let which = theirs.into_iter().fold(about, Condition::add);
        mail::Entity::delete_many().filter(mail::Column::State.eq("pending")).filter(which.clone()).exec(db).await?;
        let update = emptied().col_expr(mail::Column::Recipient, Expr::value(NOBODY));
        update.filter(which).exec(db).await?;
    }
    Ok(())
}

/// Mails without what they said.
fn emptied() -> UpdateMany<mail::Entity> {
    let words = [mail::Column::Subject, mail::Column::BodyText, mail::Column::BodyHtml];
    let update = words.into_iter().fold(mail::Entity::update_many(), |update, column| update.col_expr(column, Expr::value("")));
    update.col_expr(mail::Column::UnsubscribeUrl, Expr::value(Option::<String>::None))
}

/// The same with letters to others about what a person asked and answered: those carry the person's name and words.
pub async fn forget_letters(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    let asked = question::Entity::find().select_only().column(question::Column::Id).filter(question::Column::AuthorId.eq(person));
    let answered = question_answer::Entity::find().select_only().column(question_answer::Column::Id);
    let answered = answered.filter(question_answer::Column::AuthorId.eq(person));
    let asked = asked.into_tuple::<Uuid>().all(db).await?.into_iter().map(|id| format!("question/{id}/%"));
    let answered = answered.into_tuple::<Uuid>().all(db).await?.into_iter().map(|id| format!("answer/{id}%"));
    for keys in asked.chain(answered).collect::<Vec<_>>().chunks(LETTERS_AT_ONCE) {
        let about = keys.iter().fold(Condition::any(), |any, key| any.add(mail::Column::DedupeKey.like(key)));
        mail::Entity::delete_many().filter(mail::Column::State.eq("pending")).filter(about.clone()).exec(db).await?;
        emptied().filter(about).exec(db).await?;
    }
    Ok(())
}

/// An event of a provider.
#[derive(Clone, Debug, FromQueryResult)]
pub struct EventKey {
    provider: String,
    event_id: String,
}

/// The events that name an address and have been worked on.
pub async fn events_naming(db: &impl ConnectionTrait, address: &str) -> Result<Vec<EventKey>> {
    let backend = db.get_database_backend();
    let names = match backend {
        DbBackend::Postgres => "position(convert_to($1, 'UTF8') IN body) > 0",
        _ => "instr(body, CAST($1 AS blob)) > 0",
    };
    let sql = format!("SELECT provider, event_id FROM webhook_inbox WHERE state IN ('processed', 'ignored') AND {names}");
    Ok(EventKey::find_by_statement(statement(backend, &sql, [address.into()])).all(db).await?)
}

/// Empties an event: that it came, and what it was about, stays.
pub async fn empty_event(db: &impl ConnectionTrait, event: &EventKey) -> Result<()> {
    let sql = "UPDATE webhook_inbox SET body = $3 WHERE provider = $1 AND event_id = $2";
    let values = [event.provider.as_str().into(), event.event_id.as_str().into(), Vec::<u8>::new().into()];
    db.execute_raw(statement(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Deletes a person's answers, and their questions that nobody answered; of the others the words go. Gives the questions that are not
/// what they were.
pub async fn delete_posts(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<Uuid>> {
    let backend = db.get_database_backend();
    let answered = question_answer::Entity::find().select_only().column(question_answer::Column::QuestionId).distinct();
    let mut changed: Vec<Uuid> = answered.filter(question_answer::Column::AuthorId.eq(person)).into_tuple().all(db).await?;
    let asked = question::Entity::find().select_only().column(question::Column::Id).filter(question::Column::AuthorId.eq(person));
    changed.extend(asked.into_tuple::<Uuid>().all(db).await?);
    for sql in [
        "DELETE FROM question_answers WHERE author_id = $1",
        "DELETE FROM questions WHERE author_id = $1 AND NOT EXISTS (SELECT 1 FROM question_answers a WHERE a.question_id = questions.id)",
        "UPDATE questions SET title = 'A deleted question', source = '', html = '', title_words = '', source_words = '' WHERE author_id = $1",
    ] {
        db.execute_raw(statement(backend, sql, [person.into()])).await?;
    }
    Ok(changed)
}
