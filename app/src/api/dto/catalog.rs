use chrono::{DateTime, Utc};
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
    /// The server's time at which this was true. Countdowns start from it.
    pub now: DateTime<Utc>,
}

/// The sales page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandingView {
    /// The course's title.
    pub course_title: String,
    /// The course's subtitle.
    pub course_subtitle: String,
    /// The words of the page.
    pub content: LandingContent,
    /// Modules and lessons, as much as may be shown.
    pub curriculum: Vec<CurriculumModule>,
    /// The offer.
    pub offer: OfferView,
}

/// The words of the sales page, section by section. The creator edits them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandingContent {
    /// The first screen.
    pub hero: Hero,
    /// What you will be able to do.
    pub outcomes: Vec<TitledText>,
    /// Whom it is for, and whom not.
    pub audience: Audience,
    /// Who teaches.
    pub instructor: Instructor,
    /// What others say.
    pub testimonials: Vec<Testimonial>,
    /// Questions and answers.
    pub faq: Vec<Faq>,
    /// The promise.
    pub guarantee: TitledText,
    /// The words of the price card.
    pub price: PriceCard,
    /// The last line.
    pub footer: Footer,
}

/// The first screen of the sales page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hero {
    /// A small line above the title.
    pub eyebrow: String,
    /// The promise.
    pub title: String,
    /// Two sentences more.
    pub lead: String,
    /// The words on the button.
    pub cta: String,
    /// A small line below the button.
    pub note: String,
}

/// A title and a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitledText {
    /// The title.
    pub title: String,
    /// The paragraph.
    pub text: String,
}

/// Whom the course is for, and whom not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// It is for you if …
    #[serde(rename = "for")]
    pub fits: Vec<String>,
    /// It is not for you if …
    pub not_for: Vec<String>,
}

/// Who teaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instructor {
    /// The name.
    pub name: String,
    /// A few words of what they do.
    pub role: String,
    /// Paragraphs.
    pub bio: Vec<String>,
    /// Shown where there is no picture.
    pub initials: String,
}

/// What somebody says of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Testimonial {
    /// The words.
    pub quote: String,
    /// Who said them.
    pub name: String,
    /// What they do.
    pub role: String,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faq {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

/// The words of the price card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceCard {
    /// Its title.
    pub title: String,
    /// What is in it.
    pub includes: Vec<String>,
}

/// The last line of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footer {
    /// The words.
    pub note: String,
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
