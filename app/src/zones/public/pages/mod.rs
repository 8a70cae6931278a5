//! The pages, which the server alone renders.

mod audience;
mod certificate;
mod contents;
mod curriculum;
mod faq;
mod fault;
mod footer;
mod guarantee;
mod header;
mod hero;
mod instructor;
mod landing;
mod legal;
mod not_found;
mod outcomes;
mod own_text;
mod preview;
mod price_card;
mod root;
mod testimonials;
mod waitlist;

pub use self::{
    landing::{LandingPage, drawn},
    root::PublicRoot,
};
