//! Getting a file: whole, in parts, under its name, and only to be saved.

use super::{LESSON, PDF, added, creator, goal, header, link};
use crate::learning::student;
use crate::on_both;
use chrono::TimeDelta;
use serde_json::json;

on_both!(a_student_gets_what_the_creator_gave, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "Work book – größer.pdf", PDF).await;
    let ada = student(&shop, "ada@example.com").await;
    let lesson = ada.read("learning/lesson", &[("slug", LESSON)]).await.ok();
    let size = PDF.len();
    assert_eq!(lesson["files"], json!([{ "id": id, "title": "Work book – größer", "kind": "pdf", "size": size }]));
    let page = ada.get(&format!("/learn/{LESSON}")).await;
    assert!(page.text.contains(&link(&id)) && page.text.contains("PDF · "), "the page leads to it");
    let media = goal(&ada.get(&link(&id)).await);
    assert!(media.starts_with("/media/"), "{media}");
    let file = ada.get(&media).await;
    assert_eq!((file.status.as_u16(), file.text.as_bytes()), (200, PDF));
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-length", &size.to_string()),
        (
            "content-disposition",
            "attachment; filename=\"Work book _ gr__er.pdf\"; filename*=UTF-8''Work%20book%20%E2%80%93%20gr%C3%B6%C3%9Fer.pdf",
        ),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; base-uri 'none'; sandbox; frame-ancestors 'none'"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "private, no-store"),
        ("accept-ranges", "bytes"),
    ] {
        assert_eq!(header(&file, name), value, "{name}");
    }
});

on_both!(a_download_can_be_continued, |shop| async move {
    let creator = creator(&shop).await;
    let content = [b"%PDF-".as_slice(), &[b'x'; 95]].concat();
    let id = added(&creator, "a.pdf", &content).await;
    let media = goal(&creator.get(&format!("/admin/lessons/{LESSON}/files/{id}")).await);
    let whole = creator.get(&media).await;
    let tag = header(&whole, "etag");
    let ask = |range: String, if_range: Option<String>| {
        let (creator, media) = (&creator, &media);
        async move {
            let mut headers = vec![("range", range.as_str())];
            headers.extend(if_range.as_deref().map(|tag| ("if-range", tag)));
            let answer = creator.get_with(media, &headers).await;
            (answer.status.as_u16(), header(&answer, "content-range"), answer.text.len())
        }
    };
    assert_eq!(ask("bytes=0-4".into(), None).await, (206, "bytes 0-4/100".into(), 5));
    assert_eq!(ask("bytes=90-".into(), Some(tag)).await, (206, "bytes 90-99/100".into(), 10));
    assert_eq!(ask("bytes=-1".into(), None).await, (206, "bytes 99-99/100".into(), 1));
    assert_eq!(ask("bytes=0-99999999999999999999999".into(), None).await, (206, "bytes 0-99/100".into(), 100));
    for other in ["\"another\"", "W/\"x\"", "Wed, 21 Oct 2026 07:28:00 GMT"] {
        assert_eq!(ask("bytes=90-".into(), Some(other.into())).await, (200, String::new(), 100), "{other}");
    }
    let many = format!("bytes={}", vec!["0-99"; 1000].join(","));
    for whole in ["bytes=0-1,2-3", &many, "bytes=5-2", "lines=1-2", "bytes=x"] {
        assert_eq!(ask(whole.to_owned(), None).await, (200, String::new(), 100), "{whole:.40}");
    }
    for nowhere in ["bytes=100-", "bytes=99999999999999999999999-", "bytes=-0"] {
        assert_eq!(ask(nowhere.to_owned(), None).await, (416, "bytes */100".into(), 0), "{nowhere}");
    }
});

on_both!(an_address_works_for_minutes_and_for_one_person, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "a.pdf", PDF).await;
    let ada = student(&shop, "ada@example.com").await;
    let media = goal(&ada.get(&link(&id)).await);
    assert_eq!(ada.get(&media).await.status, 200);
    for (who, browser) in
        [("nobody", shop.browser()), ("another student", student(&shop, "ben@example.com").await), ("the creator", creator)]
    {
        assert_eq!(browser.get(&media).await.status, 404, "{who}");
    }
    for other in
        [format!("{media}x"), media.replace("/media/ey", "/media/Ey"), "/media/x".to_owned(), "/media/..%2f..%2fetc%2fpasswd".to_owned()]
    {
        assert_eq!(ada.get(&other).await.status, 404, "{other}");
    }
    shop.clock.run_ahead(TimeDelta::minutes(4));
    assert_eq!(ada.get(&media).await.status, 200);
    shop.clock.run_ahead(TimeDelta::minutes(6));
    assert_eq!(ada.get(&media).await.status, 404);
});

on_both!(a_file_is_saved_and_never_used_in_a_page, |shop| async move {
    let creator = creator(&shop).await;
    let id = added(&creator, "a.pdf", PDF).await;
    let ada = student(&shop, "ada@example.com").await;
    let media = goal(&ada.get(&link(&id)).await);
    for (dest, site, status) in [
        ("document", "same-origin", 200),
        ("document", "cross-site", 200),
        ("empty", "same-origin", 200),
        ("empty", "cross-site", 403),
        ("image", "same-origin", 403),
        ("script", "cross-site", 403),
        ("iframe", "same-origin", 403),
        ("object", "none", 403),
    ] {
        let headers = [("sec-fetch-dest", dest), ("sec-fetch-site", site)];
        assert_eq!(ada.get_with(&media, &headers).await.status, status, "{dest} {site}");
        assert_eq!(ada.get_with(&link(&id), &headers).await.status, if status == 200 { 303 } else { 403 }, "{dest} {site}");
    }
});
