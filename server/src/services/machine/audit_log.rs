//! The audit log as people read it: who, what, and what differs.

use crate::core::Core;
use crate::error::Result;
use crate::repo::{self, audit::Wanted, keyset::Turn};
use crate::services::people::listed;
use app::api::ApiError;
use app::api::dto::{AuditChange, AuditRow, Listed};
use app::api::ports::AuditFilter;
use domain::email::EmailAddress;
use entity::audit_entry;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// A page of entries.
pub async fn list(core: &Core, filter: &AuditFilter, page: &str) -> Result<Listed<AuditRow>> {
    let db = core.db.read();
    let (from, until) = filter.days.moments().ok_or(ApiError::BadRequest)?;
    let actor = match EmailAddress::parse(&filter.actor) {
        Ok(address) => Some(repo::identity::by_email(db, &address.normalized()).await?.map_or(Uuid::nil(), |person| person.id)),
        Err(_) if filter.actor.trim().is_empty() => None,
        Err(_) => Some(Uuid::nil()),
    };
    let wanted = Wanted { actor, action: filter.action.trim().to_owned(), subject: filter.subject.trim().to_owned(), from, until };
    let (turned, count) = repo::audit::page(db, &wanted, Turn::by_id(page)).await?;
    let actors: HashSet<_> = turned.rows.iter().filter_map(|entry| entry.actor_id).collect();
    let mut names = HashMap::new();
    for actor in actors {
        let person = repo::identity::by_id(db, actor).await?;
        names.insert(actor, person.map(|person| person.email).unwrap_or_default());
    }
    listed(turned, count, |entry| Ok(row(entry, &names)))
}

fn row(entry: audit_entry::Model, names: &HashMap<Uuid, String>) -> AuditRow {
    AuditRow {
        at: entry.at,
        actor: entry.actor_id.and_then(|actor| names.get(&actor).cloned()),
        changes: changes(entry.before.as_ref(), entry.after.as_ref()),
        action: entry.action,
        subject: entry.subject,
    }
}

/// What differs between two states, value by value. What stayed as it was is left out.
fn changes(before: Option<&Value>, after: Option<&Value>) -> Vec<AuditChange> {
    let (mut was, mut is) = (BTreeMap::new(), BTreeMap::new());
    for (state, into) in [(before, &mut was), (after, &mut is)] {
        if let Some(value) = state {
            flatten(String::new(), value, into);
        }
    }
    let mut names: Vec<_> = was.keys().chain(is.keys()).cloned().collect();
    names.sort_unstable();
    names.dedup();
    let change = |name: String| AuditChange { before: was.get(&name).cloned(), after: is.get(&name).cloned(), name };
    names.into_iter().map(change).filter(|change| change.before != change.after).collect()
}

fn flatten(name: String, value: &Value, into: &mut BTreeMap<String, String>) {
    let below = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value {
        Value::Null => {}
        Value::Object(fields) => fields.iter().for_each(|(part, value)| flatten(below(part), value, into)),
        Value::Array(items) => items.iter().enumerate().for_each(|(place, value)| flatten(below(&(place + 1).to_string()), value, into)),
        Value::String(text) => drop(into.insert(name, text.clone())),
        other => drop(into.insert(name, other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_shown() {
        let before = json!({ "title": "Old", "price": { "minor": 5, "currency": "EUR" }, "tags": ["a"] });
        let after = json!({ "title": "New", "price": { "minor": 5, "currency": "EUR" }, "tags": ["a", "b"], "note": null });
        let change = |name: &str, before: Option<&str>, after: Option<&str>| AuditChange {
            name: name.into(),
            before: before.map(Into::into),
            after: after.map(Into::into),
        };
        assert_eq!(changes(Some(&before), Some(&after)), [change("tags.2", None, Some("b")), change("title", Some("Old"), Some("New"))]);
        assert_eq!(changes(None, Some(&json!({ "a": true }))), [change("a", None, Some("true"))]);
    }
}
