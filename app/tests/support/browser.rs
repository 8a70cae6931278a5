use super::fake::Fake;
use app::api::ports::Viewer;
use app::document::{Assets, document};
use app::forms::RefusedForm;
use app::zones::Page;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use leptos::context::provide_context;
use std::sync::Arc;

/// A page as it arrives.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The document.
    pub html: String,
}

impl Answer {
    /// What stands between `<body` and `</body>`, without the framework's comments.
    pub fn body(&self) -> String {
        let from = self.html.find("<body").unwrap_or_default();
        let to = self.html.rfind("</body>").unwrap_or(self.html.len());
        self.html[from..to].replace("<!>", "").replace("<!---->", "")
    }
}

/// Opens a page as a stranger.
pub async fn open(page: Page, address: &str, fake: Fake) -> Answer {
    open_as(Viewer::default(), page, address, fake).await
}

/// Opens a page as somebody.
pub async fn open_as(viewer: Viewer, page: Page, address: &str, fake: Fake) -> Answer {
    open_with(viewer, page, address, fake, None).await
}

/// Opens a page as somebody whose form was refused without scripts.
pub async fn open_with(viewer: Viewer, page: Page, address: &str, fake: Fake, refused: Option<RefusedForm>) -> Answer {
    // Only this starts the framework's executor.
    leptos_axum::generate_route_list(|| ());
    let services = Arc::new(fake.services());
    let assets = Assets { css: Some("/pkg/style.css".into()), ..Assets::default() };
    let context = move || {
        provide_context(services.clone());
        provide_context(viewer.clone());
        if let Some(refused) = &refused {
            provide_context(refused.clone());
        }
    };
    let handler = leptos_axum::render_app_async_with_context(context, move || document(page, &assets));
    let request = Request::builder().uri(address).header("accept", "text/html").body(Body::empty()).expect("a request");
    let response = handler(request).await;
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    Answer { status, html: String::from_utf8(bytes.to_vec()).expect("UTF-8") }
}
