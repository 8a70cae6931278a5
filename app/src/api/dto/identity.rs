use crate::paths::{self, LocalPath};
use chrono::{DateTime, Utc};
use domain::ids::SessionId;
use serde::{Deserialize, Serialize};

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Role {
    /// Runs the business.
    Admin,
    /// Learns.
    Student,
}

/// Who is looking at the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewerView {
    /// The signed-in person, if any.
    pub person: Option<PersonView>,
}

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// The name, or empty.
    pub name: String,
    /// The address.
    pub email: String,
    /// The role.
    pub role: Role,
}

/// Somebody who has just shown who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Who it is.
    pub person: PersonView,
    /// Whether they have a second factor, and are to show it before anything else.
    pub awaits_code: bool,
}

/// Whether a sign-in link can still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkStatus {
    /// It can.
    Live,
    /// It was used.
    Used,
    /// It is too old.
    Expired,
    /// It never was one.
    Unknown,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Which.
    pub id: SessionId,
    /// The browser and its system: `Firefox on Windows`.
    pub device: String,
    /// The network it came from when it signed in, roughly: `203.0.113.0/24`. Empty where that is not known.
    pub network: String,
    /// What proved the person: `link`, `password` or `purchase`.
    pub origin: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was here last, give or take ten minutes.
    pub seen_at: DateTime<Utc>,
    /// Whether it still holds.
    pub live: bool,
    /// Whether it is the browser that asks.
    pub here: bool,
    /// Whether a second factor was shown besides.
    pub by_two: bool,
}

/// The browsers in which a person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionList {
    /// Those that hold, the one that was seen last first.
    pub sessions: Vec<SessionRow>,
    /// Whether the person has lately shown who they are. Without that none is ended.
    pub proven: bool,
    /// How many there may be. With one more, the one that has rested for longest ends.
    pub most: u32,
}

/// What a person needs to give themselves a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordDesk {
    /// Their address.
    pub email: String,
    /// Whether they have one already.
    pub has_password: bool,
    /// Whether they have lately shown who they are. Without that nothing is changed.
    pub proven: bool,
}

/// Where a proof of who one is leads back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProofFor {
    /// To one's password.
    Password,
    /// To one's address.
    Address,
    /// To one's second factor.
    Factor,
    /// To the browsers in which one is signed in.
    Sessions,
    /// To the form that deletes one's account.
    Erasure,
}

impl ProofFor {
    /// Its name in forms and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Address => "address",
            Self::Factor => "factor",
            Self::Sessions => "sessions",
            Self::Erasure => "erasure",
        }
    }

    /// That of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Password, Self::Address, Self::Factor, Self::Sessions, Self::Erasure];
        all.into_iter().find(|place| place.name() == name)
    }

    /// Its page.
    pub fn page(self) -> LocalPath {
        match self {
            Self::Password => paths::password(),
            Self::Address => paths::address(),
            Self::Factor => paths::second_factor(),
            Self::Sessions => paths::account_sessions(),
            Self::Erasure => paths::account_erasure(),
        }
    }

    /// Its page after a link was asked for that shows who one is.
    pub fn page_after_mail(self) -> LocalPath {
        match self {
            Self::Password => paths::password_proof_sent(),
            Self::Address => paths::address_proof_sent(),
            Self::Factor => paths::second_factor_proof_sent(),
            Self::Sessions | Self::Erasure => paths::proof_sent(self.name()),
        }
    }

    /// The sign-in link that leads there.
    pub fn link(self, token: &str) -> LocalPath {
        paths::sign_in_link_to(token, self.name())
    }
}
