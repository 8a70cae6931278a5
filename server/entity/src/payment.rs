//! A payment intent at a provider.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: Uuid,
    pub provider: String,
    pub provider_ref: Option<String>,
    pub customer_ref: Option<String>,
    pub amount_minor: i64,
    pub currency: String,
    pub state: String,
    pub refunded_minor: i64,
    pub refund_planned_minor: i64,
    pub method: String,
    pub capture_ref: Option<String>,
    pub method_ref: Option<String>,
    pub method_label: Option<String>,
    pub surplus_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub saves: bool,
    pub in_page: bool,
    pub fees_due_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
