//! The sales page as its creator works on it.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{LandingDesk, LandingView, SectionDesk, VersionRow};
use domain::landing::Words;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{lead_on, redirect_to, require_admin, services},
    ports::{Arrangement, SaveSection as Command},
};
#[cfg(feature = "ssr")]
use crate::paths;
#[cfg(feature = "ssr")]
use domain::landing::Deed;

/// The draft's sections, and how it stands to what visitors see.
#[server(endpoint = "admin/landing", input = GetUrl)]
pub async fn desk() -> Result<LandingDesk> {
    let admin = require_admin()?;
    services().landing.desk(&admin).await
}

/// One section of the draft.
#[server(endpoint = "admin/landing_section", input = GetUrl)]
pub async fn section(id: String) -> Result<SectionDesk> {
    let admin = require_admin()?;
    services().landing.section(&admin, &id).await
}

/// The newest versions, newest first.
#[server(endpoint = "admin/landing_versions", input = GetUrl)]
pub async fn versions() -> Result<Vec<VersionRow>> {
    let admin = require_admin()?;
    services().landing.versions(&admin).await
}

/// The page as the draft has it, or a version, by its number.
#[server(endpoint = "admin/landing_preview", input = GetUrl)]
pub async fn preview(#[server(default)] version: String) -> Result<LandingView> {
    let admin = require_admin()?;
    let version = if version.is_empty() { None } else { Some(version.parse().map_err(|_| ApiError::NotFound)?) };
    services().landing.preview(&admin, version).await
}

/// Saves a section; `mark` is the state that the form was made from, and `deed` what its button does besides.
#[server(endpoint = "admin/save_section")]
pub async fn save_section(
    section: String,
    #[server(default)] mark: String,
    #[server(default)] words: Words,
    #[server(default)] items: Vec<Words>,
    #[server(default)] deed: String,
) -> Result<()> {
    let admin = require_admin()?;
    let parsed = if deed.is_empty() { Some(Deed::Save) } else { Deed::parse(&deed) };
    let deed = parsed.ok_or(ApiError::BadRequest)?;
    let page = paths::admin_with(&paths::admin_landing_section(&section), &[("done", "saved")]);
    services().landing.save(&admin, Command { section, mark, words, items, deed }).await?;
    lead_on(&page);
    Ok(())
}

/// The page as HTML with what is typed into a section. Writes nothing; it is posted because it is long.
#[server(endpoint = "admin/typed_section")]
pub async fn typed_section(section: String, #[server(default)] words: Words, #[server(default)] items: Vec<Words>) -> Result<String> {
    let admin = require_admin()?;
    services().landing.typed(&admin, &section, &words, &items).await
}

/// Moves, hides, shows or removes a section: `up`, `down`, `hide`, `show`, `remove`.
#[server(endpoint = "admin/arrange_section")]
pub async fn arrange_section(section: String, #[server(default)] deed: String) -> Result<()> {
    let admin = require_admin()?;
    let arrangement = Arrangement::parse(&deed).ok_or(ApiError::BadRequest)?;
    services().landing.arrange(&admin, &section, arrangement).await?;
    match arrangement {
        Arrangement::Remove => redirect_to(&paths::admin_landing()),
        _ => lead_on(&paths::admin_landing_at(&section, "arranged")),
    }
    Ok(())
}

/// Adds a text of the creator's own, and leads to it.
#[server(endpoint = "admin/add_section")]
pub async fn add_section() -> Result<()> {
    let admin = require_admin()?;
    let section = services().landing.add_text(&admin).await?;
    redirect_to(&paths::admin_landing_section(&section));
    Ok(())
}

/// Lets visitors see the draft, if it is still the one that was looked at.
#[server(endpoint = "admin/publish_landing")]
pub async fn publish_landing(draft: u32) -> Result<()> {
    let admin = require_admin()?;
    services().landing.publish(&admin, draft).await?;
    redirect_to(&paths::admin_with(&paths::admin_landing(), &[("done", "published")]));
    Ok(())
}

/// Lets visitors see an earlier version again.
#[server(endpoint = "admin/restore_landing")]
pub async fn restore_landing(version: u32) -> Result<()> {
    let admin = require_admin()?;
    services().landing.restore(&admin, version).await?;
    redirect_to(&paths::admin_with(&paths::admin_landing_versions(), &[("done", "restored")]));
    Ok(())
}

/// Makes the draft what visitors see, if it is still the one that was looked at.
#[server(endpoint = "admin/discard_landing")]
pub async fn discard_landing(draft: u32) -> Result<()> {
    let admin = require_admin()?;
    services().landing.discard(&admin, draft).await?;
    redirect_to(&paths::admin_with(&paths::admin_landing(), &[("done", "discarded")]));
    Ok(())
}
