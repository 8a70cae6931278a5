use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{ImportView, Listed, PersonDetail, PersonRow};
use async_trait::async_trait;
use domain::ids::{GrantId, SessionId, UserId};

/// A person who gets access, as typed.
#[derive(Clone, Debug)]
pub struct AddPerson {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The last day of the access: `2026-12-31`; empty for no end.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// People, for the admin.
#[async_trait]
pub trait People: Send + Sync {
    /// A page of the people whom a search finds: words of names and addresses, or an order's public id. Newest first.
    async fn list(&self, admin: &AdminActor, search: &str, page: &str) -> Result<Listed<PersonRow>>;
    /// Everything about a person.
    async fn person(&self, admin: &AdminActor, person: UserId) -> Result<PersonDetail>;
    /// Gives a person access, and writes the person down where nobody has the address. Answers with who it is.
    async fn add(&self, admin: &AdminActor, command: AddPerson) -> Result<UserId>;
    /// Gives a known person access. `until` is the last day, or empty.
    async fn grant(&self, admin: &AdminActor, person: UserId, until: &str, reason: &str) -> Result<()>;
    /// Gives a grant another last day; empty for no end. Answers with whose it is.
    async fn extend(&self, admin: &AdminActor, grant: GrantId, until: &str, reason: &str) -> Result<UserId>;
    /// Takes a grant back. Answers with whose it was.
    async fn revoke(&self, admin: &AdminActor, grant: GrantId, reason: &str) -> Result<UserId>;
    /// Ends one session of a person, or all of them.
    async fn end_sessions(&self, admin: &AdminActor, person: UserId, session: Option<SessionId>) -> Result<()>;
    /// Forgets the second factor of a person who has lost it, and ends their sessions. Not an admin's: that is done on the server.
    async fn forget_factor(&self, admin: &AdminActor, person: UserId, reason: &str) -> Result<()>;
    /// Mails a person a link that signs them in.
    async fn send_link(&self, admin: &AdminActor, person: UserId) -> Result<()>;
    /// Gives a person another address. Where somebody has it already, all that the person owns moves to them, if that is wanted.
    /// Answers with who it is now.
    async fn change_email(&self, admin: &AdminActor, person: UserId, email: &str, merge: bool) -> Result<UserId>;
    /// Reads a table of people and keeps it. Nobody is written down. Answers with its id.
    async fn read_import(&self, admin: &AdminActor, table: &str) -> Result<String>;
    /// A page of what comes, or came, of a table, from 1.
    async fn import(&self, admin: &AdminActor, id: &str, page: u32) -> Result<ImportView>;
    /// Imports a table.
    async fn apply_import(&self, admin: &AdminActor, id: &str) -> Result<()>;
}
