use crate::api::identity::SignOut;
use crate::components::{Glyph, Icon, SkipLink};
use crate::paths;
use leptos::prelude::*;
use leptos_router::components::A;

/// The frame of every page of the panel.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let sign_out = ServerAction::<SignOut>::new();
    view! {
        <SkipLink />
        <header class="border-b border-line bg-raised">
            <div class="shell flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
                <a class="flex min-h-11 items-center gap-2.5 brand" href=paths::admin().to_string()>
                    <span class="text-accent"><Icon glyph=Glyph::Book /></span>"Admin"
                </a>
                <nav aria-label="Panel" class="max-sm:order-last max-sm:w-full">
                    <ul class="flex flex-wrap gap-1">
                        <li><A href=String::from(paths::admin()) exact=true attr:class="nav-link">"Overview"</A></li>
                        <li><A href=String::from(paths::admin_lessons()) attr:class="nav-link">"Lessons"</A></li>
                        <li><A href=String::from(paths::admin_orders(1)) attr:class="nav-link">"Orders"</A></li>
                        <li><A href=String::from(paths::admin_questions("", "", 1)) attr:class="nav-link">"Questions"</A></li>
                        <li><A href=String::from(paths::admin_access()) attr:class="nav-link">"Access"</A></li>
                    </ul>
                </nav>
                <div class="ml-auto flex items-center gap-1">
                    <a class="btn btn-ghost btn-sm max-sm:hidden" href=paths::home().to_string() rel="external">"Course page"</a>
                    <ActionForm action=sign_out><button type="submit" class="btn btn-ghost btn-sm"><Icon glyph=Glyph::LogOut />"Sign out"</button></ActionForm>
                </div>
            </div>
        </header>
        <main id="main" tabindex="-1" class="shell py-8 md:py-12">{children()}</main>
    }
}
