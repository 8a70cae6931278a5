//! Whatever an admin changes is written down.

use super::{admin, functions};
use crate::on_both;
use crate::support::Shop;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::json;

/// What a call sends.
pub type Form = Vec<(&'static str, String)>;

/// Prepares the world for one successful call of a writing function and gives what it sends. Every function of the panel that
/// writes has a line here.
async fn form(shop: &Shop, function: &str) -> Form {
    match function {
        "admin/extend_sale" => vec![("until", "2099-12-24T18:00".to_owned())],
        "admin/refund_order" => vec![("public_id", paid_order(shop).await), ("reason", "goodwill".to_owned())],
        other => panic!("{other} writes: give it a line that lets it succeed, and let it record what it does"),
    }
}

/// An order that was just paid, by its public id.
pub async fn paid_order(shop: &Shop) -> String {
    let buyer = shop.browser();
    let started = shop.buy(&buyer, &format!("{}@example.com", shop.core.new_id().simple())).await;
    shop.reaches(&started.public_id, "paid").await;
    started.public_id
}

on_both!(every_function_of_the_panel_that_writes_leaves_an_entry, |shop| async move {
    let admin = admin(&shop).await;
    let entries = || async { shop.count("SELECT COUNT(*) FROM audit_log WHERE actor_id IS NOT NULL").await };
    for (function, _) in functions().into_iter().filter(|(_, writes)| *writes) {
        let form = form(&shop, function).await;
        let before = entries().await;
        let arguments: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        admin.call(function, &arguments).await.ok();
        assert!(entries().await > before, "{function} leaves no entry in the audit log");
    }
});

on_both!(an_entry_tells_what_was_and_what_is, |shop| async move {
    let admin = admin(&shop).await;
    admin.call("admin/extend_sale", &[("until", "2099-12-24T18:00")]).await.ok();
    let entry = entity::audit_entry::Entity::find().order_by_desc(entity::audit_entry::Column::At).one(shop.core.db.read()).await;
    let entry = entry.unwrap().unwrap();
    assert_eq!(entry.action, "offer.extend");
    assert_eq!(entry.after, Some(json!({ "closes_at": "2099-12-24T18:00:00Z" })));
    assert!(entry.before.is_some_and(|before| before["closes_at"].is_string()));
    assert!(admin.call("admin/extend_sale", &[("until", "2098-12-24T18:00")]).await.status == 409);
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log").await, 1, "what was refused leaves none");
});
