//! A PostgreSQL of our own: made in a temporary folder, started on a free port, stopped and removed at the end.

use crate::files::Scratch;
use crate::process::{self, Service};
use crate::{env, http, tools};
use anyhow::{Context, Result, ensure};
use nix::sys::signal::Signal;
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// What the database is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Tests: nothing has to survive a power cut, and every test opens connections.
    Tests,
    /// Measurements: as durable as in production.
    Bench,
}

impl Purpose {
    fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Tests => &["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"],
            Self::Bench => &["shared_buffers=512MB", "max_connections=100", "max_wal_size=4GB"],
        }
    }
}

/// A running database server. Dropping it stops it and removes its folder.
pub struct Postgres {
    // In this order: it stops before its folder goes.
    service: Service,
    folder: Scratch,
    port: u16,
}

impl Postgres {
    /// Makes and starts a database server.
    pub fn start(purpose: Purpose, log: &Path) -> Result<Self> {
        let programs = programs()?;
        let port = http::free_port()?;
        // Not below a home: the database's own user may not look there.
        let folder = Scratch::make(&format!("postgres-{port}"), purpose == Purpose::Tests)?;
        let data = folder.path().join("data");
        let owner = Owner::find()?;
        owner.give(folder.path())?;

        let mut initdb = owner.command(&programs.join("initdb"));
        initdb.arg("--pgdata").arg(&data).args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        let made = process::capture(initdb.current_dir(folder.path()))?;
        ensure!(made.success, "initdb:\n{}", made.text);

        let mut postgres = owner.command(&programs.join("postgres"));
        postgres.current_dir(folder.path()).arg("-D").arg(&data).arg("-k").arg(folder.path());
        postgres.args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"]);
        for setting in purpose.settings() {
            postgres.args(["-c", setting]);
        }
        // SIGINT is PostgreSQL's word for: end the connections and stop.
        let service = Service::start("PostgreSQL", &mut postgres, log)?.ended_by(Signal::SIGINT);
        let mut server = Self { service, folder, port };
        server.await_ready(&programs)?;
        Ok(server)
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database and returns its address.
    pub fn create(&self, database: &str) -> Result<String> {
        process::read(&mut self.client("psql", "postgres", &["--quiet", "--command", &format!("CREATE DATABASE {database}")]))?;
        Ok(self.url(database))
    }

    /// One of PostgreSQL's own programs, connected to a database.
    pub fn client(&self, program: &str, database: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(programs().map_or_else(|_| PathBuf::from(program), |folder| folder.join(program)));
        command.args(["--host", "127.0.0.1", "--port", &self.port.to_string(), "--username", "postgres"]).args(arguments).arg(database);
        command.current_dir(self.folder.path());
        command
    }

    /// What a statement answers in a database, a row a line, columns apart by `|`.
    pub fn rows(&self, database: &str, statement: &str) -> Result<String> {
        let arguments = ["--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", statement];
        process::read(&mut self.client("psql", database, &arguments))
    }

    fn await_ready(&mut self, programs: &Path) -> Result<()> {
        let port = self.port;
        let ask = || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
                && process::capture(Command::new(programs.join("pg_isready")).args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]))
                    .is_ok_and(|answer| answer.success)
        };
        self.service.await_that(Duration::from_secs(30), ask)
    }
}

/// The folder of PostgreSQL's programs: the newest of Debian's, or where the search path has them.
fn programs() -> Result<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = debian.filter_map(|entry| version_of(&entry.path())).max();
    if let Some((_, folder)) = newest {
        return Ok(folder);
    }
    Ok(tools::program("initdb", "postgresql")?.parent().context("initdb is in no folder")?.to_owned())
}

fn version_of(folder: &Path) -> Option<(u32, PathBuf)> {
    let programs = folder.join("bin");
    let version = folder.file_name()?.to_str()?.parse().ok()?;
    programs.join("initdb").is_file().then_some((version, programs))
}

/// Who runs the database. It refuses root, so root runs it as the user that Debian's package brings.
enum Owner {
    Caller,
    Postgres,
}

impl Owner {
    fn find() -> Result<Self> {
        let id = process::read(Command::new("id").arg("-u"))?;
        Ok(if id.trim() == "0" { Self::Postgres } else { Self::Caller })
    }

    fn give(&self, folder: &Path) -> Result<()> {
        match self {
            Self::Caller => Ok(()),
            Self::Postgres => process::run(Command::new("chown").arg("postgres:").arg(folder)),
        }
    }

    fn command(&self, program: &Path) -> Command {
        match self {
            Self::Caller => process::dependent(program),
            Self::Postgres if env::find_program("setpriv").is_some() => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--pdeathsig", "INT", "--"]).arg(program);
                command
            }
            Self::Postgres => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(program);
                command
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_version_is_no_installation() {
        assert_eq!(version_of(Path::new("/usr/lib/postgresql/common")), None);
    }
}
