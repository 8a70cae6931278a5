//! Modules and lessons in their order.

use super::{added, id_of, logged};
use crate::admin::admin;
use crate::learning::{outline, student};
use crate::on_both;
use crate::support::Browser;
use serde_json::{Value, json};

async fn modules(creator: &Browser) -> Value {
    creator.read("curriculum/lessons", &[]).await.ok()
}

fn slugs(module: &Value) -> Vec<String> {
    module["lessons"].as_array().unwrap().iter().map(|lesson| lesson["slug"].as_str().unwrap().to_owned()).collect()
}

fn titles(modules: &Value) -> Vec<&str> {
    modules.as_array().unwrap().iter().map(|module| module["title"].as_str().unwrap()).collect()
}

on_both!(lessons_move_within_modules_and_across_them, |shop| async move {
    let mara = admin(&shop).await;
    let ada = student(&shop, "ada@example.com").await;
    let before = modules(&mara).await;
    let (plan, record) = (id_of(&before[0]), id_of(&before[1]));
    let all = slugs(&before[0]);
    let (first, second, third) = (all[0].clone(), all[1].clone(), all[2].clone());
    let id = id_of(&before[0]["lessons"][1]);
    let place = |module: String, at: &'static str| {
        let (mara, id) = (&mara, id.clone());
        async move { mara.call("curriculum/place_lesson", &[("lesson", &id), ("module", &module), ("at", at)]).await.status.as_u16() }
    };
    assert_eq!(place(plan.clone(), "0").await, 200);
    assert_eq!(slugs(&modules(&mara).await[0])[..3], [second.clone(), first.clone(), third.clone()]);
    assert_eq!(place(record.clone(), "1").await, 200);
    let after = modules(&mara).await;
    assert_eq!((&slugs(&after[0])[0], &slugs(&after[1])[1]), (&first, &second));
    assert_eq!(place(record.clone(), "99").await, 200, "beyond the last is the last");
    assert_eq!(slugs(&modules(&mara).await[1]).last(), Some(&second));
    assert_eq!(outline(&ada).await["modules"][1]["lessons"].as_array().unwrap().last().unwrap()["slug"], json!(second));
    let log = logged(&shop, "lesson.move").await;
    assert_eq!((log.len(), &log[0].0["place"], &log[0].1["place"]), (3, &json!(2), &json!(1)));
    assert_eq!(place(id.clone(), "0").await, 404, "there is no such module");
    let positions = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM lessons GROUP BY module_id, position HAVING COUNT(*) > 1) AS twice";
    assert_eq!(shop.count(positions).await, 0, "no two lessons have one place");
});

on_both!(modules_are_added_renamed_moved_and_removed, |shop| async move {
    let mara = admin(&shop).await;
    let demo = modules(&mara).await.as_array().unwrap().len();
    mara.call("curriculum/add_module", &[("title", "Extras")]).await.ok();
    assert_eq!(mara.call("curriculum/add_module", &[("title", " ")]).await.status, 422);
    mara.call("curriculum/add_module", &[("title", "Extras")]).await.ok();
    let all = modules(&mara).await;
    assert_eq!(titles(&all)[demo..], ["Extras", "Extras"]);
    let id = id_of(&all[demo + 1]);
    mara.call("curriculum/rename_module", &[("module", &id), ("title", "Bonus"), ("summary", "For later.")]).await.ok();
    mara.call("curriculum/place_module", &[("module", &id), ("at", "0")]).await.ok();
    let all = modules(&mara).await;
    assert_eq!((titles(&all)[0], &all[0]["summary"]), ("Bonus", &json!("For later.")));
    let (slug, _) = added(&mara, "Search").await;
    assert_eq!(slug, "lesson", "the search of the course keeps its address");
    assert_eq!(mara.call("curriculum/remove_module", &[("module", &id)]).await.status, 409, "it has a lesson");
    let lesson = id_of(&modules(&mara).await[0]["lessons"][0]);
    let goal = id_of(&all[1]);
    mara.call("curriculum/move_lesson", &[("lesson", &lesson), ("module", &goal)]).await.ok();
    mara.call("curriculum/remove_module", &[("module", &id)]).await.ok();
    assert_eq!(modules(&mara).await.as_array().unwrap().len(), demo + 1);
    for action in ["module.add", "module.rename", "module.move", "module.remove", "lesson.add"] {
        assert!(!logged(&shop, action).await.is_empty(), "{action}");
    }
});

on_both!(two_lessons_of_one_title_have_two_addresses, |shop| async move {
    let mara = admin(&shop).await;
    assert_eq!(added(&mara, "Talk to five people").await.0, "talk-to-five-people-2");
    assert_eq!(added(&mara, "Talk to five people").await.0, "talk-to-five-people-3");
});
