//! The course as its creator works on it.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{LessonDesk, ModuleRows};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{require_admin, services};

/// All lessons in order, by module.
#[server(endpoint = "curriculum/lessons", input = GetUrl)]
pub async fn lessons() -> Result<Vec<ModuleRows>> {
    let admin = require_admin()?;
    services().curriculum.lessons(&admin).await
}

/// A lesson, by its slug.
#[server(endpoint = "curriculum/lesson", input = GetUrl)]
pub async fn lesson(slug: String) -> Result<LessonDesk> {
    let admin = require_admin()?;
    services().curriculum.lesson(&admin, &slug).await
}
