use crate::components::LegalLinks;
use leptos::prelude::*;

/// The footer of the public pages.
#[component]
pub fn SiteFooter(
    /// The creator's own words.
    #[prop(optional, into)]
    note: String,
) -> impl IntoView {
    view! {
        <footer class="border-t border-line">
            <div class="shell flex flex-col gap-4 py-10 md:flex-row md:items-center md:justify-between">
                <p class="max-w-prose text-sm text-muted">{note}</p>
                <LegalLinks />
            </div>
        </footer>
    }
}
