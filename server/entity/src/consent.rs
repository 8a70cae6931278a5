//! A buyer's agreement to later charges in one click.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub order_id: Uuid,
    pub text_version: i32,
    pub text_sha256: Vec<u8>,
    pub locale: String,
    pub shown_at: DateTimeUtc,
    pub given_at: DateTimeUtc,
    pub ip: Option<String>,
    pub user_agent: String,
    pub provider: Option<String>,
    pub customer_ref: Option<String>,
    pub method_ref: Option<String>,
    pub method_label: Option<String>,
    pub used_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    pub detached_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
