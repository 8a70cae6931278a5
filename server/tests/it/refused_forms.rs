//! What the log says of forms that come from elsewhere: one line, and nothing of what was in them.

use crate::support::database::Kind;
use crate::support::{Browser, eventually, process};

mod a_form_of_another_site_is_one_line_of_the_log_without_what_it_carried {
    use super::{Kind, post_and_read};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        post_and_read(Kind::Sqlite).await;
    }
}

async fn post_and_read(kind: Kind) {
    process::run(kind, |program| async move {
        let browser = Browser::new(&program.base);
        let form = "email=mallory.marker%40example.com&token=secret-marker";
        let foreign: [&[(&str, &str)]; 3] =
            [&[("origin", "https://marker.example"), ("sec-fetch-site", "cross-site")], &[("sec-fetch-site", "")], &[("origin", "null")]];
        for headers in foreign {
            let answer =
                browser.post_raw("/api/identity/request_link?query-marker", "application/x-www-form-urlencoded", form, headers).await;
            assert_eq!(answer.status, 403);
        }
        let lines = |log: &str, words: &str| log.lines().filter(|line| line.contains(words)).count();
        let both = |log: &str| (lines(log, "a form of another site was refused"), lines(log, "does not say where it comes from"));
        eventually("three lines are written", || async { both(&program.log()) == (2, 1) }).await;
        let log = program.log();
        assert_eq!(lines(&log, "/api/identity/request_link"), 3, "a line each and no other: {log}");
        assert!(!log.contains("marker"), "{log}");
    })
    .await;
}
