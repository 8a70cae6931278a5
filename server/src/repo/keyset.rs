//! Turning the pages of a list by its rows and not by counting: as fast on the last page as on the first, and nothing is shown twice
//! when something new comes meanwhile.

use crate::error::Result;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Asterisk, Expr, Func, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Value,
};
use uuid::Uuid;

/// Rows on one page of a list.
pub const PAGE_SIZE: usize = 25;
/// What is more than this is not counted: a list says "10 000 or more".
pub const MOST_COUNTED: u64 = 10_000;

/// What tells rows of one moment apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A row's id.
    Id(Uuid),
    /// A row's name.
    Name(String),
}

impl From<Key> for Value {
    fn from(key: Key) -> Self {
        match key {
            Key::Id(id) => id.into(),
            Key::Name(name) => name.into(),
        }
    }
}

/// A row's place in a list.
pub type Place = (DateTime<Utc>, Key);

/// Which page of a list is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// The newest rows.
    #[default]
    First,
    /// The rows after this one.
    Older(Place),
    /// The rows before this one.
    Newer(Place),
}

impl Turn {
    /// From an address, for a list of rows with ids. What is no place in the list is its beginning.
    pub fn by_id(text: &str) -> Self {
        Self::read(text, |key| key.parse().ok().map(Key::Id))
    }

    /// The same for a list of rows with names.
    pub fn by_name(text: &str) -> Self {
        Self::read(text, |key| Some(Key::Name(key.to_owned())))
    }

    fn read(text: &str, key: impl Fn(&str) -> Option<Key>) -> Self {
        let place = |text: &str| {
            let (at, rest) = text.split_once('.')?;
            Some((DateTime::from_timestamp_nanos(at.parse().ok()?), key(rest)?))
        };
        let found = match (text.strip_prefix("older-"), text.strip_prefix("newer-")) {
            (Some(text), _) => place(text).map(Self::Older),
            (_, Some(text)) => place(text).map(Self::Newer),
            _ => None,
        };
        found.unwrap_or_default()
    }
}

fn written(way: &str, (at, key): Place) -> String {
    let at = at.timestamp_nanos_opt().unwrap_or_default();
    match key {
        Key::Id(id) => format!("{way}-{at}.{id}"),
        Key::Name(name) => format!("{way}-{at}.{name}"),
    }
}

/// A list's order: newest first by one column, and by another among rows of one moment.
pub struct Order<E: EntityTrait> {
    /// When a row came.
    pub at: E::Column,
    /// What tells rows of one moment apart.
    pub key: E::Column,
    /// A row's place.
    pub place: fn(&E::Model) -> Place,
}

/// A page of rows, newest first, with how to go on from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned<M> {
    /// The rows.
    pub rows: Vec<M>,
    /// The page with newer rows, where there are any.
    pub newer: Option<String>,
    /// The page with older rows, where there are any.
    pub older: Option<String>,
}

/// Reads a page of what `select` finds.
pub async fn page<E>(db: &impl ConnectionTrait, select: Select<E>, by: &Order<E>, turn: Turn) -> Result<Turned<E::Model>>
where
    E: EntityTrait,
    E::Model: FromQueryResult + Send + Sync,
{
    let limit = PAGE_SIZE as u64 + 1;
    let backwards = matches!(turn, Turn::Newer(_));
    let first = turn == Turn::First;
    let select = match turn {
        Turn::First => select,
        // The first comparison alone is what an index can use as a range.
        Turn::Older((at, key)) => select.filter(by.at.lte(at)).filter(by.at.lt(at).or(by.key.lt(key))),
        Turn::Newer((at, key)) => select.filter(by.at.gte(at)).filter(by.at.gt(at).or(by.key.gt(key))),
    };
    let select =
        if backwards { select.order_by_asc(by.at).order_by_asc(by.key) } else { select.order_by_desc(by.at).order_by_desc(by.key) };
    let mut rows = select.limit(limit).all(db).await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    if backwards {
        rows.reverse();
    }
    let (has_newer, has_older) = if backwards { (more, true) } else { (!first, more) };
    let newer = rows.first().filter(|_| has_newer).map(|row| written("newer", (by.place)(row)));
    let older = rows.last().filter(|_| has_older).map(|row| written("older", (by.place)(row)));
    Ok(Turned { rows, newer, older })
}

/// How many rows `select` finds, at most [`MOST_COUNTED`] and one more.
pub async fn count<E: EntityTrait>(db: &impl ConnectionTrait, select: Select<E>, key: E::Column) -> Result<u64> {
    let some = select.select_only().column(key).limit(MOST_COUNTED + 1).into_query();
    let all = Query::select().expr(Func::count(Expr::col(Asterisk))).from_subquery(some, "some").to_owned();
    let row = db.query_one(&all).await?;
    let number: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(u64::try_from(number).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let id = Uuid::from_u128(7);
        let at = DateTime::from_timestamp_nanos(1_764_082_139_123_456_789);
        assert_eq!(Turn::by_id(&written("older", (at, Key::Id(id)))), Turn::Older((at, Key::Id(id))));
        let name = Key::Name("evt_1.2".to_owned());
        assert_eq!(Turn::by_name(&written("newer", (at, name.clone()))), Turn::Newer((at, name)));
        for nonsense in ["", "1", "older-", "older-x.y", "newer-5.no-id"] {
            assert_eq!(Turn::by_id(nonsense), Turn::First, "{nonsense}");
        }
    }
}
