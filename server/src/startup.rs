//! Builds the program from settings and runs it. Tests build the same with their own clock and port.

use crate::adapters::certificates::HttpCertificates;
use crate::adapters::mail::{FileMailer, ResendMailer, SmtpMailer};
use crate::adapters::payment::paypal::PaypalGateway;
use crate::adapters::payment::stripe::StripeGateway;
use crate::adapters::storage::ObjectStorage;
use crate::adapters::system::{SystemClock, SystemEntropy};
use crate::config::{FirstRun, MailTransport, Settings};
use crate::core::Core;
use crate::error::Fault;
use crate::http::{AppState, OfferNews, PageCache, Seen, Shared, metrics, read_manifest, router, serve};
use crate::jobs::runner;
use crate::ports::{clock::Clock, entropy::Entropy, mailer::Mailer, payment::Gateways, payment::PaymentGateway, storage::Storage};
use crate::repo::outline::Outlines;
use crate::repo::{self, db::Db};
use crate::security::password::Passwords;
use crate::services;
use crate::services::built_files::{self, BuiltFiles};
use crate::services::visits::Visits;
use crate::services::vitals::Vitals;
use crate::webhooks::arrivals::Arrivals;
use crate::webhooks::paypal::{Roots, Verifier};
use app::api::ports::Services;
use axum::Router;
use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The schema of the database.
    #[error("schema: {0}")]
    Schema(String),
    /// A setting that cannot be used.
    #[error("setting: {0}")]
    Setting(String),
    /// A shop that was put back and must not open yet.
    #[error("{0}")]
    Barred(String),
    /// The port or the files.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Something on the way.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// How long requests may finish once nobody is taken any more, and as long again what jobs are at work on.
const DRAIN: Duration = Duration::from_secs(20);

/// What may be replaced in tests.
pub struct World {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The store of files; that of the settings where it is absent.
    pub storage: Option<Arc<dyn Storage>>,
}

impl Default for World {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), entropy: Arc::new(SystemEntropy), storage: None }
    }
}

/// The program, ready to serve.
pub struct Application {
    core: Arc<Core>,
    news: Arc<OfferNews>,
    visits: Arc<Visits>,
    services: Arc<Services>,
    router: Router,
    metrics: Option<TcpListener>,
    metrics_router: Router,
    built: BuiltFiles,
}

impl Application {
    /// Connects and wires everything. Runs no migration.
    pub async fn build(settings: Settings, world: World, site_root: &Path) -> Result<Self, StartError> {
        drop(any_spawner::Executor::init_tokio());
        let paypal = paypal_events(&settings)?;
        let core = Arc::new(core(settings, world).await?);
        let assets = Arc::new(read_manifest(site_root)?);
        let built = BuiltFiles::new(site_root, &assets.addresses());
        let state = AppState::from(Shared {
            paypal,
            set_up: (core.settings.first_run == FirstRun::Demo).into(),
            core: core.clone(),
            services: Arc::new(services::all(&core)),
            offer_news: Arc::default(),
            page_cache: PageCache::default(),
            vitals: Vitals::beginning(core.now()),
            seen: Seen::default(),
            visits: Arc::default(),
            assets,
            site_root: site_root.to_owned(),
        });
        let (news, visits, services) = (state.offer_news.clone(), state.visits.clone(), state.services.clone());
        let metrics = match core.settings.metrics.address {
            Some(address) => Some(TcpListener::bind(address).await.map_err(|error| StartError::Setting(format!("METRICS_ADDR: {error}")))?),
            None => None,
        };
        let metrics_router = metrics::router(state.clone());
        Ok(Self { core, news, visits, services, router: router(state), metrics, metrics_router, built })
    }

    /// Leaves the files of this build to replicas of others, before the first page names them. Nobody waits for what others may need.
    pub async fn share_files(&self) {
        if let Err(error) = self.built.share(&self.core).await {
            tracing::warn!(error = %error, "the files of this build are not shared: pages of it may lack them at replicas of another");
        }
    }

    /// The business's hands, for commands and tests.
    pub fn core(&self) -> &Arc<Core> {
        &self.core
    }

    /// Serves until `stop`. Then it says that it is no longer ready, ends streams, begins no more work in the background, and for a
    /// moment still takes who has not heard of it; then it takes nobody and finishes what is under way.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) {
        let pace = self.core.settings.pace;
        let (stopping, closing) = (self.core.stopping.clone(), CancellationToken::new());
        let mut tasks = runner::start(&self.core, &stop);
        tasks.spawn(self.news.watch(self.services, stop.clone()));
        tasks.spawn(self.built.stay(self.core.clone(), built_files::STAYS, stop.clone()));
        tasks.spawn(self.visits.write(self.core, stop.clone()));
        if let Some(listener) = self.metrics {
            let closing = closing.clone();
            tasks.spawn(async move { serve::until(&closing, listener, self.metrics_router, pace.read_head).await });
        }
        let requests = serve::until(&closing, listener, self.router, pace.read_head);
        let drained = async {
            stop.cancelled().await;
            stopping.cancel();
            tokio::time::sleep(pace.last_call).await;
            closing.cancel();
            tokio::time::sleep(DRAIN).await;
        };
        tokio::select! {
            () = requests => {}
            () = drained => {}
        }
        let finished = async { while tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(DRAIN, finished).await.is_err() {
            tracing::warn!("background work did not finish in time; its leases will run out");
        }
    }

