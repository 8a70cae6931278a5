use chrono::{DateTime, Utc};
use domain::money::Money;
use serde::{Deserialize, Serialize};

/// What the comparison of money and access found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconciliationView {
    /// Its lists.
    pub lists: Vec<DifferenceList>,
    /// When it was made.
    pub at: DateTime<Utc>,
}

/// Differences of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceList {
    /// The kind.
    pub kind: DifferenceKind,
    /// What differs.
    pub rows: Vec<DifferenceRow>,
}

/// A kind of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DifferenceKind {
    /// Money is kept for which nobody got in.
    MoneyWithoutAccess,
    /// Somebody is in for whom no money is kept.
    AccessWithoutMoney,
    /// Money is kept more than once for one order.
    ChargedTwice,
    /// What went back differs.
    RefundsDiffer,
}

/// Something that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceRow {
    /// What a person looks it up by: an order's public id, or the provider's name of a payment.
    pub name: String,
    /// The order's public id, where it is one of ours.
    pub order: Option<String>,
    /// The money that is meant.
    pub money: Option<Money>,
    /// What is wrong, in a few words.
    pub what: String,
}

/// An event of a provider in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookRow {
    /// The provider.
    pub provider: String,
    /// The provider's id of the event.
    pub event: String,
    /// Its type.
    pub kind: String,
    /// `stored`, `processed`, `ignored` or `parked`.
    pub state: String,
    /// What went wrong with it, where something did.
    pub error: Option<String>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// When it was worked through.
    pub processed_at: Option<DateTime<Utc>>,
}

/// An event with its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookDetail {
    /// The row of the list.
    pub row: WebhookRow,
    /// The body with secrets masked and addresses shortened.
    pub body: String,
}

/// A job in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    /// Its id.
    pub id: String,
    /// What kind of work it is.
    pub kind: String,
    /// What it is about.
    pub payload: String,
    /// `pending`, `done` or `parked`.
    pub state: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it failed last.
    pub error: Option<String>,
    /// When it is tried next.
    pub run_at: DateTime<Utc>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
}

/// A mail in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRow {
    /// Its id.
    pub id: String,
    /// What kind of mail it is.
    pub kind: String,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// `pending` or `sent`.
    pub state: String,
    /// How it can be sent again.
    pub again: Again,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

/// How a mail can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Again {
    /// As it is.
    Same,
    /// Its link is a secret that is not kept: a new link is made.
    NewLink,
    /// Not at all.
    No,
}

/// A mail with what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDetail {
    /// The row of the list.
    pub row: MailRow,
    /// The text; absent where it is secret.
    pub text: Option<String>,
    /// The public id of the order it is about.
    pub order: Option<String>,
}

/// An entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom: an address; nobody where the program acted by itself.
    pub actor: Option<String>,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// What differs.
    pub changes: Vec<AuditChange>,
}

/// A value that a change was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditChange {
    /// Its name.
    pub name: String,
    /// As it was; absent where there was none.
    pub before: Option<String>,
    /// As it is; absent where there is none.
    pub after: Option<String>,
}

/// What a page wanted to load and was not let, as often as browsers said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CspReportRow {
    /// The page, as the site map has it.
    pub page: String,
    /// What of its policy was in the way.
    pub directive: String,
    /// The origin, or the word, of what was to be loaded.
    pub blocked: String,
    /// How often it was reported.
    pub reports: u64,
    /// When it was reported first.
    pub first_at: DateTime<Utc>,
    /// When it was reported last.
    pub last_at: DateTime<Utc>,
}

/// What a look at the whole machine found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorView {
    /// What was looked at, in order.
    pub findings: Vec<Finding>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was found about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was looked at.
    pub name: String,
    /// How it stands.
    pub verdict: Verdict,
    /// How it is, in plain words.
    pub what: String,
    /// What to do; empty where nothing is.
    pub cure: String,
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// As it should.
    Ok,
    /// It works, and needs a look.
    Warn,
    /// It does not work.
    Bad,
}

impl Verdict {
    /// One word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}
