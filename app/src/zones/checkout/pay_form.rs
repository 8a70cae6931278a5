use super::card_box::{CardBox, CardSlot};
use super::choices::ChoicesForm;
use super::consent_box::ConsentBox;
use super::email_hint::EmailHint;
use super::hold_clock::HoldClock;
use super::kept_seat::KeptSeatNote;
use super::notice::{Notice, NoticeBox};
use super::other_ways::OtherWays;
use super::pay_flow::PayFlow;
use super::picked::Picked;
use super::remind_box::RemindBox;
use super::source_field::SourceField;
use crate::api::dto::{Buyer, CheckoutView, QuoteView};
use crate::api::error::Field as FieldName;
use crate::api::{ApiError, checkout};
use crate::components::{Glyph, Icon, RefundPromise, problem_words};
use crate::forms::{Field, Submit};
use crate::interop::{self, CardFormMode};
use crate::paths;
use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The checkout with everything that it takes to pay.
#[component]
pub fn PayForm(
    /// The price.
    quote: QuoteView,
    /// The rest of the page's data.
    view: CheckoutView,
) -> impl IntoView {
    let refused = ServerAction::<checkout::Start>::new().value().get_untracked().and_then(Result::err);
    let flow = PayFlow {
        quote: RwSignal::new(quote),
        picked: RwSignal::new(Picked::of(&view.choices)),
        choices: RwSignal::new(view.choices),
        pricing: RwSignal::new(false),
        turn: StoredValue::new(0),
        hold: RwSignal::new(view.resume.as_ref().map(|order| (order.held_until, view.now))),
        notice: RwSignal::new(refused.as_ref().filter(|error| !matches!(error, ApiError::Invalid(_))).map(Notice::of_error)),
        refusal: RwSignal::new(refused),
        busy: RwSignal::new(false),
        card: CardSlot::new(),
    };
    let client = view.stripe.clone();
    Effect::new(move |_| flow.card.fill(client.clone(), CardFormMode::Deferred(flow.quote.with_untracked(|quote| quote.total))));
    let on_submit = move |event: SubmitEvent| {
        if interop::leaves(&event) {
            return;
        }
        event.prevent_default();
        if let Ok(typed) = checkout::Start::from_event(&event) {
            flow.pay(typed);
        }
    };
    let buyer = view.resume.map(|order| Buyer { email: order.email, name: order.name }).or(view.buyer);
    let buyer = buyer.unwrap_or_else(|| Buyer { email: String::new(), name: String::new() });
    let problem =
        move |field| Signal::derive(move || flow.refusal.with(|error| Some(problem_words(field, error.as_ref()?.problem_with(field)?))));
    let consent = view.consent.map(|words| view! { <ConsentBox words card=flow.card /> });
    let waits = Signal::derive(move || flow.busy.get() || flow.pricing.get());
    let total = move || flow.quote.with(|quote| quote.total.to_string());
    view! {
        <p class="total-bar lg:hidden" aria-hidden="true"><span>"Total today"</span><strong class="tabular-nums">{total}</strong></p>
        <div class="shell grid items-start gap-6 py-8 lg:grid-rows-[auto_1fr] lg:gap-y-7 lg:grid-cols-[1fr_23rem] lg:gap-14 lg:py-14">
            <h1>"Join the course"</h1>
            <div class="lg:col-start-2 lg:row-span-2 lg:row-start-1"><ChoicesForm title=view.title flow seats_left=view.seats_left /></div>
            <form class="grid max-w-[36rem] gap-6" method="post" action=checkout::Start::url() on:submit=on_submit>
                {move || flow.hold.get().map(|(until, now)| view! { <HoldClock until now /> })}
                <KeptSeatNote seat=view.kept_seat />
                <SourceField />
                <input type="hidden" name="quote" value=move || flow.quote.with(|quote| quote.id.to_string()) />
                <Field label="E-mail" name="email" kind="email" autocomplete="email" maxlength="254" value=buyer.email
                    hint="Your access goes here. You sign in with it, without a password." error=problem(FieldName::Email) />
                <EmailHint field="field-email" />
                <Field label="Name" name="name" autocomplete="name" maxlength="120" value=buyer.name error=problem(FieldName::Name) />
                <RemindBox />
                <CardBox client=view.stripe card=flow.card />
                {consent}
                <NoticeBox notice=flow.notice />
                <div class="grid gap-4">
                    <Submit pending=waits look="btn-primary btn-lg w-full" name="pay_with" value="hosted">
                        <span>{move || if flow.busy.get() { "Paying… ".to_owned() } else { format!("Pay {}", total()) }}</span>
                        <span class="without-script">"on Stripe’s page"</span>
                    </Submit>
                    <OtherWays ways=view.ways />
                    <p class="text-sm text-muted">
                        "By paying you agree to the "<a class="link" href=paths::legal("terms").to_string()>"terms"</a>" and the "
                        <a class="link" href=paths::legal("refunds").to_string()>"refund policy"</a>". Right after the payment we open the course and mail you the way in."
                    </p>
                    <ul class="grid gap-2 text-sm text-muted">
                        <li class="flex gap-2.5"><Icon glyph=Glyph::Lock />"Card numbers go straight to Stripe. We never see or store them."</li>
                        <li class="flex gap-2.5"><Icon glyph=Glyph::Shield />"Reloading or pressing twice never charges you twice."</li>
                        <li class="flex gap-2.5"><Icon glyph=Glyph::Undo /><RefundPromise policy=view.refund /></li>
                    </ul>
                </div>
            </form>
        </div>
    }
}
