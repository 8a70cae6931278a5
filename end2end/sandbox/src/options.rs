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

    /// Where PayPal's events are delivered.
    #[arg(long, env = "SANDBOX_PAYPAL_WEBHOOK_URL")]
    pub paypal_webhook_url: Option<String>,

    /// The identifier of that webhook, which its signatures cover.
    #[arg(long, env = "SANDBOX_PAYPAL_WEBHOOK_ID", default_value = "WH-SANDBOX")]
    pub paypal_webhook_id: String,

    /// The client identifier of the shop's PayPal application.
    #[arg(long, env = "SANDBOX_PAYPAL_CLIENT_ID", default_value = "paypal_sandbox_client")]
    pub paypal_client_id: String,

    /// The secret that belongs to it.
    #[arg(long, env = "SANDBOX_PAYPAL_CLIENT_SECRET", default_value = "paypal_sandbox_secret")]
    pub paypal_client_secret: String,

    /// How long an access token of PayPal lives.
    #[arg(long, env = "SANDBOX_PAYPAL_TOKEN_SECONDS", default_value_t = 32_400)]
    pub paypal_token_seconds: i64,

    /// The host of PayPal's page, like `https://www.paypal.com`; without it, the plain listener.
    #[arg(long, env = "SANDBOX_PAYPAL_WEB_BASE")]
    pub paypal_web_base: Option<String>,

    /// The host that PayPal's deliveries name for their certificate.
    #[arg(long, env = "SANDBOX_PAYPAL_CERT_BASE", default_value = "https://api.paypal.com")]
    pub paypal_cert_base: String,

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
            paypal_webhook_url: None,
            paypal_webhook_id: "WH-SANDBOX".to_owned(),
            paypal_client_id: "paypal_sandbox_client".to_owned(),
            paypal_client_secret: "paypal_sandbox_secret".to_owned(),
            paypal_token_seconds: 32_400,
            paypal_web_base: None,
            paypal_cert_base: "https://api.paypal.com".to_owned(),
            retry_base_ms: 5,
            processing_ms: 50,
            exit_with_parent: false,
        }
    }
}
