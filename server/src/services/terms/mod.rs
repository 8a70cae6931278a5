//! The terms of the shop, for the admin: the refund promise, the words of the consent, the taxes. Each change is a new version.

mod consent;
mod policy;
mod taxes;

use crate::core::Core;
use crate::error::{Fault, Result};
use app::api::dto::{RateForm, TaxesView, TermsView};
use app::api::error::Conflict;
use app::api::ports::{AdminActor, NewPolicy, Terms};
use app::api::{self, ApiError};
use async_trait::async_trait;
use std::sync::Arc;

/// Terms over the database.
pub struct TermsService(pub Arc<Core>);

#[async_trait]
impl Terms for TermsService {
    async fn terms(&self, _admin: &AdminActor) -> api::Result<TermsView> {
        Ok(TermsView { refunds: policy::versions(&self.0).await?, consents: consent::versions(&self.0).await? })
    }

    async fn set_policy(&self, admin: &AdminActor, version: i32, new: NewPolicy) -> api::Result<()> {
        Ok(policy::add(&self.0, admin, version, &new).await?)
    }

    async fn write_consent(&self, admin: &AdminActor, version: i32, text: &str) -> api::Result<()> {
        Ok(consent::add(&self.0, admin, version, text).await?)
    }

    async fn taxes(&self, _admin: &AdminActor) -> api::Result<TaxesView> {
        Ok(taxes::view(&self.0).await?)
    }

    async fn set_tax_basis(&self, admin: &AdminActor, changed: i64, seller: &str, inclusive: bool) -> api::Result<()> {
        Ok(taxes::set_basis(&self.0, admin, changed, seller, inclusive).await?)
    }

    async fn add_rate(&self, admin: &AdminActor, form: RateForm) -> api::Result<()> {
        Ok(taxes::add_rate(&self.0, admin, &form).await?)
    }
}

/// A version follows the one that its author saw. Where another follows it already, nothing was written.
fn first(written: Result<()>) -> Result<()> {
    match written {
        Err(fault) if fault.is_unique_violation() => Err(changed()),
        written => written,
    }
}

fn changed() -> Fault {
    ApiError::Conflict(Conflict::NoLongerSo).into()
}
