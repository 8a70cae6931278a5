//! What is set for a lesson beside its words.

use super::{LESSON, added, desk, id_of, logged};
use crate::admin::admin;
use crate::learning::{outline, student};
use crate::on_both;
use crate::support::Browser;
use serde_json::{Value, json};

async fn set(creator: &Browser, desk: &Value, changed: &[(&'static str, &str)]) -> crate::support::browser::Answer {
    let (id, settings) = (id_of(desk), &desk["settings"]);
    let version = settings["version"].to_string();
    let (slug, minutes) = (settings["slug"].as_str().unwrap(), settings["minutes"].to_string());
    let usual = [("version", version.as_str()), ("slug", slug), ("minutes", minutes.as_str()), ("visibility", "titled")];
    let left = usual.into_iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    let form: Vec<_> = [("lesson", id.as_str())].into_iter().chain(left).chain(changed.iter().copied()).collect();
    creator.call("curriculum/save_settings", &form).await
}

on_both!(who_comes_to_an_old_address_is_led_on, |shop| async move {
    let mara = admin(&shop).await;
    let ada = student(&shop, "ada@example.com").await;
    let before = desk(&mara, LESSON).await;
    set(&mara, &before, &[("slug", "listen-first"), ("visibility", "preview")]).await.ok();
    for (old, new) in [
        (format!("/learn/{LESSON}?at=7"), "/learn/listen-first?at=7"),
        (format!("/learn/{LESSON}/questions"), "/learn/listen-first/questions"),
    ] {
        let led = ada.get(&old).await;
        assert_eq!((led.status.as_u16(), led.headers["location"].to_str().unwrap()), (308, new));
    }
    assert_eq!(ada.get("/learn/listen-first").await.status, 200);
    let led = shop.browser().get(&format!("/preview/{LESSON}")).await;
    assert_eq!((led.status.as_u16(), led.headers["location"].to_str().unwrap()), (308, "/preview/listen-first"));
    assert_eq!(shop.browser().get("/preview/no-such").await.status, 404);
    // The old address is nobody else's, and may be one's own again.
    assert_eq!(added(&mara, "Talk to five people").await.0, "talk-to-five-people-2");
    let other = desk(&mara, "outline-backwards").await;
    assert_eq!(set(&mara, &other, &[("slug", LESSON)]).await.json()["Invalid"][0]["problem"], "Taken");
    let now = desk(&mara, "listen-first").await;
    set(&mara, &now, &[("slug", LESSON)]).await.ok();
    assert_eq!(ada.get(&format!("/learn/{LESSON}")).await.status, 200);
    assert_eq!(ada.get("/learn/listen-first").await.status, 308);
    // A draft's address is told to nobody.
    shop.execute(&format!("UPDATE lessons SET state = 'draft' WHERE slug = '{LESSON}'")).await;
    assert_eq!(ada.get("/learn/listen-first").await.status, 404);
});

on_both!(what_makes_no_sense_is_named_beside_its_field, |shop| async move {
    let mara = admin(&shop).await;
    let before = desk(&mara, LESSON).await;
    let own = id_of(&before);
    for (field, value, named) in [
        ("slug", "search", json!([{ "field": "Slug", "problem": "Reserved" }])),
        ("slug", "Not a slug!", json!([{ "field": "Slug", "problem": "Malformed" }])),
        ("slug", "outline-backwards", json!([{ "field": "Slug", "problem": "Taken" }])),
        ("video", "https://youtube.example/x", json!([{ "field": "Video", "problem": "Malformed" }])),
        ("minutes", "many", json!([{ "field": "Minutes", "problem": "Malformed" }])),
        ("opens_after_days", "0", json!([{ "field": "Days", "problem": "Malformed" }])),
        ("opens_at", "soon", json!([{ "field": "From", "problem": "Malformed" }])),
        ("after", own.as_str(), json!([{ "field": "After", "problem": "Malformed" }])),
    ] {
        let answer = set(&mara, &before, &[(field, value)]).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["Invalid"]), (422, &named), "{field} {value}");
    }
    assert_eq!(set(&mara, &before, &[("visibility", "secret")]).await.status, 400);
    assert_eq!(desk(&mara, LESSON).await["settings"], before["settings"]);
});

on_both!(rules_of_access_hold_as_they_are_set, |shop| async move {
    let mara = admin(&shop).await;
    let ada = student(&shop, "ada@example.com").await;
    let before = desk(&mara, LESSON).await;
    let first = before["earlier"][0]["id"].as_str().unwrap().to_owned();
    let rules = [("opens_after_days", "7"), ("opens_at", "2099-01-01T08:00"), ("after", first.as_str()), ("video", "76979871/8272103f6e")];
    set(&mara, &before, &rules).await.ok();
    let closed = |course: &Value| course["modules"][0]["lessons"][1]["closed"].clone();
    assert_eq!(closed(&outline(&ada).await), json!({ "OpensAt": "2099-01-01T08:00:00Z" }));
    let now = desk(&mara, LESSON).await;
    assert_eq!((&now["settings"]["opens_after_days"], &now["settings"]["after"]), (&json!(7), &json!(first)));
    assert_eq!(now["settings"]["minutes"], before["settings"]["minutes"]);
    set(&mara, &now, &[("after", first.as_str())]).await.ok();
    assert_eq!(closed(&outline(&ada).await), json!({ "After": first }));
    set(&mara, &desk(&mara, LESSON).await, &[]).await.ok();
    assert_eq!(closed(&outline(&ada).await), Value::Null);
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_rules").await, 0);
    let log = logged(&shop, "lesson.settings").await;
    assert_eq!((log.len(), &log[0].1["opens_after_days"]), (3, &json!(7)));
});

on_both!(settings_that_changed_meanwhile_are_not_overwritten, |shop| async move {
    let mara = admin(&shop).await;
    let before = desk(&mara, LESSON).await;
    set(&mara, &before, &[("minutes", "12")]).await.ok();
    let late = set(&mara, &before, &[("minutes", "30")]).await;
    assert_eq!((late.status.as_u16(), late.json()), (409, json!({ "Conflict": "SettingsChanged" })));
    assert_eq!(desk(&mara, LESSON).await["settings"]["minutes"], 12);
});
