//! Makes a backup while the shop sells.

use super::archive::{Archive, hashed, sync};
use super::dump::{self, Place};
use super::manifest::{Engine, Manifest, Part};
use super::{Result, Say, at, files, refused};
use crate::core::Core;
use crate::repo::attachments::{NamedObject, named_objects};
use crate::repo::copies;
use crate::repo::db::Db;
use crate::schema;
use sea_orm::{ConnectionTrait, IsolationLevel, TransactionTrait};
use std::path::Path;

/// Makes a backup in a folder that is not there yet. A manifest that names missing files says that the shop has lost them.
pub async fn take(core: &Core, goal: &Path, say: Say<'_>) -> Result<Manifest> {
    if schema::applied(core.db.read().connections()).await?.is_empty() {
        return Err(refused("the database of DATABASE_URL is empty: there is nothing to back up"));
    }
    let archive = Archive::begin(goal)?;
    match fill(core, &archive.folder, say).await {
        Ok(manifest) => {
            archive.finish(&manifest).await?;
            Ok(manifest)
        }
        Err(error) => {
            archive.abandon().await;
            Err(error)
        }
    }
}

async fn fill(core: &Core, folder: &Path, say: Say<'_>) -> Result<Manifest> {
    let engine = Engine::of(&core.settings);
    let path = folder.join(engine.file());
    say(&format!("the database ({})", engine.name()));
    let (mut manifest, named) = match engine {
        Engine::Sqlite => copied(core, &path).await?,
        Engine::Postgres => dumped(core, &path).await?,
    };
    sync(&path).await?;
    let (size, sha256) = hashed(&path).await?;
    manifest.parts.push(Part { path: engine.file().to_owned(), size, sha256: hex::encode(sha256) });
    say(&format!("{} files", named.len()));
    files::copy(core.storage.as_ref(), &named, folder, &mut manifest, say).await?;
    Ok(manifest)
}

/// A copy of SQLite's file. What the manifest says is read from the copy.
async fn copied(core: &Core, path: &Path) -> Result<(Manifest, Vec<NamedObject>)> {
    let file = path.to_str().ok_or_else(|| refused("the folder's name is no UTF-8"))?;
    copies::copy_into(core.db.read(), file).await?;
    restrict(path)?;
    let copy = Db::alone(&format!("sqlite://{file}?immutable=true")).await?;
    let said = described(core, &copy, Engine::Sqlite).await;
    copy.close().await?;
    said
}

/// What `pg_dump` writes of one moment. What the manifest says is read at the same moment.
async fn dumped(core: &Core, path: &Path) -> Result<(Manifest, Vec<NamedObject>)> {
    let url = core.settings.direct_url();
    dump::client_tools(core.db.read()).await?;
    let connection = Db::alone(url).await?;
    let moment = connection.begin_with_config(Some(IsolationLevel::RepeatableRead), None).await?;
    let snapshot = copies::share_snapshot(&moment).await?;
    dump::write(&Place::parse(url)?, &snapshot, path).await?;
    restrict(path)?;
    let said = described(core, &moment, Engine::Postgres).await?;
    moment.rollback().await?;
    connection.close().await?;
    Ok(said)
}

async fn described<C>(core: &Core, db: &C, engine: Engine) -> Result<(Manifest, Vec<NamedObject>)>
where
    C: ConnectionTrait,
    for<'c> &'c C: sea_orm_migration::IntoSchemaManagerConnection<'c>,
{
    let manifest = Manifest::begun(engine, core.now(), schema::applied(db).await?, copies::counts(db).await?);
    Ok((manifest, named_objects(db).await?))
}

/// Nobody else may read it.
fn restrict(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(at(path))
}
