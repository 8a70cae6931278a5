//! Public pages, kept as they were rendered and compressed for everybody who is not signed in. A page is as the database is at the
//! moment of the request, where many ask at once a fiftieth of a second before, and never older than a second, because some of what it
//! shows changes by the clock.

mod answer;
mod first;
mod kept;
mod look;

pub use first::first;

use super::{AppState, pages};
use crate::metrics::PAGE_CACHE;
use app::zones::Page;
use axum::extract::Request;
use axum::response::Response;
use http::{HeaderMap, Uri};
use kept::KeptPage;
use look::Look;
use moka::future::Cache;
use std::sync::Arc;
use std::time::Duration;

/// So many pages are kept.
const MOST_PAGES: u64 = 256;
/// A page that nobody may be given any more is dropped after so long.
const DROPPED_AFTER: Duration = Duration::from_secs(2);

/// What a page is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    path: String,
    version: i64,
    second: i64,
}

/// The pages of this process, and for which addresses there is none that can be kept.
pub struct PageCache {
    pages: Cache<Key, Option<Arc<KeptPage>>>,
    look: Look,
}

impl Default for PageCache {
    fn default() -> Self {
        Self { pages: Cache::builder().max_capacity(MOST_PAGES).time_to_live(DROPPED_AFTER).build(), look: Look::default() }
    }
}

/// The page, kept or rendered once for all who wait for it; `None` where it is none that can be kept.
async fn answer(state: &AppState, page: Page, uri: &Uri, asked: &HeaderMap) -> Option<Response> {
    let version = state.page_cache.look.version(&state.core).await?;
    let key = Key { path: uri.path().to_owned(), version, second: state.core.now().timestamp() };
    let pages = &state.page_cache.pages;
    let kept = if let Some(kept) = pages.get(&key).await {
        PAGE_CACHE.count(["hit"]);
        kept
    } else {
        PAGE_CACHE.count(["miss"]);
        pages.get_with(key, render(state, page, uri)).await
    };
    Some(answer::of(&*kept?, asked))
}

/// Renders the page for nobody in particular.
async fn render(state: &AppState, page: Page, uri: &Uri) -> Option<Arc<KeptPage>> {
    let request = Request::builder().uri(uri.path()).body(axum::body::Body::empty()).ok()?;
    let response = pages::render(state, page, request, None).await;
    let html = kept::whole(response).await?;
    let settings = state.core.settings.clone();
    tokio::task::spawn_blocking(move || KeptPage::of(&settings, page, &html)).await.ok()?.map(Arc::new)
}
