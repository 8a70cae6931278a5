//! The assets of a folder on their way into the store, before anything names them.

use super::shape::Folder;
use super::{Result, assets, refused};
use crate::core::Core;
use crate::ports::storage::Interrupted;
use crate::repo::attachments;
use crate::services::files::{self, Arriving, Kept, Terms};
use domain::file_kind::FileKind;
use domain::file_name::FileName;
use domain::landing::MAX_PICTURE;
use futures::{StreamExt, TryStreamExt};
use sea_orm::DatabaseTransaction;
use std::collections::HashMap;
use std::path::Path;
use tokio_util::io::ReaderStream;
use uuid::Uuid;

/// What a picture in a text may be.
const PICTURES: [FileKind; 4] = [FileKind::Png, FileKind::Jpeg, FileKind::Webp, FileKind::Gif];
/// What a picture of the sales page may be.
const STILL: [FileKind; 3] = [FileKind::Png, FileKind::Jpeg, FileKind::Webp];

/// An asset that the store is to have.
pub struct Asset {
    /// The file or picture that it is the content of.
    pub of: Uuid,
    name: String,
    path: String,
    terms: Terms,
    sha256: Vec<u8>,
}

/// The assets of a folder whose content is not there yet. `known` says of a file or a picture what content it has.
pub fn lacking(core: &Core, folder: &Folder, known: &HashMap<Uuid, Vec<u8>>) -> Vec<Asset> {
    let terms = |kinds, limit| Terms { kinds, limit };
    let of_lessons = folder.modules.iter().flat_map(|module| &module.lessons).flat_map(|lesson| {
        let files = lesson.head.files.iter().filter_map(|file| {
            let (name, path, sha256) = (file.file_name.clone(), file.asset.clone(), file.sha256.clone());
            Some(Asset { of: file.id?, name, path, terms: terms(None, core.settings.limits.upload), sha256 })
        });
        let pictures = lesson.head.pictures.iter().map(|picture| {
            let (name, path, sha256) = (picture.file_name.clone(), picture.asset.clone(), picture.sha256.clone());
            Asset { of: picture.id, name, path, terms: terms(Some(&PICTURES[..]), files::LARGEST_PICTURE), sha256 }
        });
        files.chain(pictures).collect::<Vec<_>>()
    });
    let of_page = folder.landing.iter().filter_map(|section| section.picture.as_ref()).map(|picture| {
        let (name, path, sha256) = (picture.file_name.clone(), picture.asset.clone(), picture.sha256.clone());
        Asset { of: picture.id, name, path, terms: terms(Some(&STILL[..]), MAX_PICTURE), sha256 }
    });
    of_lessons.chain(of_page).filter(|asset| known.get(&asset.of) != Some(&asset.sha256)).collect()
}

/// Sends assets to the store. If one is refused, none stays.
pub async fn send(core: &Core, root: &Path, assets: &[Asset]) -> Result<HashMap<Uuid, Kept>> {
    let mut all = HashMap::new();
    for asset in assets {
        let content = match tokio::fs::File::open(root.join(&asset.path)).await {
            Ok(file) => ReaderStream::new(file).map_err(|_| Interrupted).boxed(),
            Err(error) => {
                take_back(core, &all).await;
                return Err(super::FolderError::File(asset.path.clone(), error));
            }
        };
        match files::keep(core, Arriving { name: &asset.name, content }, asset.terms).await {
            Ok(kept) => drop(all.insert(asset.of, kept)),
            Err(error) => {
                take_back(core, &all).await;
                return Err(refused(format!("{}: {error}", asset.path)));
            }
        }
    }
    Ok(all)
}

/// Nothing is to stay in the store of an import that failed.
pub async fn take_back(core: &Core, all: &HashMap<Uuid, Kept>) {
    for kept in all.values() {
        files::take_back(core, &kept.key).await;
    }
}

/// What the store would have, for who only wants to know what would change: rows that are taken back with the transaction.
pub async fn pretend(core: &Core, transaction: &DatabaseTransaction, root: &Path, lacking: &[Asset]) -> Result<HashMap<Uuid, Kept>> {
    let mut all = HashMap::new();
    for asset in lacking {
        let name = FileName::clean(&asset.name);
        let kind = FileKind::of_extension(&name.extension()).filter(|kind| asset.terms.kinds.is_none_or(|kinds| kinds.contains(kind)));
        let kind = kind.ok_or_else(|| refused(format!("{}: this kind of file is not taken", asset.path)))?;
        let (size, sha256) = assets::measured(&root.join(&asset.path), &asset.name).await?;
        if size == 0 || size > asset.terms.limit {
            return Err(refused(format!("{}: it is empty or too large", asset.path)));
        }
        let key = core.entropy.public_id();
        attachments::begin_object(transaction, &key, core.now()).await?;
        all.insert(asset.of, Kept { name, kind, size, sha256, key });
    }
    Ok(all)
}
