//! What runs behind the pages, for the admin: money held against access, events, jobs, mails, the audit log, and whether all works.

mod audit_log;
mod jobs;
pub mod mails;
mod reconciliation;
mod webhooks;

use super::{csp_reports, doctor};
use crate::core::Core;
use app::api;
use app::api::dto::{
    AuditRow, CspReportRow, DoctorView, JobRow, Listed, MailDetail, MailRow, ReconciliationView, WebhookDetail, WebhookRow,
};
use app::api::ports::{AdminActor, AuditFilter, JobFilter, Machine, MailFilter, WebhookFilter};
use async_trait::async_trait;
use std::sync::Arc;

/// The machine room over the database and the providers.
pub struct MachineService(pub Arc<Core>);

#[async_trait]
impl Machine for MachineService {
    async fn reconciliation(&self, _admin: &AdminActor) -> api::Result<ReconciliationView> {
        Ok(reconciliation::view(&self.0).await?)
    }

    async fn repair(&self, admin: &AdminActor, order: &str) -> api::Result<()> {
        Ok(reconciliation::repair(&self.0, admin, order).await?)
    }

    async fn webhooks(&self, _admin: &AdminActor, filter: WebhookFilter, page: &str) -> api::Result<Listed<WebhookRow>> {
        Ok(webhooks::list(&self.0, &filter, page).await?)
    }

    async fn webhook(&self, _admin: &AdminActor, provider: &str, event: &str) -> api::Result<WebhookDetail> {
        Ok(webhooks::detail(&self.0, provider, event).await?)
    }

    async fn replay_webhook(&self, admin: &AdminActor, provider: &str, event: &str) -> api::Result<()> {
        Ok(webhooks::replay(&self.0, admin, provider, event).await?)
    }

    async fn jobs(&self, _admin: &AdminActor, filter: JobFilter, page: &str) -> api::Result<Listed<JobRow>> {
        Ok(jobs::list(&self.0, &filter, page).await?)
    }

    async fn retry_job(&self, admin: &AdminActor, job: &str) -> api::Result<()> {
        Ok(jobs::retry(&self.0, admin, job).await?)
    }

    async fn park_job(&self, admin: &AdminActor, job: &str) -> api::Result<()> {
        Ok(jobs::park(&self.0, admin, job).await?)
    }

    async fn mails(&self, _admin: &AdminActor, filter: MailFilter, page: &str) -> api::Result<Listed<MailRow>> {
        Ok(mails::list(&self.0, &filter, page).await?)
    }

    async fn mail(&self, _admin: &AdminActor, mail: &str) -> api::Result<MailDetail> {
        Ok(mails::detail(&self.0, mail).await?)
    }

    async fn resend_mail(&self, admin: &AdminActor, mail: &str) -> api::Result<()> {
        Ok(mails::resend(&self.0, admin, mail).await?)
    }

    async fn audit_log(&self, _admin: &AdminActor, filter: AuditFilter, page: &str) -> api::Result<Listed<AuditRow>> {
        Ok(audit_log::list(&self.0, &filter, page).await?)
    }

    async fn csp_reports(&self, _admin: &AdminActor) -> api::Result<Vec<CspReportRow>> {
        Ok(csp_reports::list(&self.0).await?)
    }

    async fn doctor(&self, _admin: &AdminActor) -> api::Result<DoctorView> {
        Ok(DoctorView { findings: doctor::examine(&self.0).await, at: self.0.now() })
    }
}
