use super::{Glyph, Icon};
use crate::paths;
use leptos::prelude::*;

/// The first link of each page: past the header, to the content.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#main">"Skip to the content"</a> }
}

/// A header with the way back to the sales page and nothing to distract.
#[component]
pub fn BareHeader(
    /// What stands beside the mark.
    #[prop(into)]
    title: String,
    /// What stands at the end of the line.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <SkipLink />
        <header class="border-b border-line">
            <div class="shell flex min-h-16 items-center justify-between gap-4">
                <a class="flex min-h-11 items-center gap-2.5 brand" href=paths::home().to_string() rel="external">
                    <span class="text-accent"><Icon glyph=Glyph::Book /></span>
                    {title}
                </a>
                {children.map(|children| children())}
            </div>
        </header>
    }
}

/// Links to the legal pages.
#[component]
pub fn LegalLinks() -> impl IntoView {
    let pages = [("terms", "Terms"), ("privacy", "Privacy"), ("refunds", "Refunds"), ("withdrawal", "Withdrawal")];
    let link = |(slug, name): (&str, &'static str)| {
        view! { <li><a class="quiet-link" href=paths::legal(slug).to_string() rel="external">{name}</a></li> }
    };
    view! {
        <nav aria-label="Legal">
            <ul class="flex flex-wrap gap-x-5 gap-y-1 text-sm">{pages.into_iter().map(link).collect_view()}</ul>
        </nav>
    }
}
