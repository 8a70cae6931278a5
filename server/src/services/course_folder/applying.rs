//! From a folder into the database: in one transaction, with every change in the log. What is not in the folder is kept; a lesson that
//! is not becomes a draft.

use super::changing::Before;
use super::shape::{CourseFile, Folder, Lesson};
use super::writing::{Described, describe};
use super::{Result, changing, landing, merging, reading, refused, uploading};
use crate::core::Core;
use crate::error::Fault;
use crate::repo::landing::NewVersion;
use crate::repo::{content, course_folder, curriculum, landing as pages, seed as rows};
use crate::services::audit::{self, NOTHING};
use crate::services::curriculum::input::one_line;
use crate::services::files::Kept;
use crate::services::landing as page;
use crate::services::seed::blank;
use domain::money::{Currency, Money};
use entity::{course, landing_picture, product};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use uuid::Uuid;

/// Reads a folder into the database. Gives what changes, a line for each. A dry run does everything and keeps nothing.
pub async fn import(core: &Core, root: &Path, dry: bool) -> Result<Vec<String>> {
    let mut folder = reading::read(root).await?;
    let before = describe(core.db.read()).await?;
    resolve(core, &mut folder, before.as_ref());
    let known = contents(before.as_ref());
    let lacking = uploading::lacking(core, &folder, &known);
    let sent = if dry { HashMap::new() } else { uploading::send(core, root, &lacking).await? };
    let transaction = core.db.begin().await?;
    let outcome: Result<Vec<String>> = async {
        let pretended = if dry { uploading::pretend(core, &transaction, root, &lacking).await? } else { HashMap::new() };
        let kept = if dry { &pretended } else { &sent };
        let mut import = Import { core, transaction: &transaction, kept, said: Vec::new() };
        import.all(&folder).await?;
        Ok(import.said)
    }
    .await;
    let said = match outcome {
        Ok(said) if dry => transaction.rollback().await.map(|()| said).map_err(Into::into),
        Ok(said) => transaction.commit().await.map(|()| said).map_err(Into::into),
        Err(error) => Err(error),
    };
    if said.is_err() {
        uploading::take_back(core, &sent).await;
    }
    said
}

/// Gives ids to what has none: those of what is called so already, or new ones.
fn resolve(core: &Core, folder: &mut Folder, before: Option<&Described>) {
    let modules = before.map(|before| before.folder.modules.as_slice()).unwrap_or_default();
    let lessons: Vec<&Lesson> = modules.iter().flat_map(|module| &module.lessons).collect();
    for module in &mut folder.modules {
        let called = modules.iter().find(|other| other.file.slug == module.file.slug).and_then(|other| other.file.id);
        module.file.id = module.file.id.or(called).or_else(|| Some(core.new_id()));
        for lesson in &mut module.lessons {
            let called = lessons.iter().find(|other| match lesson.head.id {
                Some(id) => other.head.id == Some(id),
                None => other.head.slug == lesson.head.slug,
            });
            lesson.head.id = lesson.head.id.or(called.and_then(|other| other.head.id)).or_else(|| Some(core.new_id()));
            for file in lesson.head.files.iter_mut().filter(|file| file.id.is_none()) {
                let called = called.and_then(|other| other.head.files.iter().find(|other| other.file_name == file.file_name));
                file.id = called.and_then(|other| other.id).or_else(|| Some(core.new_id()));
            }
        }
    }
}

/// What files and pictures have as content.
fn contents(before: Option<&Described>) -> HashMap<Uuid, Vec<u8>> {
    let Some(before) = before else { return HashMap::new() };
    let lessons = before.folder.modules.iter().flat_map(|module| &module.lessons);
    let of_lessons = lessons.flat_map(|lesson| {
        let files = lesson.head.files.iter().filter_map(|file| Some((file.id?, file.sha256.clone())));
        files.chain(lesson.head.pictures.iter().map(|picture| (picture.id, picture.sha256.clone())))
    });
    let of_page =
        before.folder.landing.iter().filter_map(|section| section.picture.as_ref()).map(|picture| (picture.id, picture.sha256.clone()));
    of_lessons.chain(of_page).collect()
}

/// An import under way.
pub struct Import<'a> {
    /// The business.
    pub core: &'a Core,
    /// In which it happens.
    pub transaction: &'a DatabaseTransaction,
    /// What the store was given, by the file or picture that it is the content of.
    pub kept: &'a HashMap<Uuid, Kept>,
    said: Vec<String>,
}

