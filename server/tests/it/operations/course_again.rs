//! The same folder once more: what is there already stays as it is, and is not spoken of.

use super::course::{LESSON, add_picture, edit, exported, lesson_file};
use crate::curriculum::row;
use crate::on_both;
use crate::support::pictures::{chunk, png_with};
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
