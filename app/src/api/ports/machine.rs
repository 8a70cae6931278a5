use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{
    AuditRow, CspReportRow, Days, DoctorView, JobRow, Listed, MailDetail, MailRow, ReconciliationView, WebhookDetail, WebhookRow,
};
use async_trait::async_trait;

/// Which events of providers are wanted. Empty means any.
#[derive(Clone, Debug, Default)]
pub struct WebhookFilter {
    /// The provider.
    pub provider: String,
    /// The state.
    pub state: String,
    /// The type.
    pub kind: String,
}

/// Which jobs are wanted. Empty means any.
#[derive(Clone, Debug, Default)]
pub struct JobFilter {
    /// The state.
    pub state: String,
    /// The kind.
    pub kind: String,
}

/// Which mails are wanted. Empty means any.
#[derive(Clone, Debug, Default)]
pub struct MailFilter {
    /// The state.
    pub state: String,
    /// The kind.
    pub kind: String,
    /// The address.
    pub to: String,
}

/// Which entries of the audit log are wanted. Empty means any.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// The address of who acted.
    pub actor: String,
    /// What was done, or how its name begins.
    pub action: String,
    /// To what.
    pub subject: String,
    /// When.
    pub days: Days,
}

/// What runs behind the pages, for the admin.
#[async_trait]
pub trait Machine: Send + Sync {
    /// Compares money and access.
    async fn reconciliation(&self, admin: &AdminActor) -> Result<ReconciliationView>;
    /// Puts right what can be put right about an order without a decision.
    async fn repair(&self, admin: &AdminActor, order: &str) -> Result<()>;
    /// Events of providers, newest first.
    async fn webhooks(&self, admin: &AdminActor, filter: WebhookFilter, page: &str) -> Result<Listed<WebhookRow>>;
    /// An event with its body.
    async fn webhook(&self, admin: &AdminActor, provider: &str, event: &str) -> Result<WebhookDetail>;
    /// Works through an event once more.
    async fn replay_webhook(&self, admin: &AdminActor, provider: &str, event: &str) -> Result<()>;
    /// Jobs, newest first.
    async fn jobs(&self, admin: &AdminActor, filter: JobFilter, page: &str) -> Result<Listed<JobRow>>;
    /// Tries a job now: one that is parked begins anew.
    async fn retry_job(&self, admin: &AdminActor, job: &str) -> Result<()>;
    /// Parks a job that waits.
    async fn park_job(&self, admin: &AdminActor, job: &str) -> Result<()>;
    /// Mails, newest first.
    async fn mails(&self, admin: &AdminActor, filter: MailFilter, page: &str) -> Result<Listed<MailRow>>;
    /// A mail with what it says.
    async fn mail(&self, admin: &AdminActor, mail: &str) -> Result<MailDetail>;
    /// Sends a mail again; instead of one with a secret link, a new link.
    async fn resend_mail(&self, admin: &AdminActor, mail: &str) -> Result<()>;
    /// Entries of the audit log, newest first.
    async fn audit_log(&self, admin: &AdminActor, filter: AuditFilter, page: &str) -> Result<Listed<AuditRow>>;
    /// What browsers report of pages that wanted to load what they may not, the latest first.
    async fn csp_reports(&self, admin: &AdminActor) -> Result<Vec<CspReportRow>>;
    /// Looks whether everything works.
    async fn doctor(&self, admin: &AdminActor) -> Result<DoctorView>;
}
