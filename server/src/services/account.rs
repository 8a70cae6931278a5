//! A person's own account: stored payment methods and orders.

use super::consent;
use crate::core::Core;
use crate::error::Result;
use crate::repo::{self, rows};
use app::api;
use app::api::dto::{AccountView, MailChoice, OwnOrder, StoredMethod};
use app::api::ports::{Account, StudentActor};
use async_trait::async_trait;
use domain::ids::ConsentId;
use entity::order;
use std::sync::Arc;

/// Accounts over the database.
pub struct AccountService(pub Arc<Core>);

#[async_trait]
impl Account for AccountService {
    async fn view(&self, student: &StudentActor) -> api::Result<AccountView> {
        Ok(self.page(student).await?)
    }

    async fn forget_method(&self, student: &StudentActor, consent: ConsentId) -> api::Result<()> {
        Ok(consent::revoke(&self.0, student.user.into(), consent.into()).await?)
    }
}

impl AccountService {
    async fn page(&self, student: &StudentActor) -> Result<AccountView> {
        let db = self.0.db.read();
        let methods = repo::consents::live_of_user(db, student.user.into()).await?;
        let method = |consent: entity::consent::Model| StoredMethod {
            consent: ConsentId(consent.id),
            label: consent.method_label.unwrap_or_default(),
            given_at: consent.given_at,
        };
        let mut orders = Vec::new();
        for order in repo::orders::paid_of(db, student.user.into()).await? {
            orders.push(self.own_order(order).await?);
        }
        let mails = repo::mail_preferences::of(db, student.user.into()).await?;
        Ok(AccountView {
            name: student.name.clone(),
            email: student.email.clone(),
            methods: methods.into_iter().map(method).collect(),
            orders,
            mails: mails.into_iter().map(|(topic, wanted)| MailChoice { topic, wanted }).collect(),
        })
    }

    async fn own_order(&self, order: order::Model) -> Result<OwnOrder> {
        let items = repo::orders::items(self.0.db.read(), order.id).await?;
        Ok(OwnOrder {
            title: items.into_iter().next().map(|item| item.label).unwrap_or_default(),
            total: rows::money(order.amount_minor, &order.currency)?,
            state: rows::order_state(&order.state)?,
            invoiced: repo::invoices::of_order(self.0.db.read(), order.id).await?.is_some(),
            created_at: order.created_at,
            public_id: order.public_id,
        })
    }
}
