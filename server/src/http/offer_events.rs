//! The offer's news as server-sent events: price, seats, deadline. One look at the database serves every listener of this process.

use super::AppState;
use app::api::dto::OfferView;
use app::api::ports::Services;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::Stream;
use http::{StatusCode, header};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;

/// Between two looks at the offer.
const PAUSE: Duration = Duration::from_millis(800);
/// A line is ended after so long; the browser opens another.
const LONGEST: Duration = Duration::from_mins(10);
/// So many listen to one process at once. Who comes later keeps what the page said when it was loaded.
const MOST_LISTENERS: usize = 2_000;

/// What is known of the offer.
#[derive(Clone, Debug)]
enum News {
    /// Nobody listened, so nobody looked.
    Unknown,
    /// This was seen last.
    Seen(Box<OfferView>),
    /// The process is stopping.
    Over,
}

/// The offer's news of this process.
pub struct OfferNews {
    news: watch::Sender<News>,
    places: Arc<Semaphore>,
}

impl Default for OfferNews {
    fn default() -> Self {
        Self { news: watch::Sender::new(News::Unknown), places: Arc::new(Semaphore::new(MOST_LISTENERS)) }
    }
}

impl OfferNews {
    /// Looks at the offer while anybody listens, until `stop`.
    pub async fn watch(self: Arc<Self>, services: Arc<Services>, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(PAUSE) => {}
            }
            if self.news.receiver_count() == 0 {
                self.news.send_replace(News::Unknown);
            } else if let Ok(offer) = services.catalog.current_offer().await {
                self.news.send_if_modified(|news| tell(news, offer));
            }
        }
        self.news.send_replace(News::Over);
    }
}

/// Replaces the news, if the offer has changed in anything but the time of the look.
fn tell(news: &mut News, offer: OfferView) -> bool {
    let same = matches!(news, News::Seen(seen) if OfferView { now: seen.now, ..offer.clone() } == **seen);
    if !same {
        *news = News::Seen(Box::new(offer));
    }
    !same
}

/// One listener.
struct Line {
    news: watch::Receiver<News>,
    until: Instant,
    heard: bool,
    _place: OwnedSemaphorePermit,
}

/// `GET /offer/events`: an event `offer` with the offer as it is, at once and at each change.
pub async fn offer(State(state): State<AppState>) -> Response {
    let news = &state.offer_news;
    let Ok(place) = news.places.clone().try_acquire_owned() else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")]).into_response();
    };
    let line = Line { news: news.news.subscribe(), until: Instant::now() + LONGEST, heard: false, _place: place };
    Sse::new(stream(line)).keep_alive(KeepAlive::default()).into_response()
}

fn stream(line: Line) -> impl Stream<Item = Result<Event, Infallible>> {
    futures::stream::unfold(line, |mut line| async move {
        let event = line.next().await?;
        Some((Ok(event), line))
    })
}

impl Line {
    /// The next change; `None` when the line's time is up.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if self.heard {
                timeout_at(self.until, self.news.changed()).await.ok()?.ok()?;
            }
            self.heard = true;
            match self.news.borrow_and_update().clone() {
                News::Unknown => {}
                News::Seen(offer) => return Event::default().event("offer").json_data(&*offer).ok(),
                News::Over => return None,
            }
        }
    }
}
