use super::{StudentActor, Viewer};
use crate::api::Result;
use crate::api::dto::{AddressDesk, AddressLink};
use async_trait::async_trait;

/// A person's own address. It changes when its mailbox and the one that is to be have both said yes, within half an hour.
#[async_trait]
pub trait Addresses: Send + Sync {
    /// What there is, what was asked for, and whether more may be asked for now.
    async fn desk(&self, student: &StudentActor) -> Result<AddressDesk>;
    /// Asks both mailboxes. Whether somebody has the address is told to its mailbox alone. Without a proof of the last ten minutes it is
    /// answered by [`ApiError::ProofNeeded`](crate::api::ApiError::ProofNeeded).
    async fn request(&self, student: &StudentActor, email: &str) -> Result<()>;
    /// Gives up what was asked for.
    async fn cancel(&self, student: &StudentActor) -> Result<()>;
    /// What the link in a mail is about. Changes nothing.
    async fn inspect(&self, token: &str) -> Result<AddressLink>;
    /// One mailbox says yes, once.
    async fn confirm(&self, viewer: &Viewer, token: &str) -> Result<()>;
    /// The mailbox that the account has, or had until lately, says no. All browsers are signed out.
    async fn refuse(&self, viewer: &Viewer, token: &str) -> Result<()>;
}
