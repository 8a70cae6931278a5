//! Mail into files, for development: `/dev/mailbox` shows them.

use crate::ports::mailer::{MailError, Mailer, Message};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Writes each mail as one JSON file. The key is the name, so a mail sent twice is one file.
#[derive(Clone, Debug)]
pub struct FileMailer {
    folder: PathBuf,
}

/// A mail as it lies in the mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMail {
    /// The recipient.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
    /// The headers besides the usual ones.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

impl FileMailer {
    /// Writes into `folder`, which is made when it is needed.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    async fn write(&self, message: &Message, key: &str) -> std::io::Result<()> {
        tokio::fs::create_dir_all(&self.folder).await?;
        let name: String = key.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
        let mail = StoredMail {
            to: message.to.clone(),
            subject: message.subject.clone(),
            text: message.text.clone(),
            html: message.html.clone(),
            headers: message.headers().into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        };
        let unfinished = self.folder.join(format!("{name}.part"));
        tokio::fs::write(&unfinished, serde_json::to_vec_pretty(&mail)?).await?;
        tokio::fs::rename(unfinished, self.folder.join(format!("{name}.json"))).await
    }
}

#[async_trait]
impl Mailer for FileMailer {
    async fn send(&self, message: &Message, key: &str) -> Result<(), MailError> {
        self.write(message, key).await.map_err(|error| MailError::Unavailable(error.to_string()))
    }

    async fn check(&self) -> Result<(), MailError> {
        tokio::fs::create_dir_all(&self.folder).await.map_err(|error| MailError::Unavailable(error.to_string()))
    }
}

/// The mails in a folder, newest first. An absent folder is an empty mailbox.
pub async fn list_mailbox(folder: &Path) -> std::io::Result<Vec<StoredMail>> {
    let mut entries = match tokio::fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut mails = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        if entry.path().extension().is_some_and(|extension| extension == "json") {
            let written = entry.metadata().await?.modified()?;
            let mail: StoredMail = serde_json::from_slice(&tokio::fs::read(entry.path()).await?)?;
            mails.push((written, mail));
        }
    }
    mails.sort_by_key(|(written, _)| std::cmp::Reverse(*written));
    Ok(mails.into_iter().map(|(_, mail)| mail).collect())
}
