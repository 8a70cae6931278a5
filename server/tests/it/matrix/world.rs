//! A shop with one person of every kind, and something that belongs to one of them.

use super::inventory::Argument;
use crate::questions::{LESSON, answer, ask};
use crate::support::{Browser, Shop};
use app::api::dto::Role;
use app::api::ports::Viewer;
use domain::email::EmailAddress;
use server::repo::identity::{self, NewUser};
use server::security::token;
use server::services::identity::{Shown, begin_session};
use server::services::seed::DEMO_ADMIN;

/// Who asks, in the order of the columns of the matrices. The last one owns everything that is asked for.
pub const WHO: [&str; 8] = ["nobody", "without an order", "another student", "refunded", "banned", "signed out", "admin", "owner"];

/// Who has a second factor, and has not shown it yet.
const HALFWAY: &str = "hal@example.com";

/// The people and the things.
pub struct World {
    /// One browser for each of [`WHO`].
    pub browsers: Vec<Browser>,
    /// Somebody who has shown the first of two factors. To them everything is as to nobody, but for where the second is shown.
    pub halfway: Browser,
    /// The owner's order, by its public id.
    pub order: String,
    /// The owner, by id.
    pub owner: String,
    lesson: String,
    module: String,
    offer: String,
    note: String,
    question: String,
    answer: String,
}

impl World {
    pub async fn open(shop: &Shop) -> Self {
        let (ada, ben, cara) = (shop.browser(), shop.browser(), shop.browser());
        let admin = session_of(shop, DEMO_ADMIN).await.0;
        let (order, _, refunded) = tokio::join!(
            bought(shop, &ada, "ada@example.com"),
            bought(shop, &ben, "ben@example.com"),
            bought(shop, &cara, "cara@example.com")
        );
        admin.call("admin/refund_order", &[("public_id", &refunded), ("reason", "a test")]).await.ok();
        shop.reaches(&refunded, "refunded").await;
        let (banned, _) = session_of(shop, "dora@example.com").await;
        admin.call("admin/add_person", &[("email", "dora@example.com"), ("reason", "a test")]).await.ok();
        shop.execute("UPDATE users SET banned_at = created_at WHERE email = 'dora@example.com'").await;
        let (signed_out, session) = session_of(shop, "ada@example.com").await;
        identity::revoke_session(shop.core.db.write(), session, shop.core.now()).await.unwrap();
        let halfway = session_of(shop, HALFWAY).await.0;
        let without = session_of(shop, "nora@example.com").await.0;
        let lesson = crate::learning::lesson_id(&ada, LESSON).await;
        let note = ada.call("notes/add", &[("lesson", &lesson), ("text", "Mine.")]).await.ok()["id"].as_str().unwrap().to_owned();
        let question = ask(&ada, "Whose is this?").await;
        let answer = answer(&ben, &question, "Yours.").await;
        let modules = admin.read("curriculum/lessons", &[]).await.ok();
        let offers = admin.read("admin/offers", &[]).await.ok();
        Self {
            owner: crate::admin::person(shop, "ada@example.com").await,
            module: crate::curriculum::id_of(&modules[0]),
            offer: offers["offers"][0]["id"].as_str().unwrap_or(super::NOBODY).to_owned(),
            halfway,
            browsers: vec![shop.browser(), without, ben, cara, banned, signed_out, admin, ada],
            order,
            lesson,
            note,
            question,
            answer,
        }
    }

    pub fn admin(&self) -> &Browser {
        &self.browsers[6]
    }

    pub fn owner(&self) -> &Browser {
        &self.browsers[7]
    }

    /// What an argument of a function names, where it names something of this world; else something of its type.
    pub fn value(&self, function: &str, argument: &Argument) -> String {
        let by_slug = function.starts_with("questions/");
        let post = format!("question/{}", self.question);
        let known = match argument.name.as_str() {
            "public_id" | "order" | "query" => self.order.as_str(),
            "lesson" | "slug" if by_slug || argument.name == "slug" => LESSON,
            "lesson" => &self.lesson,
            "module" => &self.module,
            "offer" => &self.offer,
            "id" if function == "admin/offer" => &self.offer,
            "note" => &self.note,
            "question" => &self.question,
            "answer" => &self.answer,
            "post" => &post,
            "person" | "id" if function.contains("person") || argument.name == "person" => &self.owner,
            "reason" if function == "questions/report" => "spam",
            "email" if function == "orders/correct_email" => "new@example.com",
            "vat_id" => "",
            "moment" => "0:10",
            "session" => super::NOBODY,
            "code" if function == "admin/coupon" => "WELCOME10",
            _ => argument.sample(),
        };
        known.to_owned()
    }

    /// An address with this world's things in the place of its parameters.
    pub fn path(&self, pattern: &str) -> String {
        let named = [("{order}", self.order.as_str()), ("{lesson}", LESSON), ("{question}", &self.question), ("{nobody}", super::NOBODY)];
        named.into_iter().fold(pattern.to_owned(), |path, (name, value)| path.replace(name, value))
    }
}

/// Buys the course and signs in by that. Gives the order's public id.
async fn bought(shop: &Shop, browser: &Browser, email: &str) -> String {
    let started = shop.buy(browser, email).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(browser, &started.public_id).await;
    started.public_id
}

/// A browser with a session of an address, and that session.
async fn session_of(shop: &Shop, email: &str) -> (Browser, uuid::Uuid) {
    let email = EmailAddress::parse(email).unwrap();
    let core = &shop.core;
    let new = NewUser { id: core.new_id(), email: &email, name: "", role: Role::Student, now: core.now() };
    let person = identity::find_or_insert(core.db.write(), &new).await.unwrap();
    let factor = match person.email.as_str() {
        DEMO_ADMIN => "code",
        HALFWAY => "due",
        _ => "none",
    };
    let session = begin_session(core, core.db.write(), &person, Shown { origin: "link", factor }, &Viewer::default()).await.unwrap();
    let id = token::verify(&core.settings, &session, core.now()).unwrap().session.0;
    let browser = shop.browser();
    browser.set_cookie("session", &session);
    (browser, id)
}
