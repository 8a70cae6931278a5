use leptos::prelude::*;

/// The shape of a page while it loads.
#[component]
pub fn PageSkeleton() -> impl IntoView {
    view! {
        <div class="shell grid gap-5 py-14" aria-busy="true">
            <p class="sr-only" role="status">"Loading"</p>
            <div class="skeleton h-10 w-2/3"></div>
            <div class="skeleton h-6 w-1/2"></div>
            <CardSkeleton />
        </div>
    }
}

/// The shape of a card while it loads.
#[component]
fn CardSkeleton() -> impl IntoView {
    view! { <div class="skeleton h-64 w-full"></div> }
}
