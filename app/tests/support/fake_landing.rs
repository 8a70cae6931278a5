//! The sales page as its creator works on it: plausible data, and the port that answers with it.

use super::fake::Fake;
use super::panel::BREAKOUT;
use super::samples::{landing, now};
use app::api::dto::{LandingDesk, LandingView, SectionDesk, SectionRow, VersionRow};
use app::api::ports::{AdminActor, Arrangement, LandingEditor, SaveSection};
use app::api::{ApiError, Result};
use async_trait::async_trait;
use domain::landing::{Section, Word, Words};

fn row(section: &Section) -> SectionRow {
    SectionRow {
        id: section.id.clone(),
        name: section.name().to_owned(),
        excerpt: BREAKOUT.into(),
        hidden: section.id == "faq",
        changed: section.id == "hero",
        gaps: 2,
        may_rise: true,
        may_sink: true,
        may_hide: true,
        may_go: false,
    }
}

fn version(number: u32, restored_from: Option<u32>) -> VersionRow {
    VersionRow { number, published_at: now(), published_by: Some(BREAKOUT.into()), restored_from }
}

#[async_trait]
impl LandingEditor for Fake {
    async fn desk(&self, _admin: &AdminActor) -> Result<LandingDesk> {
        Ok(LandingDesk {
            sections: landing().content.sections.iter().map(row).collect(),
            draft: 7,
            changed_at: now(),
            changed_by: Some(BREAKOUT.into()),
            published: Some(version(3, None)),
            unpublished: true,
            may_add: true,
        })
    }
    async fn section(&self, _admin: &AdminActor, id: &str) -> Result<SectionDesk> {
        let mut section = landing().content.section(id).cloned().ok_or(ApiError::NotFound)?;
        section.words.insert(Word::Lead, BREAKOUT.into());
        Ok(SectionDesk {
            gaps: section.gaps(),
            section,
            mark: "0123456789abcdef".into(),
            changed_at: now(),
            changed_by: Some("Mara".into()),
        })
    }
    async fn save(&self, _admin: &AdminActor, _command: SaveSection) -> Result<()> {
        Ok(())
    }
    async fn arrange(&self, _admin: &AdminActor, _section: &str, _arrangement: Arrangement) -> Result<()> {
        Ok(())
    }
    async fn add_text(&self, _admin: &AdminActor) -> Result<String> {
        Ok("text-1".into())
    }
    async fn publish(&self, _admin: &AdminActor, _draft: u32) -> Result<()> {
        Ok(())
    }
    async fn restore(&self, _admin: &AdminActor, _version: u32) -> Result<()> {
        Ok(())
    }
    async fn discard(&self, _admin: &AdminActor, _draft: u32) -> Result<()> {
        Ok(())
    }
    async fn versions(&self, _admin: &AdminActor) -> Result<Vec<VersionRow>> {
        Ok(vec![version(3, Some(1)), version(2, None), version(1, None)])
    }
    async fn preview(&self, _admin: &AdminActor, version: Option<u32>) -> Result<LandingView> {
        if version.is_some_and(|version| version > 3) { Err(ApiError::NotFound) } else { self.landing.clone() }
    }
    async fn typed(&self, _admin: &AdminActor, _section: &str, _words: &Words, _items: &[Words]) -> Result<String> {
        self.landing.clone().map(app::zones::public::drawn)
    }
    async fn share_picture(&self, name: &str) -> Result<std::result::Result<Vec<u8>, String>> {
        Ok(Err(name.to_owned()))
    }
}
