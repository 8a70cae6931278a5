//! The second factor, after the first: a code of the moment or a recovery code. Each counts once.

use super::log::{self, Way};
use super::session::{Shown, begin_session};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail::account::{self, FactorChange};
use crate::repo::{self, rows};
use crate::security::hash::sha256;
use crate::services::limits::{self, Action, Subject};
use crate::services::outbox::{self, Outgoing};
use crate::services::second_factor::authenticator::{self, wrong};
use app::api::ApiError;
use app::api::dto::PersonView;
use app::api::error::{Field, Problem};
use app::api::ports::{BrowserCookie, Halfway, Viewer, WithCookies};
use app::paths;
use domain::second_factor::{Typed, read};
use entity::user;
use sea_orm::DatabaseTransaction;

/// Lets in who has shown the first factor here, and now shows the second.
pub async fn give(core: &Core, viewer: &Viewer, typed: &str) -> Result<WithCookies<PersonView>> {
    let halfway = viewer.halfway.ok_or(ApiError::Unauthenticated)?;
    let typed = read(typed);
    let (way, entered) = match typed {
        Typed::Moment(_) => (Way::Code, by_code(core, viewer, halfway, &typed).await),
        Typed::Recovery(_) => (Way::Recovery, by_recovery_code(core, viewer, halfway, &typed).await),
        Typed::Nothing => return Err(wrong(Problem::Missing)),
        Typed::Neither => return Err(wrong(Problem::Malformed)),
    };
    core.wake_jobs.notify_one();
    entered.inspect_err(|_| log::refused(core, way, Subject::Person(halfway.user.into()), viewer))
}

/// Six digits can be guessed: a try counts before they are looked at, so that tries at once are counted too.
async fn by_code(core: &Core, viewer: &Viewer, halfway: Halfway, typed: &Typed) -> Result<WithCookies<PersonView>> {
    let whose = Subject::Person(halfway.user.into());
    let counts = [Action::FactorCode, Action::FactorCodeOfDay];
    for action in counts {
        limits::take(core, core.db.write(), action, whose).await?;
    }
    let entered = core.db.retrying(|| admit(core, viewer, halfway, typed)).await;
    // A second click finds the code taken, or the half of a sign-in gone, and tells a thief nothing.
    if !entered.as_ref().is_err_and(is_wrong) {
        for action in counts {
            limits::take_back(core, core.db.write(), action, whose).await?;
        }
    }
    entered
}

/// A recovery code cannot be guessed, and is what is left to somebody whose codes are guessed at: a right one always lets in, and only
/// wrong ones count.
async fn by_recovery_code(core: &Core, viewer: &Viewer, halfway: Halfway, typed: &Typed) -> Result<WithCookies<PersonView>> {
    let entered = core.db.retrying(|| admit(core, viewer, halfway, typed)).await;
    if entered.as_ref().is_err_and(is_wrong) {
        limits::take(core, core.db.write(), Action::RecoveryCode, Subject::Person(halfway.user.into())).await?;
    }
    entered
}

fn is_wrong(fault: &Fault) -> bool {
    matches!(fault, Fault::Api(error) if error.problem_with(Field::FactorCode) == Some(Problem::Wrong))
}

async fn admit(core: &Core, viewer: &Viewer, halfway: Halfway, typed: &Typed) -> Result<WithCookies<PersonView>> {
    let (session, now) = (halfway.session.into(), core.now());
    let transaction = core.db.begin().await?;
    if !repo::identity::end_session(&transaction, halfway.user.into(), session, now).await? {
        return Err(ApiError::Unauthenticated.into());
    }
    let half = repo::sessions::by_id(&transaction, session).await?.ok_or(ApiError::Unauthenticated)?;
    let person = repo::identity::by_id(&transaction, half.user_id).await?.filter(|person| person.banned_at.is_none());
    let person = person.ok_or(ApiError::Unauthenticated)?;
    let factor = show(core, &transaction, &person, typed).await?;
    let token = begin_session(core, &transaction, &person, Shown { origin: &half.origin, factor }, viewer).await?;
    transaction.commit().await?;
    let person = PersonView { role: rows::role(&person.role)?, name: person.name, email: person.email };
    Ok(WithCookies { value: person, cookies: vec![BrowserCookie::Session(token)] })
}

/// Takes the code and says what it was.
async fn show(core: &Core, transaction: &DatabaseTransaction, person: &user::Model, typed: &Typed) -> Result<&'static str> {
    match typed {
        Typed::Moment(digits) => {
            authenticator::take(core, transaction, person.id, *digits).await?;
            Ok("code")
        }
        Typed::Recovery(letters) => {
            if !repo::second_factor::spend_code(transaction, person.id, sha256(letters), core.now()).await? {
                return Err(wrong(Problem::Wrong));
            }
            tell(core, transaction, person).await?;
            Ok("recovery")
        }
        Typed::Nothing | Typed::Neither => Err(wrong(Problem::Malformed)),
    }
}

/// Tells the person that a recovery code was used, which should be rare.
async fn tell(core: &Core, transaction: &DatabaseTransaction, person: &user::Model) -> Result<()> {
    let left = repo::second_factor::codes_left(transaction, person.id).await?;
    let letter = account::factor(FactorChange::CodeUsed { left }, core.now(), &core.settings.absolute(&paths::second_factor()));
    let key = format!("second-factor/{}", core.new_id());
    let outgoing = Outgoing { dedupe_key: key, kind: "second_factor", to: &person.email, order: None, secret: false };
    outbox::post(core, transaction, outgoing, letter).await
}
