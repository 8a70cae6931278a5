//! A look at everything that must work: the same for the command line and for the panel.

mod around;
mod inside;
mod outside;
mod providers;

use crate::config::Settings;
use crate::core::Core;
use app::api::dto::{Finding, Verdict};

/// What was found, in an order in which one thing rests on those before it.
pub async fn examine(core: &Core) -> Vec<Finding> {
    let mut findings = inside::settings(core);
    let database = inside::database(core).await;
    let reachable = database.iter().all(|finding| finding.verdict != Verdict::Bad);
    findings.extend(database);
    findings.extend(around::all(core, reachable).await);
    let (providers, mail, storage) = tokio::join!(providers::all(core, reachable), outside::mail(core), outside::storage(core));
    findings.extend(providers);
    if reachable {
        findings.extend(inside::restored(core).await);
        findings.extend(inside::content(core).await);
        findings.extend(inside::work(core).await);
    }
    findings.extend(mail);
    findings.push(storage);
    findings.extend(inside::files(core).await);
    findings
}

/// What was found of what must work before there is a course, and somebody who runs it.
pub async fn before_setup(core: &Core) -> Vec<Finding> {
    let mut findings = inside::settings(core);
    findings.extend(inside::database(core).await);
    let (providers, mail, storage) = tokio::join!(providers::all(core, true), outside::mail(core), outside::storage(core));
    findings.extend(providers);
    findings.extend(inside::mail_into_files(core));
    findings.extend(mail);
    findings.push(storage);
    findings
}

/// What is found where there is no database to look into: `why` says what is wrong with it.
pub fn without_database(settings: &Settings, why: &str) -> Vec<Finding> {
    let cure = match settings.sqlite_file() {
        Some(_) => {
            "Look whether DATABASE_URL names the right file and whether this account may read and write it and its folder. The first start of `lectern` makes it."
        }
        None => {
            "Look whether the server runs and can be reached from here, and whether DATABASE_URL has its host, port, database, user and password."
        }
    };
    vec![bad("Database", why, cure)]
}

fn finding(name: &str, verdict: Verdict, what: impl Into<String>, cure: impl Into<String>) -> Finding {
    Finding { name: name.to_owned(), verdict, what: what.into(), cure: cure.into() }
}

fn ok(name: &str, what: impl Into<String>) -> Finding {
    finding(name, Verdict::Ok, what, "")
}

fn warn(name: &str, what: impl Into<String>, cure: impl Into<String>) -> Finding {
    finding(name, Verdict::Warn, what, cure)
}

fn bad(name: &str, what: impl Into<String>, cure: impl Into<String>) -> Finding {
    finding(name, Verdict::Bad, what, cure)
}
