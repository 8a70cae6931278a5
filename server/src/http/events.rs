//! An order's news as server-sent events. Read from the database, so that any replica can tell them.

use super::AppState;
use app::api::ports::Viewer;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::Stream;
use http::StatusCode;
use std::convert::Infallible;
use std::time::Duration;

/// Between two looks at the order.
const PAUSE: Duration = Duration::from_millis(700);
/// A connection is ended after so many looks (ten minutes); the browser opens another.
const LOOKS: u32 = 850;

/// The state of a stream.
struct Watch {
    state: AppState,
    viewer: Viewer,
    public_id: String,
    last: Option<String>,
    looks: u32,
    ended: bool,
}

/// `GET /orders/{public_id}/events`: an event `status` with the order's view, now and at each change.
pub async fn order(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, Path(public_id): Path<String>) -> Response {
    let viewer = Viewer { order_key: None, ..viewer };
    if let Err(error) = state.services.orders.view(&viewer, &public_id).await {
        return StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response();
    }
    let watch = Watch { state, viewer, public_id, last: None, looks: 0, ended: false };
    Sse::new(stream(watch)).keep_alive(KeepAlive::default()).into_response()
}

fn stream(watch: Watch) -> impl Stream<Item = Result<Event, Infallible>> {
    futures::stream::unfold(watch, |mut watch| async move {
        let event = watch.next().await?;
        Some((Ok(event), watch))
    })
}

impl Watch {
    /// The next change; `None` when the order stands still, too much time has passed, or the process stops: the browser then opens
    /// another stream, which another process answers.
    async fn next(&mut self) -> Option<Event> {
        let stopping = self.state.core.stopping.clone();
        while !self.ended && self.looks < LOOKS {
            if self.looks > 0 {
                stopping.run_until_cancelled(tokio::time::sleep(PAUSE)).await?;
            }
            self.looks += 1;
            let view = self.state.services.orders.view(&self.viewer, &self.public_id).await.ok()?.value;
            self.ended = !view.step.is_moving();
            let shown = format!("{:?}{:?}", view.state, view.step);
            if self.last.as_ref() != Some(&shown) {
                self.last = Some(shown);
                return Event::default().event("status").json_data(&view).ok();
            }
        }
        None
    }
}
