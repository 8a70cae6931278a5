use crate::components::{BareHeader, Glyph, Icon};
use crate::paths;
use leptos::prelude::*;

/// A fault on our side, with the number under which it was noted.
#[component]
pub fn Fault() -> impl IntoView {
    view! {
        <BareHeader title="Course page" />
        <main id="main" tabindex="-1">
            <section class="shell shell-narrow grid justify-items-center gap-4 py-20 text-center">
                <div class="disc disc-warning"><Icon glyph=Glyph::CircleAlert /></div>
                <h1>"Something went wrong on our side"</h1>
                <p class="text-muted">"It has been noted. If you were paying, nothing is lost: the address of your order shows what happened."</p>
                {request_id().map(|id| view! { <p class="text-sm text-muted">"Number of this report: "<code class="font-mono">{id}</code></p> })}
                <a class="btn btn-primary mt-2" href=paths::home().to_string()>"To the course page"</a>
            </section>
        </main>
    }
}

#[cfg(feature = "ssr")]
fn request_id() -> Option<String> {
    use_context::<crate::document::RequestId>().map(|id| id.0)
}

#[cfg(not(feature = "ssr"))]
fn request_id() -> Option<String> {
    None
}
