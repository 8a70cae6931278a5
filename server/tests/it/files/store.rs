//! The store itself: a folder always, and a bucket where `LECTERN_TEST_S3` names the address of a server that speaks S3, such as
//! `http://127.0.0.1:5000` (`moto_server -p 5000`).

use super::{PDF, added, creator, goal, link};
use crate::learning::student;
use crate::on_both;
use crate::support::Plan;
use crate::support::storage::{bucket, bucket_server, open_bucket};
use bytes::Bytes;
use domain::file_name::FileName;
use futures::{StreamExt, TryStreamExt, stream};
use server::adapters::storage::ObjectStorage;
use server::config::StorageSettings;
use server::ports::storage::{Interrupted, SaveAs, Storage, StorageError};
use std::ops::Range;
use std::time::Duration;
use uuid::Uuid;

async fn read(store: &ObjectStorage, key: &str, part: Range<u64>) -> (u64, Vec<u8>) {
    let found = store.get(key, part).await.unwrap();
    let pieces: Vec<Bytes> = found.content.try_collect().await.unwrap();
    (found.size, pieces.concat())
}

/// What any store must do.
async fn keeps_its_word(store: &ObjectStorage) {
    let large = vec![b'x'; 20 * 1024 * 1024];
    for (key, content) in [("one", PDF), ("two", large.as_slice())] {
        let pieces: Vec<_> = content.chunks(100_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        store.put(key, stream::iter(pieces).boxed()).await.unwrap();
        let size = content.len() as u64;
        assert_eq!(store.size(key).await, Ok(size));
        assert!(read(store, key, 0..size).await == (size, content.to_vec()), "{key} comes back");
        assert_eq!(read(store, key, 5..10).await, (size, content[5..10].to_vec()));
        assert_eq!(read(store, key, size - 1..size).await, (size, content[content.len() - 1..].to_vec()));
    }
    let broken = stream::iter([Ok(Bytes::from(large)), Err(Interrupted)]).boxed();
    assert_eq!(store.put("three", broken).await, Err(StorageError::Interrupted(Interrupted)));
    assert_eq!(store.size("three").await, Err(StorageError::NotFound));
    assert!(store.get("three", 0..1).await.is_err_and(|error| error == StorageError::NotFound));
    for _ in 0..2 {
        store.delete("one").await.unwrap();
    }
    assert_eq!(store.size("one").await, Err(StorageError::NotFound));
}

fn folder() -> std::path::PathBuf {
    #[expect(clippy::disallowed_methods, reason = "a name that no other test has")]
    let name = Uuid::new_v4();
    std::env::temp_dir().join(format!("lectern_store_{name}"))
}

#[tokio::test]
async fn a_folder_keeps_its_word() {
    let folder = folder();
    let store = ObjectStorage::open(&StorageSettings::Folder(folder.clone())).unwrap();
    keeps_its_word(&store).await;
    assert_eq!(super::kept(&folder), ["two"], "nothing is left of what broke off");
    let save_as = SaveAs { name: FileName::clean("a.pdf"), media_type: "application/pdf" };
    assert_eq!(store.download_link("two", Duration::from_mins(5), &save_as).await, Ok(None));
    std::fs::remove_dir_all(folder).unwrap();
}

/// Not every server heeds what a signed address orders. What was said when the object was kept forbids to show it, all the same.
fn says_attachment(file: &reqwest::Response) {
    assert!(file.status().is_success());
    assert!(file.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert!(["application/pdf", "application/octet-stream"].map(Some).contains(&file.headers()["content-type"].to_str().ok()));
}

#[tokio::test]
async fn a_bucket_keeps_its_word_and_signs_addresses() {
    let Some(endpoint) = bucket_server() else { return };
    let http = crate::support::browser::client();
    let store = bucket(&endpoint, "course/files").await;
    keeps_its_word(&store).await;
    let save_as = SaveAs { name: FileName::clean("Größe 50%.pdf"), media_type: "application/pdf" };
    let link = store.download_link("two", Duration::from_mins(5), &save_as).await.unwrap().unwrap();
    assert!(link.starts_with(&format!("{endpoint}/lectern/course/files/two?")) && link.contains("X-Amz-Expires=300"), "{link}");
    let file = http.get(&link).header("range", "bytes=0-9").send().await.unwrap();
    assert_eq!((file.status().as_u16(), &file.headers()["content-range"]), (206, &"bytes 0-9/20971520".parse().unwrap()));
    says_attachment(&file);
    let asked: Vec<_> = reqwest::Url::parse(&link).unwrap().query_pairs().into_owned().collect();
    for (name, value) in
        [("response-content-disposition", save_as.name.disposition()), ("response-content-type", "application/pdf".to_owned())]
    {
        assert!(asked.contains(&(name.to_owned(), value)), "{link}");
    }
}

#[tokio::test]
async fn a_bucket_that_nobody_serves_is_unavailable() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let store = open_bucket(&format!("http://{address}"), "");
    for outcome in [store.size("one").await.map(drop), store.put("one", stream::iter([Ok(Bytes::from_static(PDF))]).boxed()).await] {
        assert!(matches!(outcome, Err(StorageError::Unavailable(_))), "{outcome:?}");
    }
}

on_both!(a_shop_over_a_bucket_gives_out_signed_addresses, Plan { bucket: bucket_server(), ..Plan::default() }, |shop| async move {
    let Some(endpoint) = bucket_server() else { return };
    let id = added(&creator(&shop).await, "Größe 50%.pdf", PDF).await;
    let ada = student(&shop, "ada@example.com").await;
    let address = goal(&ada.get(&link(&id)).await);
    assert!(address.starts_with(&format!("{endpoint}/lectern/")) && address.contains("X-Amz-Expires=300"), "{address}");
    let file = crate::support::browser::client().get(&address).send().await.unwrap();
    says_attachment(&file);
    assert_eq!(file.bytes().await.unwrap(), PDF);
    assert_eq!(goal(&shop.browser().get(&link(&id)).await), "/sign-in");
});
