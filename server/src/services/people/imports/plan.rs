//! What comes of the lines of a table of people.

use crate::core::Core;
use crate::error::Result;
use crate::repo;
use crate::services::people::input::{BadDay, LONGEST_NAME, end_after};
use app::api::ApiError;
use app::api::dto::{ImportLine, ImportOutcome, ImportProblem};
use app::api::error::{Field, Problem};
use chrono::{DateTime, Utc};
use domain::access::{self, Grant};
use domain::csv;
use domain::email::EmailAddress;
use domain::window::Window;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The longest table.
const MOST_LINES: usize = 5_000;
/// More of a cell is not kept: no address is longer.
const LONGEST_CELL: usize = 254;

/// A line as it is kept until the table is imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its number in the file.
    pub line: usize,
    /// The address as typed.
    pub email: String,
    /// The name.
    pub name: String,
    /// When the access ends.
    pub until: Option<DateTime<Utc>>,
    /// Why it is left out.
    pub problem: Option<ImportProblem>,
}

/// A line with what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The line.
    pub kept: Kept,
    /// What comes of it.
    pub outcome: ImportOutcome,
}

impl Planned {
    /// The form by which two addresses are one.
    pub fn normalized(&self) -> String {
        self.kept.email.to_lowercase()
    }

    /// The line for the wire.
    pub fn into_line(self) -> ImportLine {
        let Kept { line, email, name, until, .. } = self.kept;
        ImportLine { line, email, name, until, outcome: self.outcome }
    }
}

/// Where the columns are.
struct Columns {
    email: usize,
    name: Option<usize>,
    until: Option<usize>,
}

impl Columns {
    /// By the names in the first line, in any order and in any case.
    fn of(header: &[String]) -> Option<Self> {
        let find = |names: &[&str]| header.iter().position(|cell| names.contains(&cell.to_lowercase().as_str()));
        Some(Self { email: find(&["e-mail", "email", "mail", "address"])?, name: find(&["name"]), until: find(&["until", "access until"]) })
    }
}

/// Reads a table. Each line is judged by itself and by the lines before it.
pub fn read(table: &str, now: DateTime<Utc>) -> Result<Vec<Kept>> {
    let wrong = |problem| ApiError::invalid(Field::Table, problem);
    let rows = csv::read(table);
    let (Some((_, header)), lines) = (rows.first(), rows.get(1..).unwrap_or_default()) else {
        return Err(wrong(Problem::Missing).into());
    };
    let columns = Columns::of(header).ok_or_else(|| wrong(Problem::Malformed))?;
    if lines.is_empty() {
        return Err(wrong(Problem::Missing).into());
    }
    if lines.len() > MOST_LINES {
        return Err(wrong(Problem::TooLong).into());
    }
    let mut seen = HashMap::new();
    let read = |(line, cells): &csv::Row| {
        let mut kept = judged(*line, cells, &columns, now);
        if kept.problem.is_none() {
            let first = *seen.entry(kept.email.to_lowercase()).or_insert(*line);
            kept.problem = (first != *line).then_some(ImportProblem::SameAs(first));
        }
        kept
    };
    Ok(lines.iter().map(read).collect())
}

fn judged(line: usize, cells: &[String], columns: &Columns, now: DateTime<Utc>) -> Kept {
    let cell = |column: Option<usize>| column.and_then(|column| cells.get(column)).map(|cell| cell.trim()).unwrap_or_default();
    let (email, name) = (cell(Some(columns.email)), cell(columns.name));
    let end = end_after(cell(columns.until), now);
    let problem = if email.is_empty() {
        Some(ImportProblem::NoAddress)
    } else if EmailAddress::parse(email).is_err() {
        Some(ImportProblem::BadAddress)
    } else if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        Some(ImportProblem::LongName)
    } else {
        end.err().map(|bad| match bad {
            BadDay::Malformed => ImportProblem::BadDay,
            BadDay::Past => ImportProblem::PastDay,
        })
    };
    let cut = |text: &str| text.chars().take(LONGEST_CELL).collect();
    Kept { line, email: cut(email), name: cut(name), until: end.ok().flatten(), problem }
}

/// What would come of the lines now.
pub async fn plan(core: &Core, db: &impl ConnectionTrait, kept: Vec<Kept>) -> Result<Vec<Planned>> {
    let product = repo::content::course(db).await?.ok_or(ApiError::NotFound)?.product_id;
    let emails: Vec<_> = kept.iter().filter(|kept| kept.problem.is_none()).map(|kept| kept.email.to_lowercase()).collect();
    let people = repo::people::by_emails(db, &emails).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let mut grants: HashMap<_, Vec<Grant>> = HashMap::new();
    for some in ids.chunks(500) {
        for row in repo::people::grants_of(db, some, product).await? {
            let valid = Window { from: Some(row.starts_at), until: row.ends_at };
            grants.entry(row.user_id).or_default().push(Grant { valid, revoked_at: row.revoked_at });
        }
    }
    let enters = |id| access::decide(grants.get(id).map_or(&[], Vec::as_slice), core.now()).is_ok();
    let inside: HashSet<_> = people.iter().filter(|person| enters(&person.id)).map(|person| person.email_normalized.as_str()).collect();
    let known: HashSet<_> = people.iter().map(|person| person.email_normalized.as_str()).collect();
    let outcome = |kept: &Kept| match (kept.problem, kept.email.to_lowercase()) {
        (Some(problem), _) => ImportOutcome::Wrong(problem),
        (None, email) if inside.contains(email.as_str()) => ImportOutcome::HasAccess,
        (None, email) if known.contains(email.as_str()) => ImportOutcome::Known,
        (None, _) => ImportOutcome::New,
    };
    Ok(kept.into_iter().map(|kept| Planned { outcome: outcome(&kept), kept }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(table: &str) -> Vec<(usize, Option<ImportProblem>)> {
        let noon = DateTime::from_timestamp(1_764_072_000, 0).expect("a moment");
        read(table, noon).expect("a table").into_iter().map(|kept| (kept.line, kept.problem)).collect()
    }

    #[test]
    fn each_line_says_what_is_wrong_with_it() {
        let table = "Name;E-Mail;Until\nAda;ada@example.com;2099-12-31\n;;\nBob;;\nCleo;cleo@example;\nAda again;ADA@example.com;\n\
                     Dan;dan@example.com;31.12.2099\nEve;eve@example.com;2001-01-01\nFay;fay@example.com;\n";
        let expected = [
            (2, None),
            (4, Some(ImportProblem::NoAddress)),
            (5, Some(ImportProblem::BadAddress)),
            (6, Some(ImportProblem::SameAs(2))),
            (7, Some(ImportProblem::BadDay)),
            (8, Some(ImportProblem::PastDay)),
            (9, None),
        ];
        assert_eq!(problems(table), expected);
    }

    #[test]
    fn what_is_no_table_of_people_is_refused() {
        let refused = |table: &str| read(table, DateTime::UNIX_EPOCH).is_err();
        assert!(refused("") && refused("name,until\nAda,2099-01-01") && refused("e-mail,name\n"));
        let line = "a@example.com\n";
        assert!(refused(&format!("e-mail\n{}", line.repeat(MOST_LINES + 1))) && !refused(&format!("e-mail\n{}", line.repeat(MOST_LINES))));
    }
}
