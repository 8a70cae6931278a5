use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{RateForm, TaxesView, TermsView};
use async_trait::async_trait;

/// A refund promise, as typed.
#[derive(Clone, Debug)]
pub struct NewPolicy {
    /// For how many days after the payment it holds.
    pub days: String,
    /// While less than so many per cent of the course are seen it holds.
    pub percent: String,
    /// Whether the money goes back without anybody being asked.
    pub self_service: bool,
}

/// The terms of the shop, for the admin. They are added to and never changed: what was bought before keeps the terms of its day.
#[async_trait]
pub trait Terms: Send + Sync {
    /// The refund promise and the words of the consent, with those before them.
    async fn terms(&self, admin: &AdminActor) -> Result<TermsView>;
    /// Promises something else, after the promise of `version`.
    async fn set_policy(&self, admin: &AdminActor, version: i32, new: NewPolicy) -> Result<()>;
    /// Puts other words to buyers, after those of `version`.
    async fn write_consent(&self, admin: &AdminActor, version: i32, text: &str) -> Result<()>;
    /// The taxes.
    async fn taxes(&self, admin: &AdminActor) -> Result<TaxesView>;
    /// Says where the seller is, and whether prices contain the tax. `changed` is when the admin saw it changed last.
    async fn set_tax_basis(&self, admin: &AdminActor, changed: i64, seller: &str, inclusive: bool) -> Result<()>;
    /// Adds a rate.
    async fn add_rate(&self, admin: &AdminActor, form: RateForm) -> Result<()>;
}
