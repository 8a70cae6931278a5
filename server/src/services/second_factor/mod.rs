//! A person's own second factor, changed by who has lately shown who they are.

pub mod authenticator;
pub mod codes;
pub mod forgetting;

use super::identity::{Shown, begin_session};
use super::limits::{self, Action, Subject};
use super::outbox::{self, Outgoing};
use super::proof;
use crate::certificate::qr;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail::account::{self, FactorChange};
use crate::repo::{self, second_factor as rows};
use crate::security::totp;
use app::api::dto::{BegunFactor, FactorDesk, Role};
use app::api::error::{Conflict, Problem};
use app::api::ports::{BrowserCookie, SecondFactor, StudentActor, Viewer, WithCookies};
use app::api::{self, ApiError};
use app::paths;
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::second_factor::{Typed, in_groups, read};
use sea_orm::DatabaseTransaction;
use std::fmt::Write;
use std::sync::Arc;

/// A secret waits so long for its first code.
const WAITS: TimeDelta = TimeDelta::minutes(10);

/// Second factors over the database.
pub struct SecondFactorService(pub Arc<Core>);

#[async_trait]
impl SecondFactor for SecondFactorService {
    async fn desk(&self, viewer: &Viewer, student: &StudentActor) -> api::Result<FactorDesk> {
        Ok(desk(&self.0, viewer, student).await?)
    }

    async fn begin(&self, student: &StudentActor) -> api::Result<()> {
        Ok(begin(&self.0, student).await?)
    }

    async fn confirm(&self, viewer: &Viewer, student: &StudentActor, code: &str) -> api::Result<WithCookies<()>> {
        Ok(confirm(&self.0, viewer, student, code).await?)
    }

    async fn renew_codes(&self, student: &StudentActor) -> api::Result<WithCookies<()>> {
        let core = &self.0;
        Ok(core.db.retrying(|| renew_codes(core, student)).await?)
    }

    async fn new_codes(&self, viewer: &Viewer, student: &StudentActor) -> api::Result<Vec<String>> {
        Ok(new_codes(&self.0, viewer, student).await?)
    }

    async fn remove(&self, student: &StudentActor) -> api::Result<()> {
        Ok(remove(&self.0, student).await?)
    }
}

/// Whether the panel is shut to a person without a second factor. In this session they may be no more than a student.
fn is_needed(core: &Core, student: &StudentActor) -> bool {
    core.settings.admins_need_factor && (student.role == Role::Admin || student.lacks_factor)
}

async fn desk(core: &Core, viewer: &Viewer, student: &StudentActor) -> Result<FactorDesk> {
    let (db, user) = (core.db.read(), student.user.into());
    let proven = proof::is_recent(core, student).await?;
    let counting = rows::counting(db, user).await?;
    Ok(FactorDesk {
        email: student.email.clone(),
        has_password: repo::passwords::of(db, user).await?.is_some(),
        proven,
        needed: is_needed(core, student),
        codes_left: if counting.is_some() { u32::try_from(rows::codes_left(db, user).await?).unwrap_or(u32::MAX) } else { 0 },
        since: counting.and_then(|counting| counting.confirmed_at),
        begun: if proven { begun(core, student).await? } else { None },
        new_codes: new_codes(core, viewer, student).await?,
    })
}

/// What waits for its first code.
async fn begun(core: &Core, student: &StudentActor) -> Result<Option<BegunFactor>> {
    let Some(waiting) = rows::waiting(core.db.read(), student.user.into(), core.now() - WAITS).await? else { return Ok(None) };
    let secret = authenticator::secret(core, &waiting)?;
    let course = repo::content::course(core.db.read()).await?.map_or_else(|| "Lectern".to_owned(), |course| course.title);
    let address = totp::address(&secret, &course, &student.email);
    let drawn = qr::squares(&address).ok_or_else(|| Fault::stored("the address of an authenticator is too long to be drawn"))?;
    let mut squares = String::new();
    for (column, row, count) in &drawn.dark {
        write!(squares, "M{column} {row}h{count}v1h-{count}z").map_err(|_| Fault::stored("a code could not be drawn"))?;
    }
    Ok(Some(BegunFactor { secret: in_groups(&totp::text(&secret), 4), width: drawn.width, squares }))
}

