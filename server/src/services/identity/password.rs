//! Signing in with a password. Whoever is not let in gets the same answer after the same work: unknown people, people without a
//! password, people who are banned, and wrong passwords.

use super::log::{self, Way};
use super::session::{enter, place};
use crate::core::Core;
use crate::error::Result;
use crate::repo;
use crate::security::password::Passwords;
use crate::services::limits::{self, Action, Subject};
use app::api::ApiError;
use app::api::dto::Entered;
use app::api::ports::{Viewer, WithCookies};
use domain::email::EmailAddress;
use entity::{password, user};
use secrecy::SecretString;
use uuid::Uuid;

/// Lets in who has the password of an address.
pub async fn sign_in(core: &Core, viewer: &Viewer, email: &EmailAddress, typed: SecretString) -> Result<WithCookies<Entered>> {
    let email = email.normalized();
    let entered = try_in(core, viewer, &email, typed).await;
    entered.inspect_err(|_| log::refused(core, Way::Password, Subject::Account(&email), viewer))
}

async fn try_in(core: &Core, viewer: &Viewer, email: &str, typed: SecretString) -> Result<WithCookies<Entered>> {
    let (user, known) = match repo::passwords::of_address(core.db.read(), email).await? {
        Some((user, known)) => (Some(user), known),
        None => (None, None),
    };
    let door = Door::of(core, viewer, email, user.as_ref()).await?;
    door.count(core, viewer).await?;
    let fits = core.passwords.fits(typed.clone(), known.as_ref().map(|known| known.phc.clone())).await?;
    let (Some(user), Some(known), true) = (user, known, fits) else { return Err(ApiError::WrongPassword.into()) };
    let entered = core.db.retrying(|| admit(core, viewer, &user, &known)).await?;
    door.forgive(core, viewer).await?;
    renew(core, &known, typed).await;
    Ok(entered)
}

/// Makes a hash anew whose cost is not that of today. Who is in stays in, whatever becomes of that.
async fn renew(core: &Core, known: &password::Model, typed: SecretString) {
    if !Passwords::is_outdated(&known.phc) {
        return;
    }
    let renewed = async {
        let phc = core.passwords.hash(typed, core.entropy.salt()).await?;
        repo::passwords::renew(core.db.write(), known.user_id, &known.phc, &phc).await
    };
    if let Err(error) = renewed.await {
        tracing::warn!(error = %error, "a password's hash keeps its older cost");
    }
}

/// Begins the session, if the person may come in and the password was not changed meanwhile.
async fn admit(core: &Core, viewer: &Viewer, user: &user::Model, known: &password::Model) -> Result<WithCookies<Entered>> {
    let transaction = core.db.begin().await?;
    if !repo::passwords::still(&transaction, user.id, &known.phc).await? {
        return Err(ApiError::WrongPassword.into());
    }
    let user = repo::identity::by_id(&transaction, user.id).await?.filter(|user| user.banned_at.is_none());
    let entered = enter(core, &transaction, viewer, user.ok_or(ApiError::WrongPassword)?, "password").await?;
    transaction.commit().await?;
    Ok(entered)
}

/// Under which count a try falls. Strangers share one for each account; where its person was signed in before, there is another, so
/// that no stranger can keep them out.
struct Door {
    action: Action,
    account: String,
}

impl Door {
    async fn of(core: &Core, viewer: &Viewer, email: &str, user: Option<&user::Model>) -> Result<Self> {
        let place = place(viewer.client_ip).unwrap_or_default();
        // Asked about nobody too, so that unknown people take as long.
        let id = user.map_or(Uuid::nil(), |user| user.id);
        if repo::sessions::were_in(core.db.read(), id, &place).await? && !place.is_empty() {
            return Ok(Self { action: Action::PasswordOfOwner, account: format!("{email} {place}") });
        }
        Ok(Self { action: Action::PasswordForAccount, account: email.to_owned() })
    }

    /// Counts a try before anybody knows whether it is a good one, so that tries at once are counted too.
    async fn count(&self, core: &Core, viewer: &Viewer) -> Result<()> {
        limits::take(core, core.db.write(), Action::PasswordFromAddress, Subject::Address(viewer.client_ip)).await?;
        limits::take(core, core.db.write(), self.action, Subject::Account(&self.account)).await
    }

    /// Takes that back after a good one.
    async fn forgive(&self, core: &Core, viewer: &Viewer) -> Result<()> {
        limits::take_back(core, core.db.write(), Action::PasswordFromAddress, Subject::Address(viewer.client_ip)).await?;
        limits::take_back(core, core.db.write(), self.action, Subject::Account(&self.account)).await
    }
}
