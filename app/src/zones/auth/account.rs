use super::account_address::AddressCard;
use super::account_data::OwnData;
use super::account_factor::FactorCard;
use super::account_mails::MailChoices;
use super::account_methods::Methods;
use super::account_password::PasswordCard;
use super::account_sessions::SessionsCard;
use crate::api::account;
use crate::api::dto::{AccountView, OwnOrder};
use crate::components::{LocalTime, loaded};
use crate::paths;
use domain::order::OrderState;
use leptos::prelude::*;

/// The account of whoever is signed in.
#[component]
pub fn AccountPage() -> impl IntoView {
    Suspend::new(async move { loaded(account::view().await, |account| view! { <Shown account /> }) })
}

#[component]
fn Shown(account: AccountView) -> impl IntoView {
    let AccountView { name, email, methods, orders, mails } = account;
    let present = email.clone();
    view! {
        <div class="grid gap-6">
            <div>
                <h1>"Your account"</h1>
                <p class="mt-2 break-all text-muted">{name}" · "{email}</p>
            </div>
            <Methods methods />
            <Orders orders />
            <MailChoices choices=mails />
            <AddressCard email=present />
            <PasswordCard />
            <FactorCard />
            <SessionsCard />
            <OwnData />
            <p><a class="link" href=paths::learn().to_string()>"To your course"</a></p>
        </div>
    }
}

#[component]
fn Orders(orders: Vec<OwnOrder>) -> impl IntoView {
    let empty = orders.is_empty().then(|| view! { <p class="text-muted">"You have not bought anything yet."</p> });
    view! {
        <section class="card grid gap-4" aria-labelledby="orders">
            <h2 id="orders" class="text-lg">"Orders"</h2>
            {empty}
            <ul class="grid gap-4">{orders.into_iter().map(|order| view! { <Order order /> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Order(order: OwnOrder) -> impl IntoView {
    let state = match order.state {
        OrderState::Refunded => " · refunded",
        OrderState::PartiallyRefunded => " · partly refunded",
        OrderState::Disputed | OrderState::Lost => " · disputed",
        _ => "",
    };
    let invoice = order.invoiced.then(|| view! { " · "<a class="link" href=paths::invoice(&order.public_id).to_string()>"Invoice"</a> });
    view! {
        <li class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <a class="link" href=paths::order(&order.public_id).to_string()>{order.title}</a>
            <span class="text-sm text-muted">{order.total.to_string()}" · "<LocalTime at=order.created_at date_only=true />{state}{invoice}</span>
        </li>
    }
}
