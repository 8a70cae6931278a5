use crate::api::ApiError;
use crate::api::dto::{OfferRow, Takes};
use crate::api::error::Field as FieldName;
use crate::components::text;
use crate::forms::{Field, Select};
use crate::zones::admin::panel::offers::currencies;
use crate::zones::admin::panel::typed::Typed;
use crate::zones::admin::refused::problem;
use chrono::{DateTime, Utc};
use domain::ids::OfferId;
use domain::money::Currency;
use domain::tax::percent_to_type;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// What a coupon says, as its form begins.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What it takes off.
    pub takes: Takes,
    /// The currency of an amount.
    pub currency: Currency,
    /// From when it holds.
    pub starts_at: Option<DateTime<Utc>>,
    /// Until when it holds.
    pub expires_at: Option<DateTime<Utc>>,
    /// How often it may be used.
    pub max_uses: Option<u32>,
    /// Whether a person may use it once only.
    pub once: bool,
    /// The offers that it is for.
    pub only: Vec<OfferId>,
    /// What it can be for.
    pub offers: Vec<OfferRow>,
}

/// The fields of a coupon, all but its code.
#[component]
pub fn CouponFields<S>(
    /// What is stored.
    stored: Stored,
    /// What was typed.
    typed: Typed,
    /// The form's action.
    action: ServerAction<S>,
) -> impl IntoView
where
    S: ServerFn<Output = (), Error = ApiError> + Send + Sync + Clone + 'static,
{
    let moment = |at: Option<DateTime<Utc>>| at.map(text::form_moment).unwrap_or_default();
    let (kind, percent, amount) = match stored.takes {
        Takes::Percent(basis_points) => ("percent", percent_to_type(basis_points), String::new()),
        Takes::Amount(amount) => ("amount", String::new(), amount.decimal()),
    };
    let kind = typed.or("form[kind]", kind);
    let max_uses = stored.max_uses.map(|most| most.to_string()).unwrap_or_default();
    let only = stored.only;
    let percent = typed.or("form[percent]", percent);
    let amount = typed.or("form[amount]", amount);
    let currency = typed.or("form[currency]", stored.currency.code());
    let starts_at = typed.or("form[starts_at]", moment(stored.starts_at));
    let expires_at = typed.or("form[expires_at]", moment(stored.expires_at));
    let max_uses = typed.or("form[max_uses]", max_uses);
    let once = typed.ticked("form[once]", stored.once);
    let offer = move |(place, offer): (usize, OfferRow)| {
        let ticked = typed.chosen("form[only]", &offer.id.to_string(), only.contains(&offer.id));
        view! {
            <label class="flex min-h-8 items-center gap-3">
                <input class="h-5 w-5 flex-none" type="checkbox" name=format!("form[only][{place}]") value=offer.id.to_string() checked=ticked />
                <span>{offer.title}</span>
            </label>
        }
    };
    view! {
        <fieldset class="grid gap-4">
            <legend class="field-label mb-2">"What it takes off"</legend>
            <div class="takes">
                <Way value="percent" words="A part" chosen=kind == "percent" />
                <Field label="Per cent" name="form[percent]" keys="decimal" autocomplete="off" maxlength="6" required=false value=percent error=problem(action, FieldName::Percent) />
            </div>
            <div class="takes">
                <Way value="amount" words="An amount" chosen=kind == "amount" />
                <div class="grid grid-cols-[1fr_8rem] gap-3">
                    <Field label="Amount" name="form[amount]" keys="decimal" autocomplete="off" maxlength="20" required=false value=amount error=problem(action, FieldName::Price(0)) />
                    <Select label="Currency" name="form[currency]" options=currencies() value=currency error=problem(action, FieldName::Currency) />
                </div>
            </div>
        </fieldset>
        <div class="grid gap-4 sm:grid-cols-2">
            <Field label="Holds from, in UTC" name="form[starts_at]" kind="datetime-local" step="1" autocomplete="off" maxlength="19" required=false value=starts_at hint="Nothing for at once." error=problem(action, FieldName::Begins) />
            <Field label="Holds until, in UTC" name="form[expires_at]" kind="datetime-local" step="1" autocomplete="off" maxlength="19" required=false value=expires_at hint="Nothing for no end." error=problem(action, FieldName::Ends) />
        </div>
        <Field label="Uses in all" name="form[max_uses]" keys="numeric" autocomplete="off" maxlength="9" required=false value=max_uses hint="Nothing for no limit." error=problem(action, FieldName::Uses) />
        <label class="flex min-h-8 items-center gap-3">
            <input class="h-5 w-5 flex-none" type="checkbox" name="form[once]" value="on" checked=once />
            <span>"Once per person"</span>
        </label>
        <fieldset class="grid gap-2">
            <legend class="field-label mb-1">"For these only"</legend>
            {stored.offers.into_iter().enumerate().map(offer).collect_view()}
            <p class="field-hint">"Nothing ticked means everything at the checkout."</p>
        </fieldset>
    }
}

#[component]
fn Way(value: &'static str, words: &'static str, chosen: bool) -> impl IntoView {
    view! {
        <label class="flex min-h-11 items-center gap-3">
            <input class="h-5 w-5 flex-none" type="radio" name="form[kind]" value=value checked=chosen />
            <span>{words}</span>
        </label>
    }
}
