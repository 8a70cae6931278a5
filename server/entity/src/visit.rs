//! How many visitors took a step of the funnel on a day, by what had led them here.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "visits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub utm_source: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub utm_medium: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub utm_campaign: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub referrer_host: String,
    pub visitors: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
