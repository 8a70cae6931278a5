//! A PostgreSQL of a test's own, which can be stopped and started again. It is run by the programs of the one that all tests share, and by
//! the same user.

use super::database::{own_name, said_by_server};
use super::eventually;
use sea_orm::{ConnectionTrait, Database};
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::{Child, Command};

/// How a server is told to stop.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// It ends the connections first.
    Fast,
    /// It ends as after a power cut, and repairs itself when it is started again.
    Immediate,
}

/// A running server with an empty database.
pub struct OwnPostgres {
    /// The address of its database.
    pub url: String,
    /// A folder for the test's files.
    pub folder: PathBuf,
    /// The user and the group that run it.
    pub owner: (u32, u32),
    programs: PathBuf,
    port: u16,
    server: Child,
}

impl OwnPostgres {
    /// Makes one and starts it.
    pub async fn start() -> Self {
        let programs = PathBuf::from(said_by_server("SELECT setting FROM pg_config WHERE name = 'BINDIR'").await);
        let whose = fs::metadata(said_by_server("SHOW data_directory").await).unwrap();
        let owner = (whose.uid(), whose.gid());
        let folder = std::env::temp_dir().join(own_name());
        fs::create_dir_all(folder.join("server")).unwrap();
        chown(folder.join("server"), Some(owner.0), Some(owner.1)).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let data = folder.join("server/data");
        let mut initdb = as_owner(&programs, "initdb", owner);
        initdb.arg("--pgdata").arg(&data).args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        let made = initdb.current_dir(folder.join("server")).output().await.unwrap();
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let server = serve(&programs, &folder, owner, port);
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let own = Self { url, folder, owner, programs, port, server };
        own.is_ready().await;
        own
    }

    /// Makes a database whose data lie in a folder. Gives its address.
    pub async fn database_in(&self, folder: &Path) -> String {
        let db = Database::connect(&self.url).await.unwrap();
        db.execute_unprepared(&format!("CREATE TABLESPACE small LOCATION '{}'", folder.display())).await.unwrap();
        db.execute_unprepared("CREATE DATABASE small TABLESPACE small").await.unwrap();
        db.close().await.unwrap();
        format!("{}/small", self.url.trim_end_matches("/postgres"))
    }

    /// Stops it and starts it again.
    pub async fn restart(&mut self, how: Stop) {
        self.stop(how).await;
        self.server = serve(&self.programs, &self.folder, self.owner, self.port);
        self.is_ready().await;
    }

    /// Ends it and removes what it wrote.
    pub async fn remove(mut self) {
        self.stop(Stop::Immediate).await;
        fs::remove_dir_all(&self.folder).unwrap();
    }

    async fn stop(&mut self, how: Stop) {
        let signal = match how {
            Stop::Fast => "-INT",
            Stop::Immediate => "-QUIT",
        };
        let id = self.server.id().expect("it runs").to_string();
        assert!(Command::new("kill").args([signal, &id]).status().await.unwrap().success());
        self.server.wait().await.unwrap();
    }

    async fn is_ready(&self) {
        let ask = || async {
            let mut ask = as_owner(&self.programs, "pg_isready", self.owner);
            let asked = ask.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]).current_dir(self.folder.join("server"));
            asked.status().await.is_ok_and(|answer| answer.success())
        };
        eventually("PostgreSQL is ready", ask).await;
    }
}

fn serve(programs: &Path, folder: &Path, owner: (u32, u32), port: u16) -> Child {
    let home = folder.join("server");
    let log = fs::File::options().create(true).append(true).open(folder.join("postgres.log")).unwrap();
    let mut postgres = as_owner(programs, "postgres", owner);
    postgres.arg("-D").arg(home.join("data")).arg("-k").arg(&home).args(["-p", &port.to_string()]);
    postgres.args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off"]);
    postgres.current_dir(&home).stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log).kill_on_drop(true).spawn().unwrap()
}

fn as_owner(programs: &Path, program: &str, (user, group): (u32, u32)) -> Command {
    let mut command = Command::new(programs.join(program));
    command.uid(user).gid(group);
    command
}
