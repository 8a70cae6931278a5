//! The pages of the preview: what an imagined student sees, drawn for an admin, without scripts and with nothing to send.

mod inert;
mod links;

use super::{AppState, csp, pages};
use app::api::dto::{Imagined, Role};
use app::api::ports::{Actor, AdminActor, Viewer};
use app::api::{self, ApiError};
use app::document::previewed;
use app::paths;
use app::zones::preview::Shown;
use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, RawQuery, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{SessionId, UserId};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::provide_context;
use uuid::Uuid;

/// A page is not larger.
const LARGEST: usize = 8 * 1024 * 1024;

/// `GET /admin/preview/landing`
pub async fn landing(state: State<AppState>, viewer: Extension<Viewer>, query: RawQuery, request: Request) -> Response {
    show(state, viewer, query, request, Wanted::Landing).await
}

/// `GET /admin/preview/checkout`
pub async fn checkout(state: State<AppState>, viewer: Extension<Viewer>, query: RawQuery, request: Request) -> Response {
    show(state, viewer, query, request, Wanted::Checkout).await
}

/// `GET /admin/preview/learn`
pub async fn course(state: State<AppState>, viewer: Extension<Viewer>, query: RawQuery, request: Request) -> Response {
    show(state, viewer, query, request, Wanted::Course).await
}

/// `GET /admin/preview/learn/{lesson}`
pub async fn lesson(
    state: State<AppState>,
    viewer: Extension<Viewer>,
    Path(slug): Path<String>,
    query: RawQuery,
    request: Request,
) -> Response {
    show(state, viewer, query, request, Wanted::Lesson(slug)).await
}

/// What is to be seen.
enum Wanted {
    Landing,
    Checkout,
    Course,
    Lesson(String),
}

async fn show(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RawQuery(query): RawQuery,
    request: Request,
    wanted: Wanted,
) -> Response {
    let Some(admin) = AdminActor::of(&viewer) else { return pages::not_found(&state, request).await };
    let query = query.unwrap_or_default();
    let Ok(imagined) = Imagined::read(&query) else {
        return Redirect::to(&format!("{}?{query}", paths::admin_preview())).into_response();
    };
    match seen(&state, &admin, &imagined, wanted).await {
        Ok(shown) => draw(&state, shown, imagined, request).await,
        Err(ApiError::NotFound) => pages::not_found(&state, request).await,
        Err(_) => pages::fault(&state, request).await,
    }
}

/// Reads what the student would see. What shuts a door is seen too; only what is not there, and a fault, is not.
async fn seen(state: &AppState, admin: &AdminActor, imagined: &Imagined, wanted: Wanted) -> api::Result<Shown> {
    let preview = &state.services.preview;
    let door = |error| if matches!(error, ApiError::NotFound | ApiError::Internal) { Err(error) } else { Ok(error) };
    match wanted {
        Wanted::Landing => preview.landing(admin, imagined).await.map(Shown::Landing),
        Wanted::Checkout => preview.checkout(admin, imagined).await.map(Shown::Checkout),
        Wanted::Course => match preview.outline(admin, imagined).await {
            Ok(outline) => Ok(Shown::Course(Ok(outline))),
            Err(error) => door(error).map(|error| Shown::Course(Err(error))),
        },
        Wanted::Lesson(slug) => match preview.outline(admin, imagined).await {
            Err(error) => door(error).map(|error| Shown::Course(Err(error))),
            Ok(outline) => match preview.lesson(admin, &outline, &slug).await {
                Ok(lesson) => Ok(Shown::Lesson(slug, Ok(lesson), outline)),
                Err(error) => door(error).map(|error| Shown::Lesson(slug, Err(error), outline)),
            },
        },
    }
}

/// Draws the page with nobody's services at hand: what it shows is all it has.
async fn draw(state: &AppState, shown: Shown, imagined: Imagined, request: Request) -> Response {
    let assets = state.assets.clone();
    let now = imagined.at.unwrap_or_else(|| state.core.now());
    let provide = || provide_context(Viewer { actor: Some(student()), ..Viewer::default() });
    let document = {
        let imagined = imagined.clone();
        move || previewed(&assets, shown.clone(), imagined.clone(), now)
    };
    let page = leptos_axum::render_app_async_with_context(provide, document)(request).await;
    let Ok(bytes) = to_bytes(page.into_body(), LARGEST).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let html = inert::inert(&String::from_utf8_lossy(&bytes), |address| links::inside(address, &imagined));
    let mut response = Response::new(Body::from(html));
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, csp::PREVIEW),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Who stands in the account menu.
fn student() -> Actor {
    let nobody = Uuid::nil();
    let (email, name) = crate::services::preview::SAM;
    Actor {
        user: UserId(nobody),
        session: SessionId(nobody),
        role: Role::Student,
        lacks_factor: false,
        email: email.to_owned(),
        name: name.to_owned(),
    }
}
