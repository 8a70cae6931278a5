//! What of the pages goes on while they are read: it bears the marks by which scripts know it.

mod checkout_link;
mod closing;
mod hero_offer;
mod live_offer;
mod offer_words;
mod preview_video;
mod price_offer;
mod waitlist_forms;
mod way_in;

pub use self::{
    checkout_link::CheckoutLink,
    closing::Closing,
    hero_offer::HeroOffer,
    live_offer::LiveOffer,
    preview_video::PreviewVideo,
    price_offer::PriceOffer,
    waitlist_forms::{JoinForm, LeaveForm},
    way_in::WayIn,
};
