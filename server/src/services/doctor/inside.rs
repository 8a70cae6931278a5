//! What is ours: settings, database, course, work, mail, files.

use super::around::as_whom;
use super::{bad, ok, warn};
use crate::config::transit::{self, Transit};
use crate::config::{AppEnv, ClientIpSource, MailTransport, from_variables};
use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, send_mail::SendMail};
use crate::repo;
use crate::schema::{self, Standing};
use crate::services::restoration;
use app::api::dto::Finding;
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, DbBackend};
use secrecy::ExposeSecret;
use std::collections::HashMap;
use std::path::Path;

/// Work that is due for longer waits for a process that does not run.
const LATE: TimeDelta = TimeDelta::minutes(5);

/// Whether the settings are fit for where the program runs.
pub fn settings(core: &Core) -> Vec<Finding> {
    let settings = &core.settings;
    let production = settings.env == AppEnv::Production;
    let place = if production {
        ok("Settings", "Production: everything that is needed is set, or the program would not have started.")
    } else {
        warn("Settings", "Development: mail and money may go nowhere.", "Before the public, set APP_ENV=production and start again.")
    };
    let default = from_variables(&HashMap::new(), "127.0.0.1:0").map(|default| default.app_secret);
    let own_secret = default.is_ok_and(|default| default.expose_secret() != settings.app_secret.expose_secret());
    let secret = if own_secret {
        ok("APP_SECRET", "It is your own.")
    } else {
        warn("APP_SECRET", "It is the one that everybody has.", "Set 32 random characters: `openssl rand -hex 32`.")
    };
    let address = if settings.is_https() {
        ok("PUBLIC_URL", format!("{} is reached over TLS.", settings.public_url))
    } else {
        warn("PUBLIC_URL", format!("{} is not reached over TLS.", settings.public_url), "Set the https address that people type.")
    };
    let visitors = if settings.is_https() && settings.client_ip == ClientIpSource::Connection {
        let advice =
            "Set the header that your own proxy sets: `CLIENT_IP_SOURCE=X-Forwarded-For`. Without it nothing is limited by network.";
        warn("CLIENT_IP_SOURCE", "Visitors’ networks are read from the connection, and that is the proxy’s.", advice)
    } else {
        ok("CLIENT_IP_SOURCE", "It is known where visitors’ networks are read from.")
    };
    vec![place, secret, address, visitors]
}

/// Whether the database answers, and is as this program needs it.
pub async fn database(core: &Core) -> Vec<Finding> {
    let name = if core.db.backend() == DbBackend::Postgres { "PostgreSQL" } else { "SQLite" };
    if let Err(error) = core.db.read().execute_unprepared("SELECT 1").await {
        return vec![bad("Database", format!("{name} does not answer: {error}"), "Check DATABASE_URL, and whether the database runs.")];
    }
    let schema = match schema::applied(core.db.read().connections()).await.map(|applied| schema::standing(&applied)) {
        Ok(Standing::Current) => ok("Migrations", "The schema is up to date."),
        Ok(Standing::Behind(missing)) => {
            bad("Migrations", format!("{missing} changes of the schema are missing."), "Run `lectern migrate`.")
        }
        Ok(Standing::Ahead(newer)) => {
            let what = format!("A newer version has added to the schema ({}), and this one works with it.", newer.join(", "));
            warn("Migrations", what, "Finish the upgrade: start the newer version everywhere.")
        }
        Ok(Standing::Apart(why)) => {
            bad("Migrations", format!("The schema is not for this version: {why}."), "Start the version that it belongs to.")
        }
        Err(error) => bad("Migrations", format!("The history of the schema cannot be read: {error}"), "Run `lectern migrate`."),
    };
    vec![answers(core, name), schema]
}

/// Whether the shop was put back and does not know yet what it has charged since.
pub async fn restored(core: &Core) -> Vec<Finding> {
    match restoration::pending(core).await {
        Ok(None) => Vec::new(),
        Ok(Some(pending)) => vec![bad("Restore", pending, format!("Run `{}`.", restoration::CURE))],
        Err(error) => vec![bad("Restore", format!("It cannot be read: {error}"), "Look at the log.")],
    }
}

/// Says of a database that answers whether it has to show who it is.
fn answers(core: &Core, name: &str) -> Finding {
    let ways = [&core.settings.database_url, core.settings.direct_url()].map(transit::to_database);
    if ways.iter().all(|way| matches!(way, Transit::Near | Transit::Proven)) {
        return ok("Database", format!("{name} answers."));
    }
    let advice = "Add `sslmode=verify-full` to DATABASE_URL and DATABASE_URL_DIRECT, with `sslrootcert=FILE` where its root is not public.";
    warn("Database", format!("{name} answers, from another machine, and need not show whose it is."), advice)
}

