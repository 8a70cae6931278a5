//! A change of address that both of its mailboxes confirm.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "address_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// The browser that asked, which stays signed in.
    pub session_id: Uuid,
    pub from_email: String,
    pub to_email: String,
    pub old_hash: Vec<u8>,
    pub new_hash: Vec<u8>,
    /// Of the link by which the old mailbox objects afterwards.
    pub objection_hash: Option<Vec<u8>>,
    pub asked_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub old_confirmed_at: Option<DateTimeUtc>,
    pub new_confirmed_at: Option<DateTimeUtc>,
    pub given_up_at: Option<DateTimeUtc>,
    pub done_at: Option<DateTimeUtc>,
    pub objected_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
