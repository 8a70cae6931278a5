//! PostgreSQL's own tools. What they need to know of the server goes to them by their environment, so that no password is seen in a
//! list of processes.

use super::{Result, refused};
use crate::repo::copies;
use reqwest::Url;
use sea_orm::ConnectionTrait;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Output;
use tokio::process::Command;

/// What a parameter of a URL is called in the environment of the tools.
const PARAMETERS: [(&str, &str); 9] = [
    ("host", "PGHOST"),
    ("port", "PGPORT"),
    ("user", "PGUSER"),
    ("password", "PGPASSWORD"),
    ("dbname", "PGDATABASE"),
    ("sslmode", "PGSSLMODE"),
    ("sslrootcert", "PGSSLROOTCERT"),
    ("sslcert", "PGSSLCERT"),
    ("sslkey", "PGSSLKEY"),
];

/// A database of a PostgreSQL server.
pub struct Place {
    url: Url,
}

impl Place {
    /// Reads its address.
    pub fn parse(url: &str) -> Result<Self> {
        let url = Url::parse(url).map_err(|error| refused(format!("the address of the database: {error}")))?;
        Ok(Self { url })
    }

    /// Another database of the same server.
    pub fn database(&self, name: &str) -> String {
        let mut url = self.url.clone();
        url.set_path(&format!("/{name}"));
        url.into()
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![
            ("PGHOST", decoded(self.url.host_str().unwrap_or_default())),
            ("PGPORT", self.url.port().map(|port| port.to_string()).unwrap_or_default()),
            ("PGUSER", decoded(self.url.username())),
            ("PGPASSWORD", decoded(self.url.password().unwrap_or_default())),
            ("PGDATABASE", decoded(self.url.path().trim_start_matches('/'))),
        ];
        let named = |name: &str| PARAMETERS.iter().find(|(parameter, _)| *parameter == name).map(|(_, variable)| *variable);
        all.extend(self.url.query_pairs().filter_map(|(name, value)| Some((named(&name)?, value.into_owned()))));
        all.retain(|(_, value)| !value.is_empty());
        all
    }

    fn name(&self) -> String {
        self.environment().into_iter().rfind(|(name, _)| *name == "PGDATABASE").map(|(_, value)| value).unwrap_or_default()
    }
}

/// A part of a URL as it was meant. A plus sign in it is one.
fn decoded(part: &str) -> String {
    let pair = format!("={}", part.replace('+', "%2B"));
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Writes a database into a file, as the transaction sees it that shares this snapshot.
pub async fn write(place: &Place, snapshot: &str, file: &Path) -> Result<()> {
    let mut command = Command::new("pg_dump");
    command.args(["--format=custom", "--no-password", "--no-owner", "--no-privileges"]);
    command.arg(format!("--snapshot={snapshot}")).arg("--file").arg(file);
    run("pg_dump", command.envs(place.environment())).await.map(drop)
}

/// Fills an empty database from such a file, wholly or not at all.
pub async fn read(place: &Place, file: &Path) -> Result<()> {
    let mut command = Command::new("pg_restore");
    command.args(["--single-transaction", "--exit-on-error", "--no-password", "--no-owner", "--no-privileges", "--dbname"]);
    command.arg(place.name()).arg(file);
    run("pg_restore", command.envs(place.environment())).await.map(drop)
}

async fn run(tool: &str, command: &mut Command) -> Result<Output> {
    let output = command.kill_on_drop(true).output().await.map_err(|error| match error.kind() {
        ErrorKind::NotFound => refused(format!(
            "{tool} is not on the PATH: install PostgreSQL's client tools (Debian: postgresql-client), of the server's version or later"
        )),
        _ => refused(format!("{tool} cannot be started: {error}")),
    })?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(refused(format!("{tool} failed: {}", said.trim())))
}

/// Whether the tools are there and not older than the server. An error says what is to be done.
pub async fn client_tools(db: &impl ConnectionTrait) -> Result<String> {
    let server = copies::server_version(db).await?;
    for tool in ["pg_dump", "pg_restore"] {
        let output = run(tool, Command::new(tool).arg("--version")).await?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let version = said.split(|c: char| !c.is_ascii_digit()).find_map(|word| word.parse::<i64>().ok()).unwrap_or_default();
        if version < server {
            return Err(refused(format!(
                "{tool} is of version {version} and the server of version {server}: install PostgreSQL's client tools of that version"
            )));
        }
    }
    Ok(format!("pg_dump and pg_restore are there, and not older than the server ({server})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tool_must_know_is_in_its_environment() {
        let place = Place::parse("postgres://me:a%2Fb+c@db.example:5433/my%20shop?sslmode=require&application_name=x").expect("an address");
        let expected = [
            ("PGHOST", "db.example"),
            ("PGPORT", "5433"),
            ("PGUSER", "me"),
            ("PGPASSWORD", "a/b+c"),
            ("PGDATABASE", "my shop"),
            ("PGSSLMODE", "require"),
        ];
        assert_eq!(place.environment(), expected.map(|(name, value)| (name, value.to_owned())));
        assert_eq!(place.name(), "my shop");
        let socket = Place::parse("postgres://me@localhost/shop?host=/run/postgresql").expect("an address");
        assert_eq!(socket.environment().last(), Some(&("PGHOST", "/run/postgresql".to_owned())), "the last one counts");
        assert_eq!(socket.database("other"), "postgres://me@localhost/other?host=/run/postgresql");
    }
}
