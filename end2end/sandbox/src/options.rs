//! What the program is told at its start.

use std::net::SocketAddr;

use clap::Parser;

/// Stands in for the payment and video providers on the wire.
#[derive(Clone, Debug, Parser)]
#[command(name = "sandbox", version)]
pub struct Options {
    /// Where plain HTTP is served; port 0 takes any free port.
    #[arg(long, env = "SANDBOX_LISTEN", default_value = "127.0.0.1:4010")]
    pub listen: SocketAddr,

    /// Where the same is served over TLS with a certificate made at the start.
    #[arg(long, env = "SANDBOX_TLS_LISTEN")]
    pub tls_listen: Option<SocketAddr>,

    /// The host of the pages that take payments, like `https://checkout.stripe.com`; without it, the address the caller used.
    #[arg(long, env = "SANDBOX_CHECKOUT_BASE")]
    pub checkout_base: Option<String>,

    /// Where events are delivered.
    #[arg(long, env = "SANDBOX_WEBHOOK_URL")]
    pub webhook_url: Option<String>,

    /// The secret that signs deliveries.
    #[arg(long, env = "SANDBOX_WEBHOOK_SECRET", default_value = "whsec_sandbox")]
    pub webhook_secret: String,

    /// The wait before the second delivery of an event; it doubles with every further one.
    #[arg(long, env = "SANDBOX_RETRY_BASE_MS", default_value_t = 500)]
    pub retry_base_ms: u64,

    /// How long the card that pays later stays in `processing`.
    #[arg(long, env = "SANDBOX_PROCESSING_MS", default_value_t = 1500)]
    pub processing_ms: u64,

    /// Stop as soon as standard input is closed.
    #[arg(long, env = "SANDBOX_EXIT_WITH_PARENT")]
    pub exit_with_parent: bool,
}

impl Options {
    /// What a test starts with: any free port, no webhook, fast retries.
    pub fn for_tests() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            tls_listen: None,
            checkout_base: None,
            webhook_url: None,
            webhook_secret: "whsec_sandbox".to_owned(),
            retry_base_ms: 5,
            processing_ms: 50,
            exit_with_parent: false,
        }
    }
}
