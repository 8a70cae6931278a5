//! The page as its creator works on it.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::landing::{self, VersionHead};
use app::api::ApiError;
use app::api::dto::{LandingDesk, SectionDesk, SectionRow, VersionRow};
use domain::landing::{Kind, LandingContent, MOST_TEXTS, Place, Section, Word};
use entity::{landing_draft, landing_version};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// So many versions are listed.
const LISTED: u64 = 100;
/// So many letters of a section are shown in the list of all.
const EXCERPT: usize = 110;

/// What tells a state of a section from every other, as forms carry it.
pub fn mark(section: &Section) -> Result<String> {
    let said = (&section.words, &section.items, section.picture);
    let bytes = serde_json::to_vec(&said).map_err(|error| Fault::stored(format!("a section of the sales page: {error}")))?;
    Ok(hex::encode(&Sha256::digest(bytes)[..8]))
}

/// The draft, read.
pub async fn draft(core: &Core) -> Result<(landing_draft::Model, LandingContent)> {
    let mut row = landing::draft(core.db.read()).await?.ok_or(ApiError::NotFound)?;
    let content = landing::content(std::mem::take(&mut row.content))?;
    Ok((row, content))
}

/// The list of sections.
pub async fn desk(core: &Core) -> Result<LandingDesk> {
    let db = core.db.read();
    let (row, content) = draft(core).await?;
    let (version, public) = match landing::published(db).await? {
        Some(version) => (Some(head(&version)), Some(landing::content(version.content)?)),
        None => (None, None),
    };
    let people: Vec<Uuid> = row.changed_by.into_iter().chain(version.as_ref().and_then(|version| version.published_by)).collect();
    let names = landing::names(db, &people).await?;
    let texts = content.sections.iter().filter(|section| section.kind == Kind::Text).count();
    Ok(LandingDesk {
        sections: (0..content.sections.len()).map(|index| section_row(&content, index, public.as_ref())).collect(),
        draft: u32::try_from(row.version).unwrap_or_default(),
        changed_at: row.changed_at,
        changed_by: row.changed_by.and_then(|person| names.get(&person).cloned()),
        published: version.map(|version| version_row(&version, &names)),
        unpublished: public.is_none_or(|public| public != content),
        may_add: texts < MOST_TEXTS,
    })
}

fn section_row(content: &LandingContent, index: usize, public: Option<&LandingContent>) -> SectionRow {
    let section = &content.sections[index];
    let spec = section.kind.spec();
    let moves = |index: Option<usize>| {
        spec.place == Place::Free
            && index.and_then(|index| content.sections.get(index)).is_some_and(|other| other.kind.spec().place == Place::Free)
    };
    SectionRow {
        id: section.id.clone(),
        name: section.name().to_owned(),
        excerpt: excerpt(section),
        hidden: section.hidden,
        changed: public.is_none_or(|public| public.section(&section.id) != Some(section)),
        gaps: u32::try_from(section.gaps().len()).unwrap_or(u32::MAX),
        may_rise: moves(index.checked_sub(1)),
        may_sink: moves(Some(index + 1)),
        may_hide: spec.may_hide,
        may_go: section.kind == Kind::Text,
    }
}

/// How a section begins: its title, or else whatever it says first.
fn excerpt(section: &Section) -> String {
    let first = [Word::Title, Word::Name, Word::Note, Word::Description].map(|word| section.word(word));
    let begins = first.into_iter().find(|text| !text.is_empty() && *text != section.name()).unwrap_or_default();
    let text = match section.items.len() {
        0 => begins.to_owned(),
        count if begins.is_empty() => format!("{count} in all"),
        count => format!("{begins} · {count} in all"),
    };
    if text.chars().count() > EXCERPT { text.chars().take(EXCERPT).chain(['…']).collect() } else { text }
}

/// One section of the draft.
pub async fn section(core: &Core, id: &str) -> Result<SectionDesk> {
    let (row, content) = draft(core).await?;
    let section = content.section(id).ok_or(ApiError::NotFound)?.clone();
    let people: Vec<Uuid> = row.changed_by.into_iter().collect();
    let mut names = landing::names(core.db.read(), &people).await?;
    Ok(SectionDesk {
        mark: mark(&section)?,
        gaps: section.gaps(),
        section,
        changed_at: row.changed_at,
        changed_by: row.changed_by.and_then(|person| names.remove(&person)),
    })
}

/// The newest versions, newest first.
pub async fn versions(core: &Core) -> Result<Vec<VersionRow>> {
    let db = core.db.read();
    let found = landing::versions(db, LISTED).await?;
    let people: Vec<Uuid> = found.iter().filter_map(|version| version.published_by).collect();
    let names = landing::names(db, &people).await?;
    Ok(found.iter().map(|version| version_row(version, &names)).collect())
}

fn head(version: &landing_version::Model) -> VersionHead {
    VersionHead {
        number: version.number,
        published_at: version.published_at,
        published_by: version.published_by,
        restored_from: version.restored_from,
    }
}

fn version_row(version: &VersionHead, names: &HashMap<Uuid, String>) -> VersionRow {
    let number = |number: i32| u32::try_from(number).unwrap_or_default();
    VersionRow {
        number: number(version.number),
        published_at: version.published_at,
        published_by: version.published_by.and_then(|person| names.get(&person).cloned()),
        restored_from: version.restored_from.map(number),
    }
}
