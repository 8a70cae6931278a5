use crate::api::dto::Ways;
use leptos::prelude::*;

/// The ways to pay that leave this page. Their buttons post the form by themselves, with WASM too: the provider's page follows.
#[component]
pub fn OtherWays(
    /// Which there are.
    ways: Ways,
) -> impl IntoView {
    let paypal = ways.paypal.then(|| {
        view! { <button class="btn btn-plain btn-lg w-full" type="submit" name="pay_with" value="paypal" data-leaves="">"Pay with PayPal"</button> }
    });
    let hosted = ways.hosted.then(|| {
        view! {
            <div class="with-script">
                <button class="btn btn-ghost w-full" type="submit" name="pay_with" value="hosted" data-leaves="">"Pay on Stripe’s page instead"</button>
            </div>
        }
    });
    view! {
        {paypal}
        {hosted}
    }
}
