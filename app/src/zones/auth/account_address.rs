use crate::paths;
use leptos::prelude::*;

/// The address, and the way to another.
#[component]
pub fn AddressCard(
    /// The address.
    email: String,
) -> impl IntoView {
    view! {
        <section class="card grid gap-4" aria-labelledby="address">
            <h2 id="address" class="text-lg">"E-mail address"</h2>
            <p class="text-muted">"You sign in with "<span class="break-all text-ink">{email}</span>", and our mails go there."</p>
            <p><a class="btn btn-plain" href=paths::address().to_string()>"Change the address"</a></p>
        </section>
    }
}
