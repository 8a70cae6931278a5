use super::{StandingBadge, kind_words};
use crate::api::dto::{OfferRow, OffersView};
use crate::api::offers;
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, loaded};
use crate::paths;
use domain::scarcity::Seats;
use leptos::prelude::*;

/// Everything that is for sale.
#[component]
pub fn OffersPage() -> impl IntoView {
    let list = OnceResource::new_blocking(offers::offers());
    view! {
        <PageTitle text="Offers · Admin" />
        <div class="panel-head">
            <h1>"Offers"</h1>
            <div class="flex flex-wrap gap-2">
                <a class="btn btn-plain btn-sm" href=paths::admin_funnel().to_string()>"Funnel"</a>
                <a class="btn btn-plain btn-sm" href=paths::admin_add_offer().to_string()><Icon glyph=Glyph::Plus />"Add an offer"</a>
            </div>
        </div>
        <p class="mt-2 max-w-[44rem] text-muted">"What is sold, and for how much. What was quoted or ordered already keeps its price."</p>
        <Suspense fallback=PageSkeleton>{move || Suspend::new(async move { loaded(list.await, |list| view! { <Offers list /> }) })}</Suspense>
    }
}

#[component]
fn Offers(list: OffersView) -> impl IntoView {
    if list.offers.is_empty() {
        return view! { <p class="card mt-6 text-muted">"Nothing is for sale yet."</p> }.into_any();
    }
    view! {
        <div class="card mt-6 overflow-hidden p-0 sm:p-0">
            <table class="table table-stack">
                <thead><tr><th scope="col">"Offer"</th><th scope="col">"Price now"</th><th scope="col">"Seats"</th><th scope="col">"State"</th></tr></thead>
                <tbody>{list.offers.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(offer: OfferRow) -> impl IntoView {
    let price = offer.price.map_or_else(|| "No price".to_owned(), |price| price.to_string());
    let foreign = offer.foreign.then(|| view! { <span class="block text-xs text-warning">"Another currency than the course"</span> });
    let seats = offer.kind.has_seats().then(|| seats_words(offer.seats));
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2">
                <a class="link font-semibold" href=paths::admin_offer(offer.id).to_string()>{offer.title}</a>
                <span class="block text-xs text-muted">{kind_words(offer.kind)}</span>
            </td>
            <td>{price}{foreign}</td>
            <td class="text-muted">{seats}</td>
            <td><StandingBadge standing=offer.standing /></td>
        </tr>
    }
}

/// How many seats are taken, in words.
pub fn seats_words(seats: Seats) -> String {
    match seats.capacity {
        Some(capacity) => format!("{} of {capacity} taken", seats.taken),
        None => format!("{} taken, no limit", seats.taken),
    }
}
