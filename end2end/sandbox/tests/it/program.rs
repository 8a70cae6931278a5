//! The program: what it prints, when it stops.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

fn start(arguments: &[&str]) -> (Child, Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["--listen", "127.0.0.1:0"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the program");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    (child, lines)
}

#[tokio::test]
async fn it_says_where_it_listens_and_stops_with_its_parent() {
    let (mut child, mut lines) = start(&["--tls-listen", "127.0.0.1:0", "--exit-with-parent"]);
    let plain = lines.next_line().await.unwrap().expect("a line");
    let tls = lines.next_line().await.unwrap().expect("a line");
    let plain = plain.strip_prefix("sandbox ").expect("the plain address");
    let tls = tls.strip_prefix("sandbox-tls ").expect("the TLS address");
    let http =
        reqwest::Client::builder().tls_danger_accept_invalid_certs(true).timeout(Duration::from_secs(10)).no_proxy().build().unwrap();
    for address in [plain, tls] {
        let answer = http.get(format!("{address}/healthz")).send().await.unwrap();
        assert_eq!(answer.text().await.unwrap(), "ok");
    }
    drop(child.stdin.take());
    let status = tokio::time::timeout(Duration::from_secs(10), child.wait()).await.expect("it stops").unwrap();
    assert!(status.success());
}

#[tokio::test]
async fn it_stops_when_it_is_told_to() {
    let (mut child, mut lines) = start(&[]);
    lines.next_line().await.unwrap().expect("a line");
    let id = child.id().expect("it runs").to_string();
    let told = Command::new("kill").args(["-TERM", &id]).status().await.unwrap();
    assert!(told.success());
    let status = tokio::time::timeout(Duration::from_secs(10), child.wait()).await.expect("it stops").unwrap();
    assert!(status.success());
}
