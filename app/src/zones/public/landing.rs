use super::{
    audience::AudienceSection, closing::Closing, curriculum::Curriculum, faq::FaqSection, footer::SiteFooter, guarantee::GuaranteeSection,
    header::SiteHeader, hero::HeroSection, instructor::InstructorSection, live_offer::live_offer, outcomes::Outcomes,
    price_card::PriceSection, testimonials::Testimonials,
};
use crate::api::{catalog, dto::LandingView};
use crate::components::{BareHeader, PageSkeleton, loaded};
use leptos::prelude::*;

/// The sales page.
#[component]
pub fn Landing() -> impl IntoView {
    let landing = OnceResource::new_blocking(catalog::landing());
    view! {
        <Suspense fallback=PageSkeleton>
            {move || Suspend::new(async move {
                match landing.await {
                    Ok(landing) => view! { <LandingPage landing /> }.into_any(),
                    Err(error) => {
                        view! {
                            <BareHeader title="" />
                            <main id="main" tabindex="-1">{loaded::<(), ()>(Err(error), |()| ())}</main>
                        }
                            .into_any()
                    }
                }
            })}
        </Suspense>
    }
}

#[component]
fn LandingPage(landing: LandingView) -> impl IntoView {
    let LandingView { course_title, course_subtitle, content, curriculum, offer } = landing;
    let offer = live_offer(offer);
    let words = content.hero.cta.clone();
    view! {
        <SiteHeader title=course_title.clone() sections=true cta=words.clone() />
        <main id="main" tabindex="-1">
            <HeroSection hero=content.hero title=course_title subtitle=course_subtitle curriculum=curriculum.clone() offer />
            <Outcomes outcomes=content.outcomes />
            <Curriculum modules=curriculum />
            <AudienceSection audience=content.audience />
            <InstructorSection instructor=content.instructor />
            <Testimonials testimonials=content.testimonials />
            <PriceSection card=content.price cta=words.clone() offer />
            <GuaranteeSection guarantee=content.guarantee />
            <FaqSection questions=content.faq />
            <Closing cta=words offer />
        </main>
        <SiteFooter note=content.footer.note />
    }
}
