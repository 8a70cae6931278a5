//! The store of files is down, slow, empty, or keeps half: lessons are served, nothing is lost, and nothing is invented.

use super::{LESSON, PDF, added, assert_nothing, creator, desk, form, goal, link, post, uploads};
use crate::learning::student;
use crate::on_both;
use crate::support::storage::Trouble;
use chrono::TimeDelta;
use serde_json::json;
use server::services::files;

const ALL: [Trouble; 4] = [Trouble::Down, Trouble::Slow, Trouble::Empty, Trouble::Half];

on_both!(a_lesson_is_served_without_the_store_of_its_files, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "a.pdf", PDF).await;
    let ada = student(&shop, "ada@example.com").await;
    let media = goal(&ada.get(&link(&id)).await);
    for trouble in ALL {
        shop.storage.fail(Some(trouble));
        let page = ada.get(&format!("/learn/{LESSON}")).await;
        assert!(page.status == 200 && page.text.contains(&link(&id)), "{trouble:?}");
        for path in [&link(&id), &media] {
            let answer = ada.get(path).await;
            assert_eq!(answer.status, 503, "{trouble:?} {path}");
            assert!(answer.text.contains("<h1>This file cannot be fetched just now</h1>"), "{trouble:?}: {}", answer.text);
        }
        assert_eq!(ada.get_with(&media, &[]).await.text, "", "a script is told by the status");
    }
    shop.storage.fail(None);
    assert_eq!(ada.get(&media).await.text.as_bytes(), PDF);
});

on_both!(an_upload_to_a_store_in_trouble_is_refused_and_leaves_nothing, |shop| async move {
    let creator = creator(&shop).await;
    for trouble in ALL.into_iter().chain([Trouble::BreaksOff]) {
        shop.storage.fail(Some(trouble));
        let answer = super::upload(&creator, "a.pdf", PDF).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (503, json!("FilesUnavailable")), "{trouble:?}");
        assert_eq!(desk(&creator).await.len(), 0, "{trouble:?}");
    }
    let page = [("accept", "text/html")];
    let answer = creator.post_raw(&uploads(LESSON), &super::form_kind(), form("a.pdf", PDF), &page).await;
    assert_eq!(goal(&answer), format!("/admin/lessons/{LESSON}?upload=unavailable"));
    shop.storage.fail(None);
    shop.clock.run_ahead(TimeDelta::hours(25));
    files::sweep(&shop.core).await.unwrap();
    assert_nothing(&shop, "after the sweep").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log").await, 0);
});

on_both!(a_file_survives_a_replacement_that_fails, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "a.pdf", PDF).await;
    shop.storage.fail(Some(Trouble::BreaksOff));
    assert_eq!(post(&creator, &format!("{}/{id}", uploads(LESSON)), form("b.pdf", PDF)).await.status, 503);
    shop.storage.fail(None);
    let files = desk(&creator).await;
    assert_eq!((&files[0]["file_name"], &files[0]["version"]), (&json!("a.pdf"), &json!(1)));
    let media = goal(&creator.get(&format!("/admin/lessons/{LESSON}/files/{id}")).await);
    assert_eq!(creator.get(&media).await.text.as_bytes(), PDF);
});

on_both!(what_a_dead_process_left_is_swept_away, |shop| async move {
    let creator = creator(&shop).await;
    added(&creator, "a.pdf", PDF).await;
    // Begun and never finished: the note, and what the store's crate had written so far.
    server::repo::attachments::begin_object(shop.core.db.write(), "deadbeef", shop.core.now()).await.unwrap();
    std::fs::write(shop.files.join("deadbeef#1"), b"half").unwrap();
    // Somebody else's.
    std::fs::write(shop.files.join("notes.txt"), b"mine").unwrap();
    shop.storage.fail(Some(Trouble::Down));
    shop.clock.run_ahead(TimeDelta::hours(25));
    assert!(files::sweep(&shop.core).await.is_err(), "a store that is down is asked again later");
    shop.storage.fail(None);
    assert_eq!(files::sweep(&shop.core).await.unwrap(), 1);
    let mut kept = super::kept(&shop.files);
    kept.sort_by_key(String::len);
    assert!(kept.len() == 2 && kept[0] == "notes.txt" && kept[1].len() == 26, "{kept:?}");
});
