//! A person's own password: given, changed and taken away by who has lately shown who they are.

use super::identity::log::{self, Way};
use super::identity::{enter, write_link_for};
use super::limits::{self, Action, Subject};
use super::outbox::{self, Outgoing};
use super::proof;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail::account::{self, PasswordChange};
use crate::repo;
use crate::security::password_rules;
use app::api::dto::{Entered, PasswordDesk, ProofFor};
use app::api::error::{Conflict, Field};
use app::api::ports::{Passwords, StudentActor, Viewer, WithCookies};
use app::api::{self, ApiError};
use app::paths;
use async_trait::async_trait;
use domain::email::EmailAddress;
use entity::{password, user};
use sea_orm::DatabaseTransaction;
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;

/// Passwords over the database.
pub struct PasswordsService(pub Arc<Core>);

#[async_trait]
impl Passwords for PasswordsService {
    async fn desk(&self, student: &StudentActor) -> api::Result<PasswordDesk> {
        Ok(desk(&self.0, student).await?)
    }

    async fn confirm(&self, viewer: &Viewer, student: &StudentActor, password: SecretString) -> api::Result<WithCookies<Entered>> {
        Ok(confirm(&self.0, viewer, student, password).await?)
    }

    async fn mail_proof(&self, student: &StudentActor, place: ProofFor) -> api::Result<()> {
        Ok(mail_proof(&self.0, student, place).await?)
    }

    async fn set(&self, student: &StudentActor, password: SecretString) -> api::Result<()> {
        Ok(set(&self.0, student, password).await?)
    }

    async fn remove(&self, student: &StudentActor) -> api::Result<()> {
        Ok(remove(&self.0, student).await?)
    }
}

async fn desk(core: &Core, student: &StudentActor) -> Result<PasswordDesk> {
    Ok(PasswordDesk {
        email: student.email.clone(),
        has_password: repo::passwords::of(core.db.read(), student.user.into()).await?.is_some(),
        proven: proof::is_recent(core, student).await?,
    })
}

async fn confirm(core: &Core, viewer: &Viewer, student: &StudentActor, typed: SecretString) -> Result<WithCookies<Entered>> {
    let (action, subject) = (Action::PasswordOfOwner, Subject::Person(student.user.into()));
    limits::take(core, core.db.write(), action, subject).await?;
    let known = repo::passwords::of(core.db.read(), student.user.into()).await?;
    let fits = core.passwords.fits(typed, known.as_ref().map(|known| known.phc.clone())).await?;
    let (Some(known), true) = (known, fits) else {
        log::refused(core, Way::Password, subject, viewer);
        return Err(ApiError::WrongPassword.into());
    };
    let entered = core.db.retrying(|| prove(core, viewer, student, &known)).await?;
    limits::take_back(core, core.db.write(), action, subject).await?;
    Ok(entered)
}

/// Begins a session that is a proof, if the password was not changed meanwhile.
async fn prove(core: &Core, viewer: &Viewer, student: &StudentActor, known: &password::Model) -> Result<WithCookies<Entered>> {
    let transaction = core.db.begin().await?;
    if !repo::passwords::still(&transaction, known.user_id, &known.phc).await? {
        return Err(ApiError::WrongPassword.into());
    }
    let entered = enter(core, &transaction, viewer, person(&transaction, student).await?, "password").await?;
    transaction.commit().await?;
    Ok(entered)
}

async fn mail_proof(core: &Core, student: &StudentActor, place: ProofFor) -> Result<()> {
    let account = EmailAddress::parse(&student.email).map_or_else(|_| student.email.clone(), |email| email.normalized());
    let transaction = core.db.begin().await?;
    limits::take(core, &transaction, Action::LinkForAccount, Subject::Account(&account)).await?;
    let person = person(&transaction, student).await?;
    write_link_for(core, &transaction, &person, |token| place.link(token)).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

async fn set(core: &Core, student: &StudentActor, password: SecretString) -> Result<()> {
    proof::require(core, student).await?;
    let course = repo::content::course(core.db.read()).await?.map(|course| course.title).unwrap_or_default();
    let about = [student.email.as_str(), &student.name, &course, core.settings.host()];
    if let Some(problem) = password_rules::problem(password.expose_secret(), &about) {
        return Err(ApiError::invalid(Field::NewPassword, problem).into());
    }
    let phc = core.passwords.hash(password, core.entropy.salt()).await?;
    let transaction = core.db.begin().await?;
    let known = repo::passwords::of(&transaction, student.user.into()).await?.is_some();
    repo::passwords::set(&transaction, student.user.into(), &phc, core.now()).await?;
    let change = if known { PasswordChange::Changed } else { PasswordChange::Given };
    shut_others_out(core, transaction, student, change).await
}

async fn remove(core: &Core, student: &StudentActor) -> Result<()> {
    proof::require(core, student).await?;
    let transaction = core.db.begin().await?;
    if !repo::passwords::remove(&transaction, student.user.into()).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    shut_others_out(core, transaction, student, PasswordChange::Removed).await
}

/// Ends what others may have opened with the old password, tells the person, and commits.
async fn shut_others_out(core: &Core, transaction: DatabaseTransaction, student: &StudentActor, change: PasswordChange) -> Result<()> {
    repo::sessions::end_others(&transaction, student.user.into(), student.session.into(), core.now()).await?;
    let letter = account::password(change, core.now(), &core.settings.absolute(&paths::password()));
    let key = format!("password/{}", core.new_id());
    let outgoing = Outgoing { dedupe_key: key, kind: "password", to: &student.email, order: None, secret: false };
    outbox::post(core, &transaction, outgoing, letter).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

async fn person(transaction: &DatabaseTransaction, student: &StudentActor) -> Result<user::Model> {
    let person = repo::identity::by_id(transaction, student.user.into()).await?;
    person.ok_or_else(|| Fault::stored("a session of nobody"))
}
