//! Files in a folder or in an S3-compatible bucket, through `object_store`.

use crate::config::StorageSettings;
use crate::ports::storage::{Found, Incoming, Outgoing, SaveAs, Storage, StorageError};
use async_trait::async_trait;
use futures::StreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::client::{ClientConfigKey, HttpClient, HttpConnector};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::signer::{Method, SignedUrlOptions, Signer};
use object_store::{
    Attribute, Attributes, ClientOptions, Error, GetOptions, GetRange, GetResult, GetResultPayload, ObjectStore, ObjectStoreExt,
    PutMultipartOptions, RetryConfig, WriteMultipart,
};
use secrecy::ExposeSecret;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncSeekExt, SeekFrom};
use tokio_util::io::ReaderStream;

/// What is written to a bucket at once. A bucket takes 10 000 parts of an object.
const REMOTE_PART: usize = 8 * 1024 * 1024;
/// What is written to a folder at once.
const LOCAL_PART: usize = 1024 * 1024;
/// Parts of one upload that are under way at once: with [`REMOTE_PART`] the most memory that an upload takes.
const PARTS_AT_ONCE: usize = 2;
/// What is read from a folder at once.
const READ: usize = 64 * 1024;

/// A bucket is to be reached within this.
const CONNECT: Duration = Duration::from_secs(3);
/// And to have answered within this.
const ANSWER: Duration = Duration::from_mins(1);

/// Makes the client of a bucket. It follows no redirects: what is signed for one host goes to no other.
#[derive(Debug)]
struct StayingThere;

impl HttpConnector for StayingThere {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let allows_http = options.get_config_value(&ClientConfigKey::AllowHttp).is_some_and(|allows| allows == "true");
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .https_only(!allows_http)
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .build()
            .map_err(|source| Error::Generic { store: "bucket", source: Box::new(source) })?;
        Ok(HttpClient::new(client))
    }
}

/// A folder or a bucket.
pub struct ObjectStorage {
    store: Arc<dyn ObjectStore>,
    signer: Option<Arc<dyn Signer>>,
    folder: Option<PathBuf>,
    part: usize,
}

impl ObjectStorage {
    /// Opens what the settings name. A folder is made where there is none; a bucket is not asked whether it is there, so that the
    /// program starts without it.
    pub fn open(settings: &StorageSettings) -> Result<Self, StorageError> {
        match settings {
            StorageSettings::Folder(folder) => Self::folder(folder),
            StorageSettings::Bucket { name, prefix, options } => {
                let patience = ClientOptions::new().with_connect_timeout(CONNECT).with_timeout(ANSWER);
                let retry = RetryConfig { max_retries: 2, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() };
                let builder = AmazonS3Builder::new().with_bucket_name(name).with_client_options(patience).with_retry(retry);
                let mut builder = builder.with_http_connector(StayingThere);
                for (option, value) in options {
                    let option = option.to_ascii_lowercase().parse()?;
                    builder = builder.with_config(option, value.expose_secret());
                }
                let bucket = Arc::new(PrefixStore::new(builder.build()?, prefix.as_str()));
                Ok(Self { store: bucket.clone(), signer: Some(bucket), folder: None, part: REMOTE_PART })
            }
        }
    }

    fn folder(folder: &Path) -> Result<Self, StorageError> {
        std::fs::create_dir_all(folder).map_err(|error| unavailable(&error))?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), signer: None, folder: Some(folder.to_owned()), part: LOCAL_PART })
    }
}

fn unavailable(error: &dyn std::error::Error) -> StorageError {
    StorageError::Unavailable(error.to_string())
}

impl From<Error> for StorageError {
    fn from(error: Error) -> Self {
        if matches!(error, Error::NotFound { .. }) { Self::NotFound } else { unavailable(&error) }
    }
}

async fn write(writer: &mut WriteMultipart, mut content: Incoming<'_>) -> Result<(), StorageError> {
    while let Some(bytes) = content.next().await {
        let bytes = bytes?;
        writer.wait_for_capacity(PARTS_AT_ONCE).await?;
        writer.put(bytes);
    }
    Ok(())
}

/// What was found, in pieces.
async fn pieces(found: GetResult) -> Result<Outgoing, StorageError> {
    let Range { start, end } = found.range;
    match found.payload {
        GetResultPayload::File(file, _) => {
            let mut file = tokio::fs::File::from_std(file);
            file.seek(SeekFrom::Start(start)).await.map_err(|error| unavailable(&error))?;
            let pieces = ReaderStream::with_capacity(file.take(end.saturating_sub(start)), READ);
            Ok(pieces.map(|piece| piece.map_err(|error| unavailable(&error))).boxed())
        }
        GetResultPayload::Stream(pieces) => Ok(pieces.map(|piece| piece.map_err(StorageError::from)).boxed()),
    }
}

