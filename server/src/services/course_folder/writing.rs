//! From the database to a folder. The same course is always the same bytes.

use super::shape::{
    ASSETS, COURSE, CourseFile, FENCE, FORMAT, FileEntry, Folder, Head, LANDING, LandingFile, Lesson, MODULE, MODULES, Module, ModuleFile,
    Opens, PictureEntry, Price, SectionFile, State,
};
use super::{Result, at, refused};
use crate::core::Core;
use crate::error::Fault;
use crate::repo::course_folder::{Rows, landing_pictures, last_tier, rows};
use crate::repo::{catalog, content};
use crate::services::curriculum::input::one_line;
use crate::services::{files, landing};
use domain::file_kind::FileKind;
use domain::file_name::FileName;
use domain::landing::Deed;
use domain::slug::Slug;
use entity::lesson;
use futures::StreamExt;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use tokio::fs;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// Where the content of an asset lies in the store.
struct Stored {
    key: String,
    size: i64,
}

/// The course as a folder would hold it.
pub struct Described {
    /// The folder.
    pub folder: Folder,
    /// The titles of lessons with words that students do not see, and that are not in it.
    pub waiting: Vec<String>,
    assets: BTreeMap<String, Stored>,
}

/// Writes the course into a folder that is empty, or that holds it already. Gives what is to be said about it.
pub async fn export(core: &Core, goal: &Path) -> Result<Vec<String>> {
    let described = describe(core.db.read()).await?.ok_or_else(|| refused("there is no course yet"))?;
    refuse_what_is_something_else(goal)?;
    let texts = texts(&described.folder)?;
    let modules = goal.join(MODULES);
    if modules.exists() {
        fs::remove_dir_all(&modules).await.map_err(at(&modules))?;
    }
    for (path, text) in &texts {
        let path = goal.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).await.map_err(at(parent))?;
        }
        fs::write(&path, text).await.map_err(at(&path))?;
    }
    write_assets(core, goal, &described.assets).await?;
    let mut said = vec![format!("{} modules, {} texts, {} assets", described.folder.modules.len(), texts.len(), described.assets.len())];
    said.extend(described.waiting.iter().map(|title| format!("not in it: what students do not see yet of “{title}”")));
    Ok(said)
}

fn refuse_what_is_something_else(goal: &Path) -> Result<()> {
    let Ok(entries) = goal.read_dir() else { return Ok(()) };
    let holds_something = entries.filter_map(std::result::Result::ok).any(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    if holds_something && !goal.join(COURSE).is_file() {
        return Err(refused(format!("{} holds something else: name an empty folder, or one that holds a course", goal.display())));
    }
    Ok(())
}

async fn write_assets(core: &Core, goal: &Path, assets: &BTreeMap<String, Stored>) -> Result<()> {
    let folder = goal.join(ASSETS);
    if let Ok(entries) = folder.read_dir() {
        for entry in entries.filter_map(std::result::Result::ok) {
            let name = format!("{ASSETS}/{}", entry.file_name().to_string_lossy());
            if !assets.contains_key(&name) {
                fs::remove_file(entry.path()).await.map_err(at(&entry.path()))?;
            }
        }
    }
    for (path, stored) in assets {
        fs::create_dir_all(&folder).await.map_err(at(&folder))?;
        write_asset(core, &goal.join(path), stored).await?;
    }
    Ok(())
}

async fn write_asset(core: &Core, path: &Path, stored: &Stored) -> Result<()> {
    let size = u64::try_from(stored.size).unwrap_or_default();
    let mut content = files::open(core, &stored.key, size, 0..size).await?;
    let mut file = fs::File::create(path).await.map_err(at(path))?;
    while let Some(bytes) = content.next().await {
        file.write_all(&bytes.map_err(Fault::from)?).await.map_err(at(path))?;
    }
    file.flush().await.map_err(at(path))
}

/// The text files of the folder by their paths.
fn texts(folder: &Folder) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::from([
        (COURSE.to_owned(), toml(&folder.course)?),
        (LANDING.to_owned(), toml(&LandingFile { sections: folder.landing.clone() })?),
    ]);
    for (number, module) in (1..).zip(&folder.modules) {
        let place = format!("{MODULES}/{}-{}", numbered(number, folder.modules.len()), module.file.slug);
        texts.insert(format!("{place}/{MODULE}"), toml(&module.file)?);
        for (number, lesson) in (1..).zip(&module.lessons) {
            let path = format!("{place}/{}-{}.md", numbered(number, module.lessons.len()), lesson.head.slug);
            texts.insert(path, format!("{FENCE}\n{}{FENCE}\n\n{}\n", toml(&lesson.head)?, lesson.text));
        }
    }
    Ok(texts)
}

/// Numbers that sort as words do.
fn numbered(number: usize, of: usize) -> String {
    let width = of.to_string().len().max(2);
    format!("{number:0width$}")
}

fn toml(value: &impl Serialize) -> Result<String> {
    toml::to_string_pretty(value).map_err(|error| Fault::stored(format!("a course as TOML: {error}")).into())
}

