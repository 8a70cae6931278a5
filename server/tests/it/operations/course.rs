//! The course as a folder: out, in again, and without a difference.

use super::{beside, names, text};
use crate::admin::paid_order;
use crate::curriculum::{id_of, logged, row};
use crate::files::{form, post};
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::database::{Kind, Scratch, count};
use crate::support::{Browser, Shop, pictures::png};
use sea_orm::DbBackend;
use server::adapters::storage::ObjectStorage;
use server::config::{Settings, StorageSettings};
use server::core::Core;
use server::schema;
use server::services::course_folder::{export, import};
use server::services::seed::{DEMO_ADMIN, month};
use server::startup::{self, World};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub const LESSON: &str = "talk-to-five-people";

/// Every file below a folder, by its path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![PathBuf::new()];
    while let Some(place) = open.pop() {
        for name in names(&folder.join(&place)) {
            let path = place.join(name);
            if folder.join(&path).is_dir() {
                open.push(path);
            } else {
                found.insert(text(&path).to_owned(), std::fs::read(folder.join(&path)).unwrap());
            }
        }
    }
    found
}

/// A business over an empty database.
async fn empty(shop: &Shop) -> (Scratch, Core) {
    let kind = if shop.core.db.backend() == DbBackend::Postgres { Kind::Postgres } else { Kind::Sqlite };
    let scratch = Scratch::create(kind).await;
    let files = StorageSettings::Folder(scratch.folder.join("files"));
    let settings = Settings { database_url: scratch.url.clone(), storage: files.clone(), ..shop.core.settings.clone() };
    let storage = Arc::new(ObjectStorage::open(&files).unwrap());
    let core = startup::core(settings, World { storage: Some(storage), ..World::default() }).await.unwrap();
    schema::migrate(&core).await.unwrap();
    (scratch, core)
}

pub async fn creator(shop: &Shop) -> Browser {
    let creator = shop.browser();
    sign_in(shop, &creator, DEMO_ADMIN).await;
    creator
}

/// Exports the shop's course and gives the folder.
pub async fn exported(shop: &Shop, name: &str) -> PathBuf {
    let folder = beside(shop, name);
    export(&shop.core, &folder).await.unwrap();
    folder
}

/// The file of a lesson.
pub fn lesson_file(folder: &Path, slug: &str) -> PathBuf {
    let found = tree(folder).into_keys().find(|path| path.ends_with(&format!("-{slug}.md")));
    folder.join(found.unwrap_or_else(|| panic!("no file of {slug}")))
}

pub fn edit(path: &Path, change: impl FnOnce(String) -> String) {
    let before = std::fs::read_to_string(path).unwrap();
    let after = change(before.clone());
    assert_ne!(after, before, "{} is edited", path.display());
    std::fs::write(path, after).unwrap();
}

/// Gives the page a picture that nobody uploaded.
pub fn add_picture(folder: &Path, picture: &[u8]) {
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    std::fs::write(folder.join("assets/me.png"), picture).unwrap();
    edit(&folder.join("landing.toml"), |text| {
        let mut page: toml::Table = text.parse().unwrap();
        let sections = page["sections"].as_array_mut().unwrap();
        let section = sections.iter_mut().find(|section| section["kind"].as_str() == Some("hero")).unwrap().as_table_mut().unwrap();
        section["words"].as_table_mut().unwrap().insert("alt".to_owned(), "Mara at her desk".into());
        let picture: toml::Table =
            "id = \"0190b5a8-0000-7000-8000-0000000000aa\"\nfile_name = \"me.png\"\nasset = \"assets/me.png\"".parse().unwrap();
        section.insert("picture".to_owned(), picture.into());
        toml::to_string_pretty(&page).unwrap()
    });
}

