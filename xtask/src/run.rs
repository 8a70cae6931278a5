//! `cargo xtask run`: builds what changed, starts the server beside the payment sandbox, and says where to look.

use crate::process::{self, Service};
use crate::stack::{self, Ports};
use crate::wasm::Effort;
use crate::workspace::Workspace;
use crate::{env, http, native, site};
use anyhow::{Result, bail};
use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// Builds and runs until Ctrl-C.
pub fn run(workspace: &Workspace, port: u16) -> Result<()> {
    if !http::is_free(port) {
        bail!("port {port} is taken. Type: cargo xtask run --port {}", port + 1);
    }
    let start = Instant::now();
    site::build(workspace, Effort::Quick)?;
    native::build(workspace)?;
    let sandbox = if http::is_free(4010) { 4010 } else { http::free_port()? };
    let ports = Ports { server: port, sandbox, sandbox_tls: http::free_port()? };
    serve(workspace, ports, start)
}

fn serve(workspace: &Workspace, ports: Ports, start: Instant) -> Result<()> {
    let logs = workspace.logs("run")?;
    let own_stripe = is_set(workspace, "STRIPE_SECRET_KEY");
    let mut sandbox = if own_stripe { None } else { Some(stack::start_sandbox(workspace, "debug", ports, &logs.join("sandbox.log"))?) };
    let log = logs.join("server.log");
    let mut command = server(workspace, ports, own_stripe);
    if sandbox.is_some() && !is_set(workspace, "PAYPAL_CLIENT_ID") {
        command.env("PAYPAL_WEBHOOK_ROOTS", stack::paypal_roots(ports, &logs)?);
    }
    let mut server = Service::start("the server", &mut command, &log)?;
    server.await_ready(&format!("{}/readyz", ports.url()), Duration::from_mins(1))?;

    println!("{}", welcome(ports, own_stripe));
    println!("  Server log  {}", log.display());
    println!("  Ready in {:.1} s. Ctrl-C stops everything.\n", start.elapsed().as_secs_f64());
    while !process::interrupted() {
        if !server.is_running() {
            bail!("the server ended:\n{}", server.last_words());
        }
        if let Some(sandbox) = sandbox.as_mut()
            && !sandbox.is_running()
        {
            bail!("the sandbox ended:\n{}", sandbox.last_words());
        }
        thread::sleep(Duration::from_millis(100));
    }
    println!("Stopping.");
    Ok(())
}

/// The server on the developer's own settings; what is not set leads to the sandbox. A provider's settings go together: they are
/// all the developer's, or all the sandbox's. Beside an own Stripe account there is no sandbox.
fn server(workspace: &Workspace, ports: Ports, own_stripe: bool) -> Command {
    let own_paypal = own_stripe || is_set(workspace, "PAYPAL_CLIENT_ID");
    let mut command = process::dependent(workspace.binary("debug", "lectern"));
    command.arg("serve").current_dir(&workspace.root);
    for (name, value) in ports.settings() {
        let is_own = match name.split('_').next() {
            Some("STRIPE") => own_stripe,
            Some("PAYPAL") => own_paypal,
            _ => is_set(workspace, name) && name != "LEPTOS_SITE_ADDR",
        };
        if !is_own {
            command.env(name, value);
        }
    }
    if !own_stripe {
        command.env("STRIPE_JS_URL", format!("{}/v3/", ports.sandbox_url()));
    }
    command
}

/// Whether the developer set a variable, in the environment or in `.env`.
fn is_set(workspace: &Workspace, name: &str) -> bool {
    env::var(name).is_some() || fs::read_to_string(workspace.root.join(".env")).is_ok_and(|file| sets(&file, name))
}

fn sets(file: &str, name: &str) -> bool {
    file.lines()
        .filter_map(|line| line.trim_start().trim_start_matches("export ").split_once('='))
        .any(|(key, value)| key.trim() == name && !value.trim().is_empty())
}

fn welcome(ports: Ports, own_stripe: bool) -> String {
    let url = ports.url();
    let cards = if own_stripe {
        "  Payments    your own Stripe account (STRIPE_SECRET_KEY is set)".to_owned()
    } else {
        format!(
            "  Test cards  4242 4242 4242 4242   pays            (any future date, any CVC)
              4000 0025 0000 3155   asks for 3-D Secure
              4000 0000 0000 9995   insufficient funds
              4000 0000 0000 0002   declined
  Payments    the sandbox at {} — no money moves",
            ports.sandbox_url()
        )
    };
    format!(
        "
  Lectern is at {url}

  Admin       sign in as admin@lectern.test at {url}/sign-in
              the code that it asks for is shown at {url}/dev/mailbox; for an app: NRSWG5DFOJXCAZDFNVXSAY3SMVQXI33S
  Mail        every mail can be read at {url}/dev/mailbox
{cards}
  Data        data/lectern.db (delete it for a fresh start)"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_set_by_a_line_with_a_value() {
        let file = "# STRIPE_SECRET_KEY=sk_1\nPUBLIC_URL=\n export APP_ENV = development\n";
        assert!(sets(file, "APP_ENV"));
        assert!(!sets(file, "PUBLIC_URL"));
        assert!(!sets(file, "STRIPE_SECRET_KEY"));
    }
}
