use crate::api::dto::ResumableOrder;
use crate::components::{Glyph, Icon, LocalTime};
use crate::paths;
use domain::scarcity::Unavailable;
use leptos::prelude::*;

/// The checkout when there is nothing to buy.
#[component]
pub fn Closed(
    /// Why.
    why: Unavailable,
    /// The visitor came by a personal link whose time is up.
    kept_seat_gone: bool,
) -> impl IntoView {
    let (title, text) = match why {
        Unavailable::Paused => {
            ("Enrolment is paused", view! { "The doors are closed for a moment. Please look in again soon." }.into_any())
        }
        Unavailable::OpensAt(at) => ("Enrolment has not opened yet", view! { "You can join from "<LocalTime at />"." }.into_any()),
        Unavailable::ClosedAt(at) => ("Enrolment is closed", view! { "It closed on "<LocalTime at date_only=true />"." }.into_any()),
        Unavailable::SoldOut => (
            "Every seat is taken",
            view! { "Some may be held by people who are paying just now. A seat that comes back goes to the waitlist first." }.into_any(),
        ),
    };
    let gone = kept_seat_gone.then(|| {
        view! { <p class="alert alert-warning">"The time of your personal link is up, and the seat went to the next in line. You can join the waitlist again."</p> }
    });
    let wait = (!matches!(why, Unavailable::ClosedAt(_)))
        .then(|| view! { <a class="btn btn-primary" href=paths::waitlist().to_string()>"Join the waitlist"</a> });
    view! {
        <StatePage glyph=Glyph::Clock title>
            {gone}
            <p class="text-muted">{text}</p>
            {wait}
            <a class="btn btn-plain" href=paths::home().to_string()>"Back to the course page"</a>
            <p class="text-sm text-muted">"Already a student? "<a class="link" href=paths::sign_in().to_string()>"Sign in"</a></p>
        </StatePage>
    }
}

/// The checkout for somebody who owns the course.
#[component]
pub fn Owned() -> impl IntoView {
    view! {
        <StatePage glyph=Glyph::CircleCheck title="You own this course">
            <p class="text-muted">"There is nothing to pay. Everything is waiting where you left off."</p>
            <a class="btn btn-primary" href=paths::learn().to_string()>"Continue learning"<Icon glyph=Glyph::ArrowRight /></a>
        </StatePage>
    }
}

/// The checkout for a browser with an open order while nothing new can be bought.
#[component]
pub fn Resume(
    /// The open order.
    order: ResumableOrder,
) -> impl IntoView {
    view! {
        <StatePage glyph=Glyph::Clock title="Your seat is still held">
            <p class="text-muted">"You began to pay "{order.total.to_string()}" and can finish until "<LocalTime at=order.held_until />"."</p>
            <a class="btn btn-primary" href=paths::order(&order.public_id).to_string()>"Continue to payment"<Icon glyph=Glyph::ArrowRight /></a>
        </StatePage>
    }
}

/// Leads on to the page of an order, which knows what comes next.
pub fn go_to_order(public_id: &str) -> AnyView {
    let to = paths::order(public_id);
    crate::api::context::redirect_to(&to);
    view! {
        <section class="shell shell-narrow grid justify-items-center gap-4 py-20 text-center">
            <h1>"One moment"</h1>
            <a class="btn btn-primary" href=to.to_string()>"Go on with your order"</a>
        </section>
    }
    .into_any()
}

/// A page that says one thing.
#[component]
pub fn StatePage(
    /// The drawing.
    glyph: Glyph,
    /// The one thing.
    #[prop(into)]
    title: String,
    /// What it means and what to do.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="shell shell-narrow grid justify-items-center gap-4 py-16 text-center md:py-20">
            <div class="disc"><Icon glyph /></div>
            <h1>{title}</h1>
            {children()}
        </section>
    }
}
