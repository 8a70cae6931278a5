//! What a provider keeps of a payment, or gives back, by one entry of its books.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_fees")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub payment_id: Uuid,
    pub provider: String,
    pub provider_ref: String,
    pub kind: String,
    pub amount_minor: i64,
    pub currency: String,
    pub sale_minor: i64,
    pub sale_currency: String,
    pub booked_at: DateTimeUtc,
    pub noted_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
