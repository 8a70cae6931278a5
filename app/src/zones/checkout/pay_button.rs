use crate::components::live_words;
use domain::money::Money;
use leptos::prelude::*;

/// The button that pays. Scripts let it say that it does.
#[component]
pub fn PayButton(
    /// What is paid.
    total: Money,
) -> impl IntoView {
    view! {
        <button type="submit" name="pay_with" value="hosted" class="btn btn-primary btn-lg w-full">
            <span class="spinner" aria-hidden="true" hidden></span>
            <span data-rests="">{live_words(format!("Pay {total}"))}</span>
            <span hidden data-pays="">"Paying… "</span>
            <span class="without-script">"on Stripe’s page"</span>
        </button>
    }
}
