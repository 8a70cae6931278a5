use chrono::{DateTime, Utc};
use domain::landing::LandingContent;
use domain::{money::Money, scarcity::Unavailable};
use serde::{Deserialize, Serialize};

/// The offer of the course as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// What it is called.
    pub title: String,
    /// The name of the price that holds now: "Early bird".
    pub tier: String,
    /// The price that holds now; absent where no tier holds.
    pub price: Option<Money>,
    /// The price that comes after this one, if a higher one waits.
    pub next_price: Option<Money>,
    /// A higher price that was really charged before this one.
    pub compare_at: Option<Money>,
    /// The lowest price of the thirty days before this one began; beside `compare_at`.
    pub lowest_30d: Option<Money>,
    /// This price ends at this moment.
    pub price_ends_at: Option<DateTime<Utc>>,
    /// This price ends after so many more seats.
    pub seats_at_this_price: Option<u32>,
    /// Seats left; `None` is without limit.
    pub seats_left: Option<u32>,
    /// All seats; `None` is without limit.
    pub seats_total: Option<u32>,
    /// The sale ends at this moment.
    pub closes_at: Option<DateTime<Utc>>,
    /// The creator moved that moment to later; then.
    pub extended_at: Option<DateTime<Utc>>,
    /// Why it cannot be bought now, if so.
    pub unavailable: Option<Unavailable>,
    /// The server's time at which this was true. Countdowns start from it. A page that is kept for everybody does not say it.
    pub now: Option<DateTime<Utc>>,
}

/// The sales page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandingView {
    /// The course's title.
    pub course_title: String,
    /// The course's subtitle.
    pub course_subtitle: String,
    /// The sections of the page, with their words.
    pub content: LandingContent,
    /// Modules and lessons, as much as may be shown.
    pub curriculum: Vec<CurriculumModule>,
    /// The offer.
    pub offer: OfferView,
    /// What the document says of itself. Browsers do not get it: they have the document.
    #[serde(skip)]
    pub head: Option<PageHead>,
}

/// What a document says of itself to search engines and messengers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageHead {
    /// The title.
    pub title: String,
    /// One sentence.
    pub description: String,
    /// The full address of the page.
    pub address: String,
    /// The full address of its picture, 1200 by 630 pixels.
    pub picture: String,
    /// What the picture shows.
    pub picture_alt: String,
    /// The course and its offer as JSON-LD. The sales page alone tells of them.
    pub json_ld: Option<String>,
}

/// A module as the sales page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurriculumModule {
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Lessons that may be named here.
    pub lessons: Vec<CurriculumLesson>,
    /// Published lessons that may not be named.
    pub hidden_lessons: u32,
}

/// A lesson as the sales page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurriculumLesson {
    /// The title.
    pub title: String,
    /// Its length in seconds.
    pub duration_s: u32,
    /// The slug of its free preview, if it has one.
    pub preview: Option<String>,
}

/// A lesson that anybody may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// The address of its video's player, if it has one.
    pub player: Option<String>,
    /// The text, sanitised HTML.
    pub html: String,
}

/// A legal page: terms, privacy, refund policy, withdrawal form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalView {
    /// The title.
    pub title: String,
    /// The text, sanitised HTML.
    pub html: String,
}
