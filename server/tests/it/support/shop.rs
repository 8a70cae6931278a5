//! A shop: the program in this process, its database, its sandbox.

use super::browser::{Answer, Browser};
use super::clock::TestClock;
use super::database::{Kind, Scratch};
use super::sandbox::Sandbox;
use super::storage::{self, FaultyStorage};
use super::{eventually, ledger, paypal};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use server::adapters::storage::ObjectStorage;
use server::adapters::system::SystemEntropy;
use server::config::{self, MailTransport, Settings, StorageSettings};
use server::core::Core;
use server::schema;
use server::startup::{Application, World};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// The secret with which the sandbox signs.
pub const WEBHOOK_SECRET: &str = "whsec_sandbox";

/// How a test's shop differs from the usual.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a test, each named where it is thrown")]
pub struct Plan {
    /// Seats of the main offer.
    pub seats: u32,
    /// How long a seat is held.
    pub hold: Duration,
    /// Whether webhooks reach the shop.
    pub webhooks: bool,
    /// Connections to PostgreSQL at most.
    pub connections: u32,
    /// Secrets of the webhook endpoint, comma-separated.
    pub webhook_secrets: &'static str,
    /// Whether background work runs by itself.
    pub background: bool,
    /// How often work is looked for that nobody announced.
    pub poll_jobs: Duration,
    /// Where a visitor's network address is read from.
    pub client_ip: &'static str,
    /// A longer step of the clock counts as a correction of it. Tests that turn the clock mean that time passes.
    pub clock_leap: Duration,
    /// Whether PayPal is configured.
    pub paypal: bool,
    /// Whether the PayPal account may keep wallets.
    pub vault: bool,
    /// Whether services measure visits.
    pub audience: bool,
    /// Whether mail is sent by Resend, and not into files.
    pub resend: bool,
    /// Whether offers follow the purchase.
    pub funnel: bool,
    /// Whether the ledgers are compared at the end. Only a test that falsifies the provider's answers turns it off.
    pub compare_ledgers: bool,
    /// The largest file that may be uploaded, in bytes.
    pub upload_limit: u64,
    /// A connection that has not said what it wants after this is closed.
    pub read_head: Duration,
    /// How long the shop still takes connections after it was told to stop.
    pub last_call: Duration,
    /// The address of the server with the bucket in which files are kept. Without one they are kept in a folder.
    pub bucket: Option<String>,
    /// What whoever asks for metrics must show.
    pub metrics_token: Option<&'static str>,
    /// Whether search engines may show the site.
    pub indexed: bool,
    /// Whether the demo is there. Without it nobody runs the place, and it waits for its first run.
    pub demo: bool,
    /// Whether the settings are those of production, behind a proxy with TLS.
    pub production: bool,
}

impl Plan {
    /// A shop whose own work leaves pauses that are longer than a page takes.
    pub fn quiet() -> Self {
        Self { background: false, poll_jobs: Duration::from_secs(3), ..Self::default() }
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            seats: 50,
            hold: Duration::from_mins(15),
            webhooks: true,
            connections: 5,
            webhook_secrets: WEBHOOK_SECRET,
            background: true,
            poll_jobs: Duration::from_millis(100),
            client_ip: "ConnectInfo",
            clock_leap: Duration::from_hours(24 * 365),
            paypal: false,
            vault: true,
            audience: false,
            resend: false,
            funnel: false,
            compare_ledgers: true,
            upload_limit: 2048 * config::MEGABYTE,
            read_head: Duration::from_mins(1),
            last_call: Duration::ZERO,
            bucket: None,
            metrics_token: None,
            indexed: true,
            demo: true,
            production: false,
        }
    }
}

