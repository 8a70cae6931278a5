//! The same folder once more: what is there already stays as it is, and is not spoken of.

use super::course::{LESSON, edit, exported, lesson_file};
use crate::curriculum::row;
use crate::on_both;
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
