//! A shop that is told to stop: nobody loses what was under way.

use crate::files::form;
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::browser::client;
use crate::support::database::{Kind, Scratch};
use crate::support::process::{free_addresses, is_ready, spawn};
use crate::support::sandbox::Sandbox;
use crate::support::{Plan, eventually};
use futures::future::ready;
use futures::{StreamExt, stream};
use server::services::seed::DEMO_ADMIN;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::process::Command;
use tokio::sync::Notify;

/// What a machine says to a program that shall end.
const SIGNALS: [&str; 2] = ["-TERM", "-INT"];

#[tokio::test]
async fn a_program_that_is_told_by_a_signal_ends_well() {
    let scratch = Scratch::create(Kind::Sqlite).await;
    let sandbox = Sandbox::start().await;
    for signal in SIGNALS {
        let address = free_addresses(1).remove(0);
        let mut program = spawn(&address, &scratch.url, &sandbox.url, &scratch.folder);
        is_ready(&format!("http://{address}")).await;
        let id = program.id().unwrap().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().await.unwrap().success());
        let readiness = format!("http://{address}/readyz");
        eventually("it says that it stops", || async { client().get(&readiness).send().await.is_ok_and(|answer| answer.status() == 503) })
            .await;
        let ended = tokio::time::timeout(Duration::from_secs(30), program.wait()).await.expect("it ends").unwrap();
        assert!(ended.success(), "{signal}: {ended}");
    }
    scratch.remove().await;
}

fn plan() -> Plan {
    Plan { last_call: Duration::from_millis(300), ..Plan::default() }
}

on_both!(a_shop_that_stops_says_so_ends_streams_and_finishes_what_is_under_way, plan(), |shop| async move {
    let creator = shop.browser();
    sign_in(&shop, &creator, DEMO_ADMIN).await;
    let paid = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&paid.public_id, "paid").await;
    let waiting = shop.start(&shop.browser(), "bea@example.com").await;
    shop.settles().await;
    let streams = ["/offer/events".to_owned(), format!("/orders/{}/events", waiting.public_id)].map(|path| {
        let request = client().get(format!("{}{path}", shop.base));
        tokio::spawn(async move { request.send().await.unwrap().bytes().await.is_ok() })
    });
    let body = form("slow.pdf", &[&b"%PDF-1.7\n"[..], &vec![b' '; 64 * 1024], b"\n%%EOF\n"].concat());
    let (head, rest) = body.split_at(body.len() - 20);
    // The end of the upload is sent when the shop was told to stop.
    let told = Arc::new(Notify::new());
    let end = {
        let (told, rest) = (told.clone(), rest.to_vec());
        async move {
            told.notified().await;
            Ok::<_, std::io::Error>(rest)
        }
    };
    let slow = stream::once(ready(Ok(head.to_vec()))).chain(stream::once(end));
    let upload = crate::files::post(&creator, "/admin/lessons/talk-to-five-people/uploads", reqwest::Body::wrap_stream(slow));
    let stop = async {
        eventually("the upload is under way", || async { shop.count("SELECT COUNT(*) FROM stored_objects").await == 1 }).await;
        shop.begin_to_stop();
        eventually("it says that it is not ready", || async { shop.browser().get("/readyz").await.status == 503 }).await;
        assert_eq!(shop.browser().get("/healthz").await.status, 200, "who has not heard of it is still served");
        told.notify_one();
        Instant::now()
    };
    let (answer, began) = tokio::join!(upload, stop);
    assert_eq!(answer.status, 201, "what was under way is finished: {}", answer.text);
    for stream in streams {
        assert!(stream.await.unwrap(), "a stream ends as it should");
    }
    eventually("it has stopped", || async { shop.has_stopped() }).await;
    assert!(began.elapsed() < Duration::from_secs(5), "it stopped after {:?}", began.elapsed());
    assert!(client().get(format!("{}/healthz", shop.base)).send().await.is_err(), "the door is shut");
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs WHERE state = 'pending'").await, 0, "no job is left in the middle");
    assert_eq!(shop.count("SELECT COUNT(*) FROM attachments").await, 1);
});
