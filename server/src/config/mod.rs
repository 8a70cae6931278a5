//! Settings: read from the environment once, checked once, then passed around as values.

mod assumed;
mod audience;
mod env;
mod mail;
mod metrics;
mod paypal;
mod production;
mod settings_file;
mod storage;
mod stripe;
mod telemetry;
pub mod transit;

pub use assumed::assumed;
pub use audience::{AudienceSettings, Ga4Settings};
pub use env::{
    ConfigError, Variables, from_environment, help, log_filter, logs_are_json, parse as from_variables, telemetry_from_environment,
};
pub use mail::{MailSettings, MailTransport};
pub use metrics::MetricsSettings;
pub use paypal::PaypalSettings;
pub use settings_file::read_settings_file;
pub use storage::StorageSettings;
pub use stripe::{StripeSettings, is_live_key};
pub use telemetry::{Sampling, TelemetrySettings, TracesSettings};

use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppEnv {
    /// On somebody's desk: files for mail, demo content, the mailbox page.
    Development,
    /// Before the public.
    Production,
}

impl AppEnv {
    /// As `APP_ENV` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Production => "production",
        }
    }
}

/// What an empty database leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstRun {
    /// The demo course, written at the start.
    Demo,
    /// The page that makes the first admin. Until then there is no other.
    Setup,
}

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the program runs.
    pub env: AppEnv,
    /// What an empty database leads to.
    pub first_run: FirstRun,
    /// The database.
    pub database_url: String,
    /// The same database past a pooler, by an account that may change the schema. PostgreSQL only.
    pub database_url_direct: Option<String>,
    /// The address that people type, without a slash at the end.
    pub public_url: String,
    /// Signs sessions.
    pub app_secret: SecretString,
    /// The secret before this one: its sessions still hold.
    pub app_secret_previous: Option<SecretString>,
    /// Stripe.
    pub stripe: StripeSettings,
    /// PayPal, where it is offered.
    pub paypal: Option<PaypalSettings>,
    /// Mail.
    pub mail: MailSettings,
    /// What measures visits.
    pub audience: AudienceSettings,
    /// Where files lie.
    pub storage: StorageSettings,
    /// How work in the background behaves.
    pub pace: Pace,
    /// How much one visitor may hold.
    pub limits: Limits,
    /// Whether the panel is shut to admins whose session has not shown a second factor.
    pub admins_need_factor: bool,
    /// Where a visitor's network address is read from.
    pub client_ip: ClientIpSource,
    /// Where weaknesses are reported, as an address: `mailto:…` or `https://…`.
    pub security_contact: String,
    /// Where it is written what whoever reports one may expect: `https://…`. Without it the site's own page says so.
    pub security_policy: Option<String>,
    /// Who may read the metrics.
    pub metrics: MetricsSettings,
    /// Where traces and errors are told.
    pub telemetry: TelemetrySettings,
    /// Whether search engines may show the public pages.
    pub indexed: bool,
}

/// What file sizes are counted in.
pub const MEGABYTE: u64 = 1024 * 1024;

/// How much one visitor may hold, so that nobody can hold the room empty, and how large a file may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Unpaid seats that one person holds at most.
    pub holds_per_person: u32,
    /// Unpaid seats that are held from one network address at most.
    pub holds_per_address: u32,
    /// The largest file that may be uploaded, in bytes.
    pub upload: u64,
    /// Connections to PostgreSQL that this process opens at most.
    pub connections: u32,
    /// A statement on PostgreSQL that takes longer is ended; zero lets each take what it needs.
    pub statement: Duration,
    /// Browsers in which one person is signed in at most.
    pub sessions_at_once: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            holds_per_person: 3,
            holds_per_address: 6,
            upload: 2048 * MEGABYTE,
            connections: 20,
            statement: Duration::from_secs(10),
            sessions_at_once: 10,
        }
    }
}

/// Where a visitor's network address is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientIpSource {
    /// The connection itself: nothing stands in front of this server.
    Connection,
    /// The header that the operator's own proxy sets; its last address counts.
    Header(http::HeaderName),
}

