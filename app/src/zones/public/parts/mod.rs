//! What scripts bring to life on the pages.

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

pub use self::{
    checkout_link::CheckoutButton,
    closing::Closing,
    day::Day,
    hero_offer::HeroOffer,
    preview_video::PreviewVideo,
    price_offer::PriceOffer,
    waitlist_forms::{JoinForm, LeaveForm},
    way_in::WayIn,
};

/// Brings the live parts of a page of this zone to life.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    use crate::live::enliven;
    enliven::<WayIn>();
    enliven::<CheckoutButton>();
    enliven::<HeroOffer>();
    enliven::<PriceOffer>();
    enliven::<Closing>();
    enliven::<PreviewVideo>();
    enliven::<JoinForm>();
    enliven::<LeaveForm>();
    enliven::<Day>();
}
