//! A person's own account.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::AccountView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{redirect_to, require_student, services},
};

/// The account of whoever is signed in.
#[server(endpoint = "account/view", input = GetUrl)]
pub async fn view() -> Result<AccountView> {
    let student = require_student()?;
    services().account.view(&student).await
}

/// Removes a stored payment method: it is never charged again, and the provider forgets it.
#[server(endpoint = "account/forget_method")]
pub async fn forget_method(consent: String) -> Result<()> {
    let student = require_student()?;
    let consent = consent.parse().map_err(|_| ApiError::BadRequest)?;
    services().account.forget_method(&student, consent).await?;
    redirect_to(&crate::paths::account());
    Ok(())
}
