//! Pictures of the sales page, and the one that messengers show.

use super::admin;
use super::landing::{publish, save, section};
use crate::on_both;
use crate::support::browser::Answer;
use crate::support::pictures::{png, png_with};
use crate::support::{Browser, Shop};
use serde_json::json;

async fn upload(browser: &Browser, section: &str, name: &str, content: &[u8]) -> Answer {
    let head = format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let form = [head.as_bytes(), content, b"\r\n--x--\r\n"].concat();
    let path = format!("/admin/landing/sections/{section}/picture");
    browser.post_raw(&path, "multipart/form-data; boundary=x", form, &[("accept", "application/json")]).await
}

async fn address(admin: &Browser, id: &str) -> String {
    format!("/landing-pictures/{}", section(admin, id).await["section"]["picture"].as_str().unwrap())
}

async fn status(browser: &Browser, path: &str) -> u16 {
    browser.get(path).await.status.as_u16()
}

on_both!(a_picture_is_seen_with_the_page_that_shows_it, |shop| async move {
    let (admin, visitor) = (admin(&shop).await, shop.browser());
    assert_eq!(upload(&admin, "instructor", "mara.png", &png()).await.status, 201);
    let picture = address(&admin, "instructor").await;
    let kept = admin.get(&picture).await;
    assert_eq!((kept.status.as_u16(), &kept.headers["content-type"]), (200, &"image/png".parse().unwrap()));
    assert_eq!(kept.headers["cache-control"], "private, no-store");
    assert!(kept.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    assert_eq!(status(&visitor, &picture).await, 404, "a draft's picture is nobody's business");
    publish(&admin).await.ok();
    let seen = visitor.get(&picture).await;
    assert_eq!((seen.status.as_u16(), &seen.headers["cache-control"]), (200, &"public, max-age=86400".parse().unwrap()));
    let tag = seen.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(visitor.get_with(&picture, &[("if-none-match", &tag)]).await.status, 304);
    assert!(visitor.get("/").await.text.contains(&picture));
    admin.call("admin/restore_landing", &[("version", "1")]).await.ok();
    assert_eq!(status(&visitor, &picture).await, 404, "the page before had none");
    assert_eq!(status(&visitor, "/landing-pictures/x").await, 404);
});

on_both!(a_picture_needs_words_and_can_be_taken_away, |shop| async move {
    let admin = admin(&shop).await;
    assert_eq!(upload(&admin, "hero", "a.png", &png()).await.status, 201);
    assert_eq!(publish(&admin).await.status, 409, "nobody can say what it shows");
    save(&admin, "hero", &[("alt", "A desk by a window")]).await.ok();
    publish(&admin).await.ok();
    assert!(shop.browser().get("/").await.text.contains("alt=\"A desk by a window\""));
    let desk = section(&admin, "hero").await;
    let fields = [("section", "hero"), ("mark", desk["mark"].as_str().unwrap()), ("words[title]", "T"), ("deed", "unpicture")];
    admin.call("admin/save_section", &fields).await.ok();
    assert!(section(&admin, "hero").await["section"]["picture"].is_null());
});

on_both!(what_is_no_picture_is_not_taken, |shop| async move {
    let (admin, stranger) = (admin(&shop).await, shop.browser());
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let large = png_with(1, 1, &vec![0; 5 * 1024 * 1024], &[]);
    for (name, content, status, refusal) in [
        ("a.svg", svg.as_slice(), 415, "other_kind"),
        ("a.gif", b"GIF89a".as_slice(), 415, "other_kind"),
        ("a.pdf", b"%PDF-1.7".as_slice(), 415, "other_kind"),
        ("a.png", svg.as_slice(), 415, "other_content"),
        ("a.png", b"".as_slice(), 422, "empty"),
        ("a.png", large.as_slice(), 413, "too_large"),
        ("a.png", png_with(1, 100_000, &[], &[]).as_slice(), 422, "too_many_pixels"),
        ("a.png", &png()[..40], 415, "other_content"),
    ] {
        let answer = upload(&admin, "hero", name, content).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (status, json!({ "File": refusal })), "{name}");
    }
    assert_eq!(upload(&admin, "faq", "a.png", &png()).await.status, 404, "a section that has none");
    assert_eq!(upload(&stranger, "hero", "a.png", &png()).await.status, 404);
    assert_eq!(shop.count("SELECT COUNT(*) FROM landing_pictures").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM stored_objects").await, 0, "nothing is left of what was refused");
});

on_both!(pictures_outlive_the_sweep, |shop| async move {
    let admin = admin(&shop).await;
    upload(&admin, "instructor", "a.png", &png()).await.ok();
    shop.clock.run_ahead(chrono::TimeDelta::days(3));
    assert_eq!(server::services::files::sweep(&shop.core).await.unwrap(), 0);
});

fn share_address(page: &str) -> String {
    let from = page.find("/share/").expect("an address");
    page[from..].split('"').next().unwrap().to_owned()
}

async fn of_page(shop: &Shop) -> String {
    share_address(&shop.browser().get("/").await.text)
}

on_both!(messengers_get_a_picture_whose_name_changes_with_its_words, |shop| async move {
    let (admin, visitor) = (admin(&shop).await, shop.browser());
    let first = of_page(&shop).await;
    let picture = visitor.get(&first).await;
    assert_eq!((picture.status.as_u16(), &picture.headers["content-type"]), (200, &"image/png".parse().unwrap()));
    assert_eq!(picture.headers["cache-control"], "public, max-age=31536000, immutable");
    save(&admin, "found", &[("title", "Chairs, made slowly")]).await.ok();
    assert_eq!(of_page(&shop).await, first, "a draft changes nothing");
    publish(&admin).await.ok();
    let second = of_page(&shop).await;
    assert_ne!(second, first);
    let old = visitor.get(&first).await;
    assert_eq!((old.status.as_u16(), old.headers["location"].to_str().unwrap()), (303, second.as_str()), "old links find the new one");
    assert_eq!(status(&visitor, "/share/x").await, 404);
    let page = visitor.get("/").await.text;
    assert!(
        page.contains("<title>Chairs, made slowly</title>")
            && page.contains("\"@type\":\"Course\"")
            && page.contains("\"price\":\"149.00\""),
        "{}",
        &page[..3_000]
    );
});
