use super::card_box::CardBox;
use super::choices::ChoicesForm;
use super::consent_box::ConsentBox;
use super::email_hint::EmailHint;
use super::hold_clock::HoldClock;
use super::kept_seat::KeptSeatNote;
use super::notice::NoticeBox;
use super::other_ways::OtherWays;
use super::pay_button::PayButton;
use super::remind_box::RemindBox;
use super::source_field::SourceField;
use crate::api::dto::{Buyer, CheckoutView, QuoteView};
use crate::api::error::Field as FieldName;
use crate::api::{ApiError, checkout};
use crate::components::{Glyph, Icon, Notice, RefundPromise, live, live_words, problem_words};
use crate::forms::Field;
use crate::paths;
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
    let notice = refused.as_ref().filter(|error| !matches!(error, ApiError::Invalid(_))).map(Notice::of_error);
    let held_until = view.resume.as_ref().map(|order| order.held_until);
    let buyer = view.resume.map(|order| Buyer { email: order.email, name: order.name }).or(view.buyer);
    let buyer = buyer.unwrap_or_else(|| Buyer { email: String::new(), name: String::new() });
    let problem = |field| {
        let words = refused.as_ref().and_then(|error| Some(problem_words(field, error.problem_with(field)?)));
        Signal::stored(words)
    };
    let (email, name) = (problem(FieldName::Email), problem(FieldName::Name));
    let consent = view.consent.map(|words| view! { <ConsentBox words /> });
    let total = quote.total;
    view! {
        <p class="total-bar lg:hidden" aria-hidden="true"><span>"Total today"</span><strong class="tabular-nums">{live_words(total.to_string())}</strong></p>
        <div class="shell grid items-start gap-6 py-8 lg:grid-rows-[auto_1fr] lg:gap-y-7 lg:grid-cols-[1fr_23rem] lg:gap-14 lg:py-14">
            <h1>"Join the course"</h1>
            <div class="lg:col-start-2 lg:row-span-2 lg:row-start-1"><ChoicesForm title=view.title choices=view.choices quote=quote.clone() seats_left=view.seats_left /></div>
            <form class="grid max-w-[36rem] gap-6" method="post" action=checkout::Start::url() data-pay="">
                {live(view! { <HoldClock until=held_until now=view.now /> })}
                <KeptSeatNote seat=view.kept_seat />
                <SourceField />
                {live(view! { <QuoteField quote /> })}
                <Field label="E-mail" name="email" kind="email" autocomplete="email" maxlength="254" value=buyer.email
                    hint="Your access goes here. You sign in with it, without a password." error=email />
                <EmailHint field="field-email" />
                <Field label="Name" name="name" autocomplete="name" maxlength="120" value=buyer.name error=name />
                <RemindBox />
                <CardBox client=view.stripe />
                {consent}
                <NoticeBox notice />
                <div class="grid gap-4">
                    <PayButton total />
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

/// The price that is paid: its number, and what scripts tell the card form of it.
#[component]
fn QuoteField(quote: QuoteView) -> impl IntoView {
    let QuoteView { id, total, .. } = quote;
    view! {
        <input type="hidden" name="quote" value=id.to_string() data-amount=total.minor.to_string() data-currency=total.currency.code() />
    }
}
