//! Two who write one lesson lose no word.

use super::{LESSON, added, desk, id_of, logged, row, save};
use crate::admin::admin;
use crate::learning::student;
use crate::on_both;
use serde_json::json;

on_both!(the_later_of_two_sees_both_texts_and_chooses, |shop| async move {
    let (mara, other) = (admin(&shop).await, admin(&shop).await);
    let (slug, _) = added(&mara, "A new lesson").await;
    let begun = desk(&mara, &slug).await;
    assert_eq!(begun["version"], 0);
    let first = save(&mara, &begun, "0", "Mara wrote this.", false).await;
    assert_eq!((&first["version"], &first["conflict"]), (&json!(1), &json!(null)));
    let late = save(&other, &begun, "0", "Somebody else wrote that.", false).await;
    let revision = late["conflict"]["revision"].as_str().unwrap_or_else(|| panic!("{late}")).to_owned();
    assert_eq!((&late["version"], &late["conflict"]["by"]), (&json!(1), &json!("Mara Lindqvist")));
    assert_eq!(desk(&mara, &slug).await["words"]["source"], "Mara wrote this.", "nothing was overwritten");
    let view = other.read("curriculum/revision", &[("slug", &slug), ("id", &revision)]).await.ok();
    assert_eq!((&view["latest"]["source"], &view["words"]["source"]), (&json!("Mara wrote this."), &json!("Somebody else wrote that.")));
    assert_eq!(view["both"], "Mara wrote this.\nSomebody else wrote that.\n");
    assert!(view["lines"].as_array().unwrap().iter().any(|line| line["side"] == "Other"), "{view}");
    // The later one chooses: first the own text, then both.
    other.call("curriculum/restore", &[("revision", &revision), ("version", "1")]).await.ok();
    assert_eq!(desk(&mara, &slug).await["words"]["source"], "Somebody else wrote that.");
    let both = save(&other, &begun, "2", view["both"].as_str().unwrap(), false).await;
    assert_eq!((&both["version"], &both["conflict"]), (&json!(3), &json!(null)));
    let history = mara.read("curriculum/history", &[("slug", &slug)]).await.ok();
    let kept: Vec<_> = history["revisions"].as_array().unwrap().iter().map(|row| row["set_aside"] == json!(true)).collect();
    assert!(kept.contains(&true) && kept.len() >= 3, "{history}");
    assert_eq!(logged(&shop, "lesson.set_aside").await.len(), 1);
});

on_both!(of_two_saves_at_once_one_is_set_aside, |shop| async move {
    let (mara, other) = (admin(&shop).await, admin(&shop).await);
    let begun = desk(&mara, LESSON).await;
    let (one, two) = tokio::join!(save(&mara, &begun, "0", "One.", true), save(&other, &begun, "0", "Two.", true));
    let conflicts = [&one, &two].into_iter().filter(|saved| !saved["conflict"].is_null()).count();
    assert_eq!(conflicts, 1, "{one} {two}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_revisions WHERE kind = 'set_aside'").await, 1);
});

on_both!(the_same_words_are_no_conflict, |shop| async move {
    let mara = admin(&shop).await;
    let begun = desk(&mara, LESSON).await;
    save(&mara, &begun, "0", "The same.", true).await;
    let again = save(&mara, &begun, "0", "The same.", true).await;
    assert_eq!((&again["version"], &again["conflict"]), (&json!(1), &json!(null)));
    assert_eq!(logged(&shop, "lesson.write").await.len(), 1, "nothing changed, and nothing is logged");
});

