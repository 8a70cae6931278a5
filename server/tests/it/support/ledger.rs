//! The ledgers that must agree: the money at the provider, the orders here with their papers, and the grants.

use super::Shop;
use super::database::count;
use entity::{grant, order, payment};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::Value;
use server::repo::{self, rows};
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
    assert_eq!(count(db, INVOICE_OF_ANOTHER_SUM).await, 0, "an invoice is over its order, and that is the sum of its items");
    assert_eq!(count(db, SOLD_WITHOUT_INVOICE).await, 0, "every sale has its invoice");
    assert_eq!(count(db, REFUND_WITHOUT_NOTE).await, 0, "every refund of an invoiced order has its credit note");
    assert_eq!(count(db, NOTE_WITHOUT_REFUND).await, 0, "every credit note has its refund or its lost dispute");
    assert_eq!(count(db, REFUNDS_MISCOUNTED).await, 0, "what went back of a payment is the sum of its refunds");
    assert_eq!(count(db, SEATS_MISCOUNTED).await, 0, "taken seats are the live holds and the offered seats");
    assert_eq!(count(db, HOLDS_MISCOUNTED).await, 0, "limits count the live holds");
    assert_eq!(count(db, COUNTED_AFTER_ITS_END).await, 0, "a hold that ended counts no more");
    assert_eq!(count(db, OPEN_WITHOUT_HOLD).await, 0, "every open order has its seat");
    assert_eq!(count(db, HOLD_WITHOUT_ORDER).await, 0, "every seat has its order");
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

const INVOICE_OF_ANOTHER_SUM: &str = "SELECT COUNT(*) FROM invoices n JOIN orders o ON o.id = n.order_id WHERE n.kind = 'invoice' AND
    (n.total_minor <> o.amount_minor OR n.total_minor <> (SELECT SUM(i.amount_minor) FROM order_items i WHERE i.order_id = o.id))";

const SOLD_WITHOUT_INVOICE: &str = "SELECT COUNT(*) FROM orders o WHERE o.state IN ('paid', 'closed', 'partially_refunded', 'won')
    AND NOT EXISTS (SELECT 1 FROM invoices n WHERE n.order_id = o.id AND n.kind = 'invoice')";

const REFUND_WITHOUT_NOTE: &str = "SELECT COUNT(*) FROM refunds r JOIN payments p ON p.id = r.payment_id
    WHERE r.state = 'succeeded' AND p.surplus_at IS NULL
        AND EXISTS (SELECT 1 FROM invoices n WHERE n.order_id = r.order_id AND n.kind = 'invoice')
        AND NOT EXISTS (SELECT 1 FROM invoices n WHERE n.refund_id = r.id AND n.total_minor = r.amount_minor)";

const NOTE_WITHOUT_REFUND: &str = "SELECT COUNT(*) FROM invoices n WHERE n.kind = 'credit_note'
    AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.id = n.refund_id AND r.state = 'succeeded')
    AND NOT EXISTS (SELECT 1 FROM disputes d WHERE d.id = n.refund_id AND d.status = 'lost')";

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

/// Counts the seats that are held for no order.
pub const HOLD_WITHOUT_ORDER: &str = "SELECT COUNT(*) FROM holds h WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.hold_id = h.id)";
