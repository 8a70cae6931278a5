use chrono::{DateTime, Utc};
use domain::landing::{Section, Spot};
use serde::{Deserialize, Serialize};

/// The sales page as its creator works on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandingDesk {
    /// The sections of the draft in order.
    pub sections: Vec<SectionRow>,
    /// How often the draft was changed: what is published is this draft and no later one.
    pub draft: u32,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// By whom, where that was a person.
    pub changed_by: Option<String>,
    /// The version that visitors see.
    pub published: Option<VersionRow>,
    /// Whether the draft says something else than that.
    pub unpublished: bool,
    /// Whether another text of the creator's own fits.
    pub may_add: bool,
}

/// A section in the list of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch or a badge of its row")]
pub struct SectionRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How it begins.
    pub excerpt: String,
    /// Whether visitors do not see it.
    pub hidden: bool,
    /// Whether it says something else than the published page, or stands elsewhere.
    pub changed: bool,
    /// How many texts are still to be written.
    pub gaps: u32,
    /// Whether it can be moved up.
    pub may_rise: bool,
    /// Whether it can be moved down.
    pub may_sink: bool,
    /// Whether it can be hidden.
    pub may_hide: bool,
    /// Whether it can be removed.
    pub may_go: bool,
}

/// A section as its creator works on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionDesk {
    /// The section.
    pub section: Section,
    /// What tells this state of it from every other.
    pub mark: String,
    /// What is still to be written.
    pub gaps: Vec<Spot>,
    /// When the draft was changed last.
    pub changed_at: DateTime<Utc>,
    /// By whom, where that was a person.
    pub changed_by: Option<String>,
}

/// A version of the sales page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRow {
    /// Its number, from 1.
    pub number: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom, where that was a person.
    pub published_by: Option<String>,
    /// The version whose content it has again.
    pub restored_from: Option<u32>,
}
