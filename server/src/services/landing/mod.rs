//! The sales page: what visitors see of it, the draft in which its creator works, and its versions.

mod change;
mod desk;
mod found;
mod page;
pub mod pictures;
mod publish;

pub use change::with_html;
pub use page::{offer, published, view, with_offer};
pub use publish::first;

use crate::core::Core;
use crate::error::Fault;
use crate::share_picture;
use app::api;
use app::api::dto::{LandingDesk, LandingView, SectionDesk, VersionRow};
use app::api::ports::{AdminActor, Arrangement, LandingEditor, SaveSection};
use app::zones::public::drawn;
use async_trait::async_trait;
use domain::landing::Words;
use std::sync::Arc;
use tokio::sync::Mutex;

/// The sales page over the database. It keeps the picture that messengers show, because drawing it takes a while.
pub struct LandingService {
    core: Arc<Core>,
    drawn: Mutex<Option<(String, Vec<u8>)>>,
}

impl LandingService {
    /// The service over a core.
    pub fn new(core: Arc<Core>) -> Self {
        Self { core, drawn: Mutex::new(None) }
    }

    async fn drawn(&self, name: &str) -> crate::error::Result<Result<Vec<u8>, String>> {
        let card = found::card(&self.core).await?;
        let current = card.name();
        if current != name {
            return Ok(Err(current));
        }
        let mut drawn = self.drawn.lock().await;
        if let Some((_, png)) = drawn.as_ref().filter(|(drawn, _)| *drawn == current) {
            return Ok(Ok(png.clone()));
        }
        let png = tokio::task::spawn_blocking(move || share_picture::png(&card)).await;
        let png = png.map_err(|error| Fault::stored(format!("a picture that was drawn: {error}")))??;
        *drawn = Some((current, png.clone()));
        Ok(Ok(png))
    }
}

#[async_trait]
impl LandingEditor for LandingService {
    async fn desk(&self, _admin: &AdminActor) -> api::Result<LandingDesk> {
        Ok(desk::desk(&self.core).await?)
    }

    async fn section(&self, _admin: &AdminActor, id: &str) -> api::Result<SectionDesk> {
        Ok(desk::section(&self.core, id).await?)
    }

    async fn save(&self, admin: &AdminActor, command: SaveSection) -> api::Result<()> {
        Ok(change::save(&self.core, admin, &command).await?)
    }

    async fn arrange(&self, admin: &AdminActor, section: &str, arrangement: Arrangement) -> api::Result<()> {
        Ok(change::arrange(&self.core, admin, section, arrangement).await?)
    }

    async fn add_text(&self, admin: &AdminActor) -> api::Result<String> {
        Ok(change::add_text(&self.core, admin).await?)
    }

    async fn publish(&self, admin: &AdminActor, draft: u32) -> api::Result<()> {
        Ok(publish::publish(&self.core, admin, draft).await?)
    }

    async fn restore(&self, admin: &AdminActor, version: u32) -> api::Result<()> {
        Ok(publish::restore(&self.core, admin, version).await?)
    }

    async fn discard(&self, admin: &AdminActor, draft: u32) -> api::Result<()> {
        Ok(publish::discard(&self.core, admin, draft).await?)
    }

    async fn versions(&self, _admin: &AdminActor) -> api::Result<Vec<VersionRow>> {
        Ok(desk::versions(&self.core).await?)
    }

    async fn preview(&self, _admin: &AdminActor, version: Option<u32>) -> api::Result<LandingView> {
        Ok(page::preview(&self.core, version).await?)
    }

    async fn typed(&self, _admin: &AdminActor, section: &str, words: &Words, items: &[Words]) -> api::Result<String> {
        Ok(drawn(page::typed(&self.core, section, words, items).await?))
    }

    async fn share_picture(&self, name: &str) -> api::Result<Result<Vec<u8>, String>> {
        Ok(self.drawn(name).await?)
    }
}
