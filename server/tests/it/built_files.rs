//! While one build takes over from another, each replica has the files of both for the pages that ask for them.

use crate::on_both;
use crate::support::browser::Answer;
use crate::support::{Shop, eventually};
use chrono::TimeDelta;
use server::services::built_files::BuiltFiles;
use std::path::PathBuf;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// The address of a file of a build.
fn script(build: &str) -> String {
    format!("/pkg/public.{build}.js")
}

/// A folder with what a build leaves.
fn build(shop: &Shop, build: &str) -> PathBuf {
    let site = shop.files.join(format!("site-{build}"));
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    for end in ["", ".br", ".gz"] {
        std::fs::write(site.join(format!("pkg/public.{build}.js{end}")), format!("{build}{end}")).unwrap();
    }
    site
}

async fn begins(shop: &Shop, name: &str) {
    BuiltFiles::new(&build(shop, name), &[&script(name), "/favicon.svg"]).share(&shop.core).await.unwrap();
}

async fn ask(shop: &Shop, build: &str, coding: &str) -> Answer {
    shop.browser().get_with(&script(build), &[("accept-encoding", coding)]).await
}

on_both!(a_replica_has_the_files_of_other_builds, |shop| async move {
    assert_eq!(ask(&shop, "0ld", "br").await.status, 404, "nobody has built it");
    begins(&shop, "0ld").await;
    begins(&shop, "new").await;
    begins(&shop, "new").await;
    for name in ["0ld", "new"] {
        for (asked, coding, end) in [("gzip, br", "br", ".br"), ("gzip", "gzip", ".gz")] {
            let answer = ask(&shop, name, asked).await;
            assert_eq!((answer.status.as_u16(), answer.text), (200, format!("{name}{end}")));
            let said = |header: &str| answer.headers[header].to_str().unwrap();
            assert_eq!((said("content-encoding"), said("content-type")), (coding, "text/javascript"));
            assert_eq!((said("vary"), said("x-content-type-options")), ("accept-encoding", "nosniff"));
            assert!(said("cache-control").ends_with("immutable"));
        }
        assert_eq!(ask(&shop, name, "identity").await.status, 404, "it is kept compressed");
    }
    for strange in ["/pkg/public.0ld.js.br", "/pkg/favicon.svg", "/pkg/..%2Fmanifest.js", "/pkg/%00.js", "/pkg/public.js%27--.js"] {
        assert_eq!(shop.browser().get_with(strange, &[("accept-encoding", "br")]).await.status, 404, "{strange}");
    }
});

on_both!(files_are_forgotten_a_week_after_the_last_build_that_had_them, |shop| async move {
    let has = async |name: &str| ask(&shop, name, "br").await.status == 200;
    begins(&shop, "0ld").await;
    shop.clock.run_ahead(TimeDelta::days(30));
    begins(&shop, "new").await;
    shop.clock.run_ahead(TimeDelta::days(36));
    begins(&shop, "new").await;
    assert!(has("0ld").await, "its week began with the new build, and another start of that does not prolong it");
    shop.clock.run_ahead(TimeDelta::days(38));
    begins(&shop, "new").await;
    assert!(!has("0ld").await && has("new").await);
});

on_both!(a_build_that_comes_back_keeps_its_files, |shop| async move {
    begins(&shop, "0ld").await;
    begins(&shop, "new").await;
    begins(&shop, "0ld").await;
    shop.clock.run_ahead(TimeDelta::days(8));
    begins(&shop, "0ld").await;
    assert_eq!((ask(&shop, "0ld", "br").await.status.as_u16(), ask(&shop, "new", "br").await.status.as_u16()), (200, 404));
});

on_both!(a_build_that_still_serves_keeps_its_files, |shop| async move {
    let ended = || shop.count("SELECT COUNT(*) FROM built_files WHERE ended_at IS NOT NULL");
    begins(&shop, "0ld").await;
    let stop = CancellationToken::new();
    let old = BuiltFiles::new(&build(&shop, "0ld"), &[&script("0ld")]);
    let serving = tokio::spawn(old.stay(shop.core.clone(), Duration::from_millis(50), stop.clone()));
    begins(&shop, "new").await;
    eventually("the old build says that it still serves", || async { ended().await == 0 }).await;
    stop.cancel();
    serving.await.unwrap();
    begins(&shop, "new").await;
    assert_eq!(ended().await, 2, "nobody speaks for it any more");
});

on_both!(the_files_of_the_own_build_come_small_and_are_kept_for_good, |shop| async move {
    let folder = shop.files.parent().unwrap().join("pkg");
    std::fs::create_dir_all(&folder).unwrap();
    for end in ["", ".br", ".gz"] {
        std::fs::write(folder.join(format!("public.0wn.js{end}")), format!("own{end}")).unwrap();
    }
    std::fs::write(folder.with_file_name("favicon.svg"), "<svg/>").unwrap();
    for (asked, coding, text) in [("gzip, br", Some("br"), "own.br"), ("gzip", Some("gzip"), "own.gz"), ("identity", None, "own")] {
        let answer = ask(&shop, "0wn", asked).await;
        let said = |header: &str| answer.headers.get(header).map(|value| value.to_str().unwrap());
        assert_eq!((answer.status.as_u16(), answer.text.as_str(), said("content-encoding")), (200, text, coding));
        assert_eq!(said("cache-control"), Some("public, max-age=31536000, immutable"));
    }
    let icon = shop.browser().get_with("/favicon.svg", &[]).await;
    assert_eq!((icon.status.as_u16(), icon.headers["cache-control"].to_str().unwrap()), (200, "public, max-age=3600"));
});
