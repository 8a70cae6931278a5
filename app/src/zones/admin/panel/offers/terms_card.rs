use super::list_page::seats_words;
use super::{Refused, Typed, problem};
use crate::api::dto::OfferDetail;
use crate::api::error::Field as FieldName;
use crate::api::offers::ChangeOffer;
use crate::components::text;
use crate::forms::{Field, Submit, TextArea};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

fn typed_moment(at: Option<DateTime<Utc>>) -> String {
    at.map(text::form_moment).unwrap_or_default()
}

/// What an offer says besides its prices: its words, seats and deadlines.
#[component]
pub fn TermsCard(
    /// The offer.
    offer: OfferDetail,
    /// What changes it.
    action: ServerAction<ChangeOffer>,
) -> impl IntoView {
    let typed = Typed::of::<ChangeOffer>();
    let kind = offer.row.kind;
    let seats = offer.row.seats.capacity.map(|seats| seats.to_string()).unwrap_or_default();
    let seats = kind.has_seats().then(|| {
        let taken = seats_words(offer.row.seats);
        view! {
            <div>
                <Field label="Seats" name="form[seats]" keys="numeric" autocomplete="off" maxlength="9" required=false value=typed.or("form[seats]", seats) hint="Nothing for no limit. Seats that are held count as taken." error=problem(action, FieldName::Seats) />
                <p class="text-sm text-muted">{taken}</p>
            </div>
        }
    });
    let stands = offer.stands_min.map(|minutes| minutes.to_string()).unwrap_or_default();
    let stands = kind.follows_purchase().then(|| {
        view! { <Field label="Stands for so many minutes" name="form[stands_min]" keys="numeric" autocomplete="off" maxlength="6" required=false value=typed.or("form[stands_min]", stands) hint="From when its buyer sees it. Nothing for no limit." error=problem(action, FieldName::Lasts) /> }
    });
    view! {
        <section class="card grid gap-5" aria-labelledby="terms">
            <h2 id="terms" class="text-xl">"Words, seats and deadlines"</h2>
            <ActionForm action attr:class="grid gap-4">
                <input type="hidden" name="offer" value=offer.row.id.to_string() />
                <input type="hidden" name="version" value=offer.version />
                <Field label="Title" name="form[title]" autocomplete="off" maxlength="140" value=typed.or("form[title]", offer.row.title) error=problem(action, FieldName::OfferTitle) />
                <TextArea label="Description" name="form[description]" id="offer-description" rows=3 maxlength=2000 required=false value=typed.or("form[description]", offer.description) hint="Shown at the checkout or in the funnel, as plain text." error=problem(action, FieldName::Words) />
                {seats}
                <div class="grid gap-4 sm:grid-cols-2">
                    <Field label="Sale begins, in UTC" name="form[opens_at]" kind="datetime-local" step="1" autocomplete="off" maxlength="19" required=false value=typed.or("form[opens_at]", typed_moment(offer.opens_at)) error=problem(action, FieldName::Begins) />
                    <Field label="Sale ends, in UTC" name="form[closes_at]" kind="datetime-local" step="1" autocomplete="off" maxlength="19" required=false value=typed.or("form[closes_at]", typed_moment(offer.closes_at)) hint="Moved to later it is an extension, and the page says so." error=problem(action, FieldName::Ends) />
                </div>
                {stands}
                <label class="flex min-h-11 items-center gap-3">
                    <input class="h-5 w-5 flex-none" type="checkbox" name="form[compare]" value="on" checked=typed.ticked("form[compare]", offer.show_compare_at) />
                    <span>"Show the regular price crossed out, where it was really charged before"</span>
                </label>
                <Refused action />
                <p><Submit pending=action.pending()>"Save"</Submit></p>
            </ActionForm>
        </section>
    }
}