impl Import<'_> {
    /// Says and writes down what changes.
    pub async fn note(&mut self, line: String, action: &str, subject: &str, before: Value, after: Value) -> Result<()> {
        self.said.push(line);
        let state = |value: Value| Some(value).filter(|value| !value.is_null());
        Ok(audit::record(self.core, self.transaction, None, action, subject, state(before), state(after)).await?)
    }

    async fn all(&mut self, folder: &Folder) -> Result<()> {
        curriculum::modules_for_change(self.transaction).await?;
        self.course(folder).await?;
        let rows = course_folder::rows(self.transaction).await?;
        let described = describe(self.transaction).await?.ok_or_else(|| Fault::stored("a course that was just written"))?;
        let before = Before { moved: merging::moved(&rows, folder), rows, described };
        for (position, module) in (0..).zip(&folder.modules) {
            changing::module(self, &before, folder.course.id, position, &module.file).await?;
        }
        for module in &folder.modules {
            for (position, lesson) in (0..).zip(&module.lessons) {
                changing::lesson(self, &before, module.file.id.unwrap_or_default(), position, lesson).await?;
            }
        }
        changing::rules(self, folder).await?;
        changing::left_out(self, &before.rows, folder).await?;
        self.page(folder).await
    }

    async fn course(&mut self, folder: &Folder) -> Result<()> {
        let CourseFile { id, title, subtitle, .. } = &folder.course;
        let shown = |title: &str, subtitle: &str| json!({ "title": title, "subtitle": subtitle });
        let subject = format!("course/{id}");
        match content::course(self.transaction).await? {
            None => {
                self.begin(&folder.course).await?;
                self.note(
                    format!("+ the course “{title}”, with a sale that is paused"),
                    "course.import",
                    &subject,
                    json!(NOTHING),
                    shown(title, subtitle),
                )
                .await
            }
            Some(other) if other.id != *id => Err(refused(format!(
                "this is another course (“{}” here, “{title}” in the folder): import it into an empty database",
                other.title
            ))),
            Some(before) if (&one_line(&before.title), &one_line(&before.subtitle)) != (title, subtitle) => {
                course_folder::set_course(self.transaction, *id, title, subtitle).await?;
                let was = shown(&before.title, &before.subtitle);
                self.note(format!("~ the course “{title}”"), "course.import", &subject, was, shown(title, subtitle)).await
            }
            Some(_) => Ok(()),
        }
    }

    /// Writes a course where there is none.
    async fn begin(&self, file: &CourseFile) -> Result<()> {
        let (db, now) = (self.transaction, self.core.now());
        let price = file.price.as_ref().ok_or_else(|| refused("course.toml: a shop that has nothing yet begins with a price: [price]"))?;
        let currency = Currency::from_code(&price.currency).filter(|_| price.minor > 0);
        let currency =
            currency.ok_or_else(|| refused("course.toml: the price is a number of minor units above 0, in a currency that is sold in"))?;
        let row = product::ActiveModel {
            id: Set(file.product),
            kind: Set("course".to_owned()),
            title: Set(file.title.clone()),
            created_at: Set(now),
        };
        rows::insert_product(db, row).await?;
        let row = course::ActiveModel {
            id: Set(file.id),
            product_id: Set(file.product),
            title: Set(file.title.clone()),
            subtitle: Set(file.subtitle.clone()),
            created_at: Set(now),
        };
        rows::insert_course(db, row).await?;
        Ok(blank::write_around(self.core, db, file.product, &file.title, Money::new(price.minor, currency)).await?)
    }

    async fn page(&mut self, folder: &Folder) -> Result<()> {
        let content = landing::content(&folder.landing);
        let newest = pages::published(self.transaction).await?;
        let before = newest.as_ref().map(|newest| pages::content(newest.content.clone())).transpose()?;
        self.page_pictures(folder).await?;
        if before.as_ref() == Some(&content) {
            return Ok(());
        }
        let (now, number) = (self.core.now(), newest.map_or(1, |newest| newest.number + 1));
        if number == 1 {
            page::first(self.core, self.transaction, &content).await?;
        } else {
            pages::publish(self.transaction, NewVersion { number, content: &content, now, by: None, restored_from: None }).await?;
            if let Some(draft) = pages::draft_for_change(self.transaction).await?
                && Some(&pages::content(draft.content.clone())?) == before.as_ref()
            {
                pages::write_draft(self.transaction, draft.version, &content, now, None).await?;
            }
        }
        let changed =
            content.sections.iter().filter(|section| before.as_ref().and_then(|before| before.section(&section.id)) != Some(section));
        let changed: Vec<&str> = changed.map(|section| section.id.as_str()).collect();
        let line = format!("~ the sales page, version {number} ({})", changed.join(", "));
        self.note(
            line,
            "landing.import",
            "landing/page",
            json!({ "version": number - 1 }),
            json!({ "version": number, "sections": changed }),
        )
        .await
    }

    async fn page_pictures(&self, folder: &Folder) -> Result<()> {
        for picture in folder.landing.iter().filter_map(|section| section.picture.as_ref()) {
            let Some(kept) = self.kept.get(&picture.id) else { continue };
            if pages::picture(self.transaction, picture.id).await?.is_some() {
                return Err(refused(format!("the picture {} has other content than here: give it another id", picture.id)));
            }
            let row = landing_picture::ActiveModel {
                id: Set(picture.id),
                kind: Set(kept.kind.name().to_owned()),
                size: Set(i64::try_from(kept.size).unwrap_or(i64::MAX)),
                sha256: Set(kept.sha256.to_vec()),
                storage_key: Set(kept.key.clone()),
                uploaded_at: Set(self.core.now()),
                uploaded_by: Set(None),
            };
            pages::insert_picture(self.transaction, row).await?;
        }
        Ok(())
    }
}
