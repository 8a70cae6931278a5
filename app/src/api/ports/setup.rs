//! The first run.

use super::{Viewer, WithCookies};
use crate::api::Result;
use crate::api::dto::{Beginning, SetupView};
use async_trait::async_trait;

/// What the first run is finished with, as typed.
#[derive(Clone, Debug)]
pub struct FinishSetup {
    /// The admin's name.
    pub name: String,
    /// The admin's address.
    pub email: String,
    /// The course's title.
    pub course: String,
    /// The code of its currency.
    pub currency: String,
    /// Its price in that currency: `149`, `149.50`.
    pub price: String,
    /// What it begins with.
    pub beginning: Beginning,
}

/// The first run. It is there while nobody runs the place; then all of it is [`crate::api::ApiError::NotFound`].
#[async_trait]
pub trait Setup: Send + Sync {
    /// Whether it is there.
    async fn is_open(&self) -> Result<bool>;
    /// Its page, to a browser that has shown the code all of it.
    async fn view(&self, viewer: &Viewer) -> Result<SetupView>;
    /// Takes the code of the server's log, and gives the browser a key for two hours. Only so many codes are looked at.
    async fn unlock(&self, code: &str) -> Result<WithCookies<()>>;
    /// Makes the admin and the course, and signs the browser in. Of two at once one succeeds.
    async fn finish(&self, viewer: &Viewer, command: FinishSetup) -> Result<WithCookies<()>>;
}
