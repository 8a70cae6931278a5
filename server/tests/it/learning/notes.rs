//! Notes and bookmarks: kept, found, taken along, and nobody else's.

use super::{end_access, lesson_id, outline, renew_access, student};
use crate::on_both;
use crate::support::browser::Answer;
use crate::support::{Browser, Shop};
use serde_json::{Value, json};
use uuid::Uuid;

const LESSON: &str = "talk-to-five-people";
const OTHER: &str = "choose-one-promise";
const NASTY: &str = "<script>alert(1)</script> # *x* [a](javascript:b)";

async fn add(browser: &Browser, lesson: &str, text: &str, at: &str) -> Answer {
    browser.call("notes/add", &[("lesson", lesson), ("text", text), ("at", at)]).await
}

async fn added(browser: &Browser, lesson: &str, text: &str, at: &str) -> String {
    add(browser, lesson, text, at).await.ok()["id"].as_str().unwrap().to_owned()
}

async fn texts(browser: &Browser, lesson: &str) -> Vec<String> {
    let found = browser.read("notes/of_lesson", &[("lesson", lesson)]).await.ok();
    found["notes"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap().to_owned()).collect()
}

async fn found(browser: &Browser, words: &str) -> Value {
    let lessons = browser.read("notes/list", &[("q", words)]).await.ok()["lessons"].clone();
    let texts = |lesson: &Value| lesson["notes"].as_array().unwrap().iter().map(|note| note["text"].clone()).collect::<Vec<_>>();
    lessons.as_array().unwrap().iter().flat_map(texts).collect()
}

on_both!(a_note_is_kept_changed_and_deleted, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let lesson = lesson_id(&ada, LESSON).await;
    let late = added(&ada, &lesson, "Later\r\nin the video", "192").await;
    added(&ada, &lesson, "  without a time  ", "").await;
    added(&ada, &lesson, NASTY, "7").await;
    assert_eq!(texts(&ada, &lesson).await, [NASTY, "Later\nin the video", "  without a time"]);
    let changed = ada.call("notes/change", &[("note", &late), ("text", "Changed\u{0}")]).await.ok();
    assert_eq!((changed["text"].clone(), changed["at_s"].clone()), (json!("Changed"), json!(192)));
    for _ in 0..2 {
        ada.call("notes/delete", &[("note", &late)]).await.ok();
    }
    assert_eq!(texts(&ada, &lesson).await, [NASTY, "  without a time"]);
    let page = ada.get("/learn/notes").await;
    assert!(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.text.contains("<script>alert"), "{}", page.text);
});

on_both!(a_note_is_nobody_elses, |shop| async move {
    let (ada, ben) = (student(&shop, "ada@example.com").await, student(&shop, "ben@example.com").await);
    let lesson = lesson_id(&ada, LESSON).await;
    let note = added(&ada, &lesson, "Mine alone", "").await;
    assert_eq!(ben.call("notes/change", &[("note", &note), ("text", "Ours")]).await.status, 404);
    assert_eq!(ben.call("notes/delete", &[("note", &note)]).await.status, 404);
    // Nor can its id be taken.
    let taken = [("lesson", lesson.as_str()), ("text", "Ours"), ("id", note.as_str())];
    assert_eq!(ben.call("notes/add", &taken).await.status, 404);
    assert_eq!(texts(&ben, &lesson).await, Vec::<String>::new());
    assert_eq!(found(&ben, "mine").await, json!([]));
    assert!(!ben.get("/learn/notes").await.text.contains("Mine alone"));
    assert!(!ben.get("/learn/notes.md").await.text.contains("Mine alone"));
    assert!(!ben.get("/learn/search?q=mine").await.text.contains("Mine alone"));
    assert_eq!(texts(&ada, &lesson).await, ["Mine alone"]);
    let stranger = shop.browser();
    for (function, arguments) in [("notes/of_lesson", ("lesson", lesson.as_str())), ("notes/list", ("q", ""))] {
        assert_eq!(stranger.read(function, &[arguments]).await.status, 401, "{function}");
    }
    for (function, arguments) in [
        ("notes/add", vec![("lesson", lesson.as_str()), ("text", "x")]),
        ("notes/change", vec![("note", note.as_str()), ("text", "x")]),
        ("notes/delete", vec![("note", note.as_str())]),
        ("notes/bookmark", vec![("lesson", lesson.as_str()), ("set", "1")]),
    ] {
        assert_eq!(stranger.call(function, &arguments).await.status, 401, "{function}");
        assert_eq!(ada.read(function, &arguments).await.status, 405, "{function}");
    }
    for path in ["/learn/notes", "/learn/notes.md"] {
        assert_eq!(stranger.get(path).await.status, 303, "{path}");
    }
});

