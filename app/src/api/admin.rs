//! The admin panel.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{Listed, OrderDetail, OrderRow, OverviewView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{require_admin, services},
    dto::Days,
    ports::OrderFilter,
};

/// The numbers of the first screen.
#[server(endpoint = "admin/overview", input = GetUrl)]
pub async fn overview() -> Result<OverviewView> {
    let admin = require_admin()?;
    services().admin.overview(&admin).await
}

/// Orders, newest first: by words of the buyer or a public id, in a state, made between two days (the first and the last, in UTC).
#[server(endpoint = "admin/orders", input = GetUrl)]
pub async fn orders(
    #[server(default)] search: String,
    #[server(default)] state: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] page: String,
) -> Result<Listed<OrderRow>> {
    let admin = require_admin()?;
    let filter = OrderFilter { search, state, days: Days { from, to } };
    services().admin.orders(&admin, filter, &page).await
}

/// Moves the deadline of the sale to later: `2026-12-24T18:00`, in UTC.
#[server(endpoint = "admin/extend_sale")]
pub async fn extend_sale(until: String) -> Result<()> {
    let admin = require_admin()?;
    let until = chrono::NaiveDateTime::parse_from_str(&until, "%Y-%m-%dT%H:%M").map_err(|_| ApiError::BadRequest)?;
    services().admin.extend_sale(&admin, until.and_utc()).await
}

/// One order with everything that happened to it.
#[server(endpoint = "admin/order", input = GetUrl)]
pub async fn order(public_id: String) -> Result<OrderDetail> {
    let admin = require_admin()?;
    services().admin.order(&admin, &public_id).await
}
