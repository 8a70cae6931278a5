use super::places::{Group, MENU, Place};
use crate::api::identity::SignOut;
use crate::components::{Glyph, Icon, SkipLink, live};
use crate::paths;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

/// The frame of every page of the panel: the menu stands beside the page, and on a narrow screen it folds into the bar above it.
#[component]
pub fn Shell(
    /// Whether it stands around the desk.
    desk: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <SkipLink />
        <div class="panel">
            <header class="panel-bar">
                <a class="flex min-h-11 items-center gap-2.5 brand" href=paths::admin().to_string() rel=desk.then_some("external")>
                    <span class="text-accent"><Icon glyph=Glyph::Book /></span>"Admin"
                </a>
                <div class="panel-side"><Menu desk /></div>
                <Fold desk />
            </header>
            <main id="main" tabindex="-1" class="panel-page">{children()}</main>
        </div>
    }
}

/// The menu on a narrow screen. It shuts by itself when another page has come.
#[component]
fn Fold(desk: bool) -> impl IntoView {
    let fold = NodeRef::<leptos::html::Details>::new();
    let location = use_location();
    Effect::new(move |_| {
        location.pathname.track();
        if let Some(fold) = fold.get_untracked() {
            fold.set_open(false);
        }
    });
    view! {
        <details class="panel-fold" node_ref=fold>
            <summary class="btn btn-plain btn-sm"><Icon glyph=Glyph::Menu />"Menu"</summary>
            <div class="panel-drawer"><Menu desk /></div>
        </details>
    }
}

#[component]
fn Menu(desk: bool) -> impl IntoView {
    let groups = MENU.iter().map(|part| group(part, desk)).collect_view();
    view! {
        <nav class="panel-menu" aria-label="Panel">{live(groups)}</nav>
        <div class="panel-foot">
            <a class="nav-link" href=paths::home().to_string() rel="external">"Course page"</a>
            <form method="post" action=SignOut::url()>
                <button type="submit" class="nav-link w-full gap-2"><Icon glyph=Glyph::LogOut />"Sign out"</button>
            </form>
        </div>
    }
}

fn group(group: &'static Group, desk: bool) -> impl IntoView {
    let name = (!group.name.is_empty()).then(|| view! { <p class="panel-group">{group.name}</p> });
    view! {
        <div>
            {name}
            <ul>{group.places.iter().map(|place| link(place, desk)).collect_view()}</ul>
        </div>
    }
}

fn link(place: &'static Place, desk: bool) -> impl IntoView {
    let rel = (place.desk != desk).then_some("external");
    view! { <li><A href=String::from((place.path)()) exact=place.exact attr:class="nav-link" attr:rel=rel>{place.name}</A></li> }
}
