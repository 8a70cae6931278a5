//! Looks whether a backup is good, by restoring it where nobody is: into a database of its own that is gone afterwards.

use super::dump::{self, Place};
use super::manifest::{Engine, Manifest, Part};
use super::restoring::sound;
use super::{Result, Say, at};
use crate::config::Settings;
use crate::core::Core;
use crate::ports::entropy::Entropy;
use crate::repo::attachments::named_objects;
use crate::repo::db::Db;
use crate::repo::{copies, ledgers};
use crate::schema;
use crate::services::truth::{self, Report};
use crate::startup::{self, World};
use sea_orm::ConnectionTrait;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What was found of a backup.
#[derive(Debug)]
pub struct Verified {
    /// What it says of itself.
    pub manifest: Manifest,
    /// What is wrong with it, in words.
    pub faults: Vec<String>,
    /// What the providers know differently, as `lectern reconcile` says it. What they did since the backup is among it. Absent where they
    /// could not be asked.
    pub since: Option<Report>,
}

/// Restores a backup into a database of its own and looks at it as a whole. Neither the database of the settings nor the store changes.
pub async fn verify(settings: &Settings, entropy: &dyn Entropy, folder: &Path, say: Say<'_>) -> Result<Verified> {
    let manifest = sound(settings, folder, say).await?;
    let mut random = [0; 8];
    entropy.fill(&mut random);
    let name = format!("lectern_verify_{}", hex::encode(random));
    say(&format!("a database of its own ({name})"));
    let scratch = Scratch::make(settings, &manifest, &name, folder).await?;
    let found = examine(settings, scratch.url(), &manifest).await;
    scratch.remove().await?;
    let (faults, since) = found?;
    Ok(Verified { manifest, faults, since })
}

/// A database that nobody else knows.
enum Scratch {
    Folder { folder: PathBuf, url: String },
    Database { admin: String, name: String, url: String },
}

impl Scratch {
    async fn make(settings: &Settings, manifest: &Manifest, name: &str, backup: &Path) -> Result<Self> {
        let source = backup.join(manifest.database.file());
        if manifest.database == Engine::Sqlite {
            let folder = std::env::temp_dir().join(name);
            tokio::fs::create_dir_all(&folder).await.map_err(at(&folder))?;
            let file = folder.join("lectern.db");
            tokio::fs::copy(&source, &file).await.map_err(at(&file))?;
            return Ok(Self::Folder { url: format!("sqlite://{}", file.display()), folder });
        }
        let admin = settings.direct_url().to_owned();
        let server = Db::alone(&admin).await?;
        server.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
        server.close().await?;
        let url = Place::parse(&admin)?.database(name);
        let scratch = Self::Database { admin, name: name.to_owned(), url: url.clone() };
        match dump::read(&Place::parse(&url)?, &source).await {
            Ok(()) => Ok(scratch),
            Err(error) => {
                scratch.remove().await?;
                Err(error)
            }
        }
    }

    fn url(&self) -> &str {
        match self {
            Self::Folder { url, .. } | Self::Database { url, .. } => url,
        }
    }

    async fn remove(self) -> Result<()> {
        match self {
            Self::Folder { folder, .. } => tokio::fs::remove_dir_all(&folder).await.map_err(at(&folder)),
            Self::Database { admin, name, .. } => {
                let server = Db::alone(&admin).await?;
                server.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await?;
                Ok(server.close().await?)
            }
        }
    }
}

async fn examine(settings: &Settings, url: &str, manifest: &Manifest) -> Result<(Vec<String>, Option<Report>)> {
    let settings = Settings { database_url: url.to_owned(), database_url_direct: None, ..settings.clone() };
    let core = startup::core(settings, World::default()).await?;
    let found = look(&core, manifest).await;
    let since = truth::compare(&core).await.ok();
    core.db.close().await?;
    Ok((found?, since))
}

async fn look(core: &Core, manifest: &Manifest) -> Result<Vec<String>> {
    let db = core.db.read();
    let mut faults = if manifest.database == Engine::Sqlite { copies::damage(db).await? } else { Vec::new() };
    let rows = copies::counts(db).await?;
    let differing = manifest.rows.iter().filter(|(table, count)| rows.get(*table) != Some(*count));
    faults.extend(
        differing.map(|(table, count)| format!("{table} had {count} rows and has {}", rows.get(table).copied().unwrap_or_default())),
    );
    let kept: HashSet<&str> = manifest.parts.iter().filter_map(Part::key).collect();
    let named = named_objects(db).await?;
    let lost = named.iter().filter(|object| !kept.contains(object.storage_key.as_str()));
    faults.extend(lost.map(|object| format!("the file {} is not in the backup, and a row names it", object.storage_key)));
    schema::migrate(core).await?;
    faults.extend(ledgers::broken(db).await?.into_iter().map(|rule| format!("this does not hold: {rule}")));
    Ok(faults)
}
