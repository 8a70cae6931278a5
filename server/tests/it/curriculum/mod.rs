//! The course as its creator works on it.

mod order;
mod pictures;
mod publishing;
mod settings;
mod walls;
mod words;

use crate::support::{Browser, Shop};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;

/// The second lesson of the demo.
pub const LESSON: &str = "talk-to-five-people";

/// A lesson as its creator sees it.
pub async fn desk(creator: &Browser, slug: &str) -> Value {
    creator.read("curriculum/lesson", &[("slug", slug)]).await.ok()
}

/// The id of a lesson or anything else that is shown.
pub fn id_of(shown: &Value) -> String {
    shown["id"].as_str().unwrap_or_else(|| panic!("no id: {shown}")).to_owned()
}

/// Saves words that began from a version; `show` lets students see them.
pub async fn save(creator: &Browser, desk: &Value, version: &str, source: &str, show: bool) -> Value {
    let id = id_of(desk);
    let mut form =
        vec![("lesson", id.as_str()), ("version", version), ("title", desk["words"]["title"].as_str().unwrap()), ("source", source)];
    if show {
        form.push(("show", "on"));
    }
    creator.call("curriculum/save_words", &form).await.ok()
}

/// Adds a lesson to the first module; gives its slug and its id.
pub async fn added(creator: &Browser, title: &str) -> (String, String) {
    let modules = creator.read("curriculum/lessons", &[]).await.ok();
    let answer = creator.call("curriculum/add_lesson", &[("module", &id_of(&modules[0])), ("title", title)]).await;
    assert!(answer.status.is_success() || answer.status.is_redirection(), "{} {}", answer.status, answer.text);
    let slug = answer.headers["location"].to_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let id = id_of(&desk(creator, &slug).await);
    (slug, id)
}

/// The log's entries of an action, by what they say of before and after.
pub async fn logged(shop: &Shop, action: &str) -> Vec<(Value, Value)> {
    let query = entity::audit_entry::Entity::find().filter(entity::audit_entry::Column::Action.eq(action));
    let entries = query.all(shop.core.db.read()).await.unwrap();
    entries.into_iter().map(|entry| (entry.before.unwrap_or_default(), entry.after.unwrap_or_default())).collect()
}

/// A lesson of the database.
pub async fn row(shop: &Shop, slug: &str) -> entity::lesson::Model {
    let query = entity::lesson::Entity::find().filter(entity::lesson::Column::Slug.eq(slug));
    query.one(shop.core.db.read()).await.unwrap().unwrap()
}
