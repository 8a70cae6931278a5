//! People as the panel looks for them.

use super::keyset::{self, Key, Order, Turn, Turned};
use super::visibility;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::person_words::{end_of, terms, words};
use entity::{grant, lesson, lesson_progress, session, user, user_word};
use sea_orm::sea_query::{Expr, OnConflict, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

/// Rows that one statement writes.
const AT_ONCE: usize = 200;
/// So many people are few.
const MOST_FEW: u64 = 500;

const NEWEST: Order<user::Entity> =
    Order { at: user::Column::CreatedAt, key: user::Column::Id, place: |row| (row.created_at, Key::Id(row.id)) };

/// Lets people be found by the words of their names and addresses.
pub async fn index(db: &impl ConnectionTrait, people: &[user::Model]) -> Result<()> {
    let rows: Vec<_> = people
        .iter()
        .flat_map(|person| words(&person.name, &person.email_normalized).into_iter().map(|word| (person.id, word)))
        .map(|(user, word)| user_word::ActiveModel { user_id: Set(user), word: Set(word) })
        .collect();
    for rows in rows.chunks(AT_ONCE) {
        let known = OnConflict::columns([user_word::Column::UserId, user_word::Column::Word]).do_nothing().to_owned();
        user_word::Entity::insert_many(rows.iter().cloned()).on_conflict(known).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Lets a person be found by what they are called now, and no longer by what they were called before.
pub async fn index_again(db: &impl ConnectionTrait, person: &user::Model) -> Result<()> {
    user_word::Entity::delete_many().filter(user_word::Column::UserId.eq(person.id)).exec(db).await?;
    index(db, std::slice::from_ref(person)).await
}

/// That a search finds the person in a column: for each of its terms they have a word that begins with it. Signs alone are nobody's
/// words. Where the search finds few, they are named one by one.
pub async fn found_by(db: &impl ConnectionTrait, search: &str, person: impl Fn() -> SimpleExpr) -> Result<Condition> {
    let terms = terms(search);
    if terms.is_empty() && !search.trim().is_empty() {
        return Ok(Condition::all().add(Expr::value(1).eq(0)));
    }
    Ok(match few(db, terms.clone()).await? {
        Some(people) => Condition::all().add(person().is_in(people)),
        None => terms.iter().fold(Condition::all(), |found, term| found.add(has(person(), term))),
    })
}

/// That a person has a word that begins with a term.
fn has(person: SimpleExpr, term: &str) -> SimpleExpr {
    let word = "word";
    let owner = Expr::col((word, user_word::Column::UserId));
    Expr::exists(beginning(term, word).expr(Expr::value(1)).and_where(owner.eq(person)).to_owned())
}

/// The words that begin with a term, under a name.
fn beginning(term: &str, name: &'static str) -> SelectStatement {
    let word = || Expr::col((name, user_word::Column::Word));
    Query::select().from_as(user_word::Entity, name).and_where(word().gte(term)).and_where(word().lt(end_of(term))).to_owned()
}

/// The people who have all of some terms, where they are few enough to be named one by one: what they have is found sooner by them than
/// by looking through what everybody has. `None` where they are more, or where nothing is searched for.
async fn few(db: &impl ConnectionTrait, mut terms: Vec<String>) -> Result<Option<Vec<Uuid>>> {
    terms.sort_by_key(String::len);
    let Some(longest) = terms.pop() else { return Ok(None) };
    let name = "named";
    let owner = (name, user_word::Column::UserId);
    let mut named = beginning(&longest, name);
    named.distinct().column(owner).limit(MOST_FEW + 1);
    for term in &terms {
        named.and_where(has(Expr::col(owner), term));
    }
    let rows = db.query_all(&named).await?;
    let people = rows.iter().map(|row| row.try_get_by_index(0)).collect::<std::result::Result<Vec<Uuid>, _>>()?;
    Ok(Some(people).filter(|people| people.len() as u64 <= MOST_FEW))
}

async fn found(db: &impl ConnectionTrait, search: &str) -> Result<Select<user::Entity>> {
    let own = || Expr::col((user::Entity, user::Column::Id));
    Ok(user::Entity::find().filter(found_by(db, search, own).await?))
}

/// A page of the people whom a search finds, newest first, and how many there are.
pub async fn page(db: &impl ConnectionTrait, search: &str, turn: Turn) -> Result<(Turned<user::Model>, u64)> {
    let found = found(db, search).await?;
    let count = keyset::count(db, found.clone(), user::Column::Id).await?;
    Ok((keyset::page(db, found, &NEWEST, turn).await?, count))
}

/// People after `after` in the order of their ids, to go through all of them.
pub async fn following(db: &impl ConnectionTrait, search: &str, after: Option<Uuid>, limit: u64) -> Result<Vec<user::Model>> {
    let query = found(db, search).await?.filter(user::Column::Role.eq("STUDENT")).order_by_asc(user::Column::Id).limit(limit);
    let query = after.into_iter().fold(query, |query, after| query.filter(user::Column::Id.gt(after)));
    Ok(query.all(db).await?)
}

/// The grants of some people for a product.
pub async fn grants_of(db: &impl ConnectionTrait, people: &[Uuid], product: Uuid) -> Result<Vec<grant::Model>> {
    let query =
        grant::Entity::find().filter(grant::Column::UserId.is_in(people.iter().copied())).filter(grant::Column::ProductId.eq(product));
    Ok(query.all(db).await?)
}

/// The people with one of these normalized addresses.
pub async fn by_emails(db: &impl ConnectionTrait, emails: &[String]) -> Result<Vec<user::Model>> {
    let mut people = Vec::new();
    for emails in emails.chunks(AT_ONCE) {
        let query = user::Entity::find().filter(user::Column::EmailNormalized.is_in(emails.iter().cloned()));
        people.extend(query.all(db).await?);
    }
    Ok(people)
}

/// Writes new people down; whose address is known already stays as they are.
pub async fn insert_many(db: &impl ConnectionTrait, people: Vec<user::ActiveModel>) -> Result<()> {
    for people in people.chunks(AT_ONCE) {
        let known = OnConflict::column(user::Column::EmailNormalized).do_nothing().to_owned();
        user::Entity::insert_many(people.iter().cloned()).on_conflict(known).exec_without_returning(db).await?;
    }
    Ok(())
}

/// A person's sessions, latest first.
pub async fn sessions(db: &impl ConnectionTrait, person: Uuid, limit: u64) -> Result<Vec<session::Model>> {
    let query = session::Entity::find().filter(session::Column::UserId.eq(person)).order_by_desc(session::Column::CreatedAt);
    Ok(query.limit(limit).all(db).await?)
}

/// How many lessons students see at `now`, how many of them a person completed, and when they were last there.
pub async fn progress(db: &impl ConnectionTrait, person: Uuid, now: DateTime<Utc>) -> Result<(u64, u64, Option<DateTime<Utc>>)> {
    let visible = || {
        let ids = Query::select().column(lesson::Column::Id).from(lesson::Entity).cond_where(visibility::condition(now)).to_owned();
        lesson_progress::Column::LessonId.in_subquery(ids)
    };
    let total = lesson::Entity::find().filter(visibility::condition(now)).count(db).await?;
    let touched = || lesson_progress::Entity::find().filter(lesson_progress::Column::UserId.eq(person)).filter(visible());
    let completed = touched().filter(lesson_progress::Column::CompletedAt.is_not_null()).count(db).await?;
    let last = touched().order_by_desc(lesson_progress::Column::TouchedAt).one(db).await?;
    Ok((completed, total, last.map(|row| row.touched_at)))
}
