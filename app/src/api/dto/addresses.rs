use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a person needs to change their address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressDesk {
    /// The address that they have.
    pub email: String,
    /// Whether they have a password, by which they can show who they are.
    pub has_password: bool,
    /// Whether they have lately shown it. Without that nothing is asked for.
    pub proven: bool,
    /// What they asked for, if both mailboxes are still to say yes.
    pub pending: Option<PendingAddress>,
}

/// An address that is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingAddress {
    /// The address.
    pub to: String,
    /// Until when both can say yes.
    pub until: DateTime<Utc>,
    /// Whether the mailbox of the present address has.
    pub old_confirmed: bool,
    /// Whether the mailbox of the new one has.
    pub new_confirmed: bool,
}

/// What the link in a mail about a change of address is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressLink {
    /// Whose link it is.
    pub side: AddressSide,
    /// What can be done with it.
    pub state: AddressLinkState,
    /// The address that is to be, or is. Empty where the link is none.
    pub to: String,
}

/// To which mailbox a link went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressSide {
    /// To the one that the account has.
    Old,
    /// To the one that it is to have.
    New,
    /// To the one that it had, afterwards, to object.
    Objection,
}

/// What can be done with such a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressLinkState {
    /// Yes and no can be said.
    Live,
    /// Yes was said, and the other mailbox is still to say it.
    Waiting,
    /// Both have said yes.
    Done,
    /// No was said, or something else was asked for since.
    Refused,
    /// It is too old.
    Expired,
    /// It never was one.
    Unknown,
}
