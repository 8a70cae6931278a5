//! Files that are too large, do not come whole, or do not come at all: memory stays flat and nothing stays.

use super::{LESSON, around, assert_nothing, creator, form_kind, uploads};
use crate::on_both;
use crate::support::memory::peak;
use crate::support::{Plan, Shop, eventually};
use bytes::Bytes;
use futures::stream;
use reqwest::Body;
use serde_json::json;
use server::config::MEGABYTE;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What is sent at once.
const PIECE: usize = 64 * 1024;
/// Three gigabytes.
const HUGE: u64 = 3 * 1024 * MEGABYTE;
/// What the program may take more while it takes something in: a few parts on their way to the store.
const FLAT: u64 = 28 * MEGABYTE;

fn limited(megabytes: u64) -> Plan {
    Plan { upload_limit: megabytes * MEGABYTE, ..Plan::default() }
}

/// A PDF of any size that is made as it is sent, and how much of it was.
fn made(size: u64) -> (Body, Arc<AtomicU64>) {
    let sent = Arc::new(AtomicU64::new(0));
    let (head, tail) = around("huge.pdf");
    let piece = Bytes::from(vec![b'x'; PIECE]);
    let counted = sent.clone();
    let pieces = (0..size / PIECE as u64).map(move |_| {
        counted.fetch_add(PIECE as u64, Ordering::Relaxed);
        Ok::<_, std::io::Error>(piece.clone())
    });
    let all = [Ok(Bytes::from(format!("{head}%PDF-1.7\n")))].into_iter().chain(pieces).chain([Ok(Bytes::from(tail))]);
    (Body::wrap_stream(stream::iter(all)), sent)
}

on_both!(three_gigabytes_are_refused_at_once, |shop| async move {
    let creator = creator(&shop).await;
    let (body, sent) = made(HUGE);
    let before = peak();
    let length = HUGE.to_string();
    let headers = [("accept", "application/json"), ("content-length", length.as_str())];
    let answer = creator.post_raw(&uploads(LESSON), &form_kind(), body, &headers).await;
    assert_eq!((answer.status.as_u16(), answer.json()), (413, json!({ "File": "too_large" })));
    assert!(sent.load(Ordering::Relaxed) < 64 * MEGABYTE, "the answer comes long before the end");
    assert!(peak() - before < FLAT, "{} MB", (peak() - before) / MEGABYTE);
    assert_nothing(&shop, "three gigabytes").await;
});

on_both!(a_stream_without_an_end_is_cut_at_the_limit, limited(32), |shop| async move {
    let creator = creator(&shop).await;
    let (body, sent) = made(HUGE);
    let before = peak();
    let answer = creator.post_raw(&uploads(LESSON), &form_kind(), body, &[("accept", "application/json")]).await;
    assert_eq!((answer.status.as_u16(), answer.json()), (413, json!({ "File": "too_large" })));
    assert!(sent.load(Ordering::Relaxed) < 128 * MEGABYTE, "the answer comes long before the end");
    assert!(peak() - before < FLAT, "{} MB", (peak() - before) / MEGABYTE);
    eventually("nothing is left", || async { super::kept(&shop.files).is_empty() }).await;
    assert_nothing(&shop, "a stream without an end").await;
});

on_both!(a_large_file_passes_through_and_comes_back, limited(32), |shop| async move {
    let creator = creator(&shop).await;
    let (body, _) = made(30 * MEGABYTE);
    let before = peak();
    let answer = creator.post_raw(&uploads(LESSON), &form_kind(), body, &[("accept", "application/json")]).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert!(peak() - before < FLAT, "{} MB", (peak() - before) / MEGABYTE);
    assert_eq!(shop.count("SELECT size FROM attachments").await, i64::try_from(30 * MEGABYTE).unwrap() + 9);
    let file = std::fs::metadata(shop.files.join(super::kept(&shop.files).remove(0))).unwrap();
    assert_eq!(file.len(), 30 * MEGABYTE + 9);
});

/// Sends a form of which the last half never comes, and then hangs up, or just waits.
async fn half(shop: &Shop, session: &str, hang_up: bool) -> String {
    let (head, _) = around("half.pdf");
    let body = format!("{head}%PDF-1.7\n{}", "x".repeat(200_000));
    let address = shop.base.trim_start_matches("http://");
    let mut line = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "POST {} HTTP/1.1\r\nhost: {address}\r\ncookie: {session}\r\naccept: application/json\r\nsec-fetch-site: same-origin\r\ncontent-type: {}\r\ncontent-length: 400000\r\n\r\n{body}",
        uploads(LESSON),
        form_kind(),
    );
    line.write_all(request.as_bytes()).await.unwrap();
    if hang_up {
        return String::new();
    }
    let mut answer = vec![0; 4096];
    let length = line.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

on_both!(a_file_that_is_cut_off_leaves_nothing, |shop| async move {
    let creator = creator(&shop).await;
    let name = "session";
    let session = format!("{name}={}", creator.cookie(name).unwrap());
    for _ in 0..3 {
        half(&shop, &session, true).await;
    }
    let answer = half(&shop, &session, false).await;
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("\"interrupted\""), "who stops sending is told: {answer}");
    eventually("nothing is left", || async { shop.count("SELECT COUNT(*) FROM stored_objects").await == 0 }).await;
    assert_nothing(&shop, "cut off").await;
});
