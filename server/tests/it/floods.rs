//! Requests that are slow, endless or huge: they end, and others are served meanwhile.

use crate::admin::admin;
use crate::on_both;
use crate::support::{Plan, Shop};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const FORM: &str = "application/x-www-form-urlencoded";

async fn connect(shop: &Shop) -> TcpStream {
    TcpStream::connect(shop.base.trim_start_matches("http://")).await.unwrap()
}

/// What is answered until the connection ends, or ten seconds are over.
async fn rest(stream: &mut TcpStream) -> Option<String> {
    let mut answer = Vec::new();
    match tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await {
        Ok(_) => Some(String::from_utf8_lossy(&answer).into_owned()),
        Err(_) => None,
    }
}

on_both!(who_does_not_say_what_they_want_is_let_go, Plan { read_head: Duration::from_millis(400), ..Plan::default() }, |shop| async move {
    let mut slow = Vec::new();
    for index in 0..50 {
        let mut stream = connect(&shop).await;
        let begun = ["", "G", "GET / HTTP/1.1\r\n", "POST /api/checkout/start HTTP/1.1\r\nhost: x\r\nx-a: b"][index % 4];
        stream.write_all(begun.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let asked = Instant::now();
    assert_eq!(shop.browser().get("/").await.status, 200);
    assert!(asked.elapsed() < Duration::from_secs(1), "others are served: {:?}", asked.elapsed());
    for mut stream in slow {
        assert!(rest(&mut stream).await.is_some(), "the connection is closed");
    }
});

on_both!(what_is_too_large_is_refused_without_being_read, |shop| async move {
    let browser = shop.browser();
    let fields: String = (0..10_000).fold(String::new(), |fields, n| fields + "a" + &n.to_string() + "=1&");
    let deep = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    for (kind, body, allowed) in [
        (FORM, fields, &[400, 413, 422][..]),
        (FORM, format!("email{}=1", "[a]".repeat(10_000)), &[400, 413, 422]),
        ("application/json", deep, &[400, 413]),
    ] {
        let status = browser.post_raw("/api/identity/request_link", kind, body, &[("accept", "application/json")]).await.status.as_u16();
        assert!(allowed.contains(&status), "{kind} {status}");
    }
    let large = "x".repeat(10 * 1024 * 1024);
    for head in [
        format!(
            "POST /api/identity/request_link HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\ncontent-type: {FORM}\r\ncontent-length: {}\r\n\r\n{large}",
            large.len()
        ),
        format!("GET / HTTP/1.1\r\nhost: x\r\nx-large: {}\r\n\r\n", "x".repeat(1024 * 1024)),
        format!("GET / HTTP/1.1\r\nhost: x\r\n{}\r\n", "x-many: 1\r\n".repeat(1_000)),
        format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "x".repeat(1024 * 1024)),
    ] {
        let mut stream = connect(&shop).await;
        // The server may close before all is written.
        drop(stream.write_all(head.as_bytes()).await);
        let answer = rest(&mut stream).await.expect("the connection is closed");
        assert!(answer.is_empty() || ["413", "431", "414", "400"].iter().any(|status| answer.contains(status)), "{answer}");
    }
    assert_eq!(browser.get("/healthz").await.status, 200);
});

on_both!(a_body_without_an_end_is_not_read_for_ever, |shop| async move {
    let chunk = format!("{:x}\r\n{}\r\n", 64 * 1024, "x".repeat(64 * 1024));
    for (path, kind) in [
        ("/api/identity/request_link", FORM),
        ("/api/notes/add", FORM),
        ("/csp-reports", "application/csp-report"),
        ("/webhooks/stripe", "application/json"),
        ("/admin/lessons/choose-one-promise/uploads", "multipart/form-data; boundary=x"),
        ("/admin/people/import/upload", "multipart/form-data; boundary=x"),
    ] {
        let mut stream = connect(&shop).await;
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut sent = 0;
        while sent < 1_000 && stream.write_all(chunk.as_bytes()).await.is_ok() {
            sent += 1;
        }
        assert!(sent < 1_000, "{path}: 64 MB were read");
    }
    assert_eq!(shop.browser().get("/healthz").await.status, 200);
});

on_both!(a_form_that_is_none_is_a_bad_request, |shop| async move {
    let admin = admin(&shop).await;
    let paths = ["/admin/people/import/upload", "/admin/lessons/choose-one-promise/uploads", "/admin/landing/sections/hero/picture"];
    for path in paths {
        for kind in
            ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"", "multipart/\0", "text/plain", ";"]
        {
            let Ok(kind) = reqwest::header::HeaderValue::from_str(kind) else { continue };
            let answer = admin.post_raw(path, kind.to_str().unwrap(), "--x\r\n", &[("accept", "application/json")]).await;
            assert!((400..500).contains(&answer.status.as_u16()), "{path} {kind:?} {}", answer.status);
        }
    }
});
