//! What was typed is not lost where no script runs: the page of a form that was refused is shown again with all of it, the reason,
//! and the status that goes with it. Nothing of what was typed travels in an address.

use super::{AppState, pages};
use app::api::ApiError;
use app::api::addresses::Request as AskForAddress;
use app::api::certificates::Save;
use app::api::coupons::{AddCoupon, ChangeCoupon};
use app::api::curriculum::{SaveSettings, SaveWords};
use app::api::identity::{RequestLink, SignInWithPassword};
use app::api::landing::SaveSection;
use app::api::notes::{Add, Change};
use app::api::offers::{AddOffer, ChangeOffer, SetPrices};
use app::api::ports::Viewer;
use app::api::setup::Finish;
use app::api::terms::{AddRate, SetPolicy, SetTaxBasis, WriteConsent};
use app::forms::RefusedForm;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::response::Response;
use http::{HeaderMap, StatusCode, Uri, header};
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;
use tower::ServiceExt;

/// The functions whose forms are shown again.
const FUNCTIONS: &[&str] = &[
    Add::PATH,
    Change::PATH,
    Save::PATH,
    SaveWords::PATH,
    SaveSettings::PATH,
    SaveSection::PATH,
    AddOffer::PATH,
    ChangeOffer::PATH,
    SetPrices::PATH,
    AddCoupon::PATH,
    ChangeCoupon::PATH,
    SetPolicy::PATH,
    WriteConsent::PATH,
    AddRate::PATH,
    SetTaxBasis::PATH,
    Finish::PATH,
    SignInWithPassword::PATH,
    RequestLink::PATH,
    AskForAddress::PATH,
];

/// A form on its way to its function.
pub struct Kept {
    function: String,
    body: Bytes,
}

/// Keeps what was typed, where it is to be shown again. The layer around has limited how much that is.
pub async fn keep(request: Request) -> Result<(Request, Option<Kept>), StatusCode> {
    if !FUNCTIONS.contains(&request.uri().path()) {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let function = parts.uri.path().to_owned();
    let body = to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    Ok((Request::from_parts(parts, Body::from(body.clone())), Some(Kept { function, body })))
}

/// The page with the form, if the function refused it. The framework answers with the way back to that page, and the error in it.
pub async fn page(state: &AppState, viewer: Viewer, kept: Kept, answer: &HeaderMap, again: Request) -> Option<Response> {
    let way: Uri = answer.get(header::LOCATION)?.to_str().ok()?.parse().ok()?;
    let error = form_urlencoded::parse(way.query()?.as_bytes()).find(|(name, _)| name == "__err")?.1.into_owned();
    let error = ServerFnUrlError::<ApiError>::decode_err(&error);
    let status = StatusCode::from_u16(error.status()).ok()?;
    let fields = form_urlencoded::parse(&kept.body).into_owned().collect();
    let mut request = again;
    *request.uri_mut() = way.path_and_query()?.as_str().parse().ok()?;
    request.extensions_mut().insert(viewer);
    request.extensions_mut().insert(RefusedForm { function: kept.function, fields, error });
    let mut page = pages::routes().with_state(state.clone()).oneshot(request).await.ok()?;
    if page.status().is_success() {
        *page.status_mut() = status;
    }
    Some(page)
}
