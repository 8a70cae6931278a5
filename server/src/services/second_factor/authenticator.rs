//! The secret that an authenticator and the site share: made, sealed for the database, and what its codes prove.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::second_factor as repo;
use crate::security::sealed::{self, About, Sealed};
use crate::security::totp;
use app::api::ApiError;
use app::api::error::{Field, Problem};
use domain::second_factor::steps_taken;
use entity::authenticator;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

const PURPOSE: &str = "authenticator";

/// A secret of a person, sealed.
pub fn seal(core: &Core, user: Uuid, secret: &[u8]) -> Result<Sealed> {
    let about = About { purpose: PURPOSE, owner: user.as_bytes() };
    sealed::seal(&core.settings, core.entropy.as_ref(), about, secret)
}

/// A new secret.
pub fn new_secret(core: &Core) -> [u8; totp::SECRET_BYTES] {
    let mut secret = [0; totp::SECRET_BYTES];
    core.entropy.fill(&mut secret);
    secret
}

/// The secret of an authenticator. It cannot be read any more where the site has another `APP_SECRET` than when it was sealed.
pub fn secret(core: &Core, authenticator: &authenticator::Model) -> Result<Vec<u8>> {
    let about = About { purpose: PURPOSE, owner: authenticator.user_id.as_bytes() };
    let opened = sealed::open(&core.settings, about, &sealed_of(authenticator));
    opened.ok_or_else(|| Fault::stored("the secret of an authenticator was sealed with another APP_SECRET"))
}

fn sealed_of(authenticator: &authenticator::Model) -> Sealed {
    Sealed { bytes: authenticator.sealed.clone(), with: authenticator.sealed_with.clone() }
}

/// The half minute of a code, if it is one of this moment. Where the secret cannot be read no code fits, and recovery codes do.
pub fn step(core: &Core, authenticator: &authenticator::Model, typed: u32) -> Result<i64> {
    let Ok(secret) = secret(core, authenticator) else {
        tracing::error!(authenticator = %authenticator.id, "an authenticator cannot be read: it was sealed with another APP_SECRET");
        return Err(wrong(Problem::Wrong));
    };
    let step = totp::step_of(&secret, typed, steps_taken(core.now()));
    step.ok_or_else(|| wrong(Problem::Wrong))
}

/// Takes a code of a person's authenticator, once.
pub async fn take(core: &Core, db: &impl ConnectionTrait, user: Uuid, typed: u32) -> Result<()> {
    let authenticator = repo::counting(db, user).await?.ok_or_else(|| wrong(Problem::Wrong))?;
    let step = step(core, &authenticator, typed)?;
    if repo::take_step(db, authenticator.id, step).await? { Ok(()) } else { Err(wrong(Problem::UsedUp)) }
}

/// What is wrong with a typed code.
pub fn wrong(problem: Problem) -> Fault {
    ApiError::invalid(Field::FactorCode, problem).into()
}

/// Seals anew what was sealed with the secret before. Once that is done, and every server was started again, `APP_SECRET_PREVIOUS`
/// is needed no longer.
pub async fn reseal(core: &Core) -> Result<()> {
    let current = seal(core, Uuid::nil(), b"")?.with;
    for authenticator in repo::sealed_otherwise(core.db.read(), &current).await? {
        if let Ok(secret) = secret(core, &authenticator) {
            repo::reseal(core.db.write(), &authenticator, seal(core, authenticator.user_id, &secret)?).await?;
        } else {
            tracing::warn!(
                authenticator = %authenticator.id,
                "an authenticator cannot be read: it was sealed with neither APP_SECRET nor APP_SECRET_PREVIOUS; its person needs a recovery code"
            );
        }
    }
    Ok(())
}
