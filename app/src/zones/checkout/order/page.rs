use super::super::closed::go_to_order;
use super::ended::Ended;
use super::offer::OfferPage;
use super::pay::Pay;
use super::processing::{Processing, Wait};
use super::refund::RefundPage;
use super::thank_you::ThankYou;
use super::watch::watch;
use crate::api::dto::{OrderStep, OrderView};
use crate::api::orders;
use crate::components::{BareHeader, LegalLinks, PageSkeleton, loaded};
use crate::request;
use leptos::prelude::*;

/// The order page, whatever the order's state.
#[component]
pub fn OrderPage() -> impl IntoView {
    let id = request::last_segment();
    let returned = request::has_flag("redirect_status") || request::has_flag("payment_intent");
    let page = OnceResource::new_blocking(orders::check(id, returned.then(|| "1".to_owned())));
    view! {
        <Suspense fallback=PageSkeleton>
            {move || Suspend::new(async move {
                let answer = page.await;
                let title = answer.as_ref().map(|order| order.title.clone()).unwrap_or_default();
                view! {
                    <BareHeader title><span class="text-sm whitespace-nowrap text-muted">"Your order"</span></BareHeader>
                    <main id="main" tabindex="-1">{loaded(answer, |order| view! { <Step order /> })}</main>
                    <footer class="border-t border-line"><div class="shell py-6"><LegalLinks /></div></footer>
                }
            })}
        </Suspense>
    }
}

#[component]
fn Step(order: OrderView) -> impl IntoView {
    let refund = request::query_value("refund").filter(|_| order.own);
    if leads_on(&order, refund.is_some()) {
        return go_to_order(order.main.as_deref().unwrap_or_default());
    }
    let order = RwSignal::new(order);
    watch(order);
    let step = Memo::new(move |_| order.with(|order| order.step));
    (move || {
        let now = order.get_untracked();
        match step.get() {
            OrderStep::Pay { held_until, declined } => view! { <Pay order held_until declined now=now.now /> }.into_any(),
            OrderStep::Processing { slow } => {
                view! { <Processing order=now wait=if slow { Wait::Slow } else { Wait::Usual } /> }.into_any()
            }
            OrderStep::OnItsWay => view! { <Processing order=now wait=Wait::Long /> }.into_any(),
            OrderStep::Offer { .. } => view! { <OfferPage order /> }.into_any(),
            OrderStep::ThankYou if refund.is_some() => {
                let asked = refund.as_deref() == Some("asked");
                view! { <RefundPage public_id=now.public_id asked /> }.into_any()
            }
            OrderStep::ThankYou => view! { <ThankYou order=now /> }.into_any(),
            step => view! { <Ended order=now step /> }.into_any(),
        }
    })
    .into_any()
}

/// Whether nothing is to be done here: the order of an offer has ended one way or the other, and the order that it belongs to
/// shows what comes next. One that is paid can be refunded here.
fn leads_on(order: &OrderView, refund: bool) -> bool {
    let has_page = match order.step {
        OrderStep::Pay { .. } | OrderStep::Processing { .. } | OrderStep::OnItsWay => true,
        OrderStep::ThankYou => refund,
        _ => false,
    };
    order.main.is_some() && !has_page
}
