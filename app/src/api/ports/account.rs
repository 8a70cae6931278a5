use super::StudentActor;
use crate::api::Result;
use crate::api::dto::AccountView;
use async_trait::async_trait;
use domain::ids::ConsentId;

/// A person's own account.
#[async_trait]
pub trait Account: Send + Sync {
    /// The account's page.
    async fn view(&self, student: &StudentActor) -> Result<AccountView>;
    /// Ends the consent to charge a stored method, and lets the provider forget it.
    async fn forget_method(&self, student: &StudentActor, consent: ConsentId) -> Result<()>;
}
