//! Plausible lessons as their creator sees them.

use super::samples::{file_item, now};
use app::api::dto::{
    AdminFile, DiffLine, Edited, FileItem, LessonChoice, LessonDesk, LessonRow, LessonSettings, LessonWords, ModuleRows, Picture, Reach,
    RevisionRow, RevisionView, Saved, Side, WordHistory,
};
use domain::ids::{ImageId, LessonId, ModuleId, RevisionId};
use domain::publication::{Publication, Visibility};

pub fn lesson_rows() -> Vec<ModuleRows> {
    let row = |number: u128, title: &str, publication| LessonRow {
        id: lesson_id(number),
        slug: "a-lesson".into(),
        title: title.into(),
        publication,
        unshown: false,
        files: 2,
    };
    let lessons = vec![
        row(1, "Choose one promise", Publication::Published(now())),
        row(2, "Not yet written", Publication::Draft),
        row(3, "</textarea><script>alert(1)</script>", Publication::Archived),
    ];
    vec![
        ModuleRows { id: module_id(1), title: "Plan".into(), summary: "Before you record.".into(), lessons },
        ModuleRows { id: module_id(2), title: "Record".into(), summary: String::new(), lessons: Vec::new() },
    ]
}

fn lesson_id(number: u128) -> LessonId {
    LessonId(uuid::Uuid::from_u128(number))
}

fn module_id(number: u128) -> ModuleId {
    ModuleId(uuid::Uuid::from_u128(number))
}

fn revision_id() -> RevisionId {
    RevisionId(uuid::Uuid::from_u128(7))
}

fn edited() -> Edited {
    Edited { by: "Mara <b>Lindqvist</b>".into(), at: now() }
}

pub fn lesson_words() -> LessonWords {
    LessonWords {
        title: "Choose one \"promise\"".into(),
        summary: "One sentence.".into(),
        source: "\nA *text* </textarea><script>alert(1)</script>".into(),
    }
}

pub fn saved() -> Saved {
    Saved { slug: "choose-one-promise".into(), version: 4, at: now(), unshown: false, conflict: None }
}

fn revision_row() -> RevisionRow {
    RevisionRow { id: revision_id(), version: 2, set_aside: true, title: "Choose one".into(), words: 12, edited: edited() }
}

pub fn word_history() -> WordHistory {
    WordHistory {
        slug: "choose-one-promise".into(),
        title: "Choose one promise".into(),
        version: 3,
        edited: Some(edited()),
        revisions: vec![revision_row()],
    }
}

pub fn revision_view() -> RevisionView {
    let line = |side, text: &str| DiffLine { side, pieces: vec![(false, "A ".into()), (true, text.into())] };
    RevisionView {
        lesson: lesson_id(1),
        slug: "choose-one-promise".into(),
        promised: true,
        revision: revision_row(),
        words: lesson_words(),
        version: 3,
        edited: Some(edited()),
        latest: LessonWords { source: "Saved meanwhile.".into(), ..lesson_words() },
        lines: vec![line(Side::Both, "title"), line(Side::Latest, "<script>alert(2)</script>"), line(Side::Other, "text")],
        both: "Saved meanwhile.\n</textarea><script>alert(1)</script>".into(),
    }
}

pub fn lesson_desk() -> LessonDesk {
    let FileItem { id, title, kind, size } = file_item();
    let file_name = "workbook \u{1f388}.pdf".to_owned();
    LessonDesk {
        id: lesson_id(1),
        slug: "choose-one-promise".into(),
        title: "Choose one promise".into(),
        module_title: "Plan".into(),
        publication: Publication::Published(now()),
        words: lesson_words(),
        html: "<p>A <em>text</em></p>".into(),
        version: 3,
        edited: Some(edited()),
        unshown: true,
        settings: LessonSettings {
            version: 2,
            slug: "choose-one-promise".into(),
            video: "76979871".into(),
            minutes: 9,
            visibility: Visibility::Preview,
            opens_after_days: Some(7),
            opens_at: None,
            after: Some(lesson_id(2)),
        },
        earlier: vec![LessonChoice { id: lesson_id(2), title: "Before".into() }],
        reach: Reach { students: 214, opened: 80, completed: 41 },
        removable: false,
        pictures: vec![Picture { id: ImageId(uuid::Uuid::from_u128(9)), file_name: "room.png".into(), size: 2048 }],
        files: vec![AdminFile { id, title, file_name, kind, size, version: 2, changed_at: now() }],
        upload_limit: 2 << 30,
    }
}
