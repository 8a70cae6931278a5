//! An invoice or a credit note.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub series: String,
    pub number: i64,
    pub kind: String,
    pub order_id: Uuid,
    pub corrects_id: Option<Uuid>,
    pub refund_id: Option<Uuid>,
    pub issued_at: DateTimeUtc,
    pub currency: String,
    pub total_minor: i64,
    pub tax_minor: i64,
    pub seller: Json,
    pub treatment: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
