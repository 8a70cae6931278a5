//! Invoices and credit notes. They are written once; only the counter of a series ever changes.

use crate::error::Result;
use entity::{invoice, invoice_buyer, invoice_line, invoice_series, order};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// Takes the next number of a series, counting from 1.
///
/// The row stays locked until the transaction ends, so numbers are given in the order of their commits, and a rollback gives its
/// number back. That is why it takes a transaction: alone, it could leave a gap. Call it late in the transaction.
pub async fn take_number(db: &DatabaseTransaction, series: &str) -> Result<i64> {
    let first = invoice_series::ActiveModel { name: Set(series.to_owned()), next_number: Set(2) };
    let next = Expr::col((invoice_series::Entity, invoice_series::Column::NextNumber)).add(1);
    let again = OnConflict::column(invoice_series::Column::Name).value(invoice_series::Column::NextNumber, next).to_owned();
    let row = invoice_series::Entity::insert(first).on_conflict(again).exec_with_returning(db).await?;
    Ok(row.next_number - 1)
}

/// Writes a paper and its lines down.
pub async fn insert(db: &impl ConnectionTrait, paper: invoice::ActiveModel, lines: Vec<invoice_line::ActiveModel>) -> Result<()> {
    invoice::Entity::insert(paper).exec_without_returning(db).await?;
    if !lines.is_empty() {
        invoice_line::Entity::insert_many(lines).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The invoice of an order, once it is issued.
pub async fn of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<Option<invoice::Model>> {
    let query = invoice::Entity::find().filter(invoice::Column::OrderId.eq(order)).filter(invoice::Column::Kind.eq("invoice"));
    Ok(query.one(db).await?)
}

/// The credit notes of an order, oldest first.
pub async fn credit_notes(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<invoice::Model>> {
    let query = invoice::Entity::find()
        .filter(invoice::Column::OrderId.eq(order))
        .filter(invoice::Column::Kind.eq("credit_note"))
        .order_by_asc(invoice::Column::IssuedAt)
        .order_by_asc(invoice::Column::Number);
    Ok(query.all(db).await?)
}

/// The credit note of a refund.
pub async fn of_refund(db: &impl ConnectionTrait, refund: Uuid) -> Result<Option<invoice::Model>> {
    Ok(invoice::Entity::find().filter(invoice::Column::RefundId.eq(refund)).one(db).await?)
}

/// The papers of a person's orders with the public ids of the orders, newest first.
pub async fn of_user(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<(invoice::Model, String)>> {
    let own = Query::select().column(order::Column::Id).from(order::Entity).and_where(order::Column::UserId.eq(user)).to_owned();
    let papers = invoice::Entity::find()
        .filter(invoice::Column::OrderId.in_subquery(own))
        .order_by_desc(invoice::Column::IssuedAt)
        .order_by_desc(invoice::Column::Number)
        .all(db)
        .await?;
    let ids = order::Entity::find()
        .select_only()
        .columns([order::Column::Id, order::Column::PublicId])
        .filter(order::Column::UserId.eq(user))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?;
    let public_id = |paper: &invoice::Model| ids.iter().find(|(id, _)| *id == paper.order_id).map(|(_, public_id)| public_id.clone());
    Ok(papers.into_iter().filter_map(|paper| public_id(&paper).map(|public_id| (paper, public_id))).collect())
}

/// The lines of a paper in order.
pub async fn lines(db: &impl ConnectionTrait, paper: Uuid) -> Result<Vec<invoice_line::Model>> {
    let query = invoice_line::Entity::find().filter(invoice_line::Column::InvoiceId.eq(paper)).order_by_asc(invoice_line::Column::Position);
    Ok(query.all(db).await?)
}

/// To whom an invoice is made out now.
pub async fn buyer(db: &impl ConnectionTrait, paper: Uuid) -> Result<Option<invoice_buyer::Model>> {
    let query =
        invoice_buyer::Entity::find().filter(invoice_buyer::Column::InvoiceId.eq(paper)).order_by_desc(invoice_buyer::Column::Revision);
    Ok(query.one(db).await?)
}

/// Adds a revision of the buyer. Fails with a unique violation where another took the number.
pub async fn insert_buyer(db: &impl ConnectionTrait, row: invoice_buyer::ActiveModel) -> Result<()> {
    invoice_buyer::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
