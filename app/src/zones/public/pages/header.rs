use crate::components::{Glyph, Icon, SkipLink};
use crate::paths;
use crate::zones::public::parts::{CheckoutLink, WayIn};
use leptos::prelude::*;

/// The header of the public pages.
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
    let link = |(to, words): (&'static str, &'static str)| view! { <li><a class="quiet-link" href=to>{words}</a></li> };
    let menu = (!sections.is_empty()).then(|| {
        view! {
            <nav class="max-lg:hidden" aria-label="On this page">
                <ul class="flex gap-6 text-sm">{sections.into_iter().map(link).collect_view()}</ul>
            </nav>
        }
    });
    let button = (!cta.is_empty()).then(|| view! { <CheckoutLink look="btn-sm max-sm:hidden">{cta}</CheckoutLink> });
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
                    <WayIn />
                    {button}
                </div>
            </div>
        </header>
    }
}
