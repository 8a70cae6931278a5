//! The sales page as sections in order: a draft, and versions that only grow. The newest version is the page that visitors see.

use crate::dialect::{append_only, drop_tables, forget_append_only, run, translate};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Map, Value, json};

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `restored_from` is the version whose content it has again.
    "CREATE TABLE landing_versions (
        number integer PRIMARY KEY CHECK (number >= 1),
        content @json NOT NULL,
        published_at @time NOT NULL,
        published_by @uuid REFERENCES users (id),
        restored_from integer REFERENCES landing_versions (number),
        CHECK (restored_from < number)
    )",
    // There is one draft. `version` counts its changes.
    "CREATE TABLE landing_drafts (
        id integer PRIMARY KEY CHECK (id = 1),
        content @json NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        changed_at @time NOT NULL,
        changed_by @uuid REFERENCES users (id)
    )",
    // Pictures stay: a version that has one may be restored. `kind` was told by the first bytes.
    "CREATE TABLE landing_pictures (
        id @uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp')),
        size bigint NOT NULL CHECK (size BETWEEN 1 AND 5242880),
        sha256 @bytes NOT NULL CHECK (length(sha256) = 32),
        storage_key text NOT NULL UNIQUE REFERENCES stored_objects (key),
        uploaded_at @time NOT NULL,
        uploaded_by @uuid NOT NULL REFERENCES users (id)
    )",
];

const TAKE: &str = "SELECT body, updated_at FROM site_texts WHERE key = 'landing'";
const FIRST: &str = "INSERT INTO landing_versions (number, content, published_at) SELECT 1, CAST(@1 AS @json), updated_at FROM site_texts WHERE key = 'landing'";
const DRAFT: &str =
    "INSERT INTO landing_drafts (id, content, version, changed_at) SELECT 1, content, 1, published_at FROM landing_versions";
const NEWEST: &str = "SELECT content FROM landing_versions ORDER BY number DESC LIMIT 1";
const BACK: &str = "INSERT INTO site_texts (key, body, updated_at)
    SELECT 'landing', CAST(@1 AS @json), published_at FROM landing_versions ORDER BY number DESC LIMIT 1";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        if let Some(body) = json_of(manager, TAKE, "body").await? {
            write(manager, FIRST, sections(&body)).await?;
            run(manager, &[DRAFT, "DELETE FROM site_texts WHERE key = 'landing'"]).await?;
        }
        append_only(manager, "landing_versions").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if let Some(content) = json_of(manager, NEWEST, "content").await? {
            write(manager, BACK, words(&content)).await?;
        }
        drop_tables(manager, &["landing_pictures", "landing_drafts", "landing_versions"]).await?;
        forget_append_only(manager, "landing_versions").await
    }
}

async fn json_of(manager: &SchemaManager<'_>, sql: &str, column: &str) -> Result<Option<Value>, DbErr> {
    let statement = Statement::from_string(manager.get_database_backend(), sql);
    let found = manager.get_connection().query_one_raw(statement).await?;
    found.map(|row| row.try_get("", column)).transpose()
}

async fn write(manager: &SchemaManager<'_>, sql: &str, value: Value) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    let place = if backend == DbBackend::Postgres { "$1" } else { "?1" };
    let sql = translate(&sql.replace("@1", place), backend);
    manager.get_connection().execute_raw(Statement::from_sql_and_values(backend, &sql, [value.into()])).await?;
    Ok(())
}

/// The headings that the page has had of itself until now.
const HEADINGS: [(&str, &str, &str); 7] = [
    ("outcomes", "title", "What you will be able to do"),
    ("curriculum", "title", "The curriculum"),
    ("curriculum", "text", "Lessons marked as free can be read right away, without an account."),
    ("audience", "title", "It is for you if"),
    ("audience", "other_title", "It is not for you if"),
    ("testimonials", "title", "What students say"),
    ("faq", "title", "Questions and answers"),
];
const ORDER: [&str; 12] =
    ["hero", "outcomes", "curriculum", "audience", "instructor", "testimonials", "price", "guarantee", "faq", "closing", "footer", "found"];
/// Lists that are a text now: the section, the name of the list, the name of the text, and what parts its lines.
const LISTS: [(&str, &str, &str, &str); 4] = [
    ("audience", "for", "list", "\n"),
    ("audience", "not_for", "other_list", "\n"),
    ("instructor", "bio", "text", "\n\n"),
    ("price", "includes", "list", "\n"),
];

/// The words of the page as sections.
fn sections(body: &Value) -> Value {
    let section = |kind: &&str| {
        let old = body.get(*kind).unwrap_or(&Value::Null);
        let mut words: Map<String, Value> = old.as_object().cloned().unwrap_or_default();
        words.retain(|_, value| value.is_string());
        for (_, list, name, between) in LISTS.iter().filter(|(section, ..)| section == kind) {
            let lines: Vec<&str> = old[*list].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            words.insert((*name).to_owned(), lines.join(between).into());
        }
        for (_, name, heading) in HEADINGS.iter().filter(|(section, ..)| section == kind) {
            words.insert((*name).to_owned(), (*heading).into());
        }
        if *kind == "closing" {
            words.insert("title".to_owned(), "Ready when you are".into());
        }
        json!({ "id": kind, "kind": kind, "words": words, "items": old.as_array().cloned().unwrap_or_default() })
    };
    json!({ "sections": ORDER.iter().map(section).collect::<Vec<_>>() })
}

/// The sections as words of the page. What the page had no words for is left out.
fn words(content: &Value) -> Value {
    let sections = content["sections"].as_array().cloned().unwrap_or_default();
    let mut body = Map::new();
    for kind in ORDER.iter().filter(|kind| !["curriculum", "closing", "found"].contains(kind)) {
        let found = sections.iter().find(|section| section["kind"] == **kind).unwrap_or(&Value::Null);
        let old = if ["outcomes", "testimonials", "faq"].contains(kind) {
            found.get("items").cloned().unwrap_or_else(|| json!([]))
        } else {
            let mut old: Map<String, Value> = found["words"].as_object().cloned().unwrap_or_default();
            for (_, list, name, between) in LISTS.iter().filter(|(section, ..)| section == kind) {
                let text = old.remove(*name).unwrap_or_default();
                let lines: Vec<&str> = text.as_str().unwrap_or_default().split(between).filter(|line| !line.is_empty()).collect();
                old.insert((*list).to_owned(), json!(lines));
            }
            Value::Object(old)
        };
        body.insert((*kind).to_owned(), old);
    }
    Value::Object(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_page_go_both_ways() {
        let body = json!({
            "hero": { "eyebrow": "E", "title": "T", "lead": "L", "cta": "C", "note": "N" },
            "outcomes": [{ "title": "a", "text": "b" }],
            "audience": { "for": ["x", "y"], "not_for": ["z"] },
            "instructor": { "name": "N", "role": "R", "bio": ["One.", "Two."], "initials": "NN" },
            "testimonials": [],
            "faq": [{ "question": "q", "answer": "a" }],
            "guarantee": { "title": "G", "text": "g" },
            "price": { "title": "P", "includes": ["one", "two"] },
            "footer": { "note": "F" },
        });
        let content = sections(&body);
        assert_eq!(content["sections"][4]["words"]["text"], "One.\n\nTwo.");
        assert_eq!(content["sections"][3]["words"]["list"], "x\ny");
        assert_eq!(content["sections"][8]["items"], body["faq"]);
        let mut back = words(&content);
        let audience = back["audience"].as_object_mut().expect("an object");
        audience.retain(|name, _| !name.ends_with("title"));
        assert_eq!(back, body);
    }
}
