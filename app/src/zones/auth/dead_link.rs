use super::request_form::RequestForm;
use crate::api::dto::LinkStatus;
use leptos::prelude::*;

/// A link that cannot be spent any more, with the form for a new one.
#[component]
pub fn DeadLink(
    /// Why not.
    status: LinkStatus,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::api::context::set_page_status(crate::api::ApiError::DeadLink.status());
    let (title, text) = match status {
        LinkStatus::Used => {
            ("This link was already used", "Each link works once. If that was you in another window, you may be signed in there.")
        }
        LinkStatus::Expired => ("This link is too old", "Links work for ten minutes, so that a forgotten mail opens nothing."),
        LinkStatus::Unknown | LinkStatus::Live => {
            ("We do not know this link", "A part of it may have been lost on the way from your mail.")
        }
    };
    view! {
        <div class="card grid gap-6">
            <div>
                <h1>{title}</h1>
                <p class="mt-2 text-muted">{text}" Ask for a new one here:"</p>
            </div>
            <RequestForm />
        </div>
    }
}
