use super::browser::{on_scheme_change, page_age_ms, prefers_dark, sleep_ms};
use super::{CardFault, CardFormMode};
use crate::api::dto::{PaymentSession, StripeClient};
use domain::money::Money;
use js_sys::{Object, Promise, Reflect};
use leptos::prelude::window;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone, Debug)]
    type Stripe;
    #[derive(Clone, Debug)]
    type Elements;
    type Element;

    #[wasm_bindgen(catch, js_name = Stripe)]
    fn stripe(publishable_key: &str) -> Result<Stripe, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn elements(this: &Stripe, options: &JsValue) -> Result<Elements, JsValue>;
    #[wasm_bindgen(catch, method, js_name = confirmPayment)]
    fn confirm_payment(this: &Stripe, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, method, js_name = handleNextAction)]
    fn handle_next_action(this: &Stripe, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn create(this: &Elements, kind: &str, options: &JsValue) -> Result<Element, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn submit(this: &Elements) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn update(this: &Elements, options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn mount(this: &Element, into: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn on(this: &Element, event: &str, handler: &JsValue) -> Result<JsValue, JsValue>;
}

/// How long the provider's script may take after the page was asked for, and at least after somebody waits for it.
const PATIENCE_MS: f64 = 5_000.0;
const LEAST_MS: f64 = 1_000.0;
const STEP_MS: i32 = 50;

/// The provider's card form. It can be kept like any other state, although its parts never leave the browser's one thread.
#[derive(Clone, Debug)]
pub struct CardForm(SendWrapper<Parts>);

#[derive(Clone, Debug)]
struct Parts {
    stripe: Stripe,
    elements: Elements,
}

impl CardForm {
    /// Puts the form into an element.
    pub async fn mount(client: &StripeClient, mode: CardFormMode, into: &str, on_ready: impl FnMut() + 'static) -> Result<Self, CardFault> {
        wait_for_script().await?;
        let stripe = stripe(&client.publishable_key).map_err(broken)?;
        let elements = stripe.elements(&options(mode)).map_err(broken)?;
        let element = elements.create("payment", &object(&[("layout", "tabs".into())])).map_err(broken)?;
        let on_ready = Closure::<dyn FnMut()>::new(on_ready).into_js_value();
        element.on("ready", &on_ready).map_err(broken)?;
        element.mount(into).map_err(broken)?;
        on_scheme_change({
            let elements = elements.clone();
            move || {
                let _ = elements.update(&object(&[("appearance", appearance())]));
            }
        });
        Ok(Self(SendWrapper::new(Parts { stripe, elements })))
    }

    /// Shows another amount.
    pub fn set_amount(&self, amount: Money) {
        let _ = self.0.elements.update(&object(&[("amount", number(amount))]));
    }

    /// Says whether the method will be kept. It must be what the payment was opened with.
    pub fn set_saves(&self, saves: bool) {
        let usage = if saves { "on_session".into() } else { JsValue::NULL };
        let _ = self.0.elements.update(&object(&[("setupFutureUsage", usage)]));
    }

    /// Checks what was typed.
    pub async fn validate(&self) -> Result<(), CardFault> {
        answer(self.0.elements.submit()).await.map_err(|fault| match fault {
            CardFault::Refused(words) => CardFault::Incomplete(words),
            CardFault::Unknown => CardFault::Broken,
            other => other,
        })
    }

    /// Pays. Success means that the provider took it on; whether it is paid the order page says, and so it does where no answer came.
    pub async fn confirm(&self, session: &PaymentSession) -> Result<(), CardFault> {
        let options = object(&[
            ("elements", self.0.elements.clone().into()),
            ("clientSecret", session.client_secret.as_deref().unwrap_or_default().into()),
            ("confirmParams", object(&[("return_url", session.return_url.as_str().into())])),
            ("redirect", "if_required".into()),
        ]);
        answer(self.0.stripe.confirm_payment(&options)).await
    }
}

/// Lets the buyer's bank ask its question in the page. Success means that the provider goes on; the order page says how it ended.
pub async fn authenticate(client: &StripeClient, client_secret: &str) -> Result<(), CardFault> {
    wait_for_script().await?;
    let stripe = stripe(&client.publishable_key).map_err(broken)?;
    answer(stripe.handle_next_action(&object(&[("clientSecret", client_secret.into())]))).await
}

async fn wait_for_script() -> Result<(), CardFault> {
    let limit = PATIENCE_MS.max(page_age_ms() + LEAST_MS);
    loop {
        if Reflect::has(&window(), &"Stripe".into()).unwrap_or(false) {
            return Ok(());
        }
        if page_age_ms() > limit {
            return Err(CardFault::NoScript);
        }
        sleep_ms(STEP_MS).await;
    }
}

fn appearance() -> JsValue {
    let (theme, primary, ground, text) =
        if prefers_dark() { ("night", "#7ed9b4", "#221f1a", "#f0ece4") } else { ("stripe", "#0c5c48", "#ffffff", "#2b2621") };
    let colours =
        [("colorPrimary", primary), ("colorBackground", ground), ("colorText", text), ("borderRadius", "10px"), ("fontSizeBase", "16px")];
    let variables = object(&colours.map(|(name, value)| (name, value.into())));
    object(&[("theme", theme.into()), ("variables", variables)])
}

fn options(mode: CardFormMode) -> JsValue {
    match mode {
        CardFormMode::Deferred(amount) => object(&[
            ("mode", "payment".into()),
            ("amount", number(amount)),
            ("currency", amount.currency.code().to_lowercase().into()),
            ("appearance", appearance()),
        ]),
        CardFormMode::Open(secret) => object(&[("clientSecret", secret.into()), ("appearance", appearance())]),
    }
}

/// Waits for one of the provider's promises, which resolve to an object that may have an `error`. One that breaks says nothing.
async fn answer(promise: Result<Promise, JsValue>) -> Result<(), CardFault> {
    let value = JsFuture::from(promise.map_err(broken)?).await.map_err(|_| CardFault::Unknown)?;
    let error = get(&value, "error");
    if error.is_undefined() || error.is_null() {
        return Ok(());
    }
    let text = |name| get(&error, name).as_string();
    Err(CardFault::of_error(text("type").as_deref(), text("code").as_deref(), text("message")))
}

fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

#[expect(clippy::cast_precision_loss, reason = "no price comes near 2^53")]
fn number(amount: Money) -> JsValue {
    JsValue::from_f64(amount.minor as f64)
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn broken(_: JsValue) -> CardFault {
    CardFault::Broken
}
