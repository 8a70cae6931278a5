//! What a server function finds around it. The only file that touches the framework's request and response.

use super::error::ApiError;
use super::ports::{AdminActor, BrowserCookie, Learning, Services, StudentActor, Viewer, WithCookies};
use super::{
    Result,
    dto::{CheckoutView, Decided, OutlineView, PaymentSession},
};
use crate::paths::LocalPath;
use futures::lock::Mutex;
use http::{HeaderName, HeaderValue, StatusCode, header};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use std::sync::Arc;

/// Turns cookies into `Set-Cookie` lines. Given by the server, which knows the site's scheme.
pub type CookieWriter = Arc<dyn Fn(&BrowserCookie) -> Option<HeaderValue> + Send + Sync>;

/// The business.
pub fn services() -> Arc<Services> {
    expect_context()
}

/// Who asks.
pub fn viewer() -> Viewer {
    use_context().unwrap_or_default()
}

/// The course as one request has loaded it: a page and the frame around it ask for it at the same time, and it is read once. Given
/// anew to each request.
#[derive(Clone, Default)]
pub struct CourseOfRequest(Arc<Mutex<Option<Result<Arc<OutlineView>>>>>);

impl CourseOfRequest {
    /// That of this request.
    pub fn here() -> Self {
        use_context().unwrap_or_default()
    }

    /// The course, read if nobody has yet.
    pub async fn load(&self, learning: &Arc<dyn Learning>, student: &StudentActor) -> Result<Arc<OutlineView>> {
        let mut loaded = self.0.lock().await;
        if let Some(loaded) = &*loaded {
            return loaded.clone();
        }
        let answer = learning.outline(student).await.map(Arc::new);
        *loaded = Some(answer.clone());
        answer
    }
}

/// The first line of a function for the signed-in.
pub fn require_student() -> Result<StudentActor> {
    StudentActor::of(&viewer()).ok_or(ApiError::Unauthenticated)
}

/// The first line of a function for admins. To anybody else the function does not exist, and to an admin who has not shown a second
/// factor it is shut.
pub fn require_admin() -> Result<AdminActor> {
    let viewer = viewer();
    let lacks_factor = viewer.actor.as_ref().is_some_and(|actor| actor.lacks_factor);
    AdminActor::of(&viewer).ok_or(if lacks_factor { ApiError::FactorNeeded } else { ApiError::NotFound })
}

/// Sets the answer's cookies and gives its value.
pub fn with_cookies<T>(answer: WithCookies<T>) -> T {
    if let (Some(options), Some(write)) = (use_context::<ResponseOptions>(), use_context::<CookieWriter>()) {
        for line in answer.cookies.iter().filter_map(|cookie| write(cookie)) {
            options.append_header(header::SET_COOKIE, line);
        }
    }
    answer.value
}

/// Lets the browser forget what it keeps of this site beside cookies.
pub fn forget_in_browser() {
    if let Some(options) = use_context::<ResponseOptions>() {
        let all = HeaderValue::from_static("\"cache\", \"storage\"");
        options.insert_header(HeaderName::from_static("clear-site-data"), all);
    }
}

/// Sends the browser to another page of this site. It does not return: what follows still runs.
pub fn redirect_to(path: &LocalPath) {
    leptos_axum::redirect(path.as_str());
}

/// Sends on to another page of this site who posted a form for a page. Who asked for data knows their own way.
pub fn lead_on(path: &LocalPath) {
    if is_plain_form_post() {
        redirect_to(path);
    }
}

/// Sends a browser that posted a form by itself on to where it can pay: the provider's page, or the order's.
pub fn go_on_paying(session: &PaymentSession) {
    if !is_plain_form_post() {
        return;
    }
    match &session.redirect_to {
        Some(address) => leptos_axum::redirect(address),
        None => redirect_to(&crate::paths::order(&session.public_id)),
    }
}

/// Sends a browser that posted its answer to an offer by itself on: to the provider's page, or an order's.
pub fn go_on_deciding(decided: &Decided) {
    if !is_plain_form_post() {
        return;
    }
    match &decided.redirect_to {
        Some(address) => leptos_axum::redirect(address),
        None => redirect_to(&crate::paths::order(&decided.public_id)),
    }
}

/// Sends a browser that posted its selection by itself back to the checkout, which shows the quote of it.
pub fn show_quote(view: &CheckoutView, seat: Option<&str>) {
    let posted = use_context::<http::request::Parts>().is_some_and(|parts| parts.method == http::Method::POST);
    if !posted || !is_plain_form_post() {
        return;
    }
    let quote = view.quote.as_ref().map(|quote| quote.id.to_string());
    let refused = view.choices.coupon.as_ref().filter(|coupon| coupon.refusal.is_some()).map(|coupon| coupon.code.as_str());
    let vat_id = view.choices.tax.as_ref().filter(|tax| tax.problem.is_some()).map(|tax| tax.vat_id.as_str());
    redirect_to(&crate::paths::checkout_with(&[("seat", seat), ("quote", quote.as_deref()), ("coupon", refused), ("vat_id", vat_id)]));
}

/// Gives a page its status. For pages only: on a plain form post it would undo the redirect.
pub fn set_page_status(status: u16) {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

/// Gives a page the status that goes with what it lacks, and when it makes sense to come back.
pub fn set_page_problem(error: &ApiError) {
    set_page_status(error.status());
    if let (Some(options), Some(wait)) = (use_context::<ResponseOptions>(), error.retry_after_s()) {
        options.insert_header(header::RETRY_AFTER, HeaderValue::from(wait));
    }
}

/// Whether a page is wanted as the answer, by a browser itself or by a script that puts it in place, and not data.
pub fn is_plain_form_post() -> bool {
    let accepts_html = |parts: http::request::Parts| {
        parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
    };
    use_context::<http::request::Parts>().is_some_and(accepts_html)
}
