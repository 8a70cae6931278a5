use super::checkout_link::checkout_link;
use crate::api::identity;
use crate::components::{Glyph, Icon, SkipLink};
use crate::paths;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The header of the public pages. Who is looking is asked in the browser: the page itself is the same for everybody.
#[component]
pub fn SiteHeader(
    /// The course's title.
    #[prop(into)]
    title: String,
    /// The sections of the page that it leads to: their anchors, and what they are called.
    #[prop(optional)]
    sections: Vec<(&'static str, &'static str)>,
    /// The words on the button, if there is one.
    #[prop(optional, into)]
    cta: String,
) -> impl IntoView {
    let (known, set_known) = signal(false);
    Effect::new(move |_| {
        spawn_local(async move {
            set_known.set(identity::current_viewer().await.is_ok_and(|viewer| viewer.person.is_some()));
        });
    });
    let way_in = move || if known.get() { paths::learn() } else { paths::sign_in() };
    let link = |(to, words): (&'static str, &'static str)| view! { <li><a class="quiet-link" href=to>{words}</a></li> };
    let menu = (!sections.is_empty()).then(|| {
        view! {
            <nav class="max-lg:hidden" aria-label="On this page">
                <ul class="flex gap-6 text-sm">{sections.into_iter().map(link).collect_view()}</ul>
            </nav>
        }
    });
    let button = (!cta.is_empty()).then(|| {
        view! { <a class="btn btn-primary btn-sm max-sm:hidden" href=checkout_link()>{cta}</a> }
    });
    view! {
        <SkipLink />
        <header class="sticky top-0 z-20 border-b border-line bg-surface/95 backdrop-blur">
            <div class="shell flex min-h-16 items-center justify-between gap-4">
                <a class="flex min-h-11 items-center gap-2.5 brand" href=paths::home().to_string()>
                    <span class="text-accent"><Icon glyph=Glyph::Book /></span>
                    {title}
                </a>
                {menu}
                <div class="flex flex-none items-center gap-2">
                    <a class="btn btn-ghost btn-sm" href=move || String::from(way_in())>
                        {move || if known.get() { "My course" } else { "Sign in" }}
                    </a>
                    {button}
                </div>
            </div>
        </header>
    }
}
