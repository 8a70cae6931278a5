//! Search in the course.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::SearchView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{CourseOfRequest, require_student, services};

/// Lessons, questions and one's own notes that have every word of a query.
#[server(endpoint = "search/find", input = GetUrl)]
pub async fn find(q: String) -> Result<SearchView> {
    let student = require_student()?;
    let services = services();
    let course = CourseOfRequest::here().load(&services.learning, &student).await?;
    services.search.find(&student, &course, &q).await
}
