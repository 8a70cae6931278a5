//! Three ledgers that must agree: the money at the provider, the orders here, and the grants.

use super::Shop;
use super::database::count;
use sea_orm::ConnectionTrait;
use serde_json::Value;

/// Compares them when all work is done.
pub async fn compare(shop: &Shop) {
    shop.settles().await;
    agree(shop.core.db.read(), &shop.sandbox.truth().await).await;
}

/// Compares a database with the provider's truth.
pub async fn agree(db: &impl ConnectionTrait, truth: &Value) {
    money_agrees(db, truth).await;
    assert_eq!(count(db, FULFILLED_WITHOUT_ACCESS).await, 0, "money without access");
    assert_eq!(count(db, ACCESS_WITHOUT_MONEY).await, 0, "access without money");
    assert_eq!(count(db, REFUNDS_MISCOUNTED).await, 0, "what went back of a payment is the sum of its refunds");
    assert_eq!(count(db, SEATS_MISCOUNTED).await, 0, "taken seats are the live holds and the offered seats");
    assert_eq!(count(db, HOLDS_MISCOUNTED).await, 0, "limits count the live holds");
    assert_eq!(count(db, COUNTED_AFTER_ITS_END).await, 0, "a hold that ended counts no more");
    assert_eq!(count(db, OPEN_WITHOUT_HOLD).await, 0, "every open order has its seat");
    assert_eq!(count(db, HOLD_WITHOUT_ORDER).await, 0, "every seat has its order");
}

async fn money_agrees(db: &impl ConnectionTrait, truth: &Value) {
    let payments = truth["payments"].as_array().unwrap();
    let taken: i64 = payments.iter().map(|payment| payment["amount_received"].as_i64().unwrap()).sum();
    let returned: i64 = payments.iter().map(|payment| payment["amount_refunded"].as_i64().unwrap()).sum();
    for payment in payments {
        assert!(payment["charges"].as_array().unwrap().len() <= 1, "a payment was charged twice: {payment}");
    }
    for order in truth["orders"].as_object().unwrap().keys() {
        let kept = |payment: &&Value| payment["order_id"] == **order && payment["amount_received"] != payment["amount_refunded"];
        assert!(payments.iter().filter(kept).count() <= 1, "the money of two payments was kept for one order: {order}");
    }
    let ours = count(db, "SELECT COALESCE(SUM(amount_minor), 0) FROM payments WHERE state = 'succeeded'").await;
    assert_eq!(ours, taken, "money taken: ours and the provider's");
    let ours = count(db, "SELECT COALESCE(SUM(refunded_minor), 0) FROM payments").await;
    assert_eq!(ours, returned, "money sent back: ours and the provider's");
}

const FULFILLED_WITHOUT_ACCESS: &str = "SELECT COUNT(*) FROM orders o
    WHERE o.state IN ('paid', 'closed', 'partially_refunded', 'won') AND NOT EXISTS (
        SELECT 1 FROM grants g JOIN order_items i ON i.id = g.order_item_id WHERE i.order_id = o.id AND g.revoked_at IS NULL)";

const ACCESS_WITHOUT_MONEY: &str = "SELECT COUNT(*) FROM grants g JOIN order_items i ON i.id = g.order_item_id
    JOIN orders o ON o.id = i.order_id WHERE g.revoked_at IS NULL AND o.state NOT IN ('paid', 'closed', 'partially_refunded', 'won')";

const REFUNDS_MISCOUNTED: &str = "SELECT COUNT(*) FROM payments p WHERE p.refunded_minor <>
    (SELECT COALESCE(SUM(r.amount_minor), 0) FROM refunds r WHERE r.payment_id = p.id AND r.state = 'succeeded')";

const SEATS_MISCOUNTED: &str = "SELECT COUNT(*) FROM offers f
    WHERE f.taken <> (SELECT COUNT(*) FROM holds h WHERE h.offer_id = f.id AND h.state IN ('held', 'consumed'))
        + (SELECT COUNT(*) FROM seat_invites s WHERE s.offer_id = f.id AND s.state = 'offered')";

const HOLDS_MISCOUNTED: &str =
    "SELECT COUNT(*) FROM hold_limits l WHERE l.live <> (SELECT COUNT(*) FROM hold_counts c WHERE c.key = l.key)";

const COUNTED_AFTER_ITS_END: &str = "SELECT COUNT(*) FROM hold_counts c JOIN holds h ON h.id = c.hold_id WHERE h.state <> 'held'";

const OPEN_WITHOUT_HOLD: &str = "SELECT COUNT(*) FROM orders o JOIN holds h ON h.id = o.hold_id
    WHERE o.state IN ('draft', 'awaiting_payment', 'requires_action', 'failed', 'expiring') AND h.state <> 'held'";

const HOLD_WITHOUT_ORDER: &str = "SELECT COUNT(*) FROM holds h WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.hold_id = h.id)";
