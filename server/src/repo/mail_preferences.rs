//! Which mails people want.

use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::mail_topic::MailTopic;
use entity::mail_preference;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Whether a person wants mails of a topic.
pub async fn wants(db: &impl ConnectionTrait, user: Uuid, topic: MailTopic) -> Result<bool> {
    let chosen = mail_preference::Entity::find_by_id((user, topic.name().to_owned())).one(db).await?;
    Ok(chosen.map_or(topic.wanted_by_default(), |row| row.wanted))
}

/// Every topic, with whether a person wants mails of it.
pub async fn of(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<(MailTopic, bool)>> {
    let rows = mail_preference::Entity::find().filter(mail_preference::Column::UserId.eq(user)).all(db).await?;
    let wanted = |topic: MailTopic| rows.iter().find(|row| row.topic == topic.name()).map_or(topic.wanted_by_default(), |row| row.wanted);
    Ok(MailTopic::ALL.into_iter().map(|topic| (topic, wanted(topic))).collect())
}

/// Writes down what a person decided about some topics; of the others nothing changes.
pub async fn set(db: &impl ConnectionTrait, user: Uuid, choices: &[(MailTopic, bool)], now: DateTime<Utc>) -> Result<()> {
    let row = |(topic, wanted): &(MailTopic, bool)| mail_preference::ActiveModel {
        user_id: Set(user),
        topic: Set(topic.name().to_owned()),
        wanted: Set(*wanted),
        changed_at: Set(now),
    };
    let known = OnConflict::columns([mail_preference::Column::UserId, mail_preference::Column::Topic])
        .update_columns([mail_preference::Column::Wanted, mail_preference::Column::ChangedAt])
        .to_owned();
    mail_preference::Entity::insert_many(choices.iter().map(row)).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}
