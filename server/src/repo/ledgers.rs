//! What must hold between the rows of a shop, whatever happens to it.

use super::statements::number;
use crate::error::Result;
use sea_orm::ConnectionTrait;

/// Counts the seats that are held for no order.
pub const HOLD_WITHOUT_ORDER: &str = "SELECT COUNT(*) FROM holds h WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.hold_id = h.id)";

/// What holds, and the statement that counts the rows of which it does not.
const RULES: [(&str, &str); 10] = [
    (
        "an invoice is over its order, and that is the sum of its items",
        "SELECT COUNT(*) FROM invoices n JOIN orders o ON o.id = n.order_id WHERE n.kind = 'invoice' AND
            (n.total_minor <> o.amount_minor OR n.total_minor <> (SELECT SUM(i.amount_minor) FROM order_items i WHERE i.order_id = o.id))",
    ),
    (
        "every sale has its invoice",
        "SELECT COUNT(*) FROM orders o WHERE o.state IN ('paid', 'closed', 'partially_refunded', 'won')
            AND NOT EXISTS (SELECT 1 FROM invoices n WHERE n.order_id = o.id AND n.kind = 'invoice')",
    ),
    (
        "every refund of an invoiced order has its credit note",
        "SELECT COUNT(*) FROM refunds r JOIN payments p ON p.id = r.payment_id
            WHERE r.state = 'succeeded' AND p.surplus_at IS NULL
            AND EXISTS (SELECT 1 FROM invoices n WHERE n.order_id = r.order_id AND n.kind = 'invoice')
            AND NOT EXISTS (SELECT 1 FROM invoices n WHERE n.refund_id = r.id AND n.total_minor = r.amount_minor)",
    ),
    (
        "every credit note has its refund or its lost dispute",
        "SELECT COUNT(*) FROM invoices n WHERE n.kind = 'credit_note'
            AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.id = n.refund_id AND r.state = 'succeeded')
            AND NOT EXISTS (SELECT 1 FROM disputes d WHERE d.id = n.refund_id AND d.status = 'lost')",
    ),
    (
        "what went back of a payment is the sum of its refunds",
        "SELECT COUNT(*) FROM payments p WHERE p.refunded_minor <>
            (SELECT COALESCE(SUM(r.amount_minor), 0) FROM refunds r WHERE r.payment_id = p.id AND r.state = 'succeeded')",
    ),
    (
        "taken seats are the live holds and the offered seats",
        "SELECT COUNT(*) FROM offers f
            WHERE f.taken <> (SELECT COUNT(*) FROM holds h WHERE h.offer_id = f.id AND h.state IN ('held', 'consumed'))
            + (SELECT COUNT(*) FROM seat_invites s WHERE s.offer_id = f.id AND s.state = 'offered')",
    ),
    (
        "limits count the live holds",
        "SELECT COUNT(*) FROM hold_limits l WHERE l.live <> (SELECT COUNT(*) FROM hold_counts c WHERE c.key = l.key)",
    ),
    ("a hold that ended counts no more", "SELECT COUNT(*) FROM hold_counts c JOIN holds h ON h.id = c.hold_id WHERE h.state <> 'held'"),
    (
        "every open order has its seat",
        "SELECT COUNT(*) FROM orders o JOIN holds h ON h.id = o.hold_id
            WHERE o.state IN ('draft', 'awaiting_payment', 'requires_action', 'failed', 'expiring') AND h.state <> 'held'",
    ),
    ("every seat has its order", HOLD_WITHOUT_ORDER),
];

/// The rules that do not hold, in words.
pub async fn broken(db: &impl ConnectionTrait) -> Result<Vec<&'static str>> {
    let mut broken = Vec::new();
    for (what, sql) in RULES {
        if number(db, sql).await? > 0 {
            broken.push(what);
        }
    }
    Ok(broken)
}
