use super::done::Done;
use super::refused::Refused;
use crate::api::dto::{DifferenceKind, DifferenceList, DifferenceRow, ReconciliationView};
use crate::api::machine::{self, Repair};
use crate::components::{Alert, LocalTime, PageSkeleton, PageTitle, Tone, loaded};
use crate::forms::Submit;
use crate::paths;
use leptos::prelude::*;

const DONE: &[(&str, &str)] =
    &[("repaired", "The provider was asked again, and what could be put right is put right. What is left needs you.")];

/// Whether money and access agree, and a button for what can be put right by itself.
#[component]
pub fn ReconciliationPage() -> impl IntoView {
    let action = ServerAction::<Repair>::new();
    let view = Resource::new_blocking(move || action.version().get(), |_| machine::reconciliation());
    view! {
        <PageTitle text="Reconciliation · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(view.await, move |view| view! { <Lists view action /> }) })}
        </Transition>
    }
}

#[component]
fn Lists(view: ReconciliationView, action: ServerAction<Repair>) -> impl IntoView {
    let agrees = view.lists.iter().all(|list| list.rows.is_empty());
    let all_well = agrees.then(|| view! { <div class="mt-6"><Alert tone=Tone::Positive><p>"Money and access agree."</p></Alert></div> });
    view! {
        <Done words=DONE />
        <h1>"Reconciliation"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"What the payment providers hold, asked now, beside the orders and the access they opened. Made on "<LocalTime at=view.at />"."</p>
        {all_well}
        <div class="mt-6"><Refused action /></div>
        <div class="mt-6 grid gap-6">{view.lists.into_iter().map(|list| view! { <List list action /> }).collect_view()}</div>
    }
}

fn words(kind: DifferenceKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        DifferenceKind::MoneyWithoutAccess => (
            "Money without access",
            "Somebody paid, the money is kept, and nothing they own opens the course. The fix asks the provider again and opens what is owed.",
            "Open the access",
        ),
        DifferenceKind::AccessWithoutMoney => (
            "Access without money",
            "An order opens the course, and no provider keeps money for it. The fix asks the provider again and shuts what was not paid.",
            "End the access",
        ),
        DifferenceKind::ChargedTwice => {
            ("Charged twice", "More than one payment is kept for one order. The fix sends back what came second.", "Send the second back")
        }
        DifferenceKind::RefundsDiffer => (
            "Refunds differ",
            "The provider sent back another sum than we know of. The fix takes the provider’s word, with all that follows.",
            "Take the provider’s word",
        ),
    }
}

#[component]
fn List(list: DifferenceList, action: ServerAction<Repair>) -> impl IntoView {
    let (title, what, fix) = words(list.kind);
    let id = format!("{:?}", list.kind);
    let heading = id.clone();
    let count = list.rows.len();
    let rows = if list.rows.is_empty() {
        view! { <p class="text-sm text-muted">"None."</p> }.into_any()
    } else {
        view! { <ul class="grid gap-4">{list.rows.into_iter().map(|row| view! { <Difference row fix action /> }).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <section class="card grid gap-4" aria-labelledby=id>
            <div class="flex flex-wrap items-center gap-3"><h2 id=heading class="text-xl">{title}</h2><span class=if count == 0 { "badge badge-positive" } else { "badge badge-danger" }>{count}</span></div>
            <p class="text-sm text-muted">{what}</p>
            {rows}
        </section>
    }
}

#[component]
fn Difference(row: DifferenceRow, fix: &'static str, action: ServerAction<Repair>) -> impl IntoView {
    let money = row.money.map(|money| view! { " · "<strong class="tabular-nums">{money.to_string()}</strong> });
    let (name, button) = if let Some(order) = row.order {
        let link = view! { <a class="link break-all" href=paths::admin_order(&order).to_string()>{row.name}</a> }.into_any();
        let form = view! {
            <ActionForm action>
                <input type="hidden" name="order" value=order.clone() />
                <Submit pending=action.pending() look="btn-plain btn-sm">{fix}</Submit>
            </ActionForm>
        };
        (link, form.into_any())
    } else {
        let words = "No order of ours: look it up at the provider.";
        (
            view! { <span class="break-all">{row.name}</span> }.into_any(),
            view! { <span class="text-sm text-muted">{words}</span> }.into_any(),
        )
    };
    view! {
        <li class="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
            <p class="min-w-0">{name}{money}<br /><span class="text-sm text-muted">{row.what}</span></p>
            {button}
        </li>
    }
}
