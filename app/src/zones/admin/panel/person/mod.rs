//! One person: who, why they can or cannot enter, and what can be done about it.

mod access_card;
mod address_card;
mod factor_card;
mod privacy_card;
mod sessions_card;

use super::done::Done;
use super::mail_list::MailList;
use super::order_table::OrderTable;
use super::refused::{Refused, problem, refused};
use super::standing::{AccessBadge, source_words, standing_words};
use super::timeline::TimelineCard;
use crate::api::dto::{LearnedView, OrderRow, PersonDetail, Role};
use crate::api::people::{self, SendLink};
use crate::api::privacy::ErasePerson;
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle, loaded};
use crate::forms::Submit;
use crate::paths;
use access_card::AccessCard;
use address_card::AddressCard;
use domain::erasure::is_stand_in;
use domain::ids::UserId;
use factor_card::FactorCard;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use privacy_card::PrivacyCard;
use sessions_card::SessionsCard;

const DONE: &[(&str, &str)] = &[
    ("granted", "Access is given."),
    ("extended", "The access has another end."),
    ("revoked", "The access is taken back."),
    ("ended", "The session is ended: that browser must sign in again."),
    ("factor", "The second factor is forgotten, and all sessions are ended. A mail tells the person."),
    ("sent", "A sign-in link is on its way."),
    ("erased", "The person is forgotten. What the law wants kept stays, without the name."),
    ("address", "The address is changed. Whoever used the old one is signed out."),
];

/// Everything about a person.
#[component]
pub fn PersonPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    // What was done stands in the address: when that changes, the person is read again.
    let source = move || (params.with(|params| params.get("id").unwrap_or_default()), query.with(|query| query.get("done")));
    let actions = Actions::new();
    let person = Resource::new_blocking(move || (source(), actions.versions()), |((id, _), _)| people::person(id));
    view! {
        <PageTitle text="Person · Admin" />
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(person.await, move |detail| view! { <Detail detail actions /> }) })}
        </Transition>
    }
}

/// What can be done on the page. One of each for all its forms, so that what was refused is said once.
#[derive(Clone, Copy)]
struct Actions {
    grant: ServerAction<people::Grant>,
    extend: ServerAction<people::ExtendGrant>,
    revoke: ServerAction<people::RevokeGrant>,
    end: ServerAction<people::EndSessions>,
    factor: ServerAction<people::ForgetFactor>,
    link: ServerAction<SendLink>,
    address: ServerAction<people::ChangeEmail>,
    erase: ServerAction<ErasePerson>,
}

impl Actions {
    fn new() -> Self {
        Self {
            grant: ServerAction::new(),
            extend: ServerAction::new(),
            revoke: ServerAction::new(),
            end: ServerAction::new(),
            factor: ServerAction::new(),
            link: ServerAction::new(),
            address: ServerAction::new(),
            erase: ServerAction::new(),
        }
    }

    /// Changes with every answer.
    fn versions(self) -> [usize; 8] {
        [
            self.grant.version().get(),
            self.extend.version().get(),
            self.revoke.version().get(),
            self.end.version().get(),
            self.factor.version().get(),
            self.link.version().get(),
            self.address.version().get(),
            self.erase.version().get(),
        ]
    }
}

#[component]
fn Detail(detail: PersonDetail, actions: Actions) -> impl IntoView {
    let PersonDetail { person, verified_at, factor_since, access, progress, orders, sessions, mails, timeline } = detail;
    let name = if person.name.is_empty() { person.email.clone() } else { person.name };
    let admin = (person.role == Role::Admin).then(|| view! { <span class="badge badge-accent">"Admin"</span> });
    let verdict = match person.access {
        Ok(()) => "Can enter the course.".to_owned(),
        denied => format!("Cannot enter the course: {}.", standing_words(denied)),
    };
    let proved = match verified_at {
        Some(at) => view! { "The address was proved on "<LocalTime at date_only=true />"." }.into_any(),
        None => "Nobody has signed in by this address yet.".into_any(),
    };
    let orders = (!orders.is_empty()).then(|| view! { <OrdersCard orders /> });
    let mails = (!mails.is_empty()).then(|| view! { <MailList mails /> });
    let is_known = person.role == Role::Student && !is_stand_in(&person.email);
    let privacy = is_known.then(|| view! { <PrivacyCard person=person.id action=actions.erase /> });
    let address = is_known.then(|| view! { <AddressCard person=person.id email=person.email.clone() action=actions.address /> });
    let factor = factor_since.filter(|_| is_known).map(|since| view! { <FactorCard person=person.id since action=actions.factor /> });
    view! {
        <Done words=DONE />
        <a class="quiet-link" href=paths::admin_people().to_string()><Icon glyph=Glyph::ArrowLeft />"All people"</a>
        <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"><h1 class="break-words">{name}</h1><AccessBadge access=person.access />{admin}</div>
        <p class="mt-1 text-sm break-all text-muted">{person.email}</p>
        <p class="mt-3">{verdict}" "<span class="text-muted">{proved}</span></p>
        <div class="mt-8 grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
            <div class="grid min-w-0 gap-6"><AccessCard person=person.id access actions />{orders}<TimelineCard lines=timeline /></div>
            <div class="grid min-w-0 gap-6">
                <ProgressCard progress />
                <LinkCard person=person.id action=actions.link />
                {address}
                <SessionsCard person=person.id sessions action=actions.end />
                {factor}
                {mails}
                {privacy}
            </div>
        </div>
    }
}

#[component]
fn OrdersCard(orders: Vec<OrderRow>) -> impl IntoView {
    view! {
        <section class="card overflow-hidden p-0 sm:p-0" aria-labelledby="orders">
            <h2 id="orders" class="px-5 pt-5 text-xl sm:px-7 sm:pt-6">"Orders"</h2>
            <div class="mt-2"><OrderTable orders /></div>
        </section>
    }
}

#[component]
fn ProgressCard(progress: LearnedView) -> impl IntoView {
    let last = match progress.last_at {
        Some(at) => view! { "Last there on "<LocalTime at /> }.into_any(),
        None => "Has not opened a lesson yet".into_any(),
    };
    view! {
        <section class="card grid gap-2" aria-labelledby="progress">
            <h2 id="progress" class="text-xl">"Progress"</h2>
            <p><span class="font-display text-3xl font-semibold">{progress.completed}</span>" of "{progress.total}" lessons"</p>
            <p class="text-sm text-muted">{last}</p>
        </section>
    }
}

#[component]
fn LinkCard(person: UserId, action: ServerAction<SendLink>) -> impl IntoView {
    view! {
        <section class="card grid gap-4" aria-labelledby="link">
            <h2 id="link" class="text-xl">"Sign-in link"</h2>
            <p class="text-sm text-muted">"Works once, for ten minutes. It goes to the address above."</p>
            <ActionForm action attr:class="grid gap-4">
                <input type="hidden" name="person" value=person.to_string() />
                <Refused action />
                <Submit pending=action.pending() look="btn-plain">"Send a sign-in link"</Submit>
            </ActionForm>
        </section>
    }
}
