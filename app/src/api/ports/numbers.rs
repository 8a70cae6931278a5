use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{Days, NumbersView};
use async_trait::async_trait;

/// Which numbers are wanted. Empty means the usual.
#[derive(Clone, Debug, Default)]
pub struct NumbersFilter {
    /// A span with a name: `7`, `30`, `90` or `365` days back from today.
    pub range: String,
    /// Days of one's own; they win over the name.
    pub days: Days,
    /// The currency of amounts, by its code.
    pub currency: String,
}

/// What is counted and summed up, for the admin.
#[async_trait]
pub trait Numbers: Send + Sync {
    /// All numbers of a span of days, beside those of the span before it.
    async fn view(&self, admin: &AdminActor, filter: NumbersFilter) -> Result<NumbersView>;
    /// One of the tables as lines to keep, by its name; `NotFound` where there is none of that name.
    async fn table(&self, admin: &AdminActor, filter: NumbersFilter, table: &str) -> Result<String>;
}
