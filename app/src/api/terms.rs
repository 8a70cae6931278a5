//! The terms of the shop, for the admin: the refund promise, the words of the consent, the taxes.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{RateForm, TaxesView, TermsView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    context::{redirect_to, require_admin, services},
    ports::NewPolicy,
};
#[cfg(feature = "ssr")]
use crate::paths::{self, LocalPath};

/// Leads to a page, which says what was done.
#[cfg(feature = "ssr")]
fn show(page: &LocalPath, done: &str) {
    redirect_to(&paths::admin_with(page, &[("done", done)]));
}

/// The refund promise and the words of the consent, with those before them.
#[server(endpoint = "admin/terms", input = GetUrl)]
pub async fn terms() -> Result<TermsView> {
    let admin = require_admin()?;
    services().terms.terms(&admin).await
}

/// Promises something else than the promise of `version`.
#[server(endpoint = "admin/set_policy")]
pub async fn set_policy(
    version: i32,
    #[server(default)] days: String,
    #[server(default)] percent: String,
    self_service: Option<String>,
) -> Result<()> {
    let admin = require_admin()?;
    services().terms.set_policy(&admin, version, NewPolicy { days, percent, self_service: self_service.is_some() }).await?;
    show(&paths::admin_terms(), "promised");
    Ok(())
}

/// Puts other words to buyers than those of `version`.
#[server(endpoint = "admin/write_consent")]
pub async fn write_consent(version: i32, #[server(default)] text: String) -> Result<()> {
    let admin = require_admin()?;
    services().terms.write_consent(&admin, version, &text).await?;
    show(&paths::admin_terms(), "worded");
    Ok(())
}

/// The taxes.
#[server(endpoint = "admin/taxes", input = GetUrl)]
pub async fn taxes() -> Result<TaxesView> {
    let admin = require_admin()?;
    services().terms.taxes(&admin).await
}

/// Says where the seller is, and whether prices contain the tax.
#[server(endpoint = "admin/set_tax_basis")]
pub async fn set_tax_basis(#[server(default)] changed: i64, #[server(default)] seller: String, inclusive: Option<String>) -> Result<()> {
    let admin = require_admin()?;
    services().terms.set_tax_basis(&admin, changed, &seller, inclusive.is_some()).await?;
    show(&paths::admin_taxes(), "changed");
    Ok(())
}

/// Adds a rate.
#[server(endpoint = "admin/add_rate")]
pub async fn add_rate(#[server(default)] form: RateForm) -> Result<()> {
    let admin = require_admin()?;
    services().terms.add_rate(&admin, form).await?;
    show(&paths::admin_taxes(), "added");
    Ok(())
}
