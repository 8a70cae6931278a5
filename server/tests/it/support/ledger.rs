//! The ledgers that must agree: the money at the provider, the orders here with their papers, and the grants.

use super::Shop;
use entity::{grant, order, payment};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::Value;
use server::repo::{self, ledgers, rows};
use server::services::refunds::plan::shares;

/// Compares them when all work is done.
pub async fn compare(shop: &Shop) {
    shop.settles().await;
    agree(shop.core.db.read(), &shop.sandbox.truth().await).await;
}

/// Compares a database with the provider's truth.
pub async fn agree(db: &impl ConnectionTrait, truth: &Value) {
    money_agrees(db, truth).await;
    doors_agree(db).await;
    assert_eq!(ledgers::broken(db).await.unwrap(), [""; 0]);
}

async fn money_agrees(db: &impl ConnectionTrait, truth: &Value) {
    let payments = truth["payments"].as_array().unwrap();
    for payment in payments {
        assert!(payment["charges"].as_array().unwrap().len() <= 1, "a payment was charged twice: {payment}");
    }
    for order in truth["orders"].as_object().unwrap().keys() {
        let kept = |payment: &&Value| payment["order_id"] == **order && payment["amount_received"] != payment["amount_refunded"];
        assert!(payments.iter().filter(kept).count() <= 1, "the money of two payments was kept for one order: {order}");
    }
    let ours = payment::Entity::find().all(db).await.unwrap();
    for taken in payments.iter().filter(|payment| payment["amount_received"] != 0) {
        let reference = taken["reference"].as_str();
        let of = |payment: &&payment::Model| payment.provider_ref.as_deref() == reference || payment.capture_ref.as_deref() == reference;
        let row = ours.iter().find(of).unwrap_or_else(|| panic!("money that nobody knows here: {taken}"));
        assert_eq!(row.state, "succeeded", "{taken}");
        let written = (row.amount_minor, row.refunded_minor, row.currency.to_lowercase());
        let moved =
            (taken["amount_received"].as_i64().unwrap(), taken["amount_refunded"].as_i64().unwrap(), taken["currency"].as_str().unwrap());
        assert_eq!((written.0, written.1, written.2.as_str()), moved, "taken and sent back: ours and the provider's");
    }
    let moved = payments.iter().filter(|payment| payment["amount_received"] != 0).count();
    assert_eq!(
        ours.iter().filter(|payment| payment.state == "succeeded").count(),
        moved,
        "payments that succeeded: ours and the provider's"
    );
}

/// Every item that is paid for is open, unless a person shut it; nothing else is.
async fn doors_agree(db: &impl ConnectionTrait) {
    let grants = grant::Entity::find().all(db).await.unwrap();
    for order in order::Entity::find().all(db).await.unwrap() {
        let sold = rows::order_state(&order.state).unwrap().is_fulfilled();
        let items = repo::orders::items(db, order.id).await.unwrap();
        let currency = rows::money(0, &order.currency).unwrap().currency;
        for share in shares(&items, currency).unwrap().iter().filter(|share| share.item.product_id.is_some()) {
            let grant = grants.iter().find(|grant| grant.order_item_id == Some(share.item.id));
            let open = grant.is_some_and(|grant| grant.revoked_at.is_none());
            let taken_back = grant.is_some_and(|grant| grant.revoked_by.is_some());
            let sent_back = share.share_minor > 0 && share.left_minor() == 0;
            let what = format!("{} of the {} order {}", share.item.label, order.state, order.public_id);
            assert!(open || !sold || sent_back || taken_back, "money without access: {what}");
            assert!(!open || (sold && !sent_back), "access without money: {what}");
        }
    }
}
