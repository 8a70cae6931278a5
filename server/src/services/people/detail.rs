//! Everything about a person, on one page.

use super::{course_product, find, row, subject};
use crate::core::Core;
use crate::error::Result;
use crate::repo;
use crate::services::machine::mails::mail_row;
use crate::services::{access, admin::order_row, sessions};
use app::api::dto::{LearnedView, PersonDetail, TimelineEntry};
use entity::{audit_entry, grant, mail, order, session, user};
use std::collections::HashMap;
use uuid::Uuid;

/// Sessions, mails and entries of the log that are shown.
const SHOWN: u64 = 20;
/// Lines of the timeline that are shown.
const LINES: usize = 100;

/// Everything about a person.
pub async fn detail(core: &Core, id: Uuid) -> Result<PersonDetail> {
    let db = core.db.read();
    let person = find(core, id).await?;
    let orders = repo::order_list::of_person(db, id).await?;
    let grants = repo::truth::grants_of(db, id).await?;
    let browsers = repo::people::sessions(db, id, SHOWN).await?;
    let mails = repo::mails::latest_to(db, &person.email, SHOWN).await?;
    let changes = repo::audit::about(db, &subject(id), SHOWN).await?;
    let (completed, total, last_at) = repo::people::progress(db, id, core.now()).await?;
    let access = access::of_person(core, &person).await?;
    let timeline = timeline(core, &person, &orders, &grants, &browsers, &mails, &changes).await?;
    let product = course_product(core).await?;
    let of_course: Vec<_> = grants.into_iter().filter(|grant| grant.product_id == product).collect();
    Ok(PersonDetail {
        verified_at: person.email_verified_at,
        factor_since: repo::second_factor::counting(db, id).await?.and_then(|counting| counting.confirmed_at),
        person: row(person, &of_course, core.now())?,
        access,
        progress: LearnedView { completed, total, last_at },
        orders: orders.iter().map(order_row).collect::<Result<_>>()?,
        sessions: browsers.into_iter().map(|session| sessions::row(session, None, core.now())).collect(),
        mails: mails.into_iter().map(mail_row).collect(),
        timeline,
    })
}

async fn timeline(
    core: &Core,
    person: &user::Model,
    orders: &[order::Model],
    grants: &[grant::Model],
    browsers: &[session::Model],
    mails: &[mail::Model],
    changes: &[audit_entry::Model],
) -> Result<Vec<TimelineEntry>> {
    let names: HashMap<_, _> = orders.iter().map(|order| (order.id, order.public_id.as_str())).collect();
    let ids: Vec<_> = names.keys().copied().collect();
    let entry = |at, kind: &str, what: String| TimelineEntry { at, kind: kind.to_owned(), what };
    let mut lines = vec![entry(person.created_at, "person", "became known".to_owned())];
    for event in repo::order_list::events_of(core.db.read(), &ids, LINES as u64).await? {
        let order = names.get(&event.order_id).copied().unwrap_or_default();
        lines.push(entry(event.at, &event.kind, format!("{} · order {order}", event.what)));
    }
    for grant in grants.iter().filter(|grant| grant.order_item_id.is_none()) {
        lines.push(entry(grant.created_at, "grant", "access given by hand".to_owned()));
    }
    for session in browsers {
        lines.push(entry(session.created_at, "session", format!("signed in by {}", session.origin)));
    }
    for mail in mails.iter().filter(|mail| mail.order_id.is_none()) {
        lines.push(entry(mail.created_at, "mail", mail.subject.clone()));
    }
    for change in changes {
        lines.push(entry(change.at, "change", change.action.clone()));
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    lines.truncate(LINES);
    Ok(lines)
}