/// A running shop.
pub struct Shop {
    /// Its address.
    pub base: String,
    /// Its business, for looking and for turning what a creator would.
    pub core: Arc<Core>,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its store of files.
    pub storage: Arc<FaultyStorage>,
    /// The folder of that store.
    pub files: PathBuf,
    /// Its payment provider.
    pub sandbox: Sandbox,
    /// Its routes.
    pub router: axum::Router,
    /// Where its metrics are read.
    pub metrics: SocketAddr,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

/// A purchase under way.
#[derive(Clone, Debug)]
pub struct Started {
    /// The order's public id.
    pub public_id: String,
    /// The provider's id of the payment.
    pub intent: String,
    /// The amount to pay, in minor units.
    pub amount: i64,
}

/// Runs a test in a shop of its own and compares the ledgers afterwards.
pub async fn run<F>(kind: Kind, plan: Plan, body: impl FnOnce(Arc<Shop>) -> F)
where
    F: Future<Output = ()>,
{
    let scratch = if plan.demo { Scratch::with_demo(kind).await } else { Scratch::create(kind).await };
    run_over(&scratch, plan, body).await;
    scratch.remove().await;
}

/// Runs a test in a shop over a database with the demo, which stays, and compares the ledgers afterwards.
pub async fn run_over<F>(scratch: &Scratch, plan: Plan, body: impl FnOnce(Arc<Shop>) -> F)
where
    F: Future<Output = ()>,
{
    drop(tracing_subscriber::fmt().with_test_writer().with_env_filter("server=warn").try_init());
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let compare = plan.compare_ledgers;
    let shop = Arc::new(Shop::open(scratch, plan).await);
    body(shop.clone()).await;
    if compare {
        ledger::compare(&shop).await;
    }
    let shop = Arc::into_inner(shop).expect("the test lets go of its shop");
    shop.close().await;
}

/// What production asks for beside the usual.
const PRODUCTION: [(&str, &str); 9] = [
    ("APP_ENV", "production"),
    ("FIRST_RUN", "setup"),
    ("APP_SECRET", "0123456789abcdef0123456789abcdef"),
    ("PUBLIC_URL", "https://shop.example"),
    ("STRIPE_SECRET_KEY", "sk_test_sandbox"),
    ("STRIPE_PUBLISHABLE_KEY", "pk_test_sandbox"),
    ("MAIL_PROVIDER", "smtp"),
    ("SMTP_URL", "smtps://a:b@mail.example"),
    ("MAIL_FROM", "Course <a@shop.example>"),
];

/// Settings for a shop at `base` over `scratch`, whose payment provider is at `sandbox`.
pub fn settings(plan: &Plan, scratch: &Scratch, sandbox: &str, base: &str) -> Settings {
    let mut variables = HashMap::from([
        ("DATABASE_URL".to_owned(), scratch.url.clone()),
        ("PUBLIC_URL".to_owned(), base.to_owned()),
        ("STRIPE_API_BASE".to_owned(), sandbox.to_owned()),
        ("STRIPE_WEBHOOK_SECRET".to_owned(), plan.webhook_secrets.to_owned()),
        ("CLIENT_IP_SOURCE".to_owned(), plan.client_ip.to_owned()),
        ("METRICS_ADDR".to_owned(), "127.0.0.1:0".to_owned()),
        ("SITE_INDEXED".to_owned(), plan.indexed.to_string()),
        ("FIRST_RUN".to_owned(), if plan.demo { "demo" } else { "setup" }.to_owned()),
    ]);
    if plan.production {
        variables.extend(PRODUCTION.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    variables.extend(plan.metrics_token.map(|token| ("METRICS_TOKEN".to_owned(), token.to_owned())));
    if plan.paypal {
        variables.extend(paypal::variables(plan, scratch, sandbox));
    }
    if plan.audience {
        let told =
            [("GA4_MEASUREMENT_ID", "G-TEST1"), ("GA4_API_SECRET", "shared"), ("GA4_API_BASE", sandbox), ("CLARITY_PROJECT_ID", "test1")];
        variables.extend(told.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    let mut settings = config::from_variables(&variables, "127.0.0.1:0").unwrap();
    settings.mail.transport = if plan.resend {
        MailTransport::Resend { api_key: "re_sandbox".into(), base_url: sandbox.to_owned() }
    } else {
        MailTransport::File(scratch.folder.join("mailbox"))
    };
    settings.pace.hold = plan.hold;
    settings.pace.clock_leap = plan.clock_leap;
    settings.pace.poll_jobs = plan.poll_jobs;
    settings.pace.sweep_holds = Duration::from_millis(100);
    settings.pace.reconcile = Duration::from_millis(500);
    settings.pace.reconcile_after = Duration::from_secs(1);
    settings.pace.write_visits = Duration::from_millis(100);
    settings.pace.retry_job = Duration::from_millis(20);
    settings.pace.provider_timeout = Duration::from_millis(1500);
    settings.pace.storage_timeout = Duration::from_millis(300);
    settings.pace.upload_stall = Duration::from_millis(300);
    settings.pace.read_head = plan.read_head;
    settings.pace.last_call = plan.last_call;
    settings.limits.upload = plan.upload_limit;
    settings.limits.connections = plan.connections;
    if !plan.background {
        let never = Duration::from_hours(24);
        settings.pace.sweep_holds = never;
        settings.pace.reconcile = never;
    }
    settings
}

impl Shop {
    async fn open(scratch: &Scratch, plan: Plan) -> Self {
        let sandbox = Sandbox::start().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let clock = Arc::new(TestClock::default());
        let files = scratch.folder.join("files");
        let storage = match &plan.bucket {
            Some(server) => storage::bucket(server, &scratch.folder.file_name().unwrap().to_string_lossy()).await,
            None => ObjectStorage::open(&StorageSettings::Folder(files.clone())).unwrap(),
        };
        let storage = FaultyStorage::around(storage);
        let world = World { clock: clock.clone(), entropy: Arc::new(SystemEntropy), storage: Some(storage.clone()) };
        if plan.paypal {
            std::fs::write(paypal::roots(scratch), sandbox.paypal_root().await).unwrap();
        }
        let settings = settings(&plan, scratch, &sandbox.url, &base);
        let application = Application::build(settings, world, &scratch.folder).await.unwrap();
        let core = application.core().clone();
        if !plan.demo {
            schema::migrate(&core).await.unwrap();
        }
        let (router, metrics) = (application.router().clone(), application.metrics_address().unwrap());
        let stopping = CancellationToken::new();
        let serving = tokio::spawn(application.serve(listener, stopping.clone()));
        let shop = Self { base, core, clock, storage, files, sandbox, router, metrics, stop: stopping, serving };
        if !plan.funnel {
            shop.execute("DELETE FROM price_tiers WHERE offer_id IN (SELECT id FROM offers WHERE kind IN ('upsell', 'downsell'))").await;
            shop.execute("DELETE FROM offers WHERE kind IN ('upsell', 'downsell')").await;
        }
        shop.execute(&format!("UPDATE offers SET seats = {} WHERE kind = 'main'", plan.seats)).await;
        shop.execute("DELETE FROM price_tiers WHERE position = 0 AND offer_id IN (SELECT id FROM offers WHERE kind = 'main')").await;
        if plan.webhooks {
            shop.receive_webhooks().await;
        }
        if plan.webhooks && plan.paypal {
            shop.sandbox.webhooks(json!({ "paypal_url": format!("{}/webhooks/paypal", shop.base) })).await;
        }
        shop
    }

    async fn close(self) {
        self.stop.cancel();
        self.serving.await.unwrap();
    }

    /// Tells it to stop.
    pub fn begin_to_stop(&self) {
        self.stop.cancel();
    }

    /// Whether it has stopped.
    pub fn has_stopped(&self) -> bool {
        self.serving.is_finished()
    }

    /// From now on the sandbox sends its events here.
    pub async fn receive_webhooks(&self) {
        let url = format!("{}/webhooks/stripe", self.base);
        self.sandbox.webhooks(json!({ "url": url, "secret": WEBHOOK_SECRET, "enabled": true })).await;
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// Runs a statement, as a creator's change or an accident would.
    pub async fn execute(&self, sql: &str) {
        self.core.db.write().execute_unprepared(sql).await.unwrap();
    }

    /// A number from the database.
    pub async fn count(&self, sql: &str) -> i64 {
        super::database::count(self.core.db.read(), sql).await
    }

    /// How many statements some work costs. It is done until the fewest came three times: what the program does besides is not in those.
    pub async fn fewest_statements<F: Future>(&self, work: impl Fn() -> F) -> u64 {
        let mut asked = Vec::new();
        for _ in 0..12 {
            let before = self.core.db.statements();
            work().await;
            asked.push(self.core.db.statements() - before);
            asked.sort_unstable();
            if asked.len() > 2 && asked[0] == asked[2] {
                break;
            }
        }
        asked[0]
    }

    /// Asks for a quote and begins to pay.
    pub async fn try_start(&self, browser: &Browser, email: &str) -> Answer {
        begin(browser, email).await
    }

    /// Begins to pay; it must work.
    pub async fn start(&self, browser: &Browser, email: &str) -> Started {
        started(&self.try_start(browser, email).await.ok())
    }

    /// Begins to pay and pays with the good card.
    pub async fn buy(&self, browser: &Browser, email: &str) -> Started {
        let started = self.start(browser, email).await;
        self.sandbox.confirm(&started.intent, "4242424242424242").await;
        started
    }

    /// The order's view.
    pub async fn status(&self, browser: &Browser, public_id: &str) -> Value {
        browser.read("orders/status", &[("public_id", public_id)]).await.ok()
    }

    /// Waits until the order is in a state.
    pub async fn reaches(&self, public_id: &str, state: &str) {
        let browser = self.browser();
        eventually(&format!("order {public_id} is {state}"), || async { self.status(&browser, public_id).await["state"] == state }).await;
    }

    /// Waits until nothing is left to do: no pending delivery, no pending job.
    pub async fn settles(&self) {
        eventually("all work is done", || async {
            self.sandbox.is_quiet().await && self.count("SELECT COUNT(*) FROM jobs WHERE state = 'pending'").await == 0
        })
        .await;
    }

    /// The mails that were sent, newest first.
    pub async fn mails(&self) -> Vec<server::adapters::mail::StoredMail> {
        server::adapters::mail::list_mailbox(self.core.settings.mailbox().unwrap()).await.unwrap()
    }
}

/// Asks for a quote and begins to pay, at whatever shop the browser is.
pub async fn begin(browser: &Browser, email: &str) -> Answer {
    begin_with(browser, email, "card").await
}

/// The same with another way to pay.
pub async fn begin_with(browser: &Browser, email: &str, pay_with: &str) -> Answer {
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let Some(id) = quote["quote"]["id"].as_str() else {
        panic!("no quote: {quote}");
    };
    browser.call("checkout/start", &[("quote", id), ("email", email), ("name", "Ada Lovelace"), ("pay_with", pay_with)]).await
}

/// What a start's answer says.
pub fn started(answer: &Value) -> Started {
    let secret = answer["client_secret"].as_str().unwrap();
    Started {
        public_id: answer["public_id"].as_str().unwrap().to_owned(),
        intent: secret.split("_secret").next().unwrap().to_owned(),
        amount: answer["amount"]["minor"].as_i64().unwrap(),
    }
}
