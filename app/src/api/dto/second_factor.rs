use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A person's own second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorDesk {
    /// Their address.
    pub email: String,
    /// Whether they have a password.
    pub has_password: bool,
    /// Whether they have lately shown who they are. Without that nothing is changed.
    pub proven: bool,
    /// Whether the panel is shut to them without one.
    pub needed: bool,
    /// Since when there is one.
    pub since: Option<DateTime<Utc>>,
    /// How many recovery codes are left.
    pub codes_left: u32,
    /// What is being set up, to who has lately shown who they are.
    pub begun: Option<BegunFactor>,
    /// Recovery codes that this browser has just had made. It sees them for ten minutes; nobody ever does again.
    pub new_codes: Vec<String>,
}

/// A second factor that waits for its first code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BegunFactor {
    /// The secret, in groups, for who types it.
    pub secret: String,
    /// How many squares the code for a camera has in a row.
    pub width: u16,
    /// Its dark squares, as the path of a drawing.
    pub squares: String,
}
