use super::super::closed::go_to_order;
use super::ended::Ended;
use super::offer::OfferPage;
use super::pay::Pay;
use super::processing::{Processing, Wait};
use super::refund::RefundPage;
use super::thank_you::ThankYou;
use crate::api::dto::{OrderStep, OrderView};
use crate::api::orders;
use crate::components::{BareHeader, LegalLinks, loaded};
use crate::request;
use leptos::prelude::*;

/// The order page, whatever the order's state.
#[component]
pub fn OrderPage() -> impl IntoView {
    let id = request::last_segment();
    let returned = request::has_flag("redirect_status") || request::has_flag("payment_intent");
    Suspend::new(async move {
        let answer = orders::check(id, returned.then(|| "1".to_owned())).await;
        let title = answer.as_ref().map(|order| order.title.clone()).unwrap_or_default();
        view! {
            <BareHeader title><span class="text-sm whitespace-nowrap text-muted">"Your order"</span></BareHeader>
            <main id="main" tabindex="-1">{loaded(answer, |order| view! { <Step order /> })}</main>
            <footer class="border-t border-line"><div class="shell py-6"><LegalLinks /></div></footer>
        }
    })
}

#[component]
fn Step(order: OrderView) -> impl IntoView {
    let refund = request::query_value("refund").filter(|_| order.own);
    if leads_on(&order, refund.is_some()) {
        return go_to_order(order.main.as_deref().unwrap_or_default());
    }
    let (id, now, step) = (order.public_id.clone(), order.now, order.step);
    let shown = match step {
        OrderStep::Pay { held_until, declined } => view! { <Pay order held_until declined now /> }.into_any(),
        OrderStep::Processing { slow } => view! { <Processing order wait=if slow { Wait::Slow } else { Wait::Usual } /> }.into_any(),
        OrderStep::OnItsWay => view! { <Processing order wait=Wait::Long /> }.into_any(),
        OrderStep::Offer { .. } => view! { <OfferPage order /> }.into_any(),
        OrderStep::ThankYou if refund.is_some() => {
            let asked = refund.as_deref() == Some("asked");
            view! { <RefundPage public_id=order.public_id asked /> }.into_any()
        }
        OrderStep::ThankYou => view! { <ThankYou order /> }.into_any(),
        step => view! { <Ended order step /> }.into_any(),
    };
    let told = leptos::serde_json::to_string(&step).unwrap_or_default();
    view! { <div class="contents" data-order=id data-step=told data-moving=step.is_moving()>{shown}</div> }.into_any()
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