async fn begin(core: &Core, student: &StudentActor) -> Result<()> {
    proof::require(core, student).await?;
    let user = student.user.into();
    let sealed = authenticator::seal(core, user, &authenticator::new_secret(core))?;
    rows::begin(core.db.write(), core.new_id(), user, &sealed, core.now()).await
}

async fn confirm(core: &Core, viewer: &Viewer, student: &StudentActor, typed: &str) -> Result<WithCookies<()>> {
    proof::require(core, student).await?;
    let typed = match read(typed) {
        Typed::Moment(digits) => digits,
        Typed::Nothing => return Err(authenticator::wrong(Problem::Missing)),
        Typed::Recovery(_) | Typed::Neither => return Err(authenticator::wrong(Problem::Malformed)),
    };
    let (action, subject) = (Action::FactorCode, Subject::Person(student.user.into()));
    limits::take(core, core.db.write(), action, subject).await?;
    let confirmed = core.db.retrying(|| count_from_now(core, viewer, student, typed)).await?;
    limits::take_back(core, core.db.write(), action, subject).await?;
    core.wake_jobs.notify_one();
    Ok(confirmed)
}

/// Lets what waits count. Whoever came in without it is out: all other sessions end, and this one is replaced by one that has shown it.
async fn count_from_now(core: &Core, viewer: &Viewer, student: &StudentActor, typed: u32) -> Result<WithCookies<()>> {
    let (user, session, now) = (student.user.into(), student.session.into(), core.now());
    let transaction = core.db.begin().await?;
    if !repo::identity::end_session(&transaction, user, session, now).await? {
        return Err(ApiError::Unauthenticated.into());
    }
    let waiting = rows::waiting(&transaction, user, now - WAITS).await?.ok_or(ApiError::Conflict(Conflict::NoLongerSo))?;
    let step = authenticator::step(core, &waiting, typed)?;
    if !rows::confirm(&transaction, &waiting, step, now).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let here = repo::sessions::by_id(&transaction, session).await?.ok_or(ApiError::Unauthenticated)?;
    repo::identity::end_sessions(&transaction, user, now).await?;
    let person = repo::identity::by_id(&transaction, user).await?.ok_or(ApiError::Unauthenticated)?;
    let token = begin_session(core, &transaction, &person, Shown { origin: &here.origin, factor: "code" }, viewer).await?;
    let seed = codes::make(core, &transaction, user).await?;
    tell(core, &transaction, student, FactorChange::On).await?;
    transaction.commit().await?;
    Ok(WithCookies { value: (), cookies: vec![BrowserCookie::Session(token), seed] })
}

async fn renew_codes(core: &Core, student: &StudentActor) -> Result<WithCookies<()>> {
    proof::require(core, student).await?;
    let transaction = core.db.begin().await?;
    if !rows::still_counting(&transaction, student.user.into()).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let seed = codes::make(core, &transaction, student.user.into()).await?;
    repo::sessions::end_others(&transaction, student.user.into(), student.session.into(), core.now()).await?;
    tell(core, &transaction, student, FactorChange::NewCodes).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(WithCookies { value: (), cookies: vec![seed] })
}

async fn new_codes(core: &Core, viewer: &Viewer, student: &StudentActor) -> Result<Vec<String>> {
    match &viewer.recovery_seed {
        Some(seed) => codes::readable(core, student.user.into(), seed).await,
        None => Ok(Vec::new()),
    }
}

async fn remove(core: &Core, student: &StudentActor) -> Result<()> {
    proof::require(core, student).await?;
    if is_needed(core, student) {
        return Err(ApiError::Conflict(Conflict::FactorRequired).into());
    }
    let transaction = core.db.begin().await?;
    if !rows::remove(&transaction, student.user.into()).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    repo::sessions::end_others(&transaction, student.user.into(), student.session.into(), core.now()).await?;
    tell(core, &transaction, student, FactorChange::Off).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

/// Tells the person by mail, who may not have done it.
async fn tell(core: &Core, transaction: &DatabaseTransaction, student: &StudentActor, change: FactorChange) -> Result<()> {
    let letter = account::factor(change, core.now(), &core.settings.absolute(&paths::second_factor()));
    let key = format!("second-factor/{}", core.new_id());
    let outgoing = Outgoing { dedupe_key: key, kind: "second_factor", to: &student.email, order: None, secret: false };
    outbox::post(core, transaction, outgoing, letter).await
}
