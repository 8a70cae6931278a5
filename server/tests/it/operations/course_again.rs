//! The same folder once more: what is there already stays as it is, and is not spoken of.

use super::course::{LESSON, add_picture, creator, edit, exported, lesson_file, tree};
use crate::curriculum::row;
use crate::files::{form, post};
use crate::on_both;
use crate::support::pictures::{chunk, png, png_with};
use server::services::course_folder::import;

/// A head without the lines that begin so.
fn without(text: &str, name: &str) -> String {
    text.lines().filter(|line| !line.starts_with(name)).fold(String::new(), |text, line| text + line + "\n")
}

on_both!(a_typo_that_is_corrected_makes_no_lesson_new, |shop| async move {
    let before = row(&shop, LESSON).await;
    let folder = exported(&shop, "course").await;
    edit(&lesson_file(&folder, LESSON), |text| without(&text, "published_at = ").replacen("title = \"", "title = \"Now: ", 1));
    assert_eq!(import(&shop.core, &folder, false).await.unwrap().len(), 1);
    let after = row(&shop, LESSON).await;
    assert!(after.title.starts_with("Now: "));
    assert_eq!(after.published_at.unwrap_or(after.created_at), before.published_at.unwrap_or(before.created_at));
    assert_eq!(import(&shop.core, &folder, false).await.unwrap(), Vec::<String>::new());
});

on_both!(pictures_that_say_more_than_they_show_are_imported_once, |shop| async move {
    let folder = exported(&shop, "course").await;
    let chatty = png_with(1, 1, &chunk(*b"tEXt", b"Author\0Mara, at home"), b"behind the end");
    add_picture(&folder, &chatty);
    std::fs::write(folder.join("assets/shot.png"), &chatty).unwrap();
    let entries = "\n[[files]]\ntitle = \"Shot\"\nfile_name = \"shot.png\"\nasset = \"assets/shot.png\"\n\
        \n[[pictures]]\nid = \"0190b5a8-0000-7000-8000-0000000000ab\"\nfile_name = \"shot.png\"\nasset = \"assets/shot.png\"\n";
    edit(&lesson_file(&folder, LESSON), |text| text.replacen("\n+++\n\n", &format!("\n{entries}+++\n\n"), 1));
    let told = import(&shop.core, &folder, true).await.unwrap();
    assert_eq!(import(&shop.core, &folder, false).await.unwrap(), told);
    assert_eq!(told.len(), 2, "the lesson and the sales page: {told:?}");
    for dry in [true, false] {
        assert_eq!(import(&shop.core, &folder, dry).await.unwrap(), Vec::<String>::new());
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM stored_objects").await, 3, "nothing was sent again");
});

/// The same lesson without its last table of this kind.
fn without_last(text: &str, table: &str) -> String {
    let start = text.rfind(&format!("[[{table}]]")).unwrap();
    let rest = &text[start + 2..];
    let end = rest.find("\n[[").into_iter().chain(rest.find("\n+++")).min().unwrap();
    format!("{}{}", &text[..start], rest[end..].trim_start())
}

on_both!(a_second_import_says_nothing, |shop| async move {
    let creator = creator(&shop).await;
    for (path, name, content) in
        [("uploads", "sheet.pdf", &b"%PDF-1.7\n%%EOF\n"[..]), ("uploads", "old.pdf", b"%PDF-1.7\n%%EOF\n"), ("pictures", "a.png", &png())]
    {
        assert_eq!(post(&creator, &format!("/admin/lessons/{LESSON}/{path}"), form(name, content)).await.status, 201);
    }
    let folder = exported(&shop, "course").await;
    let lesson = lesson_file(&folder, LESSON);
    edit(&lesson, |text| {
        let text = without_last(&without_last(&text, "pictures"), "files");
        let text = text.replacen(&format!("slug = \"{LESSON}\""), "slug = \"five-talks\"", 1);
        text.replacen("title = \"", "title = \"Five  talks: ", 1).replacen("\"sheet.pdf\"", "\"in/a: sheet.pdf\"", 1)
    });
    let first = tree(&folder).into_keys().find(|path| path.starts_with("modules/02-")).unwrap();
    std::fs::remove_dir_all(folder.join(first.rsplit_once('/').unwrap().0)).unwrap();
    let told = import(&shop.core, &folder, true).await.unwrap();
    assert_eq!(import(&shop.core, &folder, false).await.unwrap(), told);
    assert!(told.iter().any(|line| line.starts_with("- the file “old”")), "what is lost is said: {told:?}");
    assert!(!told.iter().any(|line| line.contains("the module")), "what moves up has not moved: {told:?}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM attachments WHERE file_name = 'a_ sheet.pdf'").await, 1);
    assert_eq!(shop.count("SELECT COUNT(DISTINCT position) - COUNT(*) FROM modules").await, 0, "each has a place of its own");
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_images").await, 1, "a picture stays");
    assert!(row(&shop, "five-talks").await.title.starts_with("Five talks: "));
    assert_eq!(import(&shop.core, &folder, false).await.unwrap(), Vec::<String>::new());
});
