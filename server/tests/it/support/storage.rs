//! A store of files that fails when it is told to.

use async_trait::async_trait;
use bytes::Bytes;
use futures::StreamExt;
use secrecy::SecretString;
use server::adapters::storage::ObjectStorage;
use server::config::StorageSettings;
use server::ports::storage::{Found, Incoming, SaveAs, Storage, StorageError};
use std::ops::Range;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What is the matter with the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It answers that it cannot.
    Down,
    /// It does not answer for a minute.
    Slow,
    /// It has lost everything.
    Empty,
    /// It keeps, and gives back, half of everything.
    Half,
    /// It takes the beginning of an object and then fails. All else works.
    BreaksOff,
}

/// A folder behind a door that can be shut.
pub struct FaultyStorage {
    inner: ObjectStorage,
    trouble: Mutex<Option<Trouble>>,
}

impl FaultyStorage {
    /// A store without trouble.
    pub fn around(inner: ObjectStorage) -> Arc<Self> {
        Arc::new(Self { inner, trouble: Mutex::default() })
    }

    /// From now on this is the matter, or nothing.
    pub fn fail(&self, trouble: Option<Trouble>) {
        *self.trouble.lock().unwrap() = trouble;
    }

    /// Waits, or fails, as the trouble wants it. Gives the trouble that the answer itself is to show.
    async fn meet(&self) -> Result<Option<Trouble>, StorageError> {
        let trouble = *self.trouble.lock().unwrap();
        match trouble {
            Some(Trouble::Down) => Err(StorageError::Unavailable("down".to_owned())),
            Some(Trouble::Empty) => Err(StorageError::NotFound),
            Some(Trouble::Slow) => std::future::pending().await,
            trouble => Ok(trouble),
        }
    }
}

#[async_trait]
impl Storage for FaultyStorage {
    async fn put(&self, key: &str, mut content: Incoming<'_>) -> Result<(), StorageError> {
        match self.meet().await? {
            Some(Trouble::BreaksOff) => {
                content.next().await;
                Err(StorageError::Unavailable("the disk is full".to_owned()))
            }
            Some(Trouble::Half) => {
                let half = content.map(|bytes| bytes.map(|bytes: Bytes| bytes.slice(..bytes.len() / 2)));
                self.inner.put(key, half.boxed()).await
            }
            _ => self.inner.put(key, content).await,
        }
    }

    async fn get(&self, key: &str, part: Range<u64>) -> Result<Found, StorageError> {
        let trouble = self.meet().await?;
        let found = self.inner.get(key, part).await?;
        Ok(if trouble == Some(Trouble::Half) { Found { size: found.size / 2, ..found } } else { found })
    }

    async fn size(&self, key: &str) -> Result<u64, StorageError> {
        let trouble = self.meet().await?;
        let size = self.inner.size(key).await?;
        Ok(if trouble == Some(Trouble::Half) { size / 2 } else { size })
    }

    async fn delete(&self, key: &str) -> Result<(), StorageError> {
        if self.meet().await.is_err_and(|error| error != StorageError::NotFound) {
            return Err(StorageError::Unavailable("down".to_owned()));
        }
        self.inner.delete(key).await
    }

    async fn is_empty(&self) -> Result<bool, StorageError> {
        self.meet().await?;
        self.inner.is_empty().await
    }

    async fn download_link(&self, key: &str, lives: Duration, save_as: &SaveAs) -> Result<Option<String>, StorageError> {
        self.inner.download_link(key, lives, save_as).await
    }
}

/// The address of a server that speaks S3, where there is one for the tests.
pub fn bucket_server() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "tests are told their server by the environment")]
    let server = std::env::var("LECTERN_TEST_S3");
    server.inspect_err(|_| eprintln!("skipped: LECTERN_TEST_S3 names no server that speaks S3")).ok()
}

/// The tests' bucket at a server, made if it is not there.
pub async fn bucket(endpoint: &str, prefix: &str) -> ObjectStorage {
    let made = super::browser::client().put(format!("{endpoint}/lectern")).send().await.unwrap();
    assert!(made.status().is_success() || made.status() == 409, "{}", made.status());
    open_bucket(endpoint, prefix)
}

/// The tests' bucket at an address.
pub fn open_bucket(endpoint: &str, prefix: &str) -> ObjectStorage {
    let options = [
        ("AWS_ACCESS_KEY_ID", "testing"),
        ("AWS_SECRET_ACCESS_KEY", "testing"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_ALLOW_HTTP", "true"),
    ];
    let options = options.map(|(name, value)| (name, SecretString::from(value))).to_vec();
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    ObjectStorage::open(&StorageSettings::Bucket { name: "lectern".to_owned(), prefix: prefix.to_owned(), options }).unwrap()
}
