//! Certificates: what students chose, and what is issued.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{certificate, certificate_choice};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use uuid::Uuid;

/// A student who has completed the course, what they chose for the certificate, and the certificate.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Standing {
    /// The course.
    pub course_id: Uuid,
    /// Its title now.
    pub course_title: String,
    /// When it was completed.
    pub completed_at: DateTime<Utc>,
    /// The name on the certificate; absent before the first choice.
    pub name: Option<String>,
    /// Whether whoever has the code sees the name.
    pub shows_name: Option<bool>,
    /// Whether whoever has the code sees when the course was completed.
    pub shows_date: Option<bool>,
    /// When that was chosen.
    pub chosen_at: Option<DateTime<Utc>>,
    /// The code; absent before it is issued.
    pub code: Option<String>,
    /// The course's title when it was issued.
    pub issued_title: Option<String>,
    /// Who taught the course when it was issued.
    pub creator: Option<String>,
    /// When it was issued.
    pub issued_at: Option<DateTime<Utc>>,
}

/// An issued certificate with what its holder chose.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Issued {
    /// The code.
    pub code: String,
    /// The course's title when it was issued.
    pub course_title: String,
    /// Who taught it.
    pub creator: String,
    /// When the course was completed.
    pub completed_at: DateTime<Utc>,
    /// The name on it.
    pub name: String,
    /// Whether whoever has the code sees the name.
    pub shows_name: bool,
    /// Whether whoever has the code sees when the course was completed.
    pub shows_date: bool,
}

/// How far a student's own certificate is; `None` before the course is completed.
pub async fn standing(db: &impl ConnectionTrait, user: Uuid) -> Result<Option<Standing>> {
    let sql = "SELECT d.course_id, c.title AS course_title, d.completed_at, h.name, h.shows_name, h.shows_date, h.updated_at AS chosen_at,
            e.code, e.course_title AS issued_title, e.creator, e.issued_at
        FROM course_completions d JOIN courses c ON c.id = d.course_id
        LEFT JOIN certificate_choices h ON h.user_id = d.user_id AND h.course_id = d.course_id
        LEFT JOIN certificates e ON e.user_id = d.user_id AND e.course_id = d.course_id
        WHERE d.user_id = $1";
    Ok(Standing::find_by_statement(statement(db.get_database_backend(), sql, [user.into()])).one(db).await?)
}

/// Keeps what a student chose. What was chosen before is replaced.
pub async fn choose(db: &impl ConnectionTrait, row: certificate_choice::ActiveModel) -> Result<()> {
    use certificate_choice::Column;
    let again = OnConflict::columns([Column::UserId, Column::CourseId])
        .update_columns([Column::Name, Column::ShowsName, Column::ShowsDate, Column::UpdatedAt])
        .to_owned();
    certificate_choice::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Issues a certificate; the first one stays.
pub async fn issue(db: &impl ConnectionTrait, row: certificate::ActiveModel) -> Result<()> {
    let again = OnConflict::columns([certificate::Column::UserId, certificate::Column::CourseId]).do_nothing().to_owned();
    certificate::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// The certificate with a code.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Issued>> {
    let sql = "SELECT e.code, e.course_title, e.creator, e.completed_at, h.name, h.shows_name, h.shows_date
        FROM certificates e JOIN certificate_choices h ON h.user_id = e.user_id AND h.course_id = e.course_id
        WHERE e.code = $1";
    Ok(Issued::find_by_statement(statement(db.get_database_backend(), sql, [code.into()])).one(db).await?)
}
