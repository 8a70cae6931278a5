//! Money held against access, and what can be put right with one click.

use crate::core::Core;
use crate::error::Result;
use crate::repo;
use crate::services::audit;
use crate::services::truth::{Difference, Report, compare, repair::repair as repair_all};
use app::api::ApiError;
use app::api::dto::{DifferenceKind, DifferenceList, DifferenceRow, ReconciliationView};
use app::api::ports::AdminActor;
use serde_json::json;
use uuid::Uuid;

/// The kinds in the order of the report's lists.
const KINDS: [DifferenceKind; 4] =
    [DifferenceKind::MoneyWithoutAccess, DifferenceKind::AccessWithoutMoney, DifferenceKind::ChargedTwice, DifferenceKind::RefundsDiffer];

/// The comparison, made now. An error says that a provider could not be asked.
pub async fn view(core: &Core) -> Result<ReconciliationView> {
    let report = compare(core).await?;
    let mut lists = Vec::new();
    for (kind, (_, differences)) in KINDS.into_iter().zip(report.lists()) {
        let mut rows = Vec::new();
        for difference in differences {
            rows.push(row(core, difference).await?);
        }
        lists.push(DifferenceList { kind, rows });
    }
    Ok(ReconciliationView { lists, at: core.now() })
}

async fn row(core: &Core, difference: &Difference) -> Result<DifferenceRow> {
    let order = match difference.order {
        Some(order) => repo::orders::find(core.db.read(), order).await?.map(|order| order.public_id),
        None => None,
    };
    Ok(DifferenceRow { name: difference.name.clone(), order, money: difference.money, what: difference.what.clone() })
}

/// Repairs what differs about one order: the provider is asked again, what it says is owed is opened, what it says is not is shut, and
/// a payment too many goes back.
pub async fn repair(core: &Core, admin: &AdminActor, public_id: &str) -> Result<()> {
    let order = repo::orders::by_public_id(core.db.read(), public_id).await?.ok_or(ApiError::NotFound)?;
    let by = Some(admin.user.into());
    let before = about(&compare(core).await?, order.id);
    repair_all(core, &before, by).await?;
    let after = about(&compare(core).await?, order.id);
    let subject = format!("order/{}", order.public_id);
    audit::record(core, core.db.write(), by, "order.repair", &subject, told(&before), told(&after)).await
}

fn about(report: &Report, order: Uuid) -> Report {
    let of = |list: &[Difference]| list.iter().filter(|difference| difference.order == Some(order)).cloned().collect();
    Report {
        money_without_access: of(&report.money_without_access),
        access_without_money: of(&report.access_without_money),
        charged_twice: of(&report.charged_twice),
        refunds_differ: of(&report.refunds_differ),
        ..Report::default()
    }
}

fn told(report: &Report) -> serde_json::Value {
    let lists = report.lists().into_iter().map(|(name, list)| (name, list.iter().map(|found| &found.what).collect::<Vec<_>>()));
    let differences: Vec<_> =
        lists.filter(|(_, list)| !list.is_empty()).map(|(name, list)| json!({ "list": name, "what": list })).collect();
    json!({ "agrees": report.agrees(), "differences": differences })
}
