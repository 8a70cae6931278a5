//! A history of fourteen days, written down as the program would have left it.

use crate::support::Shop;
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    coupon, coupon_use, course_completion, dispute, funnel_step, grant, hold, invoice, invoice_series, lesson, lesson_position,
    lesson_progress, module, offer, order, order_item, order_source, payment, price_segment, price_tier, quote, refund, user, visit,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;

/// Orders of the main offer by who bought them.
pub struct History<'a> {
    shop: &'a Shop,
    product: Uuid,
    offer: Uuid,
    tier: Uuid,
}

/// An order to be made up.
#[derive(Clone, Copy)]
struct Sale<'a> {
    buyer: &'a str,
    paid_at: &'a str,
    minor: i64,
    tax: i64,
    currency: &'a str,
    kind: &'a str,
    refunded: i64,
}

/// An order with its payment and its invoice.
#[derive(Clone, Copy)]
struct Sold {
    order: Uuid,
    payment: Uuid,
    invoice: Uuid,
    buyer: Uuid,
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

const SALE: Sale<'_> = Sale { buyer: "", paid_at: "", minor: 14_900, tax: 2_379, currency: "EUR", kind: "main", refunded: 0 };

impl History<'_> {
    /// Writes all of it down: seven days, and the seven days before them.
    pub async fn write(shop: &Shop) {
        let db = shop.core.db.read();
        let offer = offer::Entity::find().filter(offer::Column::Kind.eq("main")).one(db).await.unwrap().unwrap();
        let tier = price_tier::Entity::find().filter(price_tier::Column::OfferId.eq(offer.id)).one(db).await.unwrap().unwrap();
        let series = invoice_series::ActiveModel { name: Set("2025".into()), next_number: Set(99) };
        insert(shop, series).await;
        let history = History { shop, product: offer.product_id, offer: offer.id, tier: tier.id };
        history.visits().await;
        history.sales().await;
        history.learning().await;
    }

    async fn visits(&self) {
        let rows = [
            ("2025-02-28", "visit", ["", "", "", ""], 99),
            ("2025-03-02", "visit", ["", "", "", ""], 40),
            ("2025-03-02", "checkout", ["", "", "", ""], 8),
            ("2025-03-08", "visit", ["news", "mail", "spring", ""], 60),
            ("2025-03-08", "checkout", ["news", "mail", "spring", ""], 15),
            ("2025-03-10", "visit", ["", "", "", ""], 30),
            ("2025-03-14", "visit", ["", "", "=1+1", "blog.example"], 10),
            ("2025-03-14", "checkout", ["", "", "", ""], 5),
            ("2025-03-15", "visit", ["", "", "", ""], 99),
        ];
        for (day, step, [source, medium, campaign, referrer], visitors) in rows {
            let row = visit::ActiveModel {
                day: Set(day.into()),
                step: Set(step.into()),
                utm_source: Set(source.into()),
                utm_medium: Set(medium.into()),
                utm_campaign: Set(campaign.into()),
                referrer_host: Set(referrer.into()),
                visitors: Set(visitors),
            };
            insert(self.shop, row).await;
        }
    }

    async fn sales(&self) {
        // At the first moment of the days, with the bump, and an offer bought after it; paid twice, and the second time sent back.
        let ada = self.sale(Sale { buyer: "ada", paid_at: "2025-03-08T00:00:00Z", ..SALE }).await;
        self.item(ada, 1, "bump").await;
        self.source(ada, Some("news"), Some("mail"), Some("spring"), None).await;
        let upsell = Sale { buyer: "ada", paid_at: "2025-03-08T00:05:00Z", minor: 4_900, tax: 782, kind: "upsell", ..SALE };
        self.follow(ada, self.sale(upsell).await).await;
        self.paid_twice(ada, "2025-03-08T01:00:00Z").await;
        // At the last moment, with a coupon, and partly refunded after the days.
        let ben = Sale { buyer: "ben", paid_at: "2025-03-14T23:59:59Z", minor: 11_920, tax: 1_903, refunded: 2_000, ..SALE };
        let ben = self.sale(ben).await;
        self.source(ben, Some("news"), Some("mail"), Some("spring"), None).await;
        self.coupon(ben, "SPRING").await;
        self.refund(ben, 2_000, 319, "2025-03-20T12:00:00Z").await;
        // In another currency.
        let dollars = price_segment::ActiveModel {
            id: Set(self.shop.core.new_id()),
            offer_id: Set(self.offer),
            amount_minor: Set(16_000),
            currency: Set("USD".into()),
            from_at: Set(at("2025-03-10T00:00:00Z")),
            until_at: Set(Some(at("2025-03-11T00:00:00Z"))),
        };
        insert(self.shop, dollars).await;
        let cleo = self.sale(Sale { buyer: "cleo", paid_at: "2025-03-10T12:00:00Z", minor: 16_000, tax: 0, currency: "USD", ..SALE }).await;
        self.source(cleo, None, None, Some("=1+1"), Some("blog.example")).await;
        // Before the days, and refunded in them.
        let dora = self.sale(Sale { buyer: "dora", paid_at: "2025-03-05T12:00:00Z", refunded: 14_900, ..SALE }).await;
        self.refund(dora, 14_900, 2_379, "2025-03-09T12:00:00Z").await;
        // At the last moment before the days, and taken back by the bank in them.
        let emil = self.sale(Sale { buyer: "emil", paid_at: "2025-03-07T23:59:59Z", minor: 10_000, tax: 0, ..SALE }).await;
        self.lose(emil, 10_000, "2025-03-12T12:00:00Z").await;
        // After the days.
        self.sale(Sale { buyer: "fay", paid_at: "2025-03-15T00:00:00Z", minor: 99_900, ..SALE }).await;
        // Never paid.
        let gus = self.sale(Sale { buyer: "gus", paid_at: "2025-03-09T12:00:00Z", ..SALE }).await;
        let mut unpaid = order::Entity::find_by_id(gus.order).one(self.shop.core.db.read()).await.unwrap().unwrap().into_active_model();
        (unpaid.state, unpaid.paid_at) = (Set("expired".into()), Set(None));
        unpaid.update(self.shop.core.db.write()).await.unwrap();
    }

