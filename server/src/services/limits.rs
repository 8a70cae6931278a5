//! How often something may be tried. Every limit of the program is a row of one table in the code, [`Action::limit`], and a row of
//! one table in the database, which all replicas share.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::metrics::LIMITS;
use crate::repo::limits::{self as repo, Try};
use crate::security::{keyed, network};
use app::api::ApiError;
use app::api::ports::Viewer;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ConnectionTrait;
use std::net::IpAddr;
use uuid::Uuid;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sign-in links that are asked for with an account's address.
    LinkForAccount,
    /// Sign-in links that are asked for from a network address.
    LinkFromAddress,
    /// Dead links of mails that are tried from a network address.
    DeadLink,
    /// Coupon codes that do not exist, tried from a network address.
    Coupon,
    /// Passwords that do not fit, tried for an account from where it was never signed in.
    PasswordForAccount,
    /// The same from where it was: strangers who try elsewhere do not keep its person out.
    PasswordOfOwner,
    /// Passwords that do not fit, tried from a network address.
    PasswordFromAddress,
    /// Other addresses that a person asks for.
    AddressChange,
    /// Codes of an authenticator that do not fit, of a person.
    FactorCode,
    /// The same in a day, so that patience does not help.
    FactorCodeOfDay,
    /// Recovery codes that do not fit, of a person.
    RecoveryCode,
    /// Places on the waitlist that are asked for from a network address.
    Waitlist,
    /// Certificates that do not exist, looked up from a network address.
    Certificate,
    /// Questions of a person.
    Ask,
    /// Answers of a student.
    Answer,
    /// Reports of a person.
    Report,
    /// Deliveries of what browsers report of pages, from a network address.
    ReportFromAddress,
    /// The same from everywhere together.
    Reports,
}

/// So far may clocks be apart, and so long may a request be on its way to the database.
const LEEWAY: TimeDelta = TimeDelta::minutes(1);

/// So many within such a time, which begins with the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many.
    pub most: u32,
    /// The time.
    pub per: TimeDelta,
}

impl Action {
    /// Everything that is counted.
    pub const ALL: [Self; 18] = [
        Self::LinkForAccount,
        Self::LinkFromAddress,
        Self::DeadLink,
        Self::Coupon,
        Self::PasswordForAccount,
        Self::PasswordOfOwner,
        Self::PasswordFromAddress,
        Self::AddressChange,
        Self::FactorCode,
        Self::FactorCodeOfDay,
        Self::RecoveryCode,
        Self::Waitlist,
        Self::Certificate,
        Self::Ask,
        Self::Answer,
        Self::Report,
        Self::ReportFromAddress,
        Self::Reports,
    ];

    /// How often. README has the same table.
    pub const fn limit(self) -> Limit {
        let (most, minutes) = match self {
            Self::LinkForAccount | Self::FactorCode => (5, 10),
            Self::AddressChange => (5, 60),
            Self::FactorCodeOfDay => (30, 24 * 60),
            Self::PasswordForAccount | Self::PasswordOfOwner | Self::RecoveryCode => (10, 10),
            Self::LinkFromAddress | Self::DeadLink | Self::Coupon | Self::PasswordFromAddress | Self::Certificate => (30, 10),
            Self::Ask => (6, 60),
            Self::ReportFromAddress => (60, 10),
            Self::Reports => (1_000, 60),
            Self::Waitlist | Self::Answer | Self::Report => (20, 60),
        };
        Limit { most, per: TimeDelta::minutes(minutes) }
    }

    /// Its name in the database and in logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LinkForAccount => "link.account",
            Self::LinkFromAddress => "link.address",
            Self::DeadLink => "dead_link",
            Self::Coupon => "coupon",
            Self::PasswordForAccount => "password.account",
            Self::PasswordOfOwner => "password.owner",
            Self::PasswordFromAddress => "password.address",
            Self::AddressChange => "address_change",
            Self::FactorCode => "factor.code",
            Self::FactorCodeOfDay => "factor.day",
            Self::RecoveryCode => "factor.recovery",
            Self::Waitlist => "waitlist",
            Self::Certificate => "certificate",
            Self::Ask => "question.ask",
            Self::Answer => "question.answer",
            Self::Report => "question.report",
            Self::ReportFromAddress => "csp.address",
            Self::Reports => "csp",
        }
    }
}