on_both!(saving_a_note_again_is_saving_it_once, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let lesson = lesson_id(&ada, LESSON).await;
    let id = Uuid::from_u128(77).to_string();
    for _ in 0..3 {
        let answer = ada.call("notes/add", &[("lesson", &lesson), ("text", "Once"), ("id", &id)]).await.ok();
        assert_eq!(answer["id"], json!(id));
    }
    assert_eq!(texts(&ada, &lesson).await, ["Once"]);
    assert_eq!(ada.call("notes/add", &[("lesson", &lesson), ("text", "x"), ("id", "nonsense")]).await.status, 400);
});

on_both!(a_note_of_a_megabyte_is_answered_and_none_of_it_is_lost, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let lesson = lesson_id(&ada, LESSON).await;
    let long = "Länge ".repeat(175_000);
    let answer = add(&ada, &lesson, &long, "").await;
    assert_eq!((answer.status.as_u16(), answer.json()), (422, json!({ "Invalid": [{ "field": "Note", "problem": "TooLong" }] })));
    // Without scripts the page comes back with all that was typed, and without an address that holds any of it.
    let fields = [("lesson", lesson.as_str()), ("text", long.as_str()), ("back", LESSON)];
    let page = ada.post_form("notes/add", &format!("/learn/{LESSON}"), &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("a note holds 20,000 characters") && page.text.contains(long.trim_end()), "the text is there");
    assert!(!page.text.contains("import("), "a page at another address is not brought to life");
    assert_eq!(shop.count("SELECT COUNT(*) FROM notes").await, 0);
    // What fits is kept, to the last letter.
    let fits = "ö".repeat(20_000);
    added(&ada, &lesson, &fits, "").await;
    assert_eq!(texts(&ada, &lesson).await, [fits]);
    // What nobody types does not get that far.
    let huge = format!("lesson={lesson}&text={}", "x".repeat(5 * 1024 * 1024));
    let refused = ada.post_raw("/api/notes/add", "application/x-www-form-urlencoded", huge, &[("accept", "text/html")]).await;
    assert!(refused.status == 413 && refused.text.contains("That was too much at once"), "{}", refused.status);
});

on_both!(without_scripts_forms_lead_to_the_notes_of_the_lesson, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let lesson = lesson_id(&ada, LESSON).await;
    let fields = [("lesson", lesson.as_str()), ("text", "By hand"), ("back", LESSON)];
    let answer = ada.post_form("notes/add", &format!("/learn/{LESSON}"), &fields).await;
    assert_eq!((answer.status.as_u16(), &answer.headers["location"]), (302, &format!("/learn/notes?lesson={LESSON}").parse().unwrap()));
    let page = ada.get(&format!("/learn/notes?lesson={LESSON}")).await;
    assert!(page.text.contains("By hand"), "{}", page.text);
    let note = ada.read("notes/of_lesson", &[("lesson", &lesson)]).await.ok()["notes"][0]["id"].as_str().unwrap().to_owned();
    // A change that is refused comes back with what was typed, in its own form.
    let empty = ada.post_form("notes/change", "/learn/notes", &[("note", &note), ("text", " \n "), ("back", "")]).await;
    assert!(empty.status == 422 && empty.text.contains("Please write something first"), "{}", empty.status);
    assert_eq!(ada.post_form("notes/delete", "/learn/notes", &[("note", &note), ("back", "")]).await.status, 302);
    assert_eq!(shop.count("SELECT COUNT(*) FROM notes").await, 0);
});

on_both!(own_notes_are_found_by_their_words, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let (first, second) = (lesson_id(&ada, OTHER).await, lesson_id(&ada, LESSON).await);
    let note = added(&ada, &first, "Ein SCHÖNES Beispiel: 100% sure_thing", "").await;
    added(&ada, &second, "another example", "").await;
    assert_eq!(found(&ada, "schönes").await, json!(["Ein SCHÖNES Beispiel: 100% sure_thing"]));
    assert_eq!(found(&ada, "sch%C3%B6n").await, json!(["Ein SCHÖNES Beispiel: 100% sure_thing"]));
    assert_eq!(found(&ada, "example%20another").await, json!(["another example"]));
    for nothing in ["nowhere", "%25", "%22%20OR%20%221", "schönes%20another"] {
        assert_eq!(found(&ada, nothing).await, json!([]), "{nothing}");
    }
    assert!(ada.get("/learn/search?q=beispiel").await.text.contains("SCHÖNES"), "the search of the course finds it too");
    ada.call("notes/change", &[("note", &note), ("text", "Rewritten")]).await.ok();
    assert_eq!((found(&ada, "schönes").await, found(&ada, "rewritten").await), (json!([]), json!(["Rewritten"])));
    ada.call("notes/delete", &[("note", &note)]).await.ok();
    assert_eq!(shop.count("SELECT COUNT(*) FROM search_documents WHERE kind = 'note'").await, 1);
});

