//! The pages that anybody may read.

use crate::core::Core;
use crate::error::Result;
use crate::repo::{content, landing};
use app::paths::{self, LocalPath};
use chrono::{DateTime, Utc};

/// A page, and when its words were changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it is.
    pub path: LocalPath,
    /// When its words were changed.
    pub changed: DateTime<Utc>,
}

/// The sales page, the free previews that are open now, and the legal pages. Before there is a sales page there is none of them.
pub async fn places(core: &Core) -> Result<Vec<Place>> {
    let db = core.db.read();
    let Some(landing) = landing::published(db).await? else { return Ok(Vec::new()) };
    let mut places = vec![Place { path: paths::home(), changed: landing.published_at }];
    for open in content::open_lessons(db, core.now()).await? {
        let shown = open.published_at.unwrap_or(open.updated_at);
        places.push(Place { path: paths::preview(&open.slug), changed: open.updated_at.max(shown) });
    }
    for text in content::legal_texts(db).await? {
        if let Some(slug) = text.key.strip_prefix(content::LEGAL) {
            places.push(Place { path: paths::legal(slug), changed: text.updated_at });
        }
    }
    Ok(places)
}
