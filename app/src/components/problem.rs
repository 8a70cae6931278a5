#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::words::WHY_REVOKED;
use super::{Glyph, Icon, LocalTime, words_for};
use crate::api::{ApiError, Result};
use domain::access::Denied;
use domain::lesson_access::Closed;
use leptos::prelude::*;

/// Shows what was loaded, or in its place a calm page for the error, with the status that goes with it.
pub fn loaded<T, V: IntoView + 'static>(answer: Result<T>, show: impl FnOnce(T) -> V) -> AnyView {
    match answer {
        Ok(value) => show(value).into_any(),
        Err(error) => view! { <Problem error /> }.into_any(),
    }
}

/// The words, with the moments they name in the reader's own time.
fn explanation(error: &ApiError, words: String) -> AnyView {
    match error {
        ApiError::Closed(Closed::OpensAt(at)) => view! { "It opens on "<LocalTime at=*at />"." }.into_any(),
        ApiError::Closed(Closed::Access(Denied::StartsAt(at))) => view! { "Your access begins on "<LocalTime at=*at />"." }.into_any(),
        ApiError::Closed(Closed::Access(Denied::EndedAt(at))) => {
            view! { "It ended on "<LocalTime at=*at />". Your progress is kept." }.into_any()
        }
        ApiError::Closed(Closed::Access(Denied::RevokedAt(at))) => view! { "It ended on "<LocalTime at=*at />". "{WHY_REVOKED} }.into_any(),
        _ => words.into_any(),
    }
}

/// A page that could not be shown: what happened and what to do next.
#[component]
pub fn Problem(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::api::context::set_page_problem(&error);
    let words = words_for(&error);
    let glyph = if matches!(error, ApiError::NotFound) { Glyph::Search } else { Glyph::CircleAlert };
    view! {
        <section class="shell shell-narrow grid justify-items-center gap-4 py-20 text-center" aria-labelledby="problem">
            <div class="disc disc-warning"><Icon glyph /></div>
            <h1 id="problem">{words.title}</h1>
            <p class="text-muted">{explanation(&error, words.text)}</p>
            <a class="btn btn-primary mt-2" href=words.next.0.to_string() rel="external">{words.next.1}</a>
        </section>
    }
}
