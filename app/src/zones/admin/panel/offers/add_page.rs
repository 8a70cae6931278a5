use super::{Refused, Typed, currencies, kind_words, problem};
use crate::api::dto::OffersView;
use crate::api::error::Field as FieldName;
use crate::api::offers::{self, AddOffer};
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded};
use crate::forms::{Field, Select, Submit};
use crate::paths;
use domain::offer_kind::OfferKind;
use leptos::prelude::*;

/// The form for another offer.
#[component]
pub fn AddOfferPage() -> impl IntoView {
    let list = OnceResource::new_blocking(offers::offers());
    view! {
        <PageTitle text="Add an offer · Admin" />
        <a class="quiet-link" href=paths::admin_offers().to_string()><Icon glyph=Glyph::ArrowLeft />"All offers"</a>
        <h1 class="mt-3">"Add an offer"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"It begins paused: set its words, its prices and its place in the funnel, then resume it."</p>
        <Suspense fallback=PageSkeleton>{move || Suspend::new(async move { loaded(list.await, |list| view! { <AddForm list /> }) })}</Suspense>
    }
}

#[component]
fn AddForm(list: OffersView) -> impl IntoView {
    let action = ServerAction::<AddOffer>::new();
    let typed = Typed::of::<AddOffer>();
    let has_main = list.offers.iter().any(|offer| offer.kind == OfferKind::Main);
    let kinds = OfferKind::ALL.into_iter().filter(|kind| !has_main || *kind != OfferKind::Main);
    let kinds = kinds.map(|kind| (kind.name().to_owned(), kind_words(kind).to_owned())).collect();
    let new = (String::new(), "Something new, of the same name".to_owned());
    let products = std::iter::once(new).chain(list.products.into_iter().map(|(id, title)| (id.to_string(), title))).collect();
    view! {
        <section class="card mt-8 max-w-[36rem]" aria-label="The offer">
            <ActionForm action attr:class="grid gap-4">
                <Select label="What it is" name="kind" options=kinds value=typed.or("kind", "upsell") hint="An addition is ticked at the checkout; an upsell follows the purchase; a downsell follows an upsell that was declined." error=problem(action, FieldName::Words) />
                <Field label="Title" name="title" autocomplete="off" maxlength="140" value=typed.or("title", "") error=problem(action, FieldName::OfferTitle) />
                <Select label="What it sells" name="product" options=products value=typed.or("product", "") hint="Whoever buys it may enter what it sells." error=problem(action, FieldName::Product) />
                <div class="grid gap-4 sm:grid-cols-2">
                    <Field label="Price" name="amount" keys="decimal" autocomplete="off" maxlength="20" value=typed.or("amount", "") error=problem(action, FieldName::Price(0)) />
                    <Select label="Currency" name="currency" options=currencies() value=typed.or("currency", list.currency.code()) error=problem(action, FieldName::Currency) />
                </div>
                <Refused action />
                <Submit pending=action.pending()>"Add it, paused"</Submit>
            </ActionForm>
        </section>
    }
}
