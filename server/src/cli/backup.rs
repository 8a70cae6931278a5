//! `lectern backup` and `lectern restore`.

use super::patient_settings;
use crate::adapters::system::SystemEntropy;
use crate::config::Settings;
use crate::services::backup::{self, BackupError, Manifest};
use crate::services::restoration;
use crate::startup::{self, World};
use std::path::Path;
use std::process::ExitCode;

/// One line of progress.
fn say(line: &str) {
    println!("… {line}");
}

fn settings() -> Result<Settings, BackupError> {
    Ok(patient_settings()?)
}

/// Ends with what went wrong.
fn failed(error: &BackupError) -> ExitCode {
    eprintln!("lectern: {error}");
    ExitCode::FAILURE
}

/// The counts that people ask for.
fn summary(manifest: &Manifest) -> String {
    let rows = |table: &str| manifest.rows.get(table).copied().unwrap_or_default();
    let size: u64 = manifest.parts.iter().map(|part| part.size).sum();
    format!(
        "{} of {}, taken {} by version {}: {} people, {} orders, {} grants, {} lessons, {} files, {} MB in all",
        manifest.database.name(),
        manifest.schema.last().map_or("no schema", String::as_str),
        app::components::text::date_time(manifest.taken_at),
        manifest.program,
        rows("users"),
        rows("orders"),
        rows("grants"),
        rows("lessons"),
        manifest.parts.len() - 1,
        size.div_ceil(1 << 20),
    )
}

/// Makes a backup.
pub async fn backup(to: &Path) -> ExitCode {
    match backed_up(to).await {
        Err(error) => failed(&error),
        Ok(manifest) if manifest.missing.is_empty() => {
            println!("{}: {}", to.display(), summary(&manifest));
            ExitCode::SUCCESS
        }
        Ok(manifest) => {
            println!("{}: {}", to.display(), summary(&manifest));
            eprintln!(
                "lectern: the backup is finished, but the store has lost {} files that rows name; `missing` in its manifest lists them",
                manifest.missing.len()
            );
            ExitCode::FAILURE
        }
    }
}

async fn backed_up(to: &Path) -> Result<Manifest, BackupError> {
    let settings = settings()?;
    if let Some(file) = settings.sqlite_file().filter(|file| !file.exists()) {
        return Err(BackupError::Refused(format!("DATABASE_URL: there is no database at {}", file.display())));
    }
    let core = startup::core(settings, World::default()).await?;
    backup::take(&core, to, &say).await
}

/// Restores a backup, or only looks at it.
pub async fn restore(from: &Path, verify: bool) -> ExitCode {
    let outcome = if verify { verified(from).await } else { restored(from).await };
    outcome.unwrap_or_else(|error| failed(&error))
}

async fn restored(from: &Path) -> Result<ExitCode, BackupError> {
    let settings = settings()?;
    let storage = startup::storage(&settings)?;
    let manifest = backup::restore(&settings, storage.as_ref(), from, &say).await?;
    println!("restored: {}", summary(&manifest));
    println!("What the payment providers did since then is not in it: run `lectern reconcile`, and `{}`.", restoration::CURE);
    println!("In production the shop does not open before.");
    Ok(ExitCode::SUCCESS)
}

async fn verified(from: &Path) -> Result<ExitCode, BackupError> {
    let found = backup::verify(&settings()?, &SystemEntropy, from, &say).await?;
    println!("{}", summary(&found.manifest));
    match &found.since {
        Some(report) if report.agrees() => println!("the payment providers know nothing else"),
        Some(report) => print!("what the payment providers know differently, as after a restore:\n{report}"),
        None => println!("the payment providers could not be asked: `lectern reconcile` after a restore asks them again"),
    }
    for fault in &found.faults {
        eprintln!("lectern: {fault}");
    }
    for key in &found.manifest.missing {
        eprintln!("lectern: the file {key} was missing already when the backup was made");
    }
    let good = found.faults.is_empty();
    println!("{}", if good { "the backup is good" } else { "the backup is NOT good" });
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
