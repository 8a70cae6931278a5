//! The server and the payment sandbox, running beside each other.

use crate::process::{self, Service};
use crate::workspace::Workspace;
use crate::{env, http};
use anyhow::{Context, Result};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// How often the ledgers are compared before a difference counts.
const TRIES: u32 = 5;

/// The secret with which the sandbox signs.
pub const WEBHOOK_SECRET: &str = "whsec_sandbox";

/// The server and the sandbox. Dropping it stops both, the server first.
pub struct Stack {
    /// The server.
    pub server: Service,
    /// The sandbox.
    pub sandbox: Service,
    /// How long the server took until it answered.
    pub ready: Duration,
}

/// Where the server and the sandbox listen, on this machine only.
#[derive(Clone, Copy, Debug)]
pub struct Ports {
    /// The server.
    pub server: u16,
    /// The sandbox.
    pub sandbox: u16,
    /// The sandbox over TLS.
    pub sandbox_tls: u16,
}

impl Ports {
    /// Three that nobody uses.
    pub fn free() -> Result<Self> {
        Ok(Self { server: http::free_port()?, sandbox: http::free_port()?, sandbox_tls: http::free_port()? })
    }

    /// The address of the site.
    pub fn url(self) -> String {
        format!("http://127.0.0.1:{}", self.server)
    }

    /// The address of the sandbox.
    pub fn sandbox_url(self) -> String {
        format!("http://127.0.0.1:{}", self.sandbox)
    }

    /// Settings that lead the server to the sandbox and tell it its own address.
    pub fn settings(self) -> Vec<(&'static str, String)> {
        vec![
            ("LEPTOS_SITE_ADDR", format!("127.0.0.1:{}", self.server)),
            ("PUBLIC_URL", self.url()),
            ("STRIPE_API_BASE", self.sandbox_url()),
            ("STRIPE_SECRET_KEY", "sk_test_sandbox".to_owned()),
            ("STRIPE_PUBLISHABLE_KEY", "pk_test_sandbox".to_owned()),
            ("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET.to_owned()),
            ("GA4_API_BASE", self.sandbox_url()),
            ("PAYPAL_API_BASE", self.sandbox_url()),
            ("PAYPAL_CLIENT_ID", "paypal_sandbox_client".to_owned()),
            ("PAYPAL_CLIENT_SECRET", "paypal_sandbox_secret".to_owned()),
            ("PAYPAL_WEBHOOK_ID", "WH-SANDBOX".to_owned()),
            ("PAYPAL_VAULT", "true".to_owned()),
        ]
    }
}

impl Stack {
    /// Starts the sandbox, then the server as described, and waits until both answer.
    pub fn start(workspace: &Workspace, profile: &str, ports: Ports, server: &mut Command, logs: &Path) -> Result<Self> {
        let sandbox = start_sandbox(workspace, profile, ports, &logs.join("sandbox.log"))?;
        server.env("PAYPAL_WEBHOOK_ROOTS", paypal_roots(ports, logs)?);
        let begin = Instant::now();
        let mut server = Service::start("the server", server, &logs.join("server.log"))?;
        server.await_ready(&format!("{}/readyz", ports.url()), Duration::from_mins(1))?;
        Ok(Self { server, sandbox, ready: begin.elapsed() })
    }
}

/// Starts the sandbox and waits until it answers.
pub fn start_sandbox(workspace: &Workspace, profile: &str, ports: Ports, log: &Path) -> Result<Service> {
    let mut command = Command::new(workspace.binary(profile, "sandbox"));
    command.arg("--listen").arg(format!("127.0.0.1:{}", ports.sandbox));
    command.arg("--tls-listen").arg(format!("127.0.0.1:{}", ports.sandbox_tls));
    command.arg("--webhook-url").arg(format!("{}/webhooks/stripe", ports.url()));
    command.arg("--paypal-webhook-url").arg(format!("{}/webhooks/paypal", ports.url()));
    command.args(["--webhook-secret", WEBHOOK_SECRET, "--paypal-webhook-id", "WH-SANDBOX", "--exit-with-parent"]);
    let mut sandbox = Service::start("the sandbox", &mut command, log)?;
    sandbox.await_ready(&format!("{}/healthz", ports.sandbox_url()), Duration::from_secs(20))?;
    Ok(sandbox)
}

/// A file with the root that vouches for the sandbox's PayPal events. Every sandbox has its own.
pub fn paypal_roots(ports: Ports, folder: &Path) -> Result<PathBuf> {
    let file = folder.join("paypal-roots.pem");
    fs::write(&file, http::text(&format!("{}/_control/paypal/ca.pem", ports.sandbox_url()))?)?;
    Ok(file)
}

/// A server that knows nothing but what it is told: none of the caller's settings, and an empty folder of its own for its
/// data and its mail.
pub fn isolated_server(workspace: &Workspace, profile: &str, folder: &Path) -> Result<Command> {
    prepare(workspace, folder).with_context(|| format!("preparing {}", folder.display()))?;
    let mut command = isolated(workspace, profile, folder);
    command.arg("serve");
    Ok(command)
}

/// The program, in a folder that is prepared, with none of the caller's settings.
pub fn isolated(workspace: &Workspace, profile: &str, folder: &Path) -> Command {
    let mut command = process::dependent(workspace.binary(profile, "lectern"));
    command.current_dir(folder).env_clear().env("RUST_BACKTRACE", "1");
    for name in ["PATH", "HOME", "RUST_LOG"] {
        if let Some(value) = env::var(name) {
            command.env(name, value);
        }
    }
    command
}

/// What the database and the providers disagree about by `lectern reconcile`, once what was under way has had its time.
pub fn differences(compare: &mut Command) -> Result<Option<String>> {
    let mut report = String::new();
    for _ in 0..TRIES {
        let output = compare.output().context("comparing the ledgers")?;
        if output.status.success() {
            return Ok(None);
        }
        report = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        thread::sleep(Duration::from_secs(3));
    }
    Ok(Some(report))
}

/// An empty working folder in which the server finds its runtime settings and the site.
fn prepare(workspace: &Workspace, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let site: PathBuf = folder.join(workspace.site.strip_prefix(&workspace.root)?);
    fs::create_dir_all(site.parent().context("the site has no parent folder")?)?;
    symlink(&workspace.site, site)?;
    fs::copy(workspace.root.join("Leptos.toml"), folder.join("Leptos.toml"))?;
    Ok(())
}
