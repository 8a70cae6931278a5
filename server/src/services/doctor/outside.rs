//! Whether the services for mail and files answer. Nothing is sent, and what is written is removed.

use super::around::as_whom;
use super::{bad, ok};
use crate::config::{MailTransport, StorageSettings};
use crate::core::Core;
use crate::ports::storage::{Interrupted, StorageError};
use app::api::dto::Finding;
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use std::time::Duration;
use tokio::time::timeout;

/// A service that is silent for longer does not answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// What is written to see whether it can be.
const PROBE: &[u8] = b"lectern doctor";

/// Whether the mail service takes our credentials. Where mails go into files there is none.
pub async fn mail(core: &Core) -> Option<Finding> {
    let (by, advice) = match &core.settings.mail.transport {
        MailTransport::File(_) => return None,
        MailTransport::Resend { .. } => ("Resend", "Look at RESEND_API_KEY: the key may be mistyped, or of another account."),
        MailTransport::Smtp(_) => ("The SMTP server", "Look at SMTP_URL: host, port, user and password."),
    };
    Some(match timeout(PATIENCE, core.mailer.check()).await {
        Ok(Ok(())) => ok("Mail service", format!("{by} answers and takes what we sign in with.")),
        Ok(Err(error)) => bad("Mail service", format!("{by} does not let us in: {}", error.reason()), advice),
        Err(_) => bad("Mail service", format!("{by} does not answer."), advice),
    })
}

/// Whether a file can be written, read back and removed.
pub async fn storage(core: &Core) -> Finding {
    let (place, advice) = match &core.settings.storage {
        StorageSettings::Folder(folder) => (
            folder.display().to_string(),
            "Give the folder of STORAGE_URL to the user who runs the program, and look whether the disk is full.",
        ),
        StorageSettings::Bucket { name, .. } => {
            (format!("The bucket {name}"), "Look at STORAGE_URL, AWS_REGION, AWS_ENDPOINT_URL and the key: it must read, write and delete.")
        }
    };
    let whom = if matches!(core.settings.storage, StorageSettings::Folder(_)) { as_whom() } else { "" };
    match timeout(PATIENCE, probe(core)).await {
        Ok(Ok(())) => ok("Files", format!("{place} can be written to and read from{whom}.")),
        Ok(Err(error)) => bad("Files", format!("{place} cannot be used: {error}"), advice),
        Err(_) => bad("Files", format!("{place} does not answer."), advice),
    }
}

async fn probe(core: &Core) -> Result<(), StorageError> {
    let key = format!("doctor{}", core.new_id().simple());
    let content = stream::iter([Ok::<_, Interrupted>(Bytes::from_static(PROBE))]).boxed();
    core.storage.put(&key, content).await?;
    let found = read(core, &key).await;
    core.storage.delete(&key).await?;
    match found?.as_slice() {
        PROBE => Ok(()),
        other => Err(StorageError::Unavailable(format!("it gave back {} bytes for {}, or others", other.len(), PROBE.len()))),
    }
}

async fn read(core: &Core, key: &str) -> Result<Vec<u8>, StorageError> {
    let found = core.storage.get(key, 0..PROBE.len() as u64).await?;
    let pieces: Vec<Bytes> = found.content.try_collect().await?;
    Ok(pieces.concat())
}