impl ObjectStorage {
    /// What a bucket says of an object to whoever asks without a signed address, or where the bucket does not heed what that orders:
    /// it is to be saved, and is nothing that runs. A folder keeps none of it.
    fn attributes(&self) -> Attributes {
        let said = [(Attribute::ContentDisposition, "attachment"), (Attribute::ContentType, "application/octet-stream")];
        if self.folder.is_some() { Attributes::new() } else { said.into_iter().collect() }
    }
}

#[async_trait]
impl Storage for ObjectStorage {
    async fn put(&self, key: &str, content: Incoming<'_>) -> Result<(), StorageError> {
        let options = PutMultipartOptions { attributes: self.attributes(), ..PutMultipartOptions::default() };
        let upload = self.store.put_multipart_opts(&Key::from(key), options).await?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, self.part);
        match write(&mut writer, content).await {
            Ok(()) => Ok(writer.finish().await.map(drop)?),
            Err(error) => {
                if let Err(left) = writer.abort().await {
                    tracing::warn!(error = %left, "an upload that broke off could not be taken back");
                }
                Err(error)
            }
        }
    }

    async fn get(&self, key: &str, part: Range<u64>) -> Result<Found, StorageError> {
        let options = GetOptions { range: Some(GetRange::Bounded(part)), ..GetOptions::default() };
        let found = self.store.get_opts(&Key::from(key), options).await?;
        Ok(Found { size: found.meta.size, content: pieces(found).await? })
    }

    async fn size(&self, key: &str) -> Result<u64, StorageError> {
        Ok(self.store.head(&Key::from(key)).await?.size)
    }

    async fn delete(&self, key: &str) -> Result<(), StorageError> {
        if let Some(folder) = &self.folder {
            // The crate writes an object under this name until it is whole. A process that dies leaves it.
            drop(tokio::fs::remove_file(folder.join(format!("{key}#1"))).await);
        }
        match self.store.delete(&Key::from(key)).await.map_err(StorageError::from) {
            Err(StorageError::NotFound) => Ok(()),
            outcome => outcome,
        }
    }

    async fn is_empty(&self) -> Result<bool, StorageError> {
        Ok(self.store.list(None).next().await.transpose()?.is_none())
    }

    async fn download_link(&self, key: &str, lives: Duration, save_as: &SaveAs) -> Result<Option<String>, StorageError> {
        let Some(signer) = &self.signer else { return Ok(None) };
        let said = [
            ("response-content-disposition", save_as.name.disposition()),
            ("response-content-type", save_as.media_type.to_owned()),
            ("response-cache-control", "private, no-store".to_owned()),
        ];
        let options = SignedUrlOptions::default().with_query(said);
        let link = signer.signed_url_opts(Method::GET, &Key::from(key), lives, &options).await?;
        Ok(Some(link.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn a_bucket_that_leads_elsewhere_is_not_followed() {
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let elsewhere =
            format!("HTTP/1.1 307 Temporary Redirect\r\nlocation: {endpoint}/secret\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let served = tokio::spawn(async move {
            let mut asked = Vec::new();
            while let Ok(Ok((mut stream, _))) = tokio::time::timeout(Duration::from_millis(500), listener.accept()).await {
                let mut request = vec![0; 4096];
                let length = stream.read(&mut request).await.expect("a request");
                asked.push(String::from_utf8_lossy(&request[..length]).lines().next().unwrap_or_default().to_owned());
                stream.write_all(elsewhere.as_bytes()).await.expect("an answer");
            }
            asked
        });
        let options = [
            ("AWS_ENDPOINT_URL", endpoint.as_str()),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_ACCESS_KEY_ID", "a"),
            ("AWS_SECRET_ACCESS_KEY", "b"),
        ];
        let options = options.map(|(name, value)| (name, value.to_owned().into())).into();
        let bucket = ObjectStorage::open(&StorageSettings::Bucket { name: "b".into(), prefix: String::new(), options }).expect("a bucket");
        assert!(matches!(bucket.size("a-key").await, Err(StorageError::Unavailable(_))));
        let asked = served.await.expect("a list");
        assert!(!asked.is_empty() && asked.iter().all(|line| line.contains("/b/a-key")), "{asked:?}");
    }
}
