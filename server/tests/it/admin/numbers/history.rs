//! A history of fourteen days, written down as the program would have left it.

mod rows;

use crate::support::Shop;
use chrono::{DateTime, Utc};
use entity::{course_completion, invoice_series, lesson, module, offer, order, price_segment, price_tier, visit};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
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
}

async fn insert<A>(shop: &Shop, row: A)
where
    A: ActiveModelTrait,
{
    <A::Entity as EntityTrait>::insert(row).exec_without_returning(shop.core.db.write()).await.unwrap();
}
