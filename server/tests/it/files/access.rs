//! Who may have a file, and who may change one. To everybody else there is none.

use super::{LESSON, PDF, added, creator, desk, form, form_kind, goal, link, uploads};
use crate::learning::student;
use crate::on_both;
use serde_json::json;

on_both!(a_file_is_there_for_those_whom_its_lesson_is_open_to, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "a.pdf", PDF).await;
    let ada = student(&shop, "ada@example.com").await;
    let ben = student(&shop, "ben@example.com").await;
    let status = |browser, path: String| async move { crate::support::Browser::get(browser, &path).await.status.as_u16() };
    assert_eq!(status(&ada, link(&id)).await, 303);
    let stranger = shop.browser();
    assert_eq!(goal(&stranger.get(&link(&id)).await), "/sign-in");
    assert_eq!(status(&creator, link(&id)).await, 404, "the creator owns no course here");
    for wrong in [format!("/learn/choose-one-promise/files/{id}"), link(&id.replace('0', "1")), link("x"), link("..%2f..%2fx"), link("%00")]
    {
        assert_eq!(status(&ada, wrong.clone()).await, 404, "{wrong}");
    }
    let shut = "INSERT INTO lesson_rules (lesson_id, opens_after_days) SELECT id, 7 FROM lessons WHERE slug = 'talk-to-five-people'";
    shop.execute(shut).await;
    assert_eq!(goal(&ada.get(&link(&id)).await), format!("/learn/{LESSON}"), "the page of a lesson that is shut says when it opens");
    assert!(ada.get(&format!("/learn/{LESSON}")).await.text.contains("This lesson opens on "));
    shop.execute("DELETE FROM lesson_rules").await;
    shop.execute("UPDATE lessons SET state = 'draft' WHERE slug = 'talk-to-five-people'").await;
    assert_eq!(status(&ada, link(&id)).await, 404, "a draft");
    assert_eq!(status(&creator, format!("/admin/lessons/{LESSON}/files/{id}")).await, 303, "the creator looks at drafts");
    shop.execute("UPDATE lessons SET state = 'published' WHERE slug = 'talk-to-five-people'").await;
    let now = "(SELECT MAX(created_at) FROM grants)";
    let ben_id = "(SELECT id FROM users WHERE email = 'ben@example.com')";
    shop.execute(&format!("UPDATE grants SET revoked_at = {now} WHERE user_id = {ben_id}")).await;
    assert_eq!(goal(&ben.get(&link(&id)).await), format!("/learn/{LESSON}"), "access that was taken back");
    assert!(ben.get(&format!("/learn/{LESSON}")).await.text.contains("Your access was taken back"));
    assert_eq!(status(&ada, link(&id)).await, 303);
    shop.execute("UPDATE grants SET revoked_at = NULL").await;
});

on_both!(only_the_creator_changes_files, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "a.pdf", PDF).await;
    let ada = student(&shop, "ada@example.com").await;
    for browser in [&shop.browser(), &ada] {
        for path in [uploads(LESSON), format!("{}/{id}", uploads(LESSON)), uploads("no-such-lesson")] {
            assert_eq!(super::post(browser, &path, form("b.pdf", PDF)).await.status, 404, "{path}");
        }
        for path in [format!("/admin/lessons/{LESSON}/files/{id}"), format!("/admin/lessons/{LESSON}"), "/admin/lessons".to_owned()] {
            assert_eq!(browser.get(&path).await.status, 404, "{path}");
        }
        for (function, fields) in [
            ("files/rename", vec![("file", id.as_str()), ("title", "Mine")]),
            ("files/shift", vec![("file", id.as_str()), ("way", "up")]),
            ("files/remove", vec![("file", id.as_str())]),
        ] {
            let answer = browser.call(function, &fields).await;
            assert_eq!((answer.status.as_u16(), answer.json()), (404, json!("NotFound")), "{function}");
        }
        for function in ["curriculum/lessons", "curriculum/lesson"] {
            assert_eq!(browser.read(function, &[("slug", LESSON)]).await.status, 404, "{function}");
        }
    }
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let answer = creator.post_raw(&uploads(LESSON), &form_kind(), form("b.pdf", PDF), &foreign).await;
    assert_eq!(answer.status, 403, "a form of another site");
    assert_eq!(creator.get(&uploads(LESSON)).await.status, 405);
    for path in [uploads("no-such-lesson"), format!("{}/{id}", uploads("choose-one-promise")), format!("{}/x", uploads(LESSON))] {
        assert_eq!(super::post(&creator, &path, form("b.pdf", PDF)).await.status, 404, "{path}");
    }
    assert_eq!(desk(&creator).await.len(), 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM stored_objects").await, 1);
});
