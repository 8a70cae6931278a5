use super::{Viewer, WithCookies};
use crate::api::Result;
use crate::api::dto::{Entered, LinkStatus, PersonView};
use async_trait::async_trait;
use domain::ids::{SessionId, UserId};
use secrecy::SecretString;

/// Somebody who has shown the first of two factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halfway {
    /// Who.
    pub user: UserId,
    /// The session that waits for the second.
    pub session: SessionId,
}

impl Viewer {
    /// The session of this browser, also one that only waits for a second factor.
    pub fn session(&self) -> Option<SessionId> {
        let actor = self.actor.as_ref().map(|actor| actor.session);
        actor.or(self.halfway.map(|halfway| halfway.session))
    }
}

/// Who is who.
#[async_trait]
pub trait Identity: Send + Sync {
    /// Mails a sign-in link if the address is known; answers the same if not, also when too many were asked for.
    async fn request_link(&self, viewer: &Viewer, email: &str) -> Result<()>;
    /// Whether a link can be spent. Spends nothing.
    async fn inspect_link(&self, token: &str) -> Result<LinkStatus>;
    /// Spends a link and signs the browser in.
    async fn redeem_link(&self, viewer: &Viewer, token: &str) -> Result<WithCookies<Entered>>;
    /// Signs the browser in by a password. Whatever keeps somebody out, the answer is [`ApiError::WrongPassword`](crate::api::ApiError).
    async fn sign_in_with_password(&self, viewer: &Viewer, email: &str, password: SecretString) -> Result<WithCookies<Entered>>;
    /// Takes the second factor of somebody who has shown the first here: a code of the moment, which counts once, or a recovery code.
    async fn give_code(&self, viewer: &Viewer, code: &str) -> Result<WithCookies<PersonView>>;
    /// Ends the session of this browser.
    async fn sign_out(&self, viewer: &Viewer) -> Result<WithCookies<()>>;
}
