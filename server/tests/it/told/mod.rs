//! What the program tells others beside its log, where it is built with the features for it.

#[cfg(feature = "sentry")]
mod errors;
#[cfg(feature = "otel")]
mod traces;

use crate::support::database::{Kind, Scratch};
use crate::support::process::{is_ready, spawn_with};
use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

/// Somebody who is told things over HTTP.
struct Receiver {
    base: String,
    bodies: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Receiver {
    /// Takes whatever is posted to a path.
    async fn at(path: &str) -> Self {
        let bodies = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let kept = bodies.clone();
        let take = move |body: Bytes| async move { kept.lock().unwrap().push(body.to_vec()) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, Router::new().route(path, post(take))).into_future());
        Self { base, bodies }
    }

    /// What was told so far.
    fn told(&self) -> Vec<Vec<u8>> {
        self.bodies.lock().unwrap().clone()
    }

    /// What of these words stands in what was told.
    fn finds<'a>(&self, words: &[&'a str]) -> Vec<&'a str> {
        let told = self.told().concat();
        let stands = |word: &&&str| told.windows(word.len()).any(|window| window == word.as_bytes());
        words.iter().filter(stands).copied().collect()
    }
}

/// The program over the demo, with a provider that nobody asks.
struct Told {
    base: String,
    scratch: Scratch,
    child: Child,
}

impl Told {
    async fn start(address: String, more: &[(&str, &str)]) -> Self {
        let scratch = Scratch::with_demo(Kind::Sqlite).await;
        let child = spawn_with(&address, &scratch.url, "http://127.0.0.1:9", &scratch.folder, more);
        let base = format!("http://{address}");
        is_ready(&base).await;
        Self { base, scratch, child }
    }

    /// Tells it to stop, and waits until it has.
    async fn stop(mut self) {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        assert!(self.child.wait().await.unwrap().success());
        self.scratch.remove().await;
    }
}
