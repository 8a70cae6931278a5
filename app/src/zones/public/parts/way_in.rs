use crate::paths;
use leptos::prelude::*;

/// The link to signing in; scripts make it the link to the course for whoever is signed in. The page itself is the same for everybody.
#[component]
pub fn WayIn() -> impl IntoView {
    view! { <a class="btn btn-ghost btn-sm" href=String::from(paths::sign_in()) data-way-in="">"Sign in"</a> }
}
