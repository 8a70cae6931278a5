//! What runs behind the pages, for the admin.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{AuditRow, CspReportRow, DoctorView, JobRow, Listed, MailDetail, MailRow, ReconciliationView, WebhookDetail, WebhookRow};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    context::{redirect_to, require_admin, services},
    dto::Days,
    ports::{AuditFilter, JobFilter, MailFilter, WebhookFilter},
};
#[cfg(feature = "ssr")]
use crate::paths::{self, LocalPath};

/// Leads to a page, which says what was done.
#[cfg(feature = "ssr")]
fn show(page: &LocalPath, done: &str) {
    redirect_to(&paths::admin_with(page, &[("done", done)]));
}

/// Compares money and access now.
#[server(endpoint = "admin/reconciliation", input = GetUrl)]
pub async fn reconciliation() -> Result<ReconciliationView> {
    let admin = require_admin()?;
    services().machine.reconciliation(&admin).await
}

/// Puts right what can be put right about an order without a decision.
#[server(endpoint = "admin/repair")]
pub async fn repair(order: String) -> Result<()> {
    let admin = require_admin()?;
    services().machine.repair(&admin, &order).await?;
    show(&paths::admin_reconciliation(), "repaired");
    Ok(())
}

/// Events of providers, newest first.
#[server(endpoint = "admin/webhooks", input = GetUrl)]
pub async fn webhooks(
    #[server(default)] provider: String,
    #[server(default)] state: String,
    #[server(default)] kind: String,
    #[server(default)] page: String,
) -> Result<Listed<WebhookRow>> {
    let admin = require_admin()?;
    services().machine.webhooks(&admin, WebhookFilter { provider, state, kind }, &page).await
}

/// An event with its body.
#[server(endpoint = "admin/webhook", input = GetUrl)]
pub async fn webhook(provider: String, event: String) -> Result<WebhookDetail> {
    let admin = require_admin()?;
    services().machine.webhook(&admin, &provider, &event).await
}

/// Works through an event once more.
#[server(endpoint = "admin/replay_webhook")]
pub async fn replay_webhook(provider: String, event: String) -> Result<()> {
    let admin = require_admin()?;
    services().machine.replay_webhook(&admin, &provider, &event).await?;
    show(&paths::admin_webhook(&provider, &event), "replayed");
    Ok(())
}

/// Jobs, newest first.
#[server(endpoint = "admin/jobs", input = GetUrl)]
pub async fn jobs(
    #[server(default)] state: String,
    #[server(default)] kind: String,
    #[server(default)] page: String,
) -> Result<Listed<JobRow>> {
    let admin = require_admin()?;
    services().machine.jobs(&admin, JobFilter { state, kind }, &page).await
}

/// Tries a job now.
#[server(endpoint = "admin/retry_job")]
pub async fn retry_job(job: String) -> Result<()> {
    let admin = require_admin()?;
    services().machine.retry_job(&admin, &job).await?;
    show(&paths::admin_jobs(), "retried");
    Ok(())
}

/// Parks a job that waits.
#[server(endpoint = "admin/park_job")]
pub async fn park_job(job: String) -> Result<()> {
    let admin = require_admin()?;
    services().machine.park_job(&admin, &job).await?;
    show(&paths::admin_jobs(), "parked");
    Ok(())
}

/// Mails, newest first.
#[server(endpoint = "admin/mails", input = GetUrl)]
pub async fn mails(
    #[server(default)] state: String,
    #[server(default)] kind: String,
    #[server(default)] to: String,
    #[server(default)] page: String,
) -> Result<Listed<MailRow>> {
    let admin = require_admin()?;
    services().machine.mails(&admin, MailFilter { state, kind, to }, &page).await
}

/// A mail with what it says.
#[server(endpoint = "admin/mail", input = GetUrl)]
pub async fn mail(id: String) -> Result<MailDetail> {
    let admin = require_admin()?;
    services().machine.mail(&admin, &id).await
}

/// Sends a mail again; instead of one with a secret link, a new link.
#[server(endpoint = "admin/resend_mail")]
pub async fn resend_mail(mail: String) -> Result<()> {
    let admin = require_admin()?;
    services().machine.resend_mail(&admin, &mail).await?;
    show(&paths::admin_mail(&mail), "sent");
    Ok(())
}

/// Entries of the audit log, newest first. The days are the first and the last, in UTC.
#[server(endpoint = "admin/audit_log", input = GetUrl)]
pub async fn audit_log(
    #[server(default)] actor: String,
    #[server(default)] action: String,
    #[server(default)] subject: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] page: String,
) -> Result<Listed<AuditRow>> {
    let admin = require_admin()?;
    let filter = AuditFilter { actor, action, subject, days: Days { from, to } };
    services().machine.audit_log(&admin, filter, &page).await
}

/// What browsers report of pages that wanted to load what they may not, the latest first.
#[server(endpoint = "admin/csp_reports", input = GetUrl)]
pub async fn csp_reports() -> Result<Vec<CspReportRow>> {
    let admin = require_admin()?;
    services().machine.csp_reports(&admin).await
}

/// Looks whether everything works.
#[server(endpoint = "admin/doctor", input = GetUrl)]
pub async fn doctor() -> Result<DoctorView> {
    let admin = require_admin()?;
    services().machine.doctor(&admin).await
}
