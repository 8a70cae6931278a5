//! A disk that is full, under the database, the files and the log: what cannot be written is refused and leaves nothing, what can be read is
//! served, and when there is room again everything goes on by itself.

use crate::files::{form, post};
use crate::sign_in::sign_in;
use crate::support::database::Scratch;
use crate::support::own_postgres::OwnPostgres;
use crate::support::process::{free_addresses, is_ready, spawn_logging_to};
use crate::support::sandbox::Sandbox;
use crate::support::shop::{Plan, run_over};
use crate::support::small_disk::SmallDisk;
use crate::support::{Browser, Kind, Shop, eventually};
use server::services::seed::DEMO_ADMIN;
use std::fs::File;

/// Room for the demo, and for a little more. PostgreSQL takes a file of its own for each table and index.
const MEGABYTES: u32 = 64;
const UPLOADS: &str = "/admin/lessons/talk-to-five-people/uploads";

mod a_full_disk_is_survived {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        run_on_small_disk(Kind::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        run_on_small_disk(Kind::Postgres).await;
    }
}

async fn run_on_small_disk(kind: Kind) {
    let Some(disk) = SmallDisk::mount(MEGABYTES) else {
        eprintln!("skipped: a_full_disk_is_survived needs the right to mount a disk");
        return;
    };
    let server = if kind == Kind::Postgres { Some(OwnPostgres::start().await) } else { None };
    let database = match &server {
        Some(server) => Some(server.database_in(&disk.space_of(server.owner)).await),
        None => None,
    };
    let scratch = Scratch::on_disk(&disk, database.as_deref()).await;
    run_over(&scratch, Plan::default(), async |shop| fill_and_relieve(&shop, &disk).await).await;
    if let Some(server) = server {
        server.remove().await;
    }
}

async fn fill_and_relieve(shop: &Shop, disk: &SmallDisk) {
    let creator = shop.browser();
    sign_in(shop, &creator, DEMO_ADMIN).await;
    let waiting = shop.start(&shop.browser(), "ada@example.com").await;
    shop.settles().await;
    disk.fill();
    let begun = buy_until_refused(shop, disk).await;
    shop.sandbox.confirm(&waiting.intent, "4242424242424242").await;
    let refused = upload(&creator).await;
    assert!(refused.is_server_error(), "{refused}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM attachments").await, 0);
    assert_eq!(shop.browser().get("/").await.status, 200, "what is there is shown");
    disk.relieve();
    eventually("a purchase begins again", || async { shop.try_start(&shop.browser(), "bea@example.com").await.status == 200 }).await;
    shop.reaches(&waiting.public_id, "paid").await;
    eventually("files are taken again", || async { upload(&creator).await == 201 }).await;
    shop.settles().await;
    let orders = shop.count("SELECT COUNT(*) FROM orders").await;
    assert!(orders >= 2 + begun, "{orders} orders of {begun} and two");
    let half = "SELECT COUNT(*) FROM orders o WHERE NOT EXISTS (SELECT 1 FROM payments p WHERE p.order_id = o.id)
        OR NOT EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = o.id) OR NOT EXISTS (SELECT 1 FROM holds h WHERE h.id = o.hold_id)";
    assert_eq!(shop.count(half).await, 0, "no half order");
}

/// A database has some room in what it has taken already. Gives how many orders found a place there before one was refused.
async fn buy_until_refused(shop: &Shop, disk: &SmallDisk) -> i64 {
    for buyer in 0..2_000 {
        let browser = shop.browser().at_address(&format!("10.0.{}.{}", buyer / 250, buyer % 250));
        let answer = try_to_buy(&browser, &format!("buyer{buyer}@example.com")).await;
        if answer.is_server_error() {
            return buyer;
        }
        assert_eq!(answer, 200, "buyer {buyer}");
        disk.fill();
    }
    panic!("two thousand orders found room on a full disk");
}

async fn try_to_buy(browser: &Browser, email: &str) -> reqwest::StatusCode {
    let quote = browser.call("checkout/quote", &[]).await;
    if !quote.status.is_success() {
        return quote.status;
    }
    let id = quote.json()["quote"]["id"].as_str().unwrap().to_owned();
    browser.call("checkout/start", &[("quote", id.as_str()), ("email", email), ("name", "Buyer")]).await.status
}

async fn upload(creator: &Browser) -> reqwest::StatusCode {
    let content = [&b"%PDF-1.7\n"[..], &vec![b' '; 3 << 20], b"\n%%EOF\n"].concat();
    post(creator, UPLOADS, form("large.pdf", &content)).await.status
}

#[tokio::test]
async fn a_log_that_cannot_be_written_stops_nothing() {
    let scratch = Scratch::create(Kind::Sqlite).await;
    let sandbox = Sandbox::start().await;
    let address = free_addresses(1).remove(0);
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut program = spawn_logging_to(full, &address, &scratch.url, &sandbox.url, &scratch.folder, &[]);
    let base = format!("http://{address}");
    is_ready(&base).await;
    let browser = Browser::new(&base);
    assert_eq!(browser.get("/").await.status, 200);
    assert_eq!(browser.post_raw("/webhooks/stripe", "application/json", "{}", &[]).await.status, 400, "a refusal is a line of the log");
    assert_eq!(crate::support::shop::begin(&browser, "ada@example.com").await.status, 200);
    assert_eq!(program.try_wait().unwrap(), None, "it lives");
    program.kill().await.unwrap();
    scratch.remove().await;
}
