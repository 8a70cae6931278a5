//! The first run: a code in the server's log makes the first admin, once.

mod code;
mod input;
mod key;

use super::identity::enter;
use super::{audit, doctor, seed};
use crate::core::Core;
use crate::error::Result;
use crate::repo::identity::NewUser;
use crate::repo::{content, first_run, identity};
use crate::security::hash::{same, sha256};
use app::api::dto::{Beginning, Role, SetupDesk, SetupView};
use app::api::error::{Field, Problem};
use app::api::ports::{BrowserCookie, FinishSetup, Setup, Viewer, WithCookies};
use app::api::{self, ApiError};
use async_trait::async_trait;
use input::Wanted;
pub use key::LIFE as KEY_LIFE;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use std::sync::Arc;

/// The first run over the database.
pub struct SetupService(pub Arc<Core>);

/// So many codes are looked at before a new one is needed.
const GUESSES: i32 = 20;

/// Sets another code, if nobody runs the place yet, and gives it: for the server's log.
pub async fn begin(core: &Core) -> Result<Option<String>> {
    if identity::has_admin(core.db.read()).await? {
        return Ok(None);
    }
    let letters = code::make(&core.entropy);
    first_run::begin(core.db.write(), &sha256(&letters), core.now()).await?;
    Ok(Some(code::shown(&letters)))
}

#[async_trait]
impl Setup for SetupService {
    async fn is_open(&self) -> api::Result<bool> {
        Ok(!identity::has_admin(self.0.db.read()).await.map_err(ApiError::from)?)
    }

    async fn view(&self, viewer: &Viewer) -> api::Result<SetupView> {
        let shown = self.shown_code(viewer).await;
        self.require_open().await?;
        match shown {
            Ok(_) => Ok(SetupView::Open(self.desk().await?)),
            Err(ApiError::Forbidden) => Ok(SetupView::Locked),
            Err(error) => Err(error),
        }
    }

    async fn unlock(&self, code: &str) -> api::Result<WithCookies<()>> {
        self.require_open().await?;
        if code.trim().is_empty() {
            return Err(ApiError::invalid(Field::SetupCode, Problem::Missing));
        }
        Ok(self.guess(code).await?)
    }

    async fn finish(&self, viewer: &Viewer, command: FinishSetup) -> api::Result<WithCookies<()>> {
        // Asked in this order, somebody who was faster is not taken for a key that does not fit.
        let shown = self.shown_code(viewer).await;
        self.require_open().await?;
        let code_hash = shown?;
        let begins = content::course(self.0.db.read()).await.map_err(ApiError::from)?.is_none();
        let wanted = input::parse(&command, begins)?;
        Ok(self.0.db.retrying(|| self.make(viewer, &code_hash, &wanted)).await?)
    }
}

impl SetupService {
    async fn require_open(&self) -> api::Result<()> {
        if self.is_open().await? { Ok(()) } else { Err(ApiError::NotFound) }
    }

    /// The hash of the code that this browser has shown, if that is still the code.
    async fn shown_code(&self, viewer: &Viewer) -> api::Result<Vec<u8>> {
        let run = first_run::open(self.0.db.read()).await.map_err(ApiError::from)?.ok_or(ApiError::Forbidden)?;
        let key = viewer.setup_key.as_deref().ok_or(ApiError::Forbidden)?;
        if key::fits(&self.0, key, &run.code_hash) { Ok(run.code_hash) } else { Err(ApiError::Forbidden) }
    }

    async fn desk(&self) -> Result<SetupDesk> {
        let course = content::course(self.0.db.read()).await?.map(|course| course.title);
        Ok(SetupDesk { findings: doctor::before_setup(&self.0).await, course })
    }

    /// Counts the guess before it looks at it, so that guesses at once are counted too.
    async fn guess(&self, typed: &str) -> Result<WithCookies<()>> {
        let core = &self.0;
        if !first_run::count_guess(core.db.write(), GUESSES).await? {
            return Err(ApiError::invalid(Field::SetupCode, Problem::UsedUp).into());
        }
        let run = first_run::open(core.db.read()).await?.ok_or(ApiError::NotFound)?;
        if !same(&sha256(&code::read(typed)), &run.code_hash) {
            return Err(ApiError::invalid(Field::SetupCode, Problem::Malformed).into());
        }
        Ok(WithCookies { value: (), cookies: vec![BrowserCookie::SetupKey(key::make(core, &run.code_hash)?)] })
    }

    async fn make(&self, viewer: &Viewer, code_hash: &[u8], wanted: &Wanted) -> Result<WithCookies<()>> {
        let core = &self.0;
        let transaction = core.db.begin().await?;
        if !first_run::finish(&transaction, code_hash, core.now()).await? {
            return Err(ApiError::NotFound.into());
        }
        let new = NewUser { id: core.new_id(), email: &wanted.email, name: &wanted.name, role: Role::Admin, now: core.now() };
        let admin = identity::find_or_insert(&transaction, &new).await?;
        identity::promote(&transaction, admin.id).await?;
        let begun = self.begin_course(&transaction, wanted).await?;
        let (subject, is) = (format!("person/{}", admin.id), json!({ "email": admin.email, "role": "ADMIN", "course": begun }));
        audit::record(core, &transaction, Some(admin.id), "setup.finish", &subject, audit::NOTHING, is).await?;
        // Who reads the server's log has proved as much as who reads a mailbox.
        let entered = enter(core, &transaction, viewer, admin, "link").await?;
        transaction.commit().await?;
        tracing::info!("the first admin is made: the setup page is gone");
        Ok(WithCookies { value: (), cookies: [entered.cookies, vec![BrowserCookie::SetUp]].concat() })
    }

    /// Begins the course that is wanted, if one is, and says what it begins with.
    async fn begin_course(&self, db: &DatabaseTransaction, wanted: &Wanted) -> Result<Option<&'static str>> {
        let Some(course) = &wanted.course else { return Ok(None) };
        match course.price {
            Some(price) => seed::blank::write(&self.0, db, &course.title, price).await?,
            None => seed::write_demo(&self.0, db, Some(&course.title)).await?,
        }
        let beginning = if course.price.is_some() { Beginning::Empty } else { Beginning::Demo };
        Ok(Some(beginning.name()))
    }
}