on_both!(half_a_sentence_reaches_no_student, |shop| async move {
    let mara = admin(&shop).await;
    let ada = student(&shop, "ada@example.com").await;
    let begun = desk(&mara, LESSON).await;
    let kept = save(&mara, &begun, "0", "Half a sen", false).await;
    assert_eq!(kept["unshown"], true);
    assert!(!ada.get(&format!("/learn/{LESSON}")).await.text.contains("Half a sen"));
    assert_eq!(desk(&mara, LESSON).await["words"]["source"], "Half a sen");
    let shown = save(&mara, &begun, "1", "A whole **sentence** of zebras.", true).await;
    assert_eq!((&shown["unshown"], &shown["version"]), (&json!(false), &json!(2)));
    assert!(ada.get(&format!("/learn/{LESSON}")).await.text.contains("A whole <strong>sentence</strong> of zebras."));
    assert!(ada.get("/learn/search?q=zebras").await.text.contains("Talk to five people"), "search knows the new text");
    assert_eq!(logged(&shop, "lesson.draft").await.len(), 1);
    let written = logged(&shop, "lesson.write").await;
    assert_eq!((&written[0].0["version"], &written[0].1["version"]), (&json!(1), &json!(2)));
});

on_both!(what_a_text_was_can_be_brought_back, |shop| async move {
    let mara = admin(&shop).await;
    let begun = desk(&mara, LESSON).await;
    let seeded = begun["words"]["source"].as_str().unwrap().to_owned();
    save(&mara, &begun, "0", "Worse.", true).await;
    let history = mara.read("curriculum/history", &[("slug", LESSON)]).await.ok();
    let revisions = history["revisions"].as_array().unwrap();
    assert_eq!(revisions.iter().map(|row| row["version"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 0], "{history}");
    let first = id_of(&revisions[1]);
    mara.call("curriculum/restore", &[("revision", &first), ("version", "1")]).await.ok();
    let back = desk(&mara, LESSON).await;
    assert_eq!((back["words"]["source"].as_str(), &back["unshown"]), (Some(seeded.as_str()), &json!(true)));
    assert_eq!(row(&shop, LESSON).await.source, "Worse.", "students see it when the creator says so");
    // What a revision says is fixed for good.
    assert!(sea_orm::ConnectionTrait::execute_unprepared(shop.core.db.write(), "UPDATE lesson_revisions SET source = ''").await.is_err());
    assert!(sea_orm::ConnectionTrait::execute_unprepared(shop.core.db.write(), "DELETE FROM lesson_revisions").await.is_err());
});

on_both!(while_one_person_writes_a_state_is_kept_now_and_then, |shop| async move {
    let mara = admin(&shop).await;
    let begun = desk(&mara, LESSON).await;
    for (version, source) in [("0", "A"), ("1", "AB"), ("2", "ABC")] {
        save(&mara, &begun, version, source, false).await;
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_revisions").await, 1, "the text before she began");
    shop.clock.run_ahead(chrono::TimeDelta::minutes(11));
    save(&mara, &begun, "3", "ABCD", false).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_revisions WHERE source = 'ABC'").await, 1);
});

on_both!(without_scripts_what_was_typed_is_never_lost, |shop| async move {
    let (mara, other) = (admin(&shop).await, admin(&shop).await);
    let begun = desk(&mara, LESSON).await;
    let page = format!("/admin/lessons/{LESSON}");
    let id = id_of(&begun);
    let form = |title: &'static str, source: &'static str| {
        [("lesson", id.clone()), ("version", "0".to_owned()), ("title", title.to_owned()), ("source", source.to_owned())]
    };
    let fields = form("", "Typed with care.");
    let arguments: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = mara.post_form("curriculum/save_words", &page, &arguments).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("Typed with care.") && refused.text.contains("Please fill this in."), "{}", refused.text);
    save(&other, &begun, "0", "Saved meanwhile.", true).await;
    let fields = form("Mine", "Typed with care.");
    let arguments: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let late = mara.post_form("curriculum/save_words", &page, &arguments).await;
    let goal = late.headers["location"].to_str().unwrap().to_owned();
    assert!(late.status.is_redirection() && goal.starts_with(&format!("{page}/history/")), "{goal}");
    let both = mara.get(&goal).await;
    assert!(both.text.contains("Typed with care.") && both.text.contains("Saved meanwhile."), "{}", both.text);
});
