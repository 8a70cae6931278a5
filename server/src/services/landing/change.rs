//! What a creator changes of the draft. Every change is in the log, in the same transaction.

use super::desk::mark;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::landing;
use crate::security::html::from_markdown;
use crate::services::audit;
use app::api::ApiError;
use app::api::error::{Conflict, Field, FieldError, Problem};
use app::api::ports::{AdminActor, Arrangement, SaveSection};
use domain::ids::{PictureId, UserId};
use domain::landing::{Flaw, Kind, LandingContent, Section, Spot, Word};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

/// What a change was, for the log.
pub struct Entry {
    /// The noun and what was done to it.
    pub action: &'static str,
    /// The section.
    pub section: String,
    /// As it was.
    pub before: Option<Value>,
    /// As it is.
    pub after: Option<Value>,
}

/// Changes the draft, in one transaction with the entry in the log. `edit` says what to write down, or that nothing changes.
pub async fn change(core: &Core, admin: UserId, edit: impl Fn(&mut LandingContent) -> Result<Option<Entry>> + Sync) -> Result<()> {
    core.db
        .retrying(|| async {
            let transaction = core.db.begin().await?;
            if change_in(core, &transaction, admin, &edit).await? {
                transaction.commit().await?;
            }
            Ok(())
        })
        .await
}

/// The same in a transaction of the caller's. `false` says that nothing changed.
pub async fn change_in(
    core: &Core,
    db: &impl ConnectionTrait,
    admin: UserId,
    edit: impl Fn(&mut LandingContent) -> Result<Option<Entry>>,
) -> Result<bool> {
    let draft = landing::draft_for_change(db).await?.ok_or(ApiError::NotFound)?;
    let mut content = landing::content(draft.content)?;
    let Some(entry) = edit(&mut content)? else { return Ok(false) };
    if !content.is_sound() {
        return Err(Fault::stored("a draft of the sales page that lacks a section"));
    }
    if !landing::write_draft(db, draft.version, &content, core.now(), admin.0).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let subject = format!("landing/{}", entry.section);
    audit::record(core, db, Some(admin.into()), entry.action, &subject, entry.before, entry.after).await?;
    Ok(true)
}

/// Saves the words of a section, and does what its button says.
pub async fn save(core: &Core, admin: &AdminActor, command: &SaveSection) -> Result<()> {
    change(core, admin.user, |content| {
        let before = content.section(&command.section).ok_or(ApiError::NotFound)?.clone();
        let after = with_html(before.rewritten(&command.words, &command.items, command.deed));
        if mark(&before)? != command.mark && after != before {
            return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
        }
        checked(&after)?;
        content.put(after.clone());
        Ok((after != before).then(|| entry("landing.save", &before, &after)))
    })
    .await
}

/// The same section with its Markdown made HTML anew.
pub fn with_html(section: Section) -> Section {
    match section.kind {
        Kind::Text => Section { html: from_markdown(section.word(Word::Text)), ..section },
        _ => section,
    }
}

/// Refuses what cannot be shown.
pub fn checked(section: &Section) -> std::result::Result<(), ApiError> {
    let error = |(spot, flaw): (Spot, Flaw)| FieldError { field: Field::Landing(spot), problem: problem(flaw) };
    let errors: Vec<_> = section.faults().into_iter().map(error).collect();
    if errors.is_empty() { Ok(()) } else { Err(ApiError::Invalid(errors)) }
}

fn problem(flaw: Flaw) -> Problem {
    match flaw {
        Flaw::Missing => Problem::Missing,
        Flaw::TooLong => Problem::TooLong,
        Flaw::TooMany => Problem::TooMany,
        Flaw::Malformed => Problem::Malformed,
    }
}

fn entry(action: &'static str, before: &Section, after: &Section) -> Entry {
    Entry { action, section: after.id.clone(), before: Some(logged(before)), after: Some(logged(after)) }
}

/// What the log says of a section: its words.
pub fn logged(section: &Section) -> Value {
    json!({ "words": section.words, "items": section.items, "picture": section.picture, "hidden": section.hidden })
}

/// Gives a section another picture.
pub async fn set_picture(core: &Core, db: &impl ConnectionTrait, admin: UserId, section: &str, picture: PictureId) -> Result<bool> {
    change_in(core, db, admin, |content| {
        let before = content.section(section).ok_or(ApiError::NotFound)?.clone();
        let after = Section { picture: Some(picture), ..before.clone() };
        content.put(after.clone());
        Ok(Some(entry("landing.picture", &before, &after)))
    })
    .await
}

/// Moves, hides, shows or removes a section.
pub async fn arrange(core: &Core, admin: &AdminActor, section: &str, arrangement: Arrangement) -> Result<()> {
    change(core, admin.user, |content| {
        let before = content.section(section).ok_or(ApiError::NotFound)?.clone();
        let place = place_of(content, section);
        let (action, changed) = match arrangement {
            Arrangement::Up | Arrangement::Down => ("landing.move", content.shift(section, arrangement == Arrangement::Up)),
            Arrangement::Hide | Arrangement::Show => ("landing.show", content.set_hidden(section, arrangement == Arrangement::Hide)),
            Arrangement::Remove => ("landing.remove", content.remove_text(section)),
        };
        let shown = |content: &LandingContent| {
            content.section(section).map(|section| json!({ "place": place_of(content, &section.id), "hidden": section.hidden }))
        };
        let was = match arrangement {
            Arrangement::Remove => logged(&before),
            _ => json!({ "place": place, "hidden": before.hidden }),
        };
        Ok(changed.then(|| Entry { action, section: section.to_owned(), before: Some(was), after: shown(content) }))
    })
    .await
}

/// Where a section stands, from 1.
fn place_of(content: &LandingContent, id: &str) -> Option<usize> {
    content.sections.iter().position(|section| section.id == id).map(|index| index + 1)
}

/// Adds a text of the creator's own. The answer is its id.
pub async fn add_text(core: &Core, admin: &AdminActor) -> Result<String> {
    let id = format!("text-{}", core.new_id().simple());
    change(core, admin.user, |content| {
        if !content.add_text(&id) {
            return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
        }
        Ok(Some(Entry {
            action: "landing.add",
            section: id.clone(),
            before: None,
            after: Some(json!({ "place": place_of(content, &id) })),
        }))
    })
    .await?;
    Ok(id)
}
