//! A shop that is told to stop: nobody loses what was under way.

use crate::files::form;
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::browser::client;
use crate::support::{Plan, eventually};
use futures::stream;
use server::services::seed::DEMO_ADMIN;
use std::time::{Duration, Instant};

/// Between two pieces of a slow upload; there are four of them.
const PAUSE: Duration = Duration::from_millis(150);

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
    let body = form("slow.pdf", b"%PDF-1.7\n%%EOF\n");
    let pieces: Vec<Vec<u8>> = body.chunks(body.len().div_ceil(4)).map(<[u8]>::to_vec).collect();
    let slow = stream::unfold(pieces.into_iter(), |mut pieces| async move {
        tokio::time::sleep(PAUSE).await;
        pieces.next().map(|piece| (Ok::<_, std::io::Error>(piece), pieces))
    });
    let upload = crate::files::post(&creator, "/admin/lessons/talk-to-five-people/uploads", reqwest::Body::wrap_stream(slow));
    let stop = async {
        tokio::time::sleep(PAUSE / 2).await;
        shop.begin_to_stop();
        eventually("it says that it is not ready", || async { shop.browser().get("/readyz").await.status == 503 }).await;
        assert_eq!(shop.browser().get("/healthz").await.status, 200, "who has not heard of it is still served");
        Instant::now()
    };
    let (answer, told) = tokio::join!(upload, stop);
    assert_eq!(answer.status, 201, "what was under way is finished: {}", answer.text);
    for stream in streams {
        assert!(stream.await.unwrap(), "a stream ends as it should");
    }
    eventually("it has stopped", || async { shop.has_stopped() }).await;
    assert!(told.elapsed() < Duration::from_secs(5), "it stopped after {:?}", told.elapsed());
    assert!(client().get(format!("{}/healthz", shop.base)).send().await.is_err(), "the door is shut");
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs WHERE state = 'pending'").await, 0, "no job is left in the middle");
    assert_eq!(shop.count("SELECT COUNT(*) FROM attachments").await, 1);
});
