//! The sales page: a draft that nobody sees, versions that stay, and two who write at once.

use super::admin;
use crate::on_both;
use crate::support::browser::Answer;
use crate::support::{Browser, Shop};
use serde_json::{Value, json};

/// A section of the draft, with its mark.
pub async fn section(admin: &Browser, id: &str) -> Value {
    admin.read("admin/landing_section", &[("id", id)]).await.ok()
}

/// Saves some words of a section as it is now; the others stay as they are.
pub async fn save(admin: &Browser, id: &str, words: &[(&str, &str)]) -> Answer {
    let desk = section(admin, id).await;
    save_from(admin, &desk, words, "save").await
}

/// The same from an earlier look at it.
async fn save_from(admin: &Browser, desk: &Value, words: &[(&str, &str)], deed: &str) -> Answer {
    let mut fields = vec![("section".to_owned(), text(&desk["section"]["id"])), ("mark".to_owned(), text(&desk["mark"]))];
    let known = desk["section"]["words"].as_object().into_iter().flatten();
    let changed = |name: &str| words.iter().any(|(word, _)| *word == name);
    let kept = known.filter(|(name, _)| !changed(name)).map(|(name, text)| (format!("words[{name}]"), self::text(text)));
    fields.extend(kept);
    fields.extend(words.iter().map(|(name, text)| (format!("words[{name}]"), (*text).to_owned())));
    for (index, item) in desk["section"]["items"].as_array().into_iter().flatten().enumerate() {
        fields.extend(item.as_object().into_iter().flatten().map(|(name, text)| (format!("items[{index}][{name}]"), self::text(text))));
    }
    fields.push(("deed".to_owned(), deed.to_owned()));
    let fields: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    admin.call("admin/save_section", &fields).await
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// How often the draft was changed.
pub async fn draft(admin: &Browser) -> String {
    admin.read("admin/landing", &[]).await.ok()["draft"].to_string()
}

/// Publishes the draft as it is now.
pub async fn publish(admin: &Browser) -> Answer {
    admin.call("admin/publish_landing", &[("draft", &draft(admin).await)]).await
}

/// Publishes an earlier version again.
async fn restore(admin: &Browser, version: &str) -> Answer {
    admin.call("admin/restore_landing", &[("version", version)]).await
}

/// What a visitor sees.
async fn page(shop: &Shop) -> String {
    let page = shop.browser().get("/").await;
    assert_eq!(page.status, 200);
    page.text
}

const TITLE: &str = "Make the small course you keep meaning to make";

on_both!(the_demos_page_is_its_first_version, |shop| async move {
    let admin = admin(&shop).await;
    let desk = admin.read("admin/landing", &[]).await.ok();
    assert_eq!((&desk["unpublished"], &desk["published"]["number"]), (&json!(false), &json!(1)));
    assert!(desk["sections"].as_array().unwrap().iter().all(|section| section["gaps"] == 0 && section["changed"] == false), "{desk}");
    for section in desk["sections"].as_array().unwrap() {
        let id = text(&section["id"]);
        assert_eq!(save(&admin, &id, &[]).await.status, 200, "{id} can be saved as it is");
    }
    assert_eq!(draft(&admin).await, "1", "and that changes nothing");
    assert!(page(&shop).await.contains(TITLE));
});

on_both!(a_draft_is_seen_when_it_is_published_and_not_before, |shop| async move {
    let admin = admin(&shop).await;
    save(&admin, "hero", &[("title", "A course about chairs")]).await.ok();
    save(&admin, "faq", &[("title", "What people ask")]).await.ok();
    admin.call("admin/arrange_section", &[("section", "guarantee"), ("deed", "hide")]).await.ok();
    admin.call("admin/arrange_section", &[("section", "instructor"), ("deed", "up")]).await.ok();
    let before = page(&shop).await;
    let landing = shop.browser().read("catalog/landing", &[]).await.ok().to_string();
    for text in [&before, &landing] {
        assert!(text.contains(TITLE) && !text.contains("A course about chairs") && !text.contains("What people ask"));
    }
    let preview = admin.get("/admin/landing/preview").await;
    assert_eq!(preview.status, 200);
    assert!(preview.text.contains("A course about chairs") && !preview.text.contains("Try it for 14 days"));
    assert!(preview.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'self'"));
    assert!(admin.get("/admin/landing").await.text.contains("Not published yet"));
    publish(&admin).await.ok();
    let after = page(&shop).await;
    assert!(after.contains("A course about chairs") && after.contains("What people ask") && !after.contains(TITLE));
    assert!(!after.contains("Try it for 14 days"), "nothing of what is hidden reaches a browser");
    assert!(after.find("id=\"instructor\"").unwrap() < after.find("id=\"audience\"").unwrap(), "in the order of the draft");
    let versions = admin.read("admin/landing_versions", &[]).await.ok();
    assert_eq!(versions[0]["published_by"], "Mara Lindqvist");
    assert_eq!(versions.as_array().unwrap().len(), 2);
});

on_both!(what_is_typed_is_shown_and_neither_run_nor_written, |shop| async move {
    let admin = admin(&shop).await;
    let script = "<script>alert(1)</script>";
    let typed = |section: &'static str, word: &'static str, text: String| {
        let admin = &admin;
        async move { admin.call("admin/typed_section", &[("section", section), (word, &text)]).await }
    };
    let html = typed("hero", "words[title]", format!("Chairs {script}")).await.ok();
    let html = html.as_str().unwrap();
    assert!(html.contains("Chairs &lt;script&gt;alert(1)&lt;/script&gt;") && !html.contains(script), "{html}");
    assert!(html.contains("id=\"price\"") && !html.contains("<html") && !html.contains(TITLE), "the whole page, with what is typed");
    assert_eq!(draft(&admin).await, "1", "nothing is written");
    assert_eq!(typed("hero", "words[title]", "x".repeat(5_000)).await.status, 422);
    assert_eq!(typed("nothing", "words[title]", String::new()).await.status, 404);
    admin.call("admin/add_section", &[]).await.ok();
    let desk = admin.read("admin/landing", &[]).await.ok();
    let id = text(&desk["sections"].as_array().unwrap().iter().find(|section| section["may_go"] == true).unwrap()["id"]);
    let own = format!("**Bold** <img src=x onerror=alert(1)> {script}");
    let html = admin.call("admin/typed_section", &[("section", &id), ("words[text]", &own)]).await.ok();
    let html = html.as_str().unwrap();
    assert!(html.contains("<strong>Bold</strong>") && !html.contains("onerror") && !html.contains(script), "{html}");
});

on_both!(an_earlier_version_comes_back_under_a_new_number, |shop| async move {
    let admin = admin(&shop).await;
    save(&admin, "hero", &[("title", "The second")]).await.ok();
    publish(&admin).await.ok();
    restore(&admin, "1").await.ok();
    assert!(page(&shop).await.contains(TITLE));
    let desk = admin.read("admin/landing", &[]).await.ok();
    assert_eq!((&desk["unpublished"], &desk["published"]["restored_from"]), (&json!(false), &json!(1)), "the draft went along");
    save(&admin, "hero", &[("title", "The fourth, unfinished")]).await.ok();
    restore(&admin, "2").await.ok();
    assert!(page(&shop).await.contains("The second"));
    assert_eq!(section(&admin, "hero").await["section"]["words"]["title"], "The fourth, unfinished", "a draft of its own stays");
    assert_eq!(restore(&admin, "99").await.status, 404);
    assert!(admin.get("/admin/landing/preview?version=1").await.text.contains(TITLE));
    assert_eq!(admin.get("/admin/landing/preview?version=99").await.status, 404);
    assert_eq!(shop.count("SELECT COUNT(*) FROM landing_versions").await, 4);
    for sql in ["UPDATE landing_versions SET content = '{}'", "DELETE FROM landing_versions"] {
        assert!(sea_orm::ConnectionTrait::execute_unprepared(shop.core.db.write(), sql).await.is_err(), "{sql}");
    }
});

on_both!(of_two_who_write_the_later_is_told_and_nothing_is_lost, |shop| async move {
    let (ada, bob) = (admin(&shop).await, admin(&shop).await);
    let seen = section(&bob, "guarantee").await;
    save(&ada, "guarantee", &[("text", "Written by Ada.")]).await.ok();
    let refused = save_from(&bob, &seen, &[("text", "Written by Bob.")], "save").await;
    assert_eq!((refused.status.as_u16(), refused.json()), (409, json!({ "Conflict": "NoLongerSo" })));
    assert_eq!(section(&ada, "guarantee").await["section"]["words"]["text"], "Written by Ada.");
    save_from(&bob, &section(&bob, "guarantee").await, &[("text", "Written by both.")], "save").await.ok();
    let other = save_from(&bob, &section(&bob, "price").await, &[("title", "One price")], "save").await;
    assert_eq!(other.status, 200, "another section is nobody's business");
    let looked = draft(&ada).await;
    save(&bob, "footer", &[("note", "And one more word.")]).await.ok();
    for function in ["admin/publish_landing", "admin/discard_landing"] {
        assert_eq!(ada.call(function, &[("draft", &looked)]).await.status, 409, "{function}: what was not looked at");
    }
    let shown = bob
        .post_form(
            "admin/save_section",
            "/admin/landing/sections/guarantee",
            &[
                ("section", "guarantee"),
                ("mark", "old"),
                ("words[title]", "Typed by Bob"),
                ("words[text]", "</textarea><script>alert(1)</script>"),
            ],
        )
        .await;
    assert_eq!(shown.status, 409);
    assert!(shown.text.contains("Typed by Bob") && shown.text.contains("Written by both.") && !shown.text.contains("<script>alert(1)"));
});

on_both!(a_page_that_lacks_something_is_not_published, |shop| async move {
    let admin = admin(&shop).await;
    admin.call("admin/add_section", &[]).await.ok();
    let desk = admin.read("admin/landing", &[]).await.ok();
    let id = text(&desk["sections"].as_array().unwrap().iter().find(|section| section["may_go"] == true).unwrap()["id"]);
    let refused = publish(&admin).await;
    assert_eq!((refused.status.as_u16(), refused.json()), (409, json!({ "Conflict": "LandingUnfinished" })));
    admin.call("admin/arrange_section", &[("section", &id), ("deed", "hide")]).await.ok();
    assert_eq!(publish(&admin).await.status, 200, "what is hidden may be unfinished");
    let before = section(&admin, &id).await;
    save_from(&admin, &before, &[("title", "The room"), ("text", "It is **quiet**. <script>alert(1)</script>")], "save").await.ok();
    admin.call("admin/arrange_section", &[("section", &id), ("deed", "show")]).await.ok();
    publish(&admin).await.ok();
    let page = page(&shop).await;
    assert!(
        page.contains("<strong>quiet</strong>") && page.contains("The room") && !page.contains("<script>alert(1)"),
        "Markdown, made safe"
    );
    admin.call("admin/arrange_section", &[("section", &id), ("deed", "remove")]).await.ok();
    for (section, deed, status) in [("faq", "remove", 200), ("nothing", "up", 404), ("faq", "sideways", 400)] {
        let answer = admin.call("admin/arrange_section", &[("section", section), ("deed", deed)]).await;
        assert_eq!(answer.status, status, "{section} {deed}");
    }
    assert!(section(&admin, "faq").await["section"]["items"].as_array().is_some(), "only texts of one's own go");
});

on_both!(words_are_text_and_have_a_longest_length, |shop| async move {
    let admin = admin(&shop).await;
    let evil = "</title></script><script>alert(1)</script>";
    for (id, words) in
        [("hero", vec![("title", evil), ("lead", evil), ("cta", "</a><b>x")]), ("found", vec![("title", evil), ("description", evil)])]
    {
        save(&admin, id, &words).await.ok();
    }
    publish(&admin).await.ok();
    for path in ["/", "/admin/landing", "/admin/landing/sections/hero", "/admin/landing/preview"] {
        let page = admin.get(path).await;
        assert!(page.status == 200 && !page.text.contains("<script>alert(1)"), "{path}");
        assert_eq!(page.text.matches("</title>").count(), 1, "{path}");
    }
    let long = save(&admin, "hero", &[("title", &"x".repeat(141))]).await;
    let error = json!({ "Invalid": [{ "field": { "Landing": { "item": null, "word": "title" } }, "problem": "TooLong" }] });
    assert_eq!((long.status.as_u16(), long.json()), (422, error));
    let huge = save(&admin, "faq", &[("title", &"x".repeat(200_000))]).await;
    assert_eq!(huge.status, 422, "a long form gets its answer");
    let mark = text(&section(&admin, "hero").await["mark"]);
    let (title, cta) = ("y".repeat(150), "Kept as it was typed");
    let typed = [("section", "hero"), ("mark", &mark), ("deed", "save"), ("words[title]", &title), ("words[cta]", cta)];
    let shown = admin.post_form("admin/save_section", "/admin/landing/sections/hero", &typed).await;
    assert!(shown.status == 422 && shown.text.contains("Kept as it was typed") && shown.text.contains("longer than fits here"));
});

on_both!(items_move_with_their_words, |shop| async move {
    let admin = admin(&shop).await;
    let questions =
        |desk: &Value| -> Vec<String> { desk["section"]["items"].as_array().unwrap().iter().map(|item| text(&item["question"])).collect() };
    let before = section(&admin, "faq").await;
    let mut expected = questions(&before);
    for (deed, change) in [("down-0", 0), ("remove-2", 1), ("add", 2)] {
        save_from(&admin, &section(&admin, "faq").await, &[], deed).await.ok();
        match change {
            0 => expected.swap(0, 1),
            1 => drop(expected.remove(2)),
            _ => expected.push(String::new()),
        }
        assert_eq!(questions(&section(&admin, "faq").await), expected, "{deed}");
    }
    assert_eq!(save_from(&admin, &before, &[], "remove-0").await.status, 409, "not of a list that is another by now");
    let plain = admin.post_form("admin/save_section", "/admin/landing/sections/faq", &[("section", "faq"), ("deed", "nonsense")]).await;
    assert!(plain.status == 400, "{}", plain.status);
});
