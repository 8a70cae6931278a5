use super::{AccessView, MailRow, OrderRow, Role, SessionRow, TimelineEntry};
use chrono::{DateTime, Utc};
use domain::access::Denied;
use domain::ids::UserId;
use serde::{Deserialize, Serialize};

/// A person in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub id: UserId,
    /// The name, or empty.
    pub name: String,
    /// The address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they may enter the course.
    pub access: Result<(), Denied>,
    /// Since when they are known.
    pub created_at: DateTime<Utc>,
}

/// Everything about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDetail {
    /// The row of the list.
    pub person: PersonRow,
    /// Since when it is proved that the address is theirs.
    pub verified_at: Option<DateTime<Utc>>,
    /// Since when they have a second factor.
    pub factor_since: Option<DateTime<Utc>>,
    /// Why they can or cannot enter, grant by grant.
    pub access: AccessView,
    /// What they have learned.
    pub progress: LearnedView,
    /// Their orders, newest first.
    pub orders: Vec<OrderRow>,
    /// Their signed-in browsers, latest first.
    pub sessions: Vec<SessionRow>,
    /// The latest mails to them.
    pub mails: Vec<MailRow>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
}

/// What a person has learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnedView {
    /// Lessons completed.
    pub completed: u64,
    /// Lessons in all.
    pub total: u64,
    /// When they were last in a lesson.
    pub last_at: Option<DateTime<Utc>>,
}

/// A table of people that was read, or imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// Its id.
    pub id: String,
    /// When it was read.
    pub created_at: DateTime<Utc>,
    /// When it was imported, where it was.
    pub applied_at: Option<DateTime<Utc>>,
    /// What comes of its lines, or came.
    pub sums: ImportSums,
    /// Lines that need another look: all of them, up to some hundreds.
    pub problems: Vec<ImportLine>,
    /// The other lines of this page. Empty once it is imported.
    pub lines: Vec<ImportLine>,
    /// This page of the lines, from 1.
    pub number: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
}

/// What comes of the lines of a table, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSums {
    /// People who are new and get access.
    pub new: usize,
    /// People who are known and get access.
    pub known: usize,
    /// People who have access already; nothing changes for them.
    pub has_access: usize,
    /// Lines that are left out.
    pub wrong: usize,
}

/// A line of a table of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    /// Its number, as an editor shows it, from 1.
    pub line: usize,
    /// The address, as far as there is one.
    pub email: String,
    /// The name.
    pub name: String,
    /// Until when they get access.
    pub until: Option<DateTime<Utc>>,
    /// What comes of it.
    pub outcome: ImportOutcome,
}

/// What comes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportOutcome {
    /// A new person gets access.
    New,
    /// A known person gets access.
    Known,
    /// The person has access already.
    HasAccess,
    /// The line is left out.
    Wrong(ImportProblem),
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportProblem {
    /// It has no address.
    NoAddress,
    /// The address is none.
    BadAddress,
    /// The name is too long.
    LongName,
    /// The day is none.
    BadDay,
    /// The day is over.
    PastDay,
    /// The same address stands in an earlier line.
    SameAs(usize),
}
