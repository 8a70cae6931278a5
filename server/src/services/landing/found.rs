//! What the page says of itself to those who do not look at it: search engines and messengers.

use super::page::published;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::content;
use crate::share_picture::Card;
use app::api::ApiError;
use app::api::dto::{LandingView, OfferView, PageHead};
use app::paths;
use domain::landing::{Kind, LandingContent, Word};
use domain::scarcity::Unavailable;
use serde_json::{Value, json};

/// What the picture that messengers show says now.
pub async fn card(core: &Core) -> Result<Card> {
    let db = core.db.read();
    let course = content::course(db).await?.ok_or(ApiError::NotFound)?;
    let content = published(db).await?.ok_or(ApiError::NotFound)?;
    Ok(card_of(core, &content, &course.title, &course.subtitle))
}

fn card_of(core: &Core, content: &LandingContent, title: &str, subtitle: &str) -> Card {
    let (title, description) = words(content, title, subtitle);
    let host = core.settings.public_url.split_once("://").map_or("", |(_, host)| host).to_owned();
    Card { title, description, name: content.word(Kind::Instructor, Word::Name).to_owned(), host }
}

/// The title and the description: the creator's, else the course's.
fn words(content: &LandingContent, title: &str, subtitle: &str) -> (String, String) {
    let or = |word, other: &str| match content.word(Kind::Found, word) {
        "" => other.to_owned(),
        own => own.to_owned(),
    };
    (or(Word::Title, title), or(Word::Description, subtitle))
}

/// What the document of the page that visitors see says of it.
pub fn head(core: &Core, view: &LandingView, content: &LandingContent) -> Result<PageHead> {
    let card = card_of(core, content, &view.course_title, &view.course_subtitle);
    let picture = core.settings.absolute(&paths::share_picture(&card.name()));
    let address = core.settings.absolute(&paths::home());
    let described = course(core, view, &card, &picture);
    let json_ld = serde_json::to_string(&described).map_err(|error| Fault::stored(format!("the course as JSON-LD: {error}")))?;
    Ok(PageHead {
        picture_alt: format!("{}. {}", card.title, card.description),
        title: card.title,
        description: card.description,
        address,
        picture,
        // Nothing in it can end the element that it stands in.
        json_ld: Some(json_ld.replace('<', "\\u003c")),
    })
}

/// The course with its offer, as schema.org describes them.
fn course(core: &Core, view: &LandingView, card: &Card, picture: &str) -> Value {
    let address = core.settings.absolute(&paths::home());
    let seconds: u32 = view.curriculum.iter().flat_map(|module| &module.lessons).map(|lesson| lesson.duration_s).sum();
    let teacher = (!card.name.is_empty()).then(|| json!({ "@type": "Person", "name": card.name }));
    json!({
        "@context": "https://schema.org",
        "@type": "Course",
        "name": view.course_title,
        "description": view.course_subtitle,
        "url": address,
        "image": picture,
        "provider": teacher,
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": format!("PT{}M", seconds.div_ceil(60)),
            "instructor": teacher,
        },
        "offers": offer(core, &view.offer),
    })
}

/// The offer. Where no price holds there is none to tell.
fn offer(core: &Core, offer: &OfferView) -> Option<Value> {
    let price = offer.price?;
    let availability = match offer.unavailable {
        None => "InStock",
        Some(Unavailable::SoldOut) => "SoldOut",
        Some(Unavailable::OpensAt(_)) => "PreOrder",
        Some(Unavailable::ClosedAt(_)) => "Discontinued",
        Some(Unavailable::Paused) => "OutOfStock",
    };
    Some(json!({
        "@type": "Offer",
        "category": "Paid",
        "price": price.decimal(),
        "priceCurrency": price.currency.code(),
        "availability": format!("https://schema.org/{availability}"),
        "validThrough": offer.price_ends_at.or(offer.closes_at),
        "url": core.settings.absolute(&paths::checkout()),
    }))
}