/// Whom something is counted about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A visitor's network address. One that cannot be a visitor's has no limit: it is a proxy's on this network, and everybody would
    /// share it.
    Address(Option<IpAddr>),
    /// An account, by its normalized address, whether there is one or not.
    Account(&'a str),
    /// A person.
    Person(Uuid),
    /// Everybody together.
    Everybody,
}

impl Subject<'_> {
    /// A name for logs, of which the same subject always has the same; `-` where there is none.
    pub fn name(self, core: &Core) -> String {
        self.key(core).map_or_else(|| "-".to_owned(), |key| hex::encode(&key[..6]))
    }

    /// A hash that only this site can make, so that what was counted tells nobody anything.
    fn key(self, core: &Core) -> Option<[u8; 32]> {
        let hash = |kind: &str, value: &[u8]| keyed::hash(&core.settings.app_secret, &format!("limit/{kind}"), value);
        Some(match self {
            Self::Address(address) => hash("address", &network::of_visitor(address?)?),
            Self::Account(email) => hash("account", email.as_bytes()),
            Self::Person(id) => hash("person", id.as_bytes()),
            Self::Everybody => hash("everybody", b""),
        })
    }
}

/// Counts one more, within the caller's transaction or by itself. The error says when to go on.
pub async fn take(core: &Core, db: &impl ConnectionTrait, action: Action, subject: Subject<'_>) -> Result<()> {
    let Some(key) = subject.key(core) else { return Ok(()) };
    let Limit { most, per } = action.limit();
    let now = core.now();
    let end = now + per;
    let one = Try { action: action.name(), subject: &key, most, now, end, latest: end + LEEWAY };
    let until = match repo::count(db, &one).await? {
        Some(counted) if counted.used <= most.into() => return Ok(()),
        Some(counted) => {
            tracing::warn!(limit.action = action.name(), "a limit was reached");
            counted.until
        }
        None => repo::counted(db, action.name(), &key, now).await?.map_or(now, |counted| counted.until),
    };
    LIMITS.count([action.name()]);
    let wait = (until - now).num_seconds() + 1;
    Err(ApiError::TooMany { retry_after_s: u32::try_from(wait).unwrap_or(1) }.into())
}

/// Takes back what was counted: the try was a good one, and only the others count.
pub async fn take_back(core: &Core, db: &impl ConnectionTrait, action: Action, subject: Subject<'_>) -> Result<()> {
    let Some(key) = subject.key(core) else { return Ok(()) };
    repo::take_back(db, action.name(), &key).await
}

/// Counts a link of a mail that was dead. A good one works however many others were tried from its network.
pub async fn counting_dead<T>(core: &Core, viewer: &Viewer, tried: Result<T>) -> Result<T> {
    if matches!(tried, Err(Fault::Api(ApiError::DeadLink))) {
        take(core, core.db.write(), Action::DeadLink, Subject::Address(viewer.client_ip)).await?;
    }
    tried
}

/// Until when nothing more is taken, if the limit is reached.
pub async fn full_until(core: &Core, db: &impl ConnectionTrait, action: Action, subject: Subject<'_>) -> Result<Option<DateTime<Utc>>> {
    let Some(key) = subject.key(core) else { return Ok(None) };
    let counted = repo::counted(db, action.name(), &key, core.now()).await?;
    Ok(counted.filter(|counted| counted.used >= action.limit().most.into()).map(|counted| counted.until))
}

/// Forgets what counts no longer.
pub async fn forget_old(core: &Core) -> Result<()> {
    repo::forget_before(core.db.write(), core.now()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_name_of_its_own_and_a_limit() {
        for (index, action) in Action::ALL.into_iter().enumerate() {
            assert!(Action::ALL.iter().skip(index + 1).all(|other| other.name() != action.name()), "{action:?}");
            assert!(action.limit().most > 0 && action.limit().per > TimeDelta::zero(), "{action:?}");
        }
    }
}