/// The course of a database. `None` says that there is none.
pub async fn describe(db: &impl ConnectionTrait) -> Result<Option<Described>> {
    let Some(course) = content::course(db).await? else { return Ok(None) };
    let rows = rows(db).await?;
    let mut assets = BTreeMap::new();
    let slugs: HashMap<Uuid, String> = rows.lessons.iter().map(|lesson| (lesson.id, lesson.slug.clone())).collect();
    let lesson_of = |lesson: &lesson::Model, assets: &mut BTreeMap<String, Stored>| lesson_of(&rows, &slugs, lesson, assets);
    let modules = rows
        .modules
        .iter()
        .map(|module| Module {
            file: ModuleFile {
                id: Some(module.id),
                slug: module.slug.clone(),
                title: one_line(&module.title),
                summary: one_line(&module.summary),
            },
            lessons: rows
                .lessons
                .iter()
                .filter(|lesson| lesson.module_id == module.id)
                .map(|lesson| lesson_of(lesson, &mut assets))
                .collect(),
        })
        .collect();
    let waiting: BTreeSet<Uuid> = rows.waiting.iter().copied().collect();
    let folder = Folder {
        course: CourseFile {
            format: FORMAT,
            id: course.id,
            product: course.product_id,
            title: one_line(&course.title),
            subtitle: one_line(&course.subtitle),
            price: price(db).await?,
        },
        modules,
        landing: sections(db, &mut assets).await?,
    };
    let waiting = rows.lessons.iter().filter(|lesson| waiting.contains(&lesson.id)).map(|lesson| lesson.title.clone()).collect();
    Ok(Some(Described { folder, waiting, assets }))
}

async fn price(db: &impl ConnectionTrait) -> Result<Option<Price>> {
    let Some(offer) = catalog::main_offer(db).await? else { return Ok(None) };
    let tier = last_tier(db, offer.offer.id).await?;
    Ok(tier.map(|tier| Price { minor: tier.amount_minor, currency: tier.currency }))
}

fn lesson_of(rows: &Rows, slugs: &HashMap<Uuid, String>, lesson: &lesson::Model, assets: &mut BTreeMap<String, Stored>) -> Lesson {
    let rule = rows.rules.iter().find(|rule| rule.lesson_id == lesson.id);
    let opens = rule.map_or_else(Opens::default, |rule| Opens {
        after_days: rule.opens_after_days,
        at: rule.opens_at,
        after_lesson: rule.after_lesson_id.and_then(|after| slugs.get(&after).cloned()),
    });
    let mut asset = |name: &str, sha256: &[u8], key: &str, size: i64| {
        let path = asset_path(name, sha256);
        assets.insert(path.clone(), Stored { key: key.to_owned(), size });
        path
    };
    let files = rows.files.iter().filter(|file| file.lesson_id == lesson.id).map(|file| FileEntry {
        id: Some(file.id),
        title: file.title.clone(),
        file_name: file.file_name.clone(),
        asset: asset(&file.file_name, &file.sha256, &file.storage_key, file.size),
        sha256: file.sha256.clone(),
    });
    let files = files.collect();
    let pictures = rows.pictures.iter().filter(|picture| picture.lesson_id == lesson.id).map(|picture| PictureEntry {
        id: picture.id,
        file_name: picture.file_name.clone(),
        asset: asset(&picture.file_name, &picture.sha256, &picture.storage_key, picture.size),
        sha256: picture.sha256.clone(),
    });
    let pictures = pictures.collect();
    let published = lesson.state == "published";
    let head = Head {
        id: Some(lesson.id),
        slug: lesson.slug.clone(),
        title: one_line(&lesson.title),
        summary: one_line(&lesson.summary),
        state: match (published, lesson.archived_at) {
            (true, _) => State::Published,
            (false, Some(_)) => State::Archived,
            (false, None) => State::Draft,
        },
        published_at: lesson.published_at.or(published.then_some(lesson.created_at)),
        archived_at: lesson.archived_at,
        visibility: lesson.visibility.clone(),
        video: lesson.vimeo_id.clone(),
        seconds: lesson.duration_s,
        former_slugs: rows.former_slugs.iter().filter(|row| row.lesson_id == lesson.id).map(|row| row.slug.clone()).collect(),
        opens,
        files,
        pictures,
    };
    Lesson { head, text: lesson.source.replace("\r\n", "\n").trim_matches('\n').to_owned() }
}

/// A name that people can read, and that is another for other content.
fn asset_path(name: &str, sha256: &[u8]) -> String {
    let name = FileName::clean(name);
    let extension = name.extension();
    let stem = name.as_str().strip_suffix(&format!(".{extension}")).unwrap_or(name.as_str());
    let hash = hex::encode(&sha256[..sha256.len().min(6)]);
    format!("{ASSETS}/{}-{hash}.{}", Slug::of_title(stem, "file").as_str(), extension.to_ascii_lowercase())
}

/// The sales page that visitors see.
async fn sections(db: &impl ConnectionTrait, assets: &mut BTreeMap<String, Stored>) -> Result<Vec<SectionFile>> {
    let Some(page) = landing::published(db).await? else { return Ok(Vec::new()) };
    let pictures = landing_pictures(db).await?;
    let mut sections = Vec::new();
    for section in page.sections.iter().map(|section| section.rewritten(&section.words, &section.items, Deed::Save)) {
        let row = section.picture.and_then(|id| pictures.iter().find(|row| row.id == Uuid::from(id)));
        let picture = row.map(|row| {
            let extension = FileKind::from_name(&row.kind).map_or("png", FileKind::name);
            let file_name = format!("{}.{extension}", section.id);
            let asset = asset_path(&file_name, &row.sha256);
            assets.insert(asset.clone(), Stored { key: row.storage_key.clone(), size: row.size });
            PictureEntry { id: row.id, file_name, asset, sha256: row.sha256.clone() }
        });
        let (id, kind, hidden) = (section.id, section.kind, section.hidden);
        sections.push(SectionFile { id, kind, hidden, picture, words: section.words, items: section.items });
    }
    Ok(sections)
}
