use crate::api::dto::StripeClient;
use crate::components::{Alert, Tone};
use crate::interop::{CardFault, CardForm, CardFormMode};
use leptos::prelude::*;
use leptos::task::spawn_local;

const PLACE: &str = "card-form";

/// A constant and not a literal, because the macro would take a literal for an ordinary attribute.
const WITHOUT_SCRIPT: &str = "<p class=\"alert\">Card numbers go straight to our payment provider. Without JavaScript you pay on its own page: the button below leads there, and back here.</p>";

/// How far the card form is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardState {
    /// It is on its way.
    Loading,
    /// The buyer can type.
    Ready,
    /// It did not come.
    Missing,
}

/// The page's one card form.
#[derive(Clone, Copy)]
pub struct CardSlot {
    form: StoredValue<Option<CardForm>>,
    /// How far it is.
    pub state: RwSignal<CardState>,
}

impl CardSlot {
    /// An empty slot.
    pub fn new() -> Self {
        Self { form: StoredValue::new(None), state: RwSignal::new(CardState::Loading) }
    }

    /// Puts the provider's form into the page. Only in the browser.
    pub fn fill(self, client: StripeClient, mode: CardFormMode) {
        let into = format!("#{PLACE}");
        spawn_local(async move {
            match CardForm::mount(&client, mode, &into, move || self.state.set(CardState::Ready)).await {
                Ok(form) => self.form.set_value(Some(form)),
                Err(_) => self.state.set(CardState::Missing),
            }
        });
    }

    /// The form, once it is there.
    pub fn form(self) -> Result<CardForm, CardFault> {
        self.form.get_value().ok_or(CardFault::NoScript)
    }
}

/// The place of the card form, with what is shown until it comes or if it does not.
#[component]
pub fn CardBox(
    /// The provider.
    client: StripeClient,
    /// The form.
    card: CardSlot,
) -> impl IntoView {
    let state = card.state;
    view! {
        <script src=client.script_url async=true></script>
        <fieldset class="grid gap-3">
            <legend class="field-label mb-2">"Card"</legend>
            <div class="with-script relative min-h-56">
                <div class="skeleton absolute inset-0" hidden=move || state.get() != CardState::Loading></div>
                <div id=PLACE class="relative"></div>
                <div role="alert">
                    <Show when=move || state.get() == CardState::Missing>
                        <Alert tone=Tone::Info>
                            <p class="font-semibold">"The card form did not load"</p>
                            <p>
                                "It comes from our payment provider, Stripe, and something on the way stopped it: often a content blocker. Nothing was charged. You can pay on Stripe’s own page instead; it takes the same card and leads back here."
                            </p>
                            <button class="btn btn-primary justify-self-start" type="submit" name="pay_with" value="hosted" data-leaves="">"Continue on Stripe’s page"</button>
                        </Alert>
                    </Show>
                </div>
            </div>
            <noscript inner_html=WITHOUT_SCRIPT></noscript>
        </fieldset>
    }
}