    /// Where the metrics are read, if they have an address of their own.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics.as_ref().and_then(|listener| listener.local_addr().ok())
    }

    /// Every route, for who looks at them all.
    pub fn router(&self) -> &Router {
        &self.router
    }
}

/// The business's hands.
pub async fn core(settings: Settings, world: World) -> Result<Core, StartError> {
    let db = Db::connect(&settings.database_url, &settings.limits).await?;
    Ok(Core {
        db,
        outlines: Outlines::default(),
        clock: world.clock,
        entropy: world.entropy,
        gateways: gateways(&settings)?,
        mailer: mailer(&settings)?,
        storage: match world.storage {
            Some(storage) => storage,
            None => storage(&settings)?,
        },
        passwords: Passwords::default(),
        settings,
        arrivals: Arrivals::default(),
        wake_jobs: Notify::new(),
        stopping: CancellationToken::new(),
    })
}

/// Whether what is beside the database can be built from the settings: better asked before anything is done that would have to be undone.
pub fn try_out(settings: &Settings) -> Result<(), StartError> {
    gateways(settings)?;
    mailer(settings).map(drop)
}

/// Keeps a second server from the same SQLite file; the system lets go of the lock when the process ends, however it ends.
pub fn lock_sqlite(settings: &Settings) -> Result<Option<File>, StartError> {
    let Some(file) = settings.sqlite_file() else { return Ok(None) };
    let path = format!("{}.lock", file.display());
    let file = File::create(&path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(StartError::Setting(format!(
            "DATABASE_URL: another server uses this SQLite file ({path} is locked); PostgreSQL serves many"
        ))),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Takes over what a process left that ended in the middle of its work. Only for the one server of a SQLite file.
pub async fn take_over(core: &Core) -> Result<(), StartError> {
    Ok(repo::jobs::end_leases(core.db.write()).await?)
}

/// Binds the address that Leptos.toml or `LEPTOS_SITE_ADDR` names.
pub async fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    TcpListener::bind(address).await
}

fn gateways(settings: &Settings) -> Result<Gateways, StartError> {
    let stripe = &settings.stripe;
    let stripe = StripeGateway::new(&stripe.secret_key, &stripe.api_base, settings.pace.provider_timeout);
    let stripe = stripe.map_err(|error| StartError::Setting(format!("STRIPE_SECRET_KEY: {error}")))?;
    let mut all: Vec<Arc<dyn PaymentGateway>> = vec![Arc::new(stripe)];
    if let Some(paypal) = &settings.paypal {
        let gateway = PaypalGateway::new(paypal, settings.pace.provider_timeout);
        all.push(Arc::new(gateway.map_err(|error| StartError::Setting(format!("PAYPAL_API_BASE: {error}")))?));
    }
    Ok(Gateways::new(all))
}

/// What believes PayPal's events, if there is an endpoint for them.
fn paypal_events(settings: &Settings) -> Result<Option<Arc<Verifier>>, StartError> {
    let Some(paypal) = &settings.paypal else { return Ok(None) };
    let Some(webhook_id) = paypal.webhook_id.clone() else { return Ok(None) };
    let unusable = |error: String| StartError::Setting(format!("PAYPAL_WEBHOOK_ROOTS: {error}"));
    let additional = match &paypal.webhook_roots {
        Some(path) => std::fs::read(path).map_err(|error| unusable(format!("{}: {error}", path.display())))?,
        None => Vec::new(),
    };
    let roots = Roots::with(&additional).map_err(|error| unusable(error.to_string()))?;
    let source = HttpCertificates::new(paypal.stand_in()).map_err(|error| StartError::Setting(format!("PAYPAL_API_BASE: {error}")))?;
    Ok(Some(Arc::new(Verifier::new(webhook_id, paypal.certificate_hosts(), roots, Arc::new(source)))))
}

/// The store of files that the settings name.
pub fn storage(settings: &Settings) -> Result<Arc<dyn Storage>, StartError> {
    let opened = ObjectStorage::open(&settings.storage);
    Ok(Arc::new(opened.map_err(|error| StartError::Setting(format!("STORAGE_URL: {error}")))?))
}

fn mailer(settings: &Settings) -> Result<Arc<dyn Mailer>, StartError> {
    let from = settings.mail.from.clone();
    Ok(match &settings.mail.transport {
        MailTransport::File(folder) => Arc::new(FileMailer::new(folder.clone())),
        MailTransport::Resend { api_key, base_url } => {
            let url = base_url.parse().map_err(|_| StartError::Setting("RESEND_BASE_URL is no URL".into()))?;
            Arc::new(ResendMailer::new(api_key, url, from).map_err(|error| StartError::Setting(format!("RESEND_API_KEY: {error}")))?)
        }
        MailTransport::Smtp(url) => {
            Arc::new(SmtpMailer::new(url, from).map_err(|error| StartError::Setting(format!("SMTP_URL: {error}")))?)
        }
    })
}
