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
