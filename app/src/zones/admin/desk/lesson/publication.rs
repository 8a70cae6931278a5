use crate::components::LocalTime;
use domain::publication::Publication;
use leptos::prelude::*;

/// How a lesson stands before students.
#[component]
pub fn PublicationBadge(
    /// How.
    publication: Publication,
) -> impl IntoView {
    match publication {
        Publication::Published(_) => view! { <span class="badge badge-positive">"Published"</span> }.into_any(),
        Publication::Scheduled(at) => view! { <span class="badge badge-accent">"From "<LocalTime at /></span> }.into_any(),
        Publication::Draft => view! { <span class="badge">"Draft"</span> }.into_any(),
        Publication::Archived => view! { <span class="badge">"Archived"</span> }.into_any(),
    }
}
