//! The rows that a history is made of.

use super::{History, SALE, Sale, Sold, at, insert};
use chrono::TimeDelta;
use entity::{
    coupon, coupon_use, dispute, funnel_step, grant, hold, invoice, lesson_position, lesson_progress, offer, order, order_item,
    order_source, payment, quote, refund, user,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

impl History<'_> {
    pub(super) async fn person(&self, name: &str) -> Uuid {
        let email = format!("{name}@example.com");
        let db = self.shop.core.db.read();
        if let Some(known) = user::Entity::find().filter(user::Column::Email.eq(&email)).one(db).await.unwrap() {
            return known.id;
        }
        let id = self.shop.core.new_id();
        let row = user::ActiveModel {
            id: Set(id),
            email: Set(email.clone()),
            email_normalized: Set(email),
            name: Set(name.into()),
            role: Set("STUDENT".into()),
            created_at: Set(at("2025-01-01T00:00:00Z")),
            ..Default::default()
        };
        insert(self.shop, row).await;
        id
    }

    pub(super) async fn sale(&self, sale: Sale<'_>) -> Sold {
        let core = &self.shop.core;
        let [order, hold, quote] = [core.new_id(), core.new_id(), core.new_id()];
        let (buyer, when, currency) = (self.person(sale.buyer).await, at(sale.paid_at), sale.currency.to_owned());
        let quoted = quote::ActiveModel {
            id: Set(quote),
            offer_id: Set(self.offer),
            tier_id: Set(self.tier),
            amount_minor: Set(sale.minor),
            currency: Set(currency.clone()),
            valid_until: Set(when),
            created_at: Set(when),
            ..Default::default()
        };
        insert(self.shop, quoted).await;
        let seat = hold::ActiveModel {
            id: Set(hold),
            offer_id: Set(self.offer),
            user_id: Set(buyer),
            amount_minor: Set(sale.minor),
            currency: Set(currency.clone()),
            state: Set("released".into()),
            expires_at: Set(when),
            created_at: Set(when),
            ended_at: Set(Some(when)),
        };
        insert(self.shop, seat).await;
        let row = order::ActiveModel {
            id: Set(order),
            public_id: Set(order.simple().to_string()),
            user_id: Set(buyer),
            product_id: Set(self.product),
            quote_id: Set(quote),
            hold_id: Set(hold),
            buyer_email: Set(format!("{}@example.com", sale.buyer)),
            buyer_name: Set(sale.buyer.into()),
            browser_key_hash: Set(vec![0]),
            amount_minor: Set(sale.minor),
            currency: Set(currency),
            state: Set("closed".into()),
            version: Set(3),
            created_at: Set(when - TimeDelta::days(20)),
            updated_at: Set(when),
            paid_at: Set(Some(when)),
            kind: Set(sale.kind.into()),
        };
        insert(self.shop, row).await;
        let payment = self.payment(order, &sale, None).await;
        let sold = Sold { order, payment, invoice: core.new_id(), buyer };
        self.item(sold, 0, "main").await;
        self.paper(sold.invoice, sold, None, (sale.minor, sale.tax), sale.currency).await;
        sold
    }

    async fn payment(&self, order: Uuid, sale: &Sale<'_>, surplus: Option<&str>) -> Uuid {
        let (id, when) = (self.shop.core.new_id(), at(sale.paid_at));
        let row = payment::ActiveModel {
            id: Set(id),
            order_id: Set(order),
            provider: Set("stripe".into()),
            provider_ref: Set(Some(format!("pi_{}", id.simple()))),
            amount_minor: Set(sale.minor),
            currency: Set(sale.currency.into()),
            state: Set("succeeded".into()),
            refunded_minor: Set(sale.refunded),
            refund_planned_minor: Set(sale.refunded),
            method: Set(if surplus.is_some() { "hosted" } else { "element" }.into()),
            surplus_at: Set(surplus.map(at)),
            created_at: Set(when),
            updated_at: Set(when),
            saves: Set(false),
            in_page: Set(false),
            ..Default::default()
        };
        insert(self.shop, row).await;
        id
    }

    pub(super) async fn paid_twice(&self, sold: Sold, when: &str) {
        let second = Sale { buyer: "ada", paid_at: when, refunded: 14_900, ..SALE };
        let payment = self.payment(sold.order, &second, Some(when)).await;
        self.sent_back(Sold { payment, ..sold }, 14_900, when).await;
    }

    pub(super) async fn item(&self, sold: Sold, position: i32, kind: &str) {
        let row = order_item::ActiveModel {
            id: Set(self.shop.core.new_id()),
            order_id: Set(sold.order),
            position: Set(position),
            kind: Set(kind.into()),
            label: Set(kind.into()),
            amount_minor: Set(1_000),
            refunded_minor: Set(0),
            ..Default::default()
        };
        insert(self.shop, row).await;
    }

    pub(super) async fn source(
        &self,
        sold: Sold,
        source: Option<&str>,
        medium: Option<&str>,
        campaign: Option<&str>,
        referrer: Option<&str>,
    ) {
        let row = order_source::ActiveModel {
            order_id: Set(sold.order),
            utm_source: Set(source.map(Into::into)),
            utm_medium: Set(medium.map(Into::into)),
            utm_campaign: Set(campaign.map(Into::into)),
            referrer_host: Set(referrer.map(Into::into)),
            landing_path: Set(Some("/".into())),
            ..Default::default()
        };
        insert(self.shop, row).await;
    }

    pub(super) async fn follow(&self, sold: Sold, child: Sold) {
        let offers = offer::Entity::find().filter(offer::Column::Kind.eq("upsell"));
        let offer = offers.one(self.shop.core.db.read()).await.unwrap().unwrap().id;
        let when = at("2025-03-08T00:04:00Z");
        let row = funnel_step::ActiveModel {
            order_id: Set(sold.order),
            offer_id: Set(offer),
            position: Set(0),
            state: Set("accepted".into()),
            tier_id: Set(Some(self.tier)),
            amount_minor: Set(Some(4_900)),
            currency: Set(Some("EUR".into())),
            child_order_id: Set(Some(child.order)),
            shown_at: Set(Some(when)),
            version: Set(2),
            ..Default::default()
        };
        insert(self.shop, row).await;
    }

    pub(super) async fn coupon(&self, sold: Sold, code: &str) {
        let (id, when) = (self.shop.core.new_id(), at("2025-03-01T00:00:00Z"));
        let row = coupon::ActiveModel {
            id: Set(id),
            code: Set(code.into()),
            kind: Set("percent".into()),
            basis_points: Set(Some(2_000)),
            uses: Set(1),
            once_per_person: Set(false),
            enabled: Set(true),
            created_at: Set(when),
            ..Default::default()
        };
        insert(self.shop, row).await;
        let used = coupon_use::ActiveModel {
            order_id: Set(sold.order),
            coupon_id: Set(id),
            user_id: Set(sold.buyer),
            once: Set(false),
            state: Set("spent".into()),
            taken_at: Set(when),
            ended_at: Set(Some(when)),
        };
        insert(self.shop, used).await;
    }

    pub(super) async fn refund(&self, sold: Sold, minor: i64, tax: i64, when: &str) {
        let refund = self.sent_back(sold, minor, when).await;
        self.paper(self.shop.core.new_id(), sold, Some(refund), (minor, tax), "EUR").await;
    }

    async fn sent_back(&self, sold: Sold, minor: i64, when: &str) -> Uuid {
        let (id, when) = (self.shop.core.new_id(), at(when));
        let row = refund::ActiveModel {
            id: Set(id),
            payment_id: Set(sold.payment),
            order_id: Set(sold.order),
            provider: Set("stripe".into()),
            idempotency_key: Set(id.to_string()),
            amount_minor: Set(minor),
            currency: Set("EUR".into()),
            state: Set("succeeded".into()),
            origin: Set("admin".into()),
            reason: Set("a test".into()),
            created_at: Set(when),
            finished_at: Set(Some(when)),
            told_at: Set(Some(when)),
            ..Default::default()
        };
        insert(self.shop, row).await;
        id
    }

    pub(super) async fn lose(&self, sold: Sold, minor: i64, when: &str) {
        let row = dispute::ActiveModel {
            id: Set(self.shop.core.new_id()),
            payment_id: Set(sold.payment),
            provider: Set("stripe".into()),
            provider_ref: Set("dp_1".into()),
            status: Set("lost".into()),
            amount_minor: Set(minor),
            currency: Set("EUR".into()),
            opened_at: Set(at(when) - TimeDelta::days(3)),
            closed_at: Set(Some(at(when))),
        };
        insert(self.shop, row).await;
    }

    /// An invoice, or the credit note of a refund: its total and the tax in it.
    async fn paper(&self, id: Uuid, sold: Sold, refund: Option<Uuid>, (total, tax): (i64, i64), currency: &str) {
        let db = self.shop.core.db.read();
        let number = i64::try_from(invoice::Entity::find().all(db).await.unwrap().len()).unwrap() + 1;
        let row = invoice::ActiveModel {
            id: Set(id),
            series: Set("2025".into()),
            number: Set(number),
            kind: Set(if refund.is_some() { "credit_note" } else { "invoice" }.into()),
            order_id: Set(sold.order),
            corrects_id: Set(refund.map(|_| sold.invoice)),
            refund_id: Set(refund),
            issued_at: Set(at("2025-03-30T00:00:00Z")),
            currency: Set(currency.into()),
            total_minor: Set(total),
            tax_minor: Set(tax),
            seller: Set(json!({})),
            treatment: Set(json!({})),
        };
        insert(self.shop, row).await;
    }

    pub(super) async fn grant(&self, person: Uuid, starts_at: &str, revoked: bool) {
        let row = grant::ActiveModel {
            id: Set(self.shop.core.new_id()),
            user_id: Set(person),
            product_id: Set(self.product),
            source: Set("manual".into()),
            starts_at: Set(at(starts_at)),
            revoked_at: Set(revoked.then(|| at(starts_at))),
            reason: Set("a test".into()),
            created_at: Set(at(starts_at)),
            ..Default::default()
        };
        insert(self.shop, row).await;
    }

    pub(super) async fn learned(&self, person: Uuid, lesson: Uuid, completed: bool, place: Option<(i32, i32)>) {
        let when = at("2025-03-16T12:00:00Z");
        let row = lesson_progress::ActiveModel {
            user_id: Set(person),
            lesson_id: Set(lesson),
            touched_at: Set(when),
            completed_at: Set(completed.then_some(when)),
        };
        insert(self.shop, row).await;
        let Some((furthest, length)) = place else { return };
        let place = lesson_position::ActiveModel {
            user_id: Set(person),
            lesson_id: Set(lesson),
            video: Set("1".into()),
            at_s: Set(0),
            furthest_s: Set(furthest),
            duration_s: Set(length),
            parts: Set(0),
            session_id: Set(self.shop.core.new_id()),
            number: Set(0),
            recorded_at: Set(when),
            updated_at: Set(when),
            watched_at: Set(None),
        };
        insert(self.shop, place).await;
    }
}
