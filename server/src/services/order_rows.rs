//! The rows that every new order has: the seat that is held for it, and its items.

use crate::core::Core;
use crate::repo::rows;
use domain::money::Money;
use domain::pricing::{Line, LineKind};
use entity::{hold, order_item};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// The seat that is held while its buyer pays.
pub fn hold(core: &Core, id: Uuid, offer: Uuid, buyer: Uuid, total: Money) -> hold::ActiveModel {
    hold::ActiveModel {
        id: Set(id),
        offer_id: Set(offer),
        user_id: Set(buyer),
        amount_minor: Set(total.minor),
        currency: Set(total.currency.code().to_owned()),
        state: Set("held".to_owned()),
        expires_at: Set(core.now() + core.settings.pace.hold),
        created_at: Set(core.now()),
        ended_at: Set(None),
    }
}

/// The items of an order, one a line. `product` says what an offer opens; reductions and taxes open nothing.
pub fn items(core: &Core, order: Uuid, lines: &[Line], product: impl Fn(Uuid) -> Option<Uuid>) -> Vec<order_item::ActiveModel> {
    let opens = |line: &Line| line.offer.filter(|_| matches!(line.kind, LineKind::Main | LineKind::Bump));
    let item = |(position, line): (i32, &Line)| order_item::ActiveModel {
        id: Set(core.new_id()),
        order_id: Set(order),
        position: Set(position),
        kind: Set(rows::line_kind_name(line.kind).to_owned()),
        product_id: Set(opens(line).and_then(|offer| product(offer.into()))),
        label: Set(line.label.clone()),
        amount_minor: Set(line.amount.minor),
        offer_id: Set(line.offer.map(Into::into)),
        ..Default::default()
    };
    (0..).zip(lines).map(item).collect()
}
