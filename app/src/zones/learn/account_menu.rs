use crate::api::dto::{PersonView, Role};
use crate::api::identity::{self, SignOut};
use crate::components::{Glyph, Icon};
use crate::paths;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Who is signed in, and the way out.
#[component]
pub fn AccountMenu() -> impl IntoView {
    Suspend::new(async move { identity::current_viewer().await.ok().and_then(|viewer| viewer.person).map(menu) })
}

fn menu(person: PersonView) -> impl IntoView {
    let shown = if person.name.is_empty() { &person.email } else { &person.name };
    let initial: String = shown.chars().take(1).flat_map(char::to_uppercase).collect();
    let panel = (person.role == Role::Admin).then(|| {
        view! { <a class="menu-item" href=paths::admin().to_string() rel="external"><Icon glyph=Glyph::Receipt />"Admin panel"</a> }
    });
    view! {
        <details class="menu">
            <summary aria-label="Account"><span class="avatar">{initial}</span></summary>
            <div class="menu-panel">
                <p class="px-2.5 py-2 text-sm break-all text-muted">"Signed in as"<br /><span class="text-ink">{person.email}</span></p>
                {panel}
                <a class="menu-item" href=paths::notes().to_string()><Icon glyph=Glyph::Pencil />"My notes"</a>
                <a class="menu-item" href=paths::own_certificate().to_string()><Icon glyph=Glyph::Award />"Your certificate"</a>
                <a class="menu-item" href=paths::account().to_string() rel="external"><Icon glyph=Glyph::Receipt />"Your account"</a>
                <a class="menu-item" href=paths::home().to_string() rel="external"><Icon glyph=Glyph::Book />"Course page"</a>
                <form method="post" action=SignOut::url()>
                    <button type="submit" class="menu-item"><Icon glyph=Glyph::LogOut />"Sign out"</button>
                </form>
            </div>
        </details>
    }
}