on_both!(a_bookmark_is_set_and_taken_away, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let lesson = lesson_id(&ada, LESSON).await;
    for _ in 0..2 {
        assert_eq!(ada.call("notes/bookmark", &[("lesson", &lesson), ("set", "1")]).await.ok(), json!(true));
    }
    assert_eq!(outline(&ada).await["modules"][0]["lessons"][1]["bookmarked"], true);
    assert_eq!(ada.read("learning/lesson", &[("slug", LESSON)]).await.ok()["bookmarked"], true);
    let page = ada.get("/learn/notes").await;
    assert!(page.text.contains("Bookmarked lessons") && page.text.contains("Talk to five people"), "{}", page.text);
    ada.call("notes/bookmark", &[("lesson", &lesson), ("set", "0")]).await.ok();
    assert_eq!(outline(&ada).await["modules"][0]["lessons"][1]["bookmarked"], false);
    assert_eq!(ada.call("notes/bookmark", &[("lesson", &Uuid::nil().to_string()), ("set", "1")]).await.status, 404);
});

/// Copies the only note so often.
async fn multiply(shop: &Shop, times: u32) {
    let (id, series) = match shop.core.db.backend() {
        sea_orm::DbBackend::Postgres => ("gen_random_uuid()", format!("SELECT n FROM generate_series(1, {times}) AS n")),
        _ => (
            "randomblob(16)",
            format!("WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {times}) SELECT n FROM s"),
        ),
    };
    let columns = "user_id, lesson_id, at_s, created_at, updated_at";
    shop.execute(&format!(
        "INSERT INTO notes (id, body, {columns}) SELECT {id}, 'copy ' || s.n, {columns} FROM notes, ({series}) s WHERE body = 'The first'"
    ))
    .await;
}

on_both!(thousands_of_notes_are_paged_and_taken_along, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let (first, second) = (lesson_id(&ada, OTHER).await, lesson_id(&ada, LESSON).await);
    added(&ada, &second, "The first", "").await;
    added(&ada, &first, NASTY, "192").await;
    multiply(&shop, 4_998).await;
    ada.call("notes/bookmark", &[("lesson", &second), ("set", "1")]).await.ok();
    let too_many = add(&ada, &second, "One more", "").await;
    assert_eq!((too_many.status.as_u16(), too_many.json()), (409, json!({ "Conflict": "TooManyNotes" })));
    let page = ada.read("notes/list", &[("page", "1")]).await.ok();
    assert_eq!((page["lessons"][0]["notes"].as_array().unwrap().len(), page["lessons"][1]["notes"].as_array().unwrap().len()), (1, 49));
    assert_eq!((page["more"].clone(), page["bookmarks"].as_array().unwrap().len()), (json!(true), 1));
    assert_eq!(ada.read("notes/list", &[("page", "100")]).await.ok()["more"], false);
    let beside = ada.read("notes/of_lesson", &[("lesson", &second)]).await.ok();
    assert_eq!((beside["notes"].as_array().unwrap().len(), beside["more"].clone()), (200, json!(true)));
    let file = ada.get("/learn/notes.md").await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"notes.md\"");
    assert_eq!(
        (&file.headers["content-type"], &file.headers["x-content-type-options"]),
        (&"text/markdown; charset=utf-8".parse().unwrap(), &"nosniff".parse().unwrap())
    );
    assert_eq!(file.text.matches("\ncopy ").count(), 4_998);
    assert!(file.text.starts_with("# The small course workshop\n"), "{}", &file.text[..200]);
    assert!(file.text.contains("\n## Talk to five people\n\nBookmarked.\n") && file.text.contains("**3:12** · "), "{}", &file.text[..600]);
    assert!(file.text.contains("\\<script\\>alert(1)\\</script\\> \\# \\*x\\* \\[a\\](javascript:b)"), "{}", &file.text[..600]);
});

on_both!(notes_stay_their_writers_when_access_ends, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let lesson = lesson_id(&ada, LESSON).await;
    let note = added(&ada, &lesson, "Still mine", "").await;
    end_access(&shop).await;
    assert_eq!(add(&ada, &lesson, "More", "").await.status, 403);
    assert_eq!(ada.call("notes/bookmark", &[("lesson", &lesson), ("set", "1")]).await.status, 403);
    assert!(ada.get("/learn/notes").await.text.contains("Still mine"));
    assert!(ada.get("/learn/notes.md").await.text.contains("Still mine"));
    ada.call("notes/delete", &[("note", &note)]).await.ok();
    renew_access(&shop).await;
    shop.execute(&format!("UPDATE lessons SET state = 'draft' WHERE slug = '{LESSON}'")).await;
    assert_eq!(add(&ada, &lesson, "More", "").await.status, 404);
});
