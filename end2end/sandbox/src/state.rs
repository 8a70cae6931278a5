//! The sandbox as its handlers share it.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::effects::Effects;
use crate::ids::now;
use crate::machine;
use crate::options::Options;
use crate::paypal::book::Links;
use crate::paypal::certificates::Shelf;
use crate::store::Store;
use crate::webhooks::{self, Desk};

/// A handle that every task owns.
pub type App = Arc<Sandbox>;

/// The store, the webhook desk and the client that delivers.
#[derive(Debug)]
pub struct Sandbox {
    options: Options,
    store: Mutex<Store>,
    desk: Mutex<Desk>,
    links: OnceLock<Links>,
    /// What signs PayPal's deliveries.
    pub certificates: Shelf,
    /// Sends webhooks.
    pub http: reqwest::Client,
}

impl Sandbox {
    /// An empty sandbox.
    pub fn new(options: Options) -> Result<App, reqwest::Error> {
        let http =
            reqwest::Client::builder().timeout(Duration::from_secs(10)).redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
        let desk = Mutex::new(Desk::new(&options));
        Ok(Arc::new(Self { options, store: Mutex::default(), desk, links: OnceLock::new(), certificates: Shelf::default(), http }))
    }

    /// What the program was started with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The store, locked. Never hold it across an await.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The webhook settings and log, locked. Never hold it across an await.
    pub fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Learns the address of the plain listener, which PayPal's answers carry.
    pub fn serve_at(&self, api: String) {
        let web = self.options.paypal_web_base.clone().unwrap_or_else(|| api.clone());
        let links = self.links.get_or_init(|| Links { api, web });
        self.store().paypal.links = links.clone();
    }

    /// Forgets everything.
    pub fn reset(&self) {
        let mut empty = Store::default();
        empty.paypal.links = self.links.get().cloned().unwrap_or_default();
        *self.store() = empty;
        *self.desk() = Desk::new(&self.options);
    }

    /// Does what a call left to do: starts timers, and delivers events, before it returns if so configured.
    pub async fn follow_up(self: &Arc<Self>, effects: Effects) {
        for intent in effects.settle_later {
            tokio::spawn(settle_later(Arc::clone(self), intent));
        }
        for session in effects.expire_later {
            tokio::spawn(expire_later(Arc::clone(self), session));
        }
        webhooks::announce(self, effects.events).await;
    }
}

/// A Checkout Session that nobody has paid by its time expires.
async fn expire_later(app: App, session: String) {
    let Ok(expires_at) = app.store().sessions.find(&session).map(|row| row.int("expires_at")) else { return };
    let seconds = u64::try_from(expires_at - now()).unwrap_or_default();
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    let effects = {
        let mut store = app.store();
        if machine::checkout::expire(&mut store, &session).is_err() {
            return;
        }
        std::mem::take(&mut store.effects)
    };
    webhooks::announce(&app, effects.events).await;
}

/// The card that pays later pays, unless somebody decided otherwise in the meantime.
async fn settle_later(app: App, intent: String) {
    tokio::time::sleep(Duration::from_millis(app.options.processing_ms)).await;
    let effects = {
        let mut store = app.store();
        let processing = store.intents.find(&intent).is_ok_and(|row| row.text("status") == "processing");
        if processing && machine::succeed(&mut store, &intent).is_err() {
            return;
        }
        std::mem::take(&mut store.effects)
    };
    webhooks::announce(&app, effects.events).await;
}
