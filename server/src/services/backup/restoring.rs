//! Puts a backup back: into an empty database and an empty store, or not at all.

use super::archive::{hashed, sync};
use super::dump::{self, Place};
use super::manifest::Manifest;
use super::{BackupError, Result, Say, at, files, refused};
use crate::config::Settings;
use crate::ports::storage::Storage;
use crate::repo::copies;
use crate::repo::db::Db;
use crate::schema;
use crate::services::restoration;
use crate::startup::{self, World, lock_sqlite};
use sea_orm::DbBackend;
use std::path::Path;

/// Restores a backup where the settings point. The files come first: a database that is there names only files that are there.
pub async fn restore(settings: &Settings, storage: &dyn Storage, folder: &Path, say: Say<'_>) -> Result<Manifest> {
    let manifest = sound(settings, folder, say).await?;
    startup::try_out(settings)?;
    let _only = lock_of(settings)?;
    refuse_unless_ready(settings).await?;
    say(&format!("{} files", manifest.parts.len() - 1));
    files::put_back(storage, &manifest, folder, say).await?;
    say(&format!("the database ({})", manifest.database.name()));
    if let Err(error) = database(settings, &manifest, &folder.join(manifest.database.file())).await {
        files::take_back(storage, &manifest).await;
        return Err(error);
    }
    if settings.sqlite_file().is_none() {
        note(settings, settings.direct_url(), &manifest).await.map_err(|error| unmarked(&error))?;
    }
    Ok(manifest)
}

/// Migrates a database that was put back, and lets it know that it was.
async fn note(settings: &Settings, database: &str, manifest: &Manifest) -> Result<()> {
    let settings = Settings { database_url: database.to_owned(), ..settings.clone() };
    let core = startup::core(settings, World::default()).await?;
    schema::migrate(&core).await?;
    restoration::note(&core, manifest.taken_at).await?;
    Ok(core.db.close().await?)
}

fn unmarked(error: &BackupError) -> BackupError {
    let cure = restoration::CURE;
    refused(format!("everything is back, but the database does not know that it was put back: run `{cure}` before you start. {error}"))
}

async fn database(settings: &Settings, manifest: &Manifest, source: &Path) -> Result<()> {
    match settings.sqlite_file() {
        Some(file) => put_file(settings, manifest, source, file).await,
        None => dump::read(&Place::parse(settings.direct_url())?, source).await,
    }
}

/// Reads what a backup says of itself, and looks whether it is whole and can be restored here.
pub async fn sound(settings: &Settings, folder: &Path, say: Say<'_>) -> Result<Manifest> {
    let manifest = Manifest::read(folder).await?;
    manifest.fits(settings)?;
    say(&format!("{} hashes", manifest.parts.len()));
    for part in &manifest.parts {
        let (size, sha256) = hashed(&folder.join(&part.path)).await?;
        if (size, hex::encode(sha256).as_str()) != (part.size, part.sha256.as_str()) {
            return Err(refused(format!("{} is not what was backed up: its hash differs", part.path)));
        }
    }
    Ok(manifest)
}

/// Keeps a server from the file while it is written.
fn lock_of(settings: &Settings) -> Result<Option<std::fs::File>> {
    if let Some(parent) = settings.sqlite_file().and_then(Path::parent) {
        std::fs::create_dir_all(parent).map_err(at(parent))?;
    }
    Ok(lock_sqlite(settings)?)
}

/// The database is empty, and what fills it is there.
async fn refuse_unless_ready(settings: &Settings) -> Result<()> {
    if let Some(file) = settings.sqlite_file().filter(|file| file.metadata().map_or(true, |found| found.len() == 0)) {
        let left = |ending: &str| Path::new(&format!("{}{ending}", file.display())).exists();
        return if left("-wal") || left("-journal") {
            Err(refused(format!("beside {} lies what a database left that is gone: move it away", file.display())))
        } else {
            Ok(())
        };
    }
    let db = Db::alone(settings.direct_url()).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        dump::client_tools(&db).await?;
    }
    let tables = copies::tables(&db).await?;
    db.close().await?;
    match tables.len() {
        0 => Ok(()),
        many => Err(refused(format!(
            "the database of DATABASE_URL has {many} tables: a backup is restored to an empty one. Name another, or move it away"
        ))),
    }
}

/// The file is there whole and noted as put back, or not at all.
async fn put_file(settings: &Settings, manifest: &Manifest, source: &Path, goal: &Path) -> Result<()> {
    let begun = goal.with_extension("restoring");
    for ending in ["", "-wal", "-shm"] {
        drop(tokio::fs::remove_file(format!("{}{ending}", begun.display())).await);
    }
    tokio::fs::copy(source, &begun).await.map_err(at(&begun))?;
    note(settings, &format!("sqlite://{}", begun.display()), manifest).await?;
    sync(&begun).await?;
    tokio::fs::rename(&begun, goal).await.map_err(at(goal))?;
    match goal.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => sync(parent).await,
        None => sync(Path::new(".")).await,
    }
}
