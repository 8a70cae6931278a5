use super::history_card::HistoryCard;
use super::kind_words;
use super::prices_card::PricesCard;
use super::status_card::StatusCard;
use super::terms_card::TermsCard;
use super::{Actions, StandingBadge};
use crate::api::dto::OfferDetail;
use crate::api::offers;
use crate::components::{Alert, Glyph, Icon, PageSkeleton, PageTitle, Tone, loaded};
use crate::paths;
use crate::zones::admin::done::Done;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

const DONE: &[(&str, &str)] = &[
    ("added", "The offer is there. It is paused until you resume it."),
    ("changed", "The offer is changed."),
    ("priced", "The prices are set. Who was shown another price before is told what changed before paying."),
    ("paused", "The offer is paused. Who is paying already may finish."),
    ("resumed", "The offer is running."),
];

/// One offer, with what can be changed.
#[component]
pub fn OfferPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let source = move || (params.with(|params| params.get("id").unwrap_or_default()), query.with(|query| query.get("done")));
    let actions = Actions::new();
    let offer = Resource::new_blocking(move || (source(), actions.versions()), |((id, _), _)| offers::offer(id));
    view! {
        <PageTitle text="Offer · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(offer.await, move |offer| view! { <Detail offer actions /> }) })}
        </Transition>
    }
}

#[component]
fn Detail(offer: OfferDetail, actions: Actions) -> impl IntoView {
    let foreign = offer.row.foreign.then(|| {
        view! { <div class="mt-6"><Alert tone=Tone::Warning><p>"Its prices are in another currency than the course’s, so nobody is offered it."</p></Alert></div> }
    });
    view! {
        <Done words=DONE />
        <a class="quiet-link" href=paths::admin_offers().to_string()><Icon glyph=Glyph::ArrowLeft />"All offers"</a>
        <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"><h1 class="break-words">{offer.row.title.clone()}</h1><StandingBadge standing=offer.row.standing /></div>
        <p class="mt-1 text-sm text-muted">{kind_words(offer.row.kind)}" · sells "{offer.sells.clone()}</p>
        {foreign}
        <div class="mt-8 grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
            <div class="grid min-w-0 gap-6"><PricesCard offer=offer.clone() action=actions.prices /><TermsCard offer=offer.clone() action=actions.change /></div>
            <div class="grid min-w-0 gap-6"><StatusCard offer=offer.clone() action=actions.switch /><HistoryCard offer /></div>
        </div>
    }
}
