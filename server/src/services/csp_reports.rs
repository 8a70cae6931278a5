//! What browsers report of pages that wanted to load what they may not: a mistake of ours, an extension of theirs, or an attack.
//! Nothing of a report is kept but which page of the site map it was, what of the policy was in the way, and whose origin it was.

use super::limits::{self, Action, Subject};
use crate::core::Core;
use crate::error::Result;
use crate::repo::csp_reports::{self as repo, Said};
use app::api::dto::CspReportRow;
use chrono::TimeDelta;
use entity::csp_report;
use std::net::IpAddr;

/// What was not reported again for so long is forgotten.
const KEEP: TimeDelta = TimeDelta::days(30);

/// Counts the reports of one delivery. One delivery is one try, however many it brings.
pub async fn take(core: &Core, address: Option<IpAddr>, reports: &[Said]) -> Result<()> {
    limits::take(core, core.db.write(), Action::ReportFromAddress, Subject::Address(address)).await?;
    limits::take(core, core.db.write(), Action::Reports, Subject::Everybody).await?;
    for said in reports {
        repo::count(core.db.write(), said, core.now()).await?;
    }
    Ok(())
}

/// What was reported, the latest first.
pub async fn list(core: &Core) -> Result<Vec<CspReportRow>> {
    let row = |csp_report::Model { page, directive, blocked, reports, first_at, last_at }| CspReportRow {
        page,
        directive,
        blocked,
        reports: reports.cast_unsigned(),
        first_at,
        last_at,
    };
    Ok(repo::all(core.db.read()).await?.into_iter().map(row).collect())
}

/// Forgets what is over.
pub async fn forget_old(core: &Core) -> Result<()> {
    repo::forget_before(core.db.write(), core.now() - KEEP).await
}
