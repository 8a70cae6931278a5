//! Where a student is in a video: on any device, in any order, whatever the player says.

use super::{lesson_id, outline, student};
use crate::on_both;
use crate::support::{Browser, Shop};
use chrono::{DateTime, TimeDelta, Utc};
use domain::playback::{Parts, Playback, Report};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use server::repo::positions;
use std::sync::Arc;
use uuid::Uuid;

const LESSON: &str = "talk-to-five-people";
/// The video of every lesson of the demo.
const VIDEO: &str = "76979871";
const PHONE: &str = "0190b5a8-0000-7000-8000-00000000000a";
const LAPTOP: &str = "0190b5a8-0000-7000-8000-00000000000b";

/// All parts up to so many per cent of the video.
fn played(percent: u64) -> i64 {
    if percent == 0 { 0 } else { Parts::between(0, percent * 1000 - 1, 100_000).bits() }
}

/// What the page of a lesson sends.
struct Save<'a> {
    lesson: &'a str,
    video: &'a str,
    at: u32,
    played: u64,
    session: &'a str,
    number: u32,
    age_ms: u32,
    rewound: bool,
}

impl Save<'_> {
    async fn send(&self, browser: &Browser) -> crate::support::browser::Answer {
        let text = |number: u32| number.to_string();
        let (at, number, age, rewound) = (text(self.at), text(self.number), text(self.age_ms), text(self.rewound.into()));
        let (furthest, parts) = (self.played.to_string(), played(self.played).to_string());
        let fields = [
            ("lesson", self.lesson),
            ("video", self.video),
            ("at", &at),
            ("furthest", &furthest),
            ("duration", "100"),
            ("parts", &parts),
            ("rewound", &rewound),
            ("session", self.session),
            ("number", &number),
            ("age", &age),
        ];
        browser.call("learning/position", &fields).await
    }
}

fn at(lesson: &str, at: u32, number: u32) -> Save<'_> {
    Save { lesson, video: VIDEO, at, played: u64::from(at), session: PHONE, number, age_ms: 0, rewound: false }
}

async fn resume(browser: &Browser) -> Value {
    browser.read("learning/lesson", &[("slug", LESSON)]).await.ok()["resume_s"].clone()
}

on_both!(a_place_is_kept_and_found_on_another_device, |shop| async move {
    let phone = student(&shop, "ada@example.com").await;
    let id = lesson_id(&phone, LESSON).await;
    assert_eq!(resume(&phone).await, 0);
    assert_eq!(at(&id, 40, 1).send(&phone).await.ok(), json!({ "resume_s": 40, "completion": null }));
    let laptop = shop.browser();
    // The first proof of the address ends what the purchase alone had opened, so the phone signs in too.
    for browser in [&laptop, &phone] {
        crate::sign_in::sign_in(&shop, browser, "ada@example.com").await;
    }
    assert_eq!(resume(&laptop).await, 40);
    let seen = outline(&laptop).await["modules"][0]["lessons"][1].clone();
    assert_eq!((seen["resume_s"].clone(), seen["completed"].clone()), (json!(40), json!(false)));
    // A zero that nobody asked for, a late report of the same page, and one that waited longer than the laptop's.
    at(&id, 0, 2).send(&phone).await.ok();
    at(&id, 20, 1).send(&phone).await.ok();
    assert_eq!(resume(&laptop).await, 40);
    Save { session: LAPTOP, ..at(&id, 60, 1) }.send(&laptop).await.ok();
    // It is told where the student is now.
    assert_eq!(Save { age_ms: 60_000, ..at(&id, 30, 9) }.send(&phone).await.ok()["resume_s"], 60);
    assert_eq!(resume(&phone).await, 60);
    // Back on purpose.
    Save { session: LAPTOP, rewound: true, ..at(&id, 0, 2) }.send(&laptop).await.ok();
    assert_eq!(resume(&phone).await, 0);
    assert_eq!(shop.count("SELECT furthest_s FROM lesson_positions").await, 60);
});

on_both!(nine_tenths_watched_completes_a_lesson_once, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let id = lesson_id(&browser, LESSON).await;
    assert_eq!(at(&id, 85, 1).send(&browser).await.ok()["completion"], Value::Null);
    // Jumping to the end is not watching it.
    Save { played: 85, ..at(&id, 100, 2) }.send(&browser).await.ok();
    assert_eq!(outline(&browser).await["progress"]["done"], 0);
    let answer = at(&id, 91, 3).send(&browser).await.ok();
    assert_eq!(answer["completion"]["progress"], json!({ "done": 1, "total": 10 }));
    browser.call("learning/undo_complete", &[("lesson", &id)]).await.ok();
    assert_eq!(at(&id, 99, 4).send(&browser).await.ok()["completion"], Value::Null);
    assert_eq!(outline(&browser).await["progress"]["done"], 0);
});

