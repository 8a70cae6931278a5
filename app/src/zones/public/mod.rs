//! The sales page and what belongs to it. Rendered once and cached for everybody, so nothing personal is in the HTML. Browsers are given
//! its live parts alone.

mod checkout_link;
mod closing;
mod day;
mod hero_offer;
mod live_offer;
mod offer_words;
mod preview_video;
mod price_offer;
mod waitlist_forms;
mod way_in;

#[cfg(feature = "ssr")]
mod audience;
#[cfg(feature = "ssr")]
mod certificate;
#[cfg(feature = "ssr")]
mod contents;
#[cfg(feature = "ssr")]
mod curriculum;
#[cfg(feature = "ssr")]
mod faq;
#[cfg(feature = "ssr")]
mod fault;
#[cfg(feature = "ssr")]
mod footer;
#[cfg(feature = "ssr")]
mod guarantee;
#[cfg(feature = "ssr")]
mod header;
#[cfg(feature = "ssr")]
mod hero;
#[cfg(feature = "ssr")]
mod instructor;
#[cfg(feature = "ssr")]
mod landing;
#[cfg(feature = "ssr")]
mod legal;
#[cfg(feature = "ssr")]
mod not_found;
#[cfg(feature = "ssr")]
mod outcomes;
#[cfg(feature = "ssr")]
mod own_text;
#[cfg(feature = "ssr")]
mod preview;
#[cfg(feature = "ssr")]
mod price_card;
#[cfg(feature = "ssr")]
mod root;
#[cfg(feature = "ssr")]
mod testimonials;
#[cfg(feature = "ssr")]
mod waitlist;

#[cfg(feature = "ssr")]
pub use self::{
    landing::{LandingPage, drawn},
    root::PublicRoot,
};

/// Brings the live parts of a page of this zone to life.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    use crate::live::enliven;
    enliven::<way_in::WayIn>();
    enliven::<checkout_link::CheckoutButton>();
    enliven::<hero_offer::HeroOffer>();
    enliven::<price_offer::PriceOffer>();
    enliven::<closing::Closing>();
    enliven::<preview_video::PreviewVideo>();
    enliven::<waitlist_forms::JoinForm>();
    enliven::<waitlist_forms::LeaveForm>();
    enliven::<day::Day>();
}
