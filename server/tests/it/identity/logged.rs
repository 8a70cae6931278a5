//! What the log says of sign-ins and refusals: a line each, and nothing of who it was.

use crate::support::database::Kind;
use crate::support::{Browser, eventually, process};

mod sign_ins_and_refusals_are_lines_without_anybodys_address {
    use super::{Kind, try_and_read};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        try_and_read(Kind::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        try_and_read(Kind::Postgres).await;
    }
}

async fn try_and_read(kind: Kind) {
    process::run(kind, |program| async move {
        let browser = Browser::new(&program.base);
        let form = [("email", "mallory.marker@example.com"), ("password", "a marker of a password")];
        assert_eq!(browser.call("identity/sign_in_with_password", &form).await.status, 401);
        assert_eq!(browser.call("identity/redeem_link", &[("token", "marker-of-a-token")]).await.status, 410);
        assert_eq!(browser.read("account/view", &[]).await.status, 401);
        assert_eq!(browser.read("admin/overview", &[]).await.status, 404);
        assert_eq!(browser.get("/admin/orders").await.status, 404);
        let has = |log: &str, words: &[&str]| log.lines().filter(|line| words.iter().all(|word| line.contains(word))).count();
        let all = |log: &str| {
            has(log, &["a sign-in was refused", "password"]) == 1
                && has(log, &["a sign-in was refused", "link"]) == 1
                && has(log, &["the panel was refused to somebody", "/api/admin/overview"]) == 1
                && has(log, &["the panel was refused to somebody", "/admin/orders"]) == 1
                && has(log, &["a request was refused", "/api/account/view"]) == 1
        };
        eventually("every refusal is a line", || async { all(&program.log()) }).await;
        assert!(!program.log().contains("marker"), "{}", program.log());
    })
    .await;
}