on_both!(only_a_student_on_this_site_saves_a_place, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    let id = lesson_id(&ada, LESSON).await;
    let stranger = shop.browser();
    assert_eq!(at(&id, 40, 1).send(&stranger).await.status, 401);
    crate::sign_in::sign_in(&shop, &stranger, server::services::seed::DEMO_ADMIN).await;
    assert_eq!(at(&id, 40, 1).send(&stranger).await.status, 403);
    let nobody = Uuid::nil().to_string();
    assert_eq!(at(&nobody, 40, 1).send(&ada).await.status, 404);
    assert_eq!(at("nonsense", 40, 1).send(&ada).await.status, 400);
    assert_eq!(Save { session: "nonsense", ..at(&id, 40, 1) }.send(&ada).await.status, 400);
    assert_eq!(Save { video: "nonsense", ..at(&id, 40, 1) }.send(&ada).await.status, 400);
    assert_eq!(Save { video: "12345", ..at(&id, 40, 1) }.send(&ada).await.status, 404);
    let body = format!("lesson={id}&video={VIDEO}&at=40&furthest=40&duration=0&parts=1&rewound=0&session={PHONE}&number=1&age=0");
    let kind = "application/x-www-form-urlencoded;charset=UTF-8";
    assert_eq!(ada.post_raw("/api/learning/position", kind, body.clone(), &[]).await.status, 400);
    let body = body.replace("duration=0", "duration=100");
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    assert_eq!(ada.post_raw("/api/learning/position", kind, body.clone(), &foreign).await.status, 403);
    assert_eq!(ada.read("learning/position", &[]).await.status, 405);
    assert_eq!(shop.count("SELECT COUNT(*) FROM lesson_positions").await, 0);
    // As `sendBeacon` sends it.
    let beacon = [("accept", "*/*"), ("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "no-cors")];
    assert_eq!(ada.post_raw("/api/learning/position", kind, body, &beacon).await.status, 200);
    assert_eq!(shop.count("SELECT at_s FROM lesson_positions").await, 40);
    shop.execute("UPDATE lessons SET state = 'draft'").await;
    assert_eq!(at(&id, 60, 2).send(&ada).await.status, 404);
});

/// Gives the lesson another video, or writes the same one down in another way.
async fn set_video(shop: &Shop, written: &str) {
    shop.execute(&format!("UPDATE lessons SET vimeo_id = '{written}' WHERE slug = '{LESSON}'")).await;
}

on_both!(another_video_begins_afresh_and_takes_no_tick_away, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let id = lesson_id(&browser, LESSON).await;
    assert!(Save { at: 50, ..at(&id, 95, 1) }.send(&browser).await.ok()["completion"].is_object());
    for same in ["https://vimeo.com/76979871", "76979871/8272103f6e"] {
        set_video(&shop, same).await;
        assert_eq!(resume(&browser).await, 50, "{same}");
    }
    assert_eq!(at(&id, 40, 2).send(&browser).await.ok()["resume_s"], 40);
    set_video(&shop, "12345").await;
    assert_eq!(resume(&browser).await, 0);
    // A page that was opened before does not speak for the new video.
    assert_eq!(at(&id, 60, 3).send(&browser).await.status, 404);
    let later = Save { video: "12345", session: LAPTOP, played: 20, ..at(&id, 30, 1) };
    assert_eq!(later.send(&browser).await.ok(), json!({ "resume_s": 30, "completion": null }));
    assert_eq!((shop.count("SELECT furthest_s FROM lesson_positions").await, resume(&browser).await), (20, json!(30)));
    assert_eq!(shop.count("SELECT parts FROM lesson_positions").await, played(20));
    // The tick stays, and once taken back it is not earned a second time.
    assert_eq!(outline(&browser).await["progress"]["done"], 1);
    browser.call("learning/undo_complete", &[("lesson", &id)]).await.ok();
    let answer = Save { video: "12345", session: LAPTOP, ..at(&id, 95, 2) }.send(&browser).await.ok();
    assert_eq!((answer["completion"].clone(), outline(&browser).await["progress"]["done"].clone()), (Value::Null, json!(0)));
});

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(limit)).unwrap()
    }

    fn report(&mut self, now: DateTime<Utc>) -> Report {
        let duration_s = [100, 60, 100][self.below(3) as usize];
        Report {
            video: 76_979_871,
            at_s: [0, self.below(110)][self.below(2) as usize],
            furthest_s: self.below(110),
            duration_s,
            parts: Parts::from_bits(1 << self.below(60)),
            rewound: self.below(4) == 0,
            session: Uuid::from_u128(u128::from(self.below(3)) + 1),
            number: self.below(20),
            recorded_at: now + TimeDelta::milliseconds(i64::from(self.below(40)) * 250),
        }
    }
}

async fn kept(shop: &Arc<Shop>) -> Playback {
    let row = entity::lesson_position::Entity::find().one(shop.core.db.read()).await.unwrap().unwrap();
    Playback {
        video: row.video.parse().unwrap(),
        at_s: row.at_s.try_into().unwrap(),
        furthest_s: row.furthest_s.try_into().unwrap(),
        duration_s: row.duration_s.try_into().unwrap(),
        parts: Parts::from_bits(row.parts),
        session: row.session_id,
        number: row.number.try_into().unwrap(),
        recorded_at: row.recorded_at,
    }
}

on_both!(the_statement_does_what_the_rule_says, |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    let lesson: Uuid = lesson_id(&browser, LESSON).await.parse().unwrap();
    let user = entity::grant::Entity::find().one(shop.core.db.read()).await.unwrap().unwrap().user_id;
    let now = DateTime::from_timestamp(shop.core.now().timestamp(), 0).unwrap();
    let mut numbers = Numbers(7);
    let mut ruled: Option<Playback> = None;
    for _ in 0..300 {
        let report = numbers.report(now).within_bounds().unwrap();
        ruled = Some(ruled.map_or_else(|| Playback::first(report), |before| before.after(report)));
        let saved = positions::save(shop.core.db.write(), user, lesson, report, shop.core.now()).await.unwrap().unwrap();
        assert_eq!(Some(kept(&shop).await), ruled, "{report:?}");
        assert_eq!(saved.parts, ruled.unwrap().parts);
    }
});
