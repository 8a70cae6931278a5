//! A line of the log for each sign-in, good or refused: by which way, and hashes of whose it was and from where, which only this site
//! can make. No address, no token, nothing that was typed.

use super::session::Shown;
use crate::core::Core;
use crate::metrics::SIGN_INS;
use crate::services::limits::Subject;
use app::api::ports::Viewer;
use uuid::Uuid;

/// How somebody comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By a mailed link.
    Link,
    /// By a password.
    Password,
    /// By a purchase.
    Purchase,
    /// By a code after one of those.
    Code,
    /// By a recovery code after one of those.
    Recovery,
    /// By one of the first two, where a code is still to come.
    Half,
}

impl Way {
    /// The way of a session that began.
    pub fn of(shown: Shown<'_>) -> Self {
        match (shown.origin, shown.factor) {
            (_, "due") => Self::Half,
            (_, "code") => Self::Code,
            (_, "recovery") => Self::Recovery,
            ("password", _) => Self::Password,
            ("purchase", _) => Self::Purchase,
            _ => Self::Link,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Password => "password",
            Self::Purchase => "purchase",
            Self::Code => "code",
            Self::Recovery => "recovery",
            Self::Half => "half",
        }
    }
}

/// Somebody came in.
pub fn good(core: &Core, way: Way, person: Uuid, viewer: &Viewer) {
    SIGN_INS.count([way.name()]);
    let (person, network) = (Subject::Person(person).name(core), Subject::Address(viewer.client_ip).name(core));
    tracing::info!(sign_in.way = way.name(), sign_in.person = person, network, "a sign-in succeeded");
}

/// Somebody was not let in. `whose` is whom they said to be.
pub fn refused(core: &Core, way: Way, whose: Subject<'_>, viewer: &Viewer) {
    let network = Subject::Address(viewer.client_ip).name(core);
    tracing::warn!(sign_in.way = way.name(), sign_in.account = whose.name(core), network, "a sign-in was refused");
}
