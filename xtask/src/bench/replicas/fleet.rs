//! The processes: replicas that share a database and a folder, nginx before them, and the sandbox beside them.

use crate::bench::nginx;
use crate::http;
use crate::process::Service;
use crate::stack::{self, Ports};
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Replicas behind the proxy.
const REPLICAS: usize = 3;
/// How long one may take to come back.
const PATIENCE: Duration = Duration::from_secs(30);

/// Three replicas. Dropping it stops all.
pub struct Fleet {
    /// Where the proxy and the sandbox listen. All that people and providers know is the proxy.
    pub ports: Ports,
    workspace: Workspace,
    settings: Vec<(&'static str, String)>,
    folder: PathBuf,
    replicas: Vec<Replica>,
    _proxy: Service,
    _sandbox: Service,
}

struct Replica {
    port: u16,
    lives: usize,
    service: Option<Service>,
}

impl Replica {
    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/readyz", self.port)
    }
}

impl Fleet {
    /// Starts the sandbox, the replicas and the proxy over an empty database.
    pub fn start(workspace: &Workspace, database: &str, logs: &Path) -> Result<Self> {
        let folder = logs.join("replicas");
        stack::isolated_server(workspace, "release", &folder)?;
        let ports = Ports::free()?;
        let sandbox = stack::start_sandbox(workspace, "release", ports, &folder.join("sandbox.log"))?;
        let mut settings = ports.settings();
        settings.push(("DATABASE_URL", database.to_owned()));
        settings.push(("STORAGE_URL", format!("file://{}", folder.join("files").display())));
        settings.push(("PAYPAL_WEBHOOK_ROOTS", stack::paypal_roots(ports, &folder)?.display().to_string()));
        settings.push(("RUST_LOG", "warn".to_owned()));
        // All buyers come from one address here.
        settings.push(("HOLDS_PER_ADDRESS", "1000000".to_owned()));
        let mut replicas = Vec::new();
        for number in 0..REPLICAS {
            let mut replica = Replica { port: http::free_port()?, lives: 0, service: None };
            replica.service = Some(begin(&mut server(workspace, &folder, &settings), number, &mut replica, &folder)?);
            replicas.push(replica);
        }
        let proxy = nginx::start(&folder.join("nginx"), &site(ports.server, &replicas), &format!("{}/readyz", ports.url()))?;
        Ok(Self { ports, workspace: workspace.clone(), settings, folder, replicas, _proxy: proxy, _sandbox: sandbox })
    }

    /// Kills one, counted round, which must have lived until then, and starts it again at its own address.
    pub fn die_and_return(&mut self, number: usize) -> Result<()> {
        let number = number % self.replicas.len();
        let replica = &mut self.replicas[number];
        if let Some(service) = replica.service.take() {
            service.die()?;
        }
        replica.service = Some(begin(&mut server(&self.workspace, &self.folder, &self.settings), number, replica, &self.folder)?);
        Ok(())
    }

    /// Fails where a replica is not there.
    pub fn all_answer(&mut self) -> Result<()> {
        for replica in &mut self.replicas {
            let url = replica.url();
            match replica.service.as_mut() {
                Some(service) => service.await_ready(&url, PATIENCE)?,
                None => bail!("no replica at {url}"),
            }
        }
        Ok(())
    }

    /// Fails where `lectern reconcile` finds a difference between the database and the providers.
    pub fn reconcile(&self) -> Result<()> {
        let mut compare = program(&self.workspace, &self.folder, &self.settings);
        match stack::differences(compare.arg("reconcile"))? {
            Some(differences) => bail!("database and providers disagree:\n{differences}"),
            None => Ok(()),
        }
    }
}

fn program(workspace: &Workspace, folder: &Path, settings: &[(&'static str, String)]) -> Command {
    let mut program = stack::isolated(workspace, "release", folder);
    program.envs(settings.iter().map(|(name, value)| (name, value)));
    program
}

fn server(workspace: &Workspace, folder: &Path, settings: &[(&'static str, String)]) -> Command {
    let mut server = program(workspace, folder, settings);
    server.arg("serve");
    server
}

/// Begins another life of a replica. Each has a log of its own.
fn begin(server: &mut Command, number: usize, replica: &mut Replica, folder: &Path) -> Result<Service> {
    replica.lives += 1;
    server.env("LEPTOS_SITE_ADDR", format!("127.0.0.1:{}", replica.port));
    let log = folder.join(format!("replica-{number}-{}.log", replica.lives));
    let mut service = Service::start("a replica", server, &log)?;
    service.await_ready(&replica.url(), PATIENCE)?;
    Ok(service)
}

/// Round robin as nginx does it: what may be asked twice is asked of the next replica where one does not answer, and one that did not
/// is left alone for a second.
fn site(port: u16, replicas: &[Replica]) -> String {
    let servers =
        replicas.iter().map(|replica| format!("server 127.0.0.1:{} fail_timeout=1s;", replica.port)).collect::<Vec<_>>().join(" ");
    format!(
        "upstream replicas {{ {servers}}}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://replicas; proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header Host $http_host; }}
  }}"
    )
}