on_both!(a_course_goes_out_and_in_again_without_a_difference, |shop| async move {
    let creator = creator(&shop).await;
    month::pass(&shop.core).await.unwrap();
    let picture = png();
    for (path, name, content) in [
        ("uploads", "Work sheet.pdf", &b"%PDF-1.7\n%%EOF\n"[..]),
        ("uploads", "b.png", &picture),
        ("pictures", "Screen shot.png", &picture),
    ] {
        let answer = post(&creator, &format!("/admin/lessons/{LESSON}/{path}"), form(name, content)).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
    let first = exported(&shop, "first").await;
    assert_eq!(tree(&exported(&shop, "again").await), tree(&first), "twice is the same");
    add_picture(&first, &picture);
    assert_eq!(import(&shop.core, &first, false).await.unwrap().len(), 1, "the sales page alone differs");
    let second = exported(&shop, "first").await;
    assert!(tree(&second).keys().any(|path| path.starts_with("assets/hero-")), "an export replaces the one before");
    assert_eq!(import(&shop.core, &second, false).await.unwrap(), Vec::<String>::new(), "what is there already changes nothing");
    let (scratch, elsewhere) = empty(&shop).await;
    import(&elsewhere, &second, false).await.unwrap();
    let third = beside(&shop, "third");
    export(&elsewhere, &third).await.unwrap();
    assert_eq!(tree(&third), tree(&second));
    let db = elsewhere.db.read();
    assert_eq!(count(db, "SELECT COUNT(*) FROM offers WHERE enabled").await, 0, "the sale is paused");
    assert_eq!(count(db, "SELECT COUNT(*) FROM lessons WHERE html = ''").await, 0);
    assert_eq!(count(db, "SELECT COUNT(*) FROM users").await, 0, "nobody came with it");
    assert!(count(db, "SELECT COUNT(*) FROM audit_log WHERE actor_id IS NULL").await > 10);
    elsewhere.db.close().await.unwrap();
    scratch.remove().await;
});

on_both!(an_import_over_a_course_says_first_what_it_changes_and_loses_nothing_of_students, |shop| async move {
    let (_, ada) = paid_order(&shop, "ada@example.com").await;
    shop.settles().await;
    sign_in(&shop, &ada, "ada@example.com").await;
    let done = row(&shop, LESSON).await;
    ada.call("learning/mark_complete", &[("lesson", &done.id.to_string())]).await.ok();
    let folder = exported(&shop, "course").await;
    std::fs::remove_file(lesson_file(&folder, LESSON)).unwrap();
    let changed = lesson_file(&folder, "choose-one-promise");
    edit(&changed, |text| text.replacen("title = \"", "title = \"Now: ", 1) + "\nMore. <script>alert(1)</script>\n");
    let place = changed.with_file_name("99-by-hand.md");
    std::fs::write(&place, "+++\nslug = \"by-hand\"\ntitle = \"By hand\"\nstate = \"published\"\n+++\n\nHello.\n").unwrap();
    let told = import(&shop.core, &folder, true).await.unwrap();
    assert_eq!(told.len(), 3, "three lessons differ; who moves up does not: {told:?}");
    assert_eq!(row(&shop, LESSON).await, done, "a dry run changes nothing");
    assert_eq!(import(&shop.core, &folder, false).await.unwrap(), told);
    assert_eq!(row(&shop, LESSON).await.state, "draft");
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_progress WHERE completed_at IS NOT NULL").await, 1, "her tick stays");
    let written = row(&shop, "choose-one-promise").await;
    assert!(written.title.starts_with("Now: ") && written.html.contains("More.") && !written.html.contains("<script"), "{}", written.html);
    assert_eq!(row(&shop, "by-hand").await.state, "published");
    let entries = logged(&shop, "lesson.import").await;
    assert_eq!(entries.len(), 3);
    assert!(entries.iter().any(|(before, after)| before["title"] != after["title"] && !before["title"].is_null()), "{entries:?}");
    assert!(shop.count("SELECT COUNT(*) FROM lesson_revisions").await >= 1, "the words before are kept");
    assert_eq!(import(&shop.core, &folder, false).await.unwrap(), Vec::<String>::new(), "a second time nothing differs");
    let found = ada.read("learning/outline", &[]).await.ok();
    assert!(found.to_string().contains("By hand"), "students see it: {found}");
    assert!(!id_of(&crate::curriculum::desk(&creator(&shop).await, LESSON).await).is_empty(), "its creator still has it");
});

on_both!(a_folder_that_is_wrong_is_refused_by_file_and_line, |shop| async move {
    let folder = exported(&shop, "course").await;
    let lesson = lesson_file(&folder, LESSON);
    let good = std::fs::read_to_string(&lesson).unwrap();
    let before = tree(&folder);
    let refused = |what: &'static str| {
        let (core, folder) = (shop.core.clone(), folder.clone());
        async move {
            let error = import(&core, &folder, false).await.expect_err(what).to_string();
            assert!(error.contains(what), "{what}: {error}");
        }
    };
    let file = |asset: &str| format!("\n[[files]]\ntitle = \"a\"\nfile_name = \"a.pdf\"\nasset = \"{asset}\"\n");
    for (written, what) in [
        (good.replacen("+++\n", "+++\nprice = 1\n", 1), ".md:2: unknown field `price`"),
        (good.replacen("visibility = \"", "visibility = \"x", 1), "its visibility is hidden, titled or preview"),
        (good.replacen("summary = \"", "summary = \"\\u0000", 1), "Summary: Malformed"),
        (good.replacen("slug = \"", "slug = \"../", 1), "its slug has small letters"),
        (good.replacen("+++\n", "", 1), ".md:1: a lesson begins with"),
        (good.replacen("\n+++\n\n", &format!("{}+++\n\n", file("../outside.pdf")), 1), "is no file of assets/"),
        (good.replacen("\n+++\n\n", &format!("{}+++\n\n", file("assets/../course.toml")), 1), "is no file of assets/"),
        (good.replacen("\n+++\n\n", &format!("{}+++\n\n", file("assets/none.pdf")), 1), "No such file"),
        (good.clone() + &"x".repeat(2 << 20), "bytes"),
    ] {
        std::fs::write(&lesson, written).unwrap();
        refused(what).await;
    }
    std::fs::remove_file(&lesson).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &lesson).unwrap();
    refused("it is a symbolic link").await;
    std::fs::remove_file(&lesson).unwrap();
    std::fs::write(&lesson, &good).unwrap();
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    std::fs::write(folder.join("assets/page.pdf"), "<html>").unwrap();
    std::fs::write(&lesson, good.replacen("\n+++\n\n", &format!("{}+++\n\n", file("assets/page.pdf")), 1)).unwrap();
    refused("assets/page.pdf").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM stored_objects").await, 0, "nothing stays in the store");
    std::fs::write(&lesson, &good).unwrap();
    std::fs::remove_file(folder.join("assets/page.pdf")).unwrap();
    assert_eq!(tree(&folder), before);
    assert_eq!(import(&shop.core, &folder, false).await.unwrap(), Vec::<String>::new(), "what was refused changed nothing");
});
