use crate::api::dto::StripeClient;
use crate::components::{Alert, Tone};
use leptos::prelude::*;

/// A constant and not a literal, because the macro would take a literal for an ordinary attribute.
const WITHOUT_SCRIPT: &str = "<p class=\"alert\">Card numbers go straight to our payment provider. Without JavaScript you pay on its own page: the button below leads there, and back here.</p>";

/// The place of the card form, with what is shown until it comes or if it does not.
#[component]
pub fn CardBox(
    /// The provider.
    client: StripeClient,
) -> impl IntoView {
    view! {
        <script src=client.script_url async=true></script>
        <fieldset class="grid gap-3">
            <legend class="field-label mb-2">"Card"</legend>
            <div class="with-script relative min-h-56" data-card=client.publishable_key>
                <div class="skeleton absolute inset-0" data-card-waits=""></div>
                <div id="card-form" class="relative"></div>
                <div role="alert">
                    <div class="contents" hidden data-card-missing="">
                        <Alert tone=Tone::Info>
                            <p class="font-semibold">"The card form did not load"</p>
                            <p>
                                "It comes from our payment provider, Stripe, and something on the way stopped it: often a content blocker. Nothing was charged. You can pay on Stripe’s own page instead; it takes the same card and leads back here."
                            </p>
                            <button class="btn btn-primary justify-self-start" type="submit" name="pay_with" value="hosted" data-leaves="">"Continue on Stripe’s page"</button>
                        </Alert>
                    </div>
                </div>
            </div>
            <noscript inner_html=WITHOUT_SCRIPT></noscript>
        </fieldset>
    }
}
