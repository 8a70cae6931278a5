use super::{
    audience::AudienceSection, curriculum::Curriculum, faq::FaqSection, footer::SiteFooter, guarantee::GuaranteeSection,
    header::SiteHeader, hero::HeroSection, instructor::InstructorSection, outcomes::Outcomes, own_text::OwnText, price_card::PriceSection,
    testimonials::Testimonials,
};
use crate::api::dto::{CurriculumModule, LandingView};
use crate::api::{Result, catalog, landing};
use crate::components::{BareHeader, Problem};
use crate::request;
use crate::zones::public::parts::{Closing, LiveOffer};
use domain::landing::{Kind, LandingContent, Section, Word};
use leptos::prelude::*;

/// Sections to which the header leads.
const MENU: [(Kind, &str, &str); 4] = [
    (Kind::Curriculum, "#curriculum", "Curriculum"),
    (Kind::Instructor, "#instructor", "Instructor"),
    (Kind::Price, "#price", "Price"),
    (Kind::Faq, "#faq", "Questions"),
];

/// The sales page.
#[component]
pub fn Landing() -> impl IntoView {
    Suspend::new(async move { shown(catalog::landing().await) })
}

/// The sales page as the draft, or the version that the address names, has it.
#[component]
pub fn LandingPreview() -> impl IntoView {
    let version = request::query_value("version").unwrap_or_default();
    Suspend::new(async move { shown(landing::preview(version).await) })
}

fn shown(landing: Result<LandingView>) -> AnyView {
    match landing {
        Ok(landing) => view! { <LandingPage landing /> }.into_any(),
        Err(error) => view! {
            <BareHeader title="" />
            <main id="main" tabindex="-1"><Problem error /></main>
        }
        .into_any(),
    }
}

/// The sales page with what it shows. There is no list of lessons before there are any.
#[component]
pub fn LandingPage(
    /// What it shows.
    landing: LandingView,
) -> impl IntoView {
    let LandingView { course_title, course_subtitle, content, curriculum, offer, .. } = landing;
    let said = offer.clone();
    let cta = content.word(Kind::Hero, Word::Cta).to_owned();
    let note = content.word(Kind::Footer, Word::Note).to_owned();
    let sections = menu(&content, &curriculum);
    let lessons = sections.iter().any(|(anchor, _)| *anchor == "#curriculum");
    let title = course_title.clone();
    let words = cta.clone();
    let shown = move |section: Section| match section.kind {
        Kind::Hero => {
            let (title, subtitle) = (title.clone(), course_subtitle.clone());
            view! { <HeroSection section title subtitle curriculum=curriculum.clone() offer=offer.clone() /> }.into_any()
        }
        Kind::Outcomes => view! { <Outcomes section /> }.into_any(),
        Kind::Curriculum if curriculum.is_empty() => ().into_any(),
        Kind::Curriculum => view! { <Curriculum section modules=curriculum.clone() /> }.into_any(),
        Kind::Audience => view! { <AudienceSection section /> }.into_any(),
        Kind::Instructor => view! { <InstructorSection section /> }.into_any(),
        Kind::Testimonials => view! { <Testimonials section /> }.into_any(),
        Kind::Price => view! { <PriceSection section cta=words.clone() offer=offer.clone() lessons /> }.into_any(),
        Kind::Guarantee => view! { <GuaranteeSection section /> }.into_any(),
        Kind::Faq => view! { <FaqSection section /> }.into_any(),
        Kind::Closing => {
            let title = section.word(Word::Title).to_owned();
            view! { <Closing id=section.id title cta=words.clone() offer=offer.clone() /> }.into_any()
        }
        Kind::Text => view! { <OwnText section /> }.into_any(),
        Kind::Footer | Kind::Found => ().into_any(),
    };
    view! {
        <SiteHeader title=course_title sections cta />
        <main id="main" tabindex="-1">{content.sections.into_iter().map(shown).collect_view()}</main>
        <SiteFooter note />
        <LiveOffer offer=said />
    }
}

/// The sales page as HTML, without the document around it.
pub fn drawn(landing: LandingView) -> String {
    Owner::new().with(|| view! { <LandingPage landing /> }.to_html())
}

/// What of the page the header leads to.
fn menu(content: &LandingContent, curriculum: &[CurriculumModule]) -> Vec<(&'static str, &'static str)> {
    let there = |kind| content.of_kind(kind).is_some() && (kind != Kind::Curriculum || !curriculum.is_empty());
    MENU.into_iter().filter(|(kind, ..)| there(*kind)).map(|(_, anchor, words)| (anchor, words)).collect()
}