/// Whether there is a course, something to sell, and somebody who runs it.
pub async fn content(core: &Core) -> Vec<Finding> {
    let looked = async {
        let db = core.db.read();
        let course = repo::content::course(db).await?.is_some();
        let offer = repo::catalog::main_offer(db).await?.is_some();
        Ok::<_, crate::error::Fault>((course, offer, repo::identity::admins(db).await?.len()))
    };
    let (course, offer, admins) = match looked.await {
        Ok(found) => found,
        Err(error) => return vec![bad("Course", format!("It cannot be read: {error}"), "Look at the log.")],
    };
    let course = match (course, offer) {
        (true, true) => ok("Course", "There is a course, and an offer that sells it."),
        (true, false) => warn("Course", "There is a course, and nothing sells it.", "Make an offer."),
        (false, _) => warn("Course", "There is no course yet.", "Run `lectern seed` for the demo, or write your own."),
    };
    let admins = if admins > 0 {
        ok("Admins", app::components::text::count(admins, "person runs this place.", "people run this place."))
    } else {
        bad("Admins", "Nobody runs this place.", "Run `lectern admin create --email you@example.com`.")
    };
    let factor = if core.settings.admins_need_factor {
        ok("Second factor", "The panel asks admins for one.")
    } else {
        warn("Second factor", "Whoever reads an admin’s mail can open the panel.", "Remove ADMIN_SECOND_FACTOR=optional.")
    };
    vec![course, admins, factor]
}

/// Whether jobs are done and mail leaves.
pub async fn work(core: &Core) -> Vec<Finding> {
    let failed = |error: crate::error::Fault| bad("Work", format!("It cannot be read: {error}"), "Look at the log.");
    let jobs = jobs(core).await.unwrap_or_else(|error| vec![failed(error)]);
    let mail = mail(core).await.unwrap_or_else(failed);
    jobs.into_iter().chain([mail]).collect()
}

async fn jobs(core: &Core) -> Result<Vec<Finding>> {
    let db = core.db.read();
    let (waiting, oldest) = repo::jobs::backlog(db, core.now()).await?;
    let parked = repo::jobs::count_in(db, "parked").await?;
    let queue = match oldest {
        Some(oldest) if core.now() - oldest > LATE => {
            bad("Jobs", format!("{waiting} wait, the oldest for more than five minutes."), "Start `lectern serve`: it does them.")
        }
        _ => ok("Jobs", format!("{waiting} wait, none of them for long.")),
    };
    let parked = if parked == 0 {
        ok("Parked jobs", "None.")
    } else {
        warn("Parked jobs", format!("{parked} failed on every try."), "Look at them in the panel, under Jobs.")
    };
    Ok(vec![queue, parked])
}

async fn mail(core: &Core) -> Result<Finding> {
    let db = core.db.read();
    if let Some(oldest) = repo::jobs::oldest_pending(db, SendMail::KIND).await?.filter(|job| core.now() - job.created_at > LATE) {
        let what = format!("A mail waits since {} minutes.", (core.now() - oldest.created_at).num_minutes());
        return Ok(bad("Mail", what, "Look at the jobs `send_mail`: they say what the mail service answers."));
    }
    if let Some(nowhere) = mail_into_files(core) {
        return Ok(nowhere);
    }
    let by = if matches!(core.settings.mail.transport, MailTransport::Smtp(_)) { "SMTP" } else { "Resend" };
    Ok(match repo::mails::last_sent(db).await?.and_then(|mail| mail.sent_at) {
        Some(at) => ok("Mail", format!("{by} took the last one on {}.", app::components::text::date_time(at))),
        None => warn("Mail", format!("Nothing was sent by {by} yet."), "Ask for a sign-in link, and see whether it arrives."),
    })
}

/// Says of mails that go into files that they reach nobody.
pub fn mail_into_files(core: &Core) -> Option<Finding> {
    let folder = core.settings.mailbox()?;
    let what = format!("Mails are written into {} and reach nobody.", folder.display());
    Some(warn("Mail", what, "Set MAIL_PROVIDER to `resend` or `smtp`."))
}

/// Whether the folders that must be written to can be.
pub async fn files(core: &Core) -> Vec<Finding> {
    let database = core.settings.sqlite_file().and_then(Path::parent).map(|folder| ("the database", folder));
    let mailbox = core.settings.mailbox().map(|folder| ("mails", folder.as_path()));
    let mut findings = Vec::new();
    for (what, folder) in database.into_iter().chain(mailbox) {
        findings.push(writable(what, folder).await);
    }
    findings
}

async fn writable(what: &str, folder: &Path) -> Finding {
    let probe = folder.join(format!(".doctor-{}", std::process::id()));
    let written = async {
        tokio::fs::create_dir_all(folder).await?;
        tokio::fs::write(&probe, b"").await?;
        tokio::fs::remove_file(&probe).await
    };
    let name = format!("Folder of {what}");
    match written.await {
        Ok(()) => ok(&name, format!("{} can be written to{}.", folder.display(), as_whom())),
        Err(error) => {
            bad(&name, format!("{} cannot be written to: {error}", folder.display()), "Give the folder to the user who runs the program.")
        }
    }
}