/// How often and how patiently background work is done.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two looks for due jobs.
    pub poll_jobs: Duration,
    /// Between two looks for holds that ran out.
    pub sweep_holds: Duration,
    /// Between two questions about every open order.
    pub reconcile: Duration,
    /// An open order is asked about when it is older than this.
    pub reconcile_after: Duration,
    /// Between two questions about payments whose outcome nobody knows.
    pub unknown_payments: Duration,
    /// Between two looks for events that did not reach us.
    pub missed_events: Duration,
    /// Between two comparisons of money and access.
    pub compare: Duration,
    /// Before the second try of a failed job; doubles with each further one.
    pub retry_job: Duration,
    /// A job that failed so often is parked.
    pub job_attempts: u32,
    /// One that failed so often because a service did not answer is parked: with the longest pause between two tries that is most of
    /// a day, as long as a key makes a repeated call one mail.
    pub outage_attempts: u32,
    /// A call to the payment provider is given up after this.
    pub provider_timeout: Duration,
    /// The store of files is to answer a question within this.
    pub storage_timeout: Duration,
    /// A connection that has not said what it wants after this is closed. Longer than proxies keep one that rests: theirs is the first
    /// word, so that no request meets a closed door.
    pub read_head: Duration,
    /// An upload of which nothing moves for so long is given up.
    pub upload_stall: Duration,
    /// Between two looks for stored objects that nothing names.
    pub sweep_files: Duration,
    /// Between two times that visits are written down.
    pub write_visits: Duration,
    /// After the program was told to stop it still takes connections for so long, and says that it is no longer ready: what stands in
    /// front learns it before a door is shut.
    pub last_call: Duration,
    /// How long a seat is held.
    pub hold: Duration,
    /// A step of the clock between two sweeps that is longer than this is a correction of the clock, not time that has passed.
    pub clock_leap: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            poll_jobs: Duration::from_secs(1),
            sweep_holds: Duration::from_secs(2),
            reconcile: Duration::from_secs(15),
            reconcile_after: Duration::from_secs(20),
            unknown_payments: Duration::from_mins(10),
            missed_events: Duration::from_hours(1),
            compare: Duration::from_hours(24),
            retry_job: Duration::from_secs(1),
            job_attempts: 10,
            outage_attempts: 220,
            provider_timeout: Duration::from_secs(4),
            storage_timeout: Duration::from_secs(5),
            read_head: Duration::from_secs(75),
            upload_stall: Duration::from_mins(1),
            sweep_files: Duration::from_hours(1),
            write_visits: Duration::from_secs(5),
            last_call: Duration::from_secs(3),
            hold: domain::scarcity::HOLD.to_std().unwrap_or_default(),
            clock_leap: Duration::from_mins(5),
        }
    }
}

impl Settings {
    /// Whether people reach the site over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The name of the machine that people reach, without its port.
    pub fn host(&self) -> &str {
        let authority = self.public_url.split("//").nth(1).unwrap_or_default();
        authority.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())).map_or(authority, |(host, _)| host)
    }

    /// A full address of a page of this site.
    pub fn absolute(&self, path: &app::paths::LocalPath) -> String {
        format!("{}{path}", self.public_url)
    }

    /// The database past a pooler: for the schema, for locks that last as long as a connection, and for backups.
    pub fn direct_url(&self) -> &str {
        self.database_url_direct.as_deref().unwrap_or(&self.database_url)
    }

    /// The file of the database, where it is SQLite.
    pub fn sqlite_file(&self) -> Option<&Path> {
        let path = self.database_url.strip_prefix("sqlite:")?.trim_start_matches("//");
        path.split('?').next().map(Path::new)
    }

    /// The folder of the file mailbox, if mail goes there.
    pub fn mailbox(&self) -> Option<&PathBuf> {
        match &self.mail.transport {
            MailTransport::File(folder) => Some(folder),
            _ => None,
        }
    }
}
