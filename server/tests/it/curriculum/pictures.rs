//! Pictures in the text of a lesson.

use super::LESSON;
use crate::admin::admin;
use crate::files::{form, post};
use crate::learning::student;
use crate::on_both;
use crate::support::pictures::{chunk, png, png_with};
use crate::support::{Browser, Shop};

async fn uploaded(creator: &Browser, name: &str, content: &[u8]) -> crate::support::browser::Answer {
    post(creator, &format!("/admin/lessons/{LESSON}/pictures"), form(name, content)).await
}

async fn status(browser: &Browser, picture: &str) -> u16 {
    browser.get(picture).await.status.as_u16()
}

async fn set(shop: &Shop, what: &str) {
    shop.execute(&format!("UPDATE lessons SET {what} WHERE slug = '{LESSON}'")).await;
}

on_both!(a_picture_is_shown_to_who_may_read_its_text, |shop| async move {
    let mara = admin(&shop).await;
    let (ada, stranger) = (student(&shop, "ada@example.com").await, shop.browser());
    let answer = uploaded(&mara, "a room.png", &png()).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let picture = format!("/pictures/{}", answer.json().as_str().unwrap());
    let shown = ada.get(&picture).await;
    assert_eq!((shown.status.as_u16(), shown.headers["content-type"].to_str().unwrap()), (200, "image/png"));
    assert!(shown.headers["cache-control"].to_str().unwrap().contains("private") && !shown.headers.contains_key("content-disposition"));
    assert_eq!([status(&stranger, &picture).await, status(&mara, &picture).await], [404, 200]);
    set(&shop, "state = 'draft'").await;
    assert_eq!([status(&ada, &picture).await, status(&mara, &picture).await], [404, 200], "a draft");
    set(&shop, "state = 'published', visibility = 'preview'").await;
    assert_eq!(status(&stranger, &picture).await, 200, "anybody may read it");
    set(&shop, "published_at = '2999-01-01 00:00:00+00:00'").await;
    assert_eq!([status(&stranger, &picture).await, status(&ada, &picture).await], [404, 404], "its time has not come");
    for wrong in ["/pictures/x", "/pictures/0190b5a8-0000-7000-8000-000000000001"] {
        assert_eq!(status(&mara, wrong).await, 404);
    }
    // The sweep of the store leaves it alone.
    shop.clock.run_ahead(chrono::TimeDelta::days(2));
    assert_eq!(server::services::files::sweep(&shop.core).await.unwrap(), 0);
    assert_eq!(status(&mara_again(&shop).await, &picture).await, 200);
});

/// The creator, signed in after some days.
async fn mara_again(shop: &Shop) -> Browser {
    admin(shop).await
}

on_both!(only_pictures_are_taken_for_texts_and_only_from_the_creator, |shop| async move {
    let mara = admin(&shop).await;
    for (name, content, status) in [
        ("a.pdf", b"%PDF-1.7\n".as_slice(), 415),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), 415),
        ("a.png", b"<html>".as_slice(), 415),
        ("a.png", b"".as_slice(), 422),
        ("a.png", &png()[..40], 415),
        ("a.png", &png_with(1, 100_000, &[], &[]), 422),
        ("a.png", &png_with(9_000, 9_000, &[], &[]), 422),
    ] {
        assert_eq!(uploaded(&mara, name, content).await.status.as_u16(), status, "{name}");
    }
    let ada = student(&shop, "ada@example.com").await;
    assert_eq!([uploaded(&ada, "a.png", &png()).await.status, uploaded(&shop.browser(), "a.png", &png()).await.status], [404, 404]);
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_images").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM stored_objects").await, 0);
});

on_both!(what_a_picture_says_of_people_and_what_is_behind_it_is_not_kept, |shop| async move {
    let mara = admin(&shop).await;
    let words = chunk(*b"tEXt", b"Author\0Mara at 48.8584 N 2.2945 E");
    let answer = uploaded(&mara, "a room.png", &png_with(1, 1, &words, b"<script>alert(1)</script>")).await;
    let shown = mara.get_bytes(&format!("/pictures/{}", answer.json().as_str().unwrap())).await;
    assert_eq!(shown, png());
    assert_eq!(shop.count("SELECT size FROM lesson_images").await, i64::try_from(png().len()).unwrap());
});

on_both!(a_picture_that_is_too_large_is_refused_in_words, |shop| async move {
    let mara = admin(&shop).await;
    let path = format!("/admin/lessons/{LESSON}/pictures");
    let form = form("a.png", &png_with(1, 100_000, &[], &[]));
    let led = mara.post_raw(&path, "multipart/form-data; boundary=----------a-form", form, &[("accept", "text/html")]).await;
    assert_eq!(led.status, 303);
    let page = mara.get(led.headers["location"].to_str().unwrap()).await;
    assert!(page.text.contains("more than 12,000 pixels on one side"), "{}", page.text);
});