    async fn learning(&self) {
        let (ada, ben) = (self.person("ada").await, self.person("ben").await);
        let (revoked, earlier) = (self.person("hal").await, self.person("ida").await);
        self.grant(ada, "2025-03-08T00:00:00Z", false).await;
        self.grant(ben, "2025-03-14T23:59:59Z", false).await;
        self.grant(revoked, "2025-03-10T12:00:00Z", true).await;
        self.grant(earlier, "2025-03-01T12:00:00Z", false).await;
        self.grant(earlier, "2025-03-09T12:00:00Z", false).await;
        self.grant(self.person("fay").await, "2025-03-15T00:00:00Z", false).await;
        let lessons = self.lessons().await;
        for (person, lesson, completed, place) in [
            (ada, 0, true, Some((90, 100))),
            (ben, 0, true, Some((50, 100))),
            (revoked, 0, false, Some((10, 100))),
            (earlier, 0, true, Some((100, 100))),
            (ada, 1, true, Some((30, 60))),
            (ben, 1, false, Some((60, 60))),
        ] {
            self.learned(person, lessons[lesson], completed, place).await;
        }
        let course = module::Entity::find().one(self.shop.core.db.read()).await.unwrap().unwrap().course_id;
        let completed =
            course_completion::ActiveModel { user_id: Set(ada), course_id: Set(course), completed_at: Set(at("2025-03-20T12:00:00Z")) };
        insert(self.shop, completed).await;
    }

    /// The lessons of the demo in order.
    async fn lessons(&self) -> Vec<Uuid> {
        let db = self.shop.core.db.read();
        let modules = module::Entity::find().order_by_asc(module::Column::Position).all(db).await.unwrap();
        let mut all = Vec::new();
        for module in modules {
            let own = lesson::Entity::find().filter(lesson::Column::ModuleId.eq(module.id)).order_by_asc(lesson::Column::Position);
            all.extend(own.all(db).await.unwrap().into_iter().map(|lesson| lesson.id));
        }
        all
    }

    async fn person(&self, name: &str) -> Uuid {
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

    async fn sale(&self, sale: Sale<'_>) -> Sold {
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

    async fn paid_twice(&self, sold: Sold, when: &str) {
        let second = Sale { buyer: "ada", paid_at: when, refunded: 14_900, ..SALE };
        let payment = self.payment(sold.order, &second, Some(when)).await;
        self.sent_back(Sold { payment, ..sold }, 14_900, when).await;
    }

    async fn item(&self, sold: Sold, position: i32, kind: &str) {
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

    async fn source(&self, sold: Sold, source: Option<&str>, medium: Option<&str>, campaign: Option<&str>, referrer: Option<&str>) {
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

    async fn follow(&self, sold: Sold, child: Sold) {
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

    async fn coupon(&self, sold: Sold, code: &str) {
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

    async fn refund(&self, sold: Sold, minor: i64, tax: i64, when: &str) {
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

    async fn lose(&self, sold: Sold, minor: i64, when: &str) {
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

    async fn grant(&self, person: Uuid, starts_at: &str, revoked: bool) {
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

    async fn learned(&self, person: Uuid, lesson: Uuid, completed: bool, place: Option<(i32, i32)>) {
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

async fn insert<A>(shop: &Shop, row: A)
where
    A: ActiveModelTrait,
{
    <A::Entity as EntityTrait>::insert(row).exec_without_returning(shop.core.db.write()).await.unwrap();
}
