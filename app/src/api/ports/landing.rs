use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{LandingDesk, LandingView, SectionDesk, VersionRow};
use async_trait::async_trait;
use domain::landing::{Deed, Words};

/// What a form sends to save a section, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveSection {
    /// The section.
    pub section: String,
    /// The state of it that the form was made from.
    pub mark: String,
    /// Its texts.
    pub words: Words,
    /// The texts of what it has several of.
    pub items: Vec<Words>,
    /// What else is done.
    pub deed: Deed,
}

/// What is done to a section as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Visitors are not to see it.
    Hide,
    /// Visitors are to see it.
    Show,
    /// It goes: only a text of the creator's own does.
    Remove,
}

impl Arrangement {
    /// What a button's value means.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            "hide" => Some(Self::Hide),
            "show" => Some(Self::Show),
            "remove" => Some(Self::Remove),
            _ => None,
        }
    }
}

/// The sales page as its creator works on it. Nothing of the draft is public before it is published.
#[async_trait]
pub trait LandingEditor: Send + Sync {
    /// The draft's sections, and how it stands to what visitors see.
    async fn desk(&self, admin: &AdminActor) -> Result<LandingDesk>;
    /// One section of the draft.
    async fn section(&self, admin: &AdminActor, id: &str) -> Result<SectionDesk>;
    /// Saves a section of the draft. Where somebody else has changed it since the form was made, it is `NoLongerSo`.
    async fn save(&self, admin: &AdminActor, command: SaveSection) -> Result<()>;
    /// Moves, hides, shows or removes a section of the draft.
    async fn arrange(&self, admin: &AdminActor, section: &str, arrangement: Arrangement) -> Result<()>;
    /// Adds a text of the creator's own to the draft, and says what it is called.
    async fn add_text(&self, admin: &AdminActor) -> Result<String>;
    /// Lets visitors see the draft, if it is still the one that was looked at.
    async fn publish(&self, admin: &AdminActor, draft: u32) -> Result<()>;
    /// Lets visitors see an earlier version again. A draft with other words stays as it is.
    async fn restore(&self, admin: &AdminActor, version: u32) -> Result<()>;
    /// Makes the draft what visitors see, if it is still the one that was looked at.
    async fn discard(&self, admin: &AdminActor, draft: u32) -> Result<()>;
    /// The newest hundred versions, newest first.
    async fn versions(&self, admin: &AdminActor) -> Result<Vec<VersionRow>>;
    /// The page as the draft, or a version, has it.
    async fn preview(&self, admin: &AdminActor, version: Option<u32>) -> Result<LandingView>;
    /// The page as HTML, as the draft would have it with what is typed into a section. Nothing is written.
    async fn typed(&self, admin: &AdminActor, section: &str, words: &Words, items: &[Words]) -> Result<String>;
    /// The picture that messengers show of the page, as PNG, if this is its name now; else its name.
    async fn share_picture(&self, name: &str) -> Result<std::result::Result<Vec<u8>, String>>;
}
