//! What is counted and summed up, for the admin.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::NumbersView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    context::{require_admin, services},
    dto::Days,
    ports::NumbersFilter,
};

/// All numbers of a span of days: one with a name (`7`, `30`, `90`, `365`), or from a day to a day. Amounts in one currency.
#[server(endpoint = "admin/numbers", input = GetUrl)]
pub async fn view(
    #[server(default)] range: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] currency: String,
) -> Result<NumbersView> {
    let admin = require_admin()?;
    services().numbers.view(&admin, NumbersFilter { range, days: Days { from, to }, currency }).await
}
