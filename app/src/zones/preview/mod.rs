//! What an imagined student sees: the pages of the other zones as they are, with what was imagined for them.
//!
//! It is no zone of its own. Its documents are made on the server, bring no script and send no form; what stands in them was read
//! before they are drawn, so nothing is asked here.

mod banner;

use crate::api::Result;
use crate::api::dto::{CheckoutView, Imagined, LandingView, LessonView, OutlineView};
use crate::zones::checkout::CheckoutFrame;
use crate::zones::learn::CourseImagined;
use crate::zones::public::LandingPage;
use banner::Banner;
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// A page with what was imagined for it.
#[derive(Clone, Debug)]
pub enum Shown {
    /// The sales page.
    Landing(LandingView),
    /// The checkout.
    Checkout(CheckoutView),
    /// The dashboard, or why it is shut.
    Course(Result<OutlineView>),
    /// A lesson, by its slug, or why it is shut.
    Lesson(String, Result<LessonView>, OutlineView),
}

/// Everything in `<body>`: the page, and over it what is imagined.
#[component]
pub fn PreviewRoot(
    /// The page.
    shown: Shown,
    /// What is imagined.
    imagined: Imagined,
    /// What counts as now.
    now: DateTime<Utc>,
) -> impl IntoView {
    let page = match shown {
        Shown::Landing(landing) => view! { <LandingPage landing /> }.into_any(),
        Shown::Checkout(checkout) => view! { <CheckoutFrame answer=Ok(checkout) /> }.into_any(),
        Shown::Course(outline) => view! { <CourseImagined outline lesson=None /> }.into_any(),
        Shown::Lesson(slug, lesson, outline) => view! { <CourseImagined outline=Ok(outline) lesson=Some((slug, lesson)) /> }.into_any(),
    };
    view! {
        {page}
        <Banner imagined now />
    }
}
