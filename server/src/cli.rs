//! The command line: `lectern serve`, `migrate`, `seed`, `admin create`, `reconcile`, `doctor`, `ping`, `backup`, `restore`, `export`,
//! `import`.

mod backup;
mod course_folder;
mod reconcile;

use crate::config::{self, FirstRun, Limits, Settings, TelemetrySettings};
use crate::http::openapi;
use crate::ping::ping;
use crate::repo;
use crate::schema;
use crate::services::second_factor::{authenticator, forgetting};
use crate::services::{doctor, restoration, seed, setup};
use crate::startup::{self, Application, StartError, World};
use crate::telemetry;
use app::api::dto::{Finding, Verdict};
use clap::{Parser, Subcommand};
use domain::email::EmailAddress;
use leptos::config::{LeptosOptions, get_configuration};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// The file with the site's address and folders.
const SITE_FILE: &str = "Leptos.toml";

/// Sells and teaches one course.
#[derive(Parser)]
#[command(name = "lectern", version, after_help = config::help())]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site (default).
    Serve,
    /// Bring the database's schema up to date. `serve` does it too; of several at once one does, and the others wait.
    Migrate,
    /// Write the demo course into an empty database.
    Seed {
        /// As it is after a month: lessons that open later, a new one, and a student who began at its beginning.
        #[arg(long)]
        month: bool,
        /// With a lesson whose text attacks whoever reads it, to see that it does not succeed.
        #[arg(long)]
        hostile: bool,
    },
    /// Compare the providers' money with orders and access. Exits with 1 where they differ, with 2 where they cannot be compared.
    Reconcile {
        /// Repair what needs no decision, and compare again. A shop that was put back may open in production after it.
        #[arg(long)]
        fix: bool,
        /// Compare nothing, and let a shop that was put back open as it is: an offer accepted since may be charged once more.
        #[arg(long, conflicts_with = "fix")]
        accept: bool,
    },
    /// Look whether everything works, and say in plain words what does not. Exits with 1 where something is bad.
    Doctor,
    /// Ask the server of this machine whether it can serve: a container's health check. Exits with 1 where it cannot.
    Ping,
    /// Copy the database and the files that it names, while the shop sells. Exits with 1 where files are missing.
    Backup {
        /// The folder that the backup becomes. It is not there yet; until the backup is whole it has another name.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Put a backup back into an empty database and an empty store. Then run `reconcile --fix`: it finds what happened since, and in
    /// production the shop does not open before.
    Restore {
        /// The folder that `backup` made.
        #[arg(long, value_name = "FOLDER")]
        from: PathBuf,
        /// Only look whether it is good: hashes, rows and ledgers, in a database of its own that is gone afterwards.
        #[arg(long)]
        verify: bool,
    },
    /// Write the course into a folder of Markdown and assets: lessons, files, pictures, the sales page. It holds no people, orders,
    /// prices beside the first, terms or secrets.
    Export {
        /// A folder that is empty, or that holds the course from before.
        #[arg(value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Read such a folder back: into an empty database, or over the same course. Nothing that students have done is lost.
    Import {
        /// The folder.
        #[arg(value_name = "FOLDER")]
        from: PathBuf,
        /// Only say what would change.
        #[arg(long)]
        dry_run: bool,
    },
    /// Print the description of the API, as OpenAPI 3.1.
    Openapi,
    /// Manage admins.
    Admin {
        #[command(subcommand)]
        command: AdminCommand,
    },
}

#[derive(Subcommand)]
enum AdminCommand {
    /// Make a person an admin, and print a link that signs them in.
    Create {
        /// Their e-mail address.
        #[arg(long)]
        email: String,
        /// Their name.
        #[arg(long, default_value = "")]
        name: String,
    },
    /// Forget the second factor of an admin who has lost it, and end their sessions. Signing in leads to a new one.
    ForgetFactor {
        /// Their e-mail address.
        #[arg(long)]
        email: String,
    },
}

/// Runs the command that was typed.
pub async fn run() -> ExitCode {
    let command = Cli::parse().command.unwrap_or(Command::Serve);
    if let Err(error) = config::read_settings_file() {
        eprintln!("lectern: {error}");
        return if matches!(command, Command::Reconcile { .. }) { ExitCode::from(reconcile::NOT_COMPARED) } else { ExitCode::FAILURE };
    }
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let told = if matches!(command, Command::Serve) { config::telemetry_from_environment() } else { TelemetrySettings::default() };
    let telemetry = telemetry::start(config::logs_are_json(), config::log_filter().as_deref(), &told);
    match command {
        Command::Reconcile { accept: true, .. } => return finish(reconcile::accept().await),
        Command::Reconcile { fix, .. } => return reconcile::reconcile(fix).await,
        Command::Doctor => return doctor().await,
        Command::Openapi => {
            println!("{}", openapi::DOCUMENT);
            return ExitCode::SUCCESS;
        }
        Command::Ping => return asked().await,
        Command::Backup { to } => return backup::backup(&to).await,
        Command::Restore { from, verify } => return backup::restore(&from, verify).await,
        Command::Export { to } => return course_folder::export(&to).await,
        Command::Import { from, dry_run } => return course_folder::import(&from, dry_run).await,
        _ => {}
    }
    let ended = execute(command).await;
    telemetry.finish().await;
    finish(ended)
}

fn finish(ended: Result<(), StartError>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lectern: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What is found on this machine. Looking makes nothing: a database file that is not there stays so.
async fn examined() -> Result<Vec<Finding>, StartError> {
    let settings = settings_of(&site_options()?)?;
    if let Some(file) = settings.sqlite_file().filter(|file| !file.exists()) {
        return Ok(doctor::without_database(&settings, &format!("there is no file {}", file.display())));
    }
    match startup::core(settings.clone(), World::default()).await {
        Ok(core) => Ok(doctor::examine(&core).await),
        Err(StartError::Database(error)) => Ok(doctor::without_database(&settings, &format!("it cannot be reached: {error}"))),
        Err(error) => Err(error),
    }
}

/// Prints what was found, the cure below what needs one.
async fn doctor() -> ExitCode {
    let findings = match examined().await {
        Ok(findings) => findings,
        Err(error) => {
            println!("bad   Settings: {error}");
            return ExitCode::from(1);
        }
    };
    for Finding { name, verdict, what, cure } in &findings {
        println!("{:<5} {name}: {what}", verdict.name());
        if !cure.is_empty() {
            println!("      → {cure}");
        }
    }
    let bad = findings.iter().any(|finding| finding.verdict == Verdict::Bad);
    if bad { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Asks the server of this machine, and says on standard error why it cannot serve.
async fn asked() -> ExitCode {
    let answer = match site_options() {
        Ok(site) => ping(site.site_addr).await,
        Err(error) => Err(error.to_string()),
    };
    match answer {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lectern: {error}");
            ExitCode::FAILURE
        }
    }
}

fn settings_of(site: &LeptosOptions) -> Result<Settings, StartError> {
    config::from_environment(&site.site_addr.to_string()).map_err(|errors| {
        let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
        StartError::Setting(lines.join("\n  "))
    })
}

/// For a command that looks through the whole database: nobody waits for its statements. It goes past a pooler, which would put limits
/// of its own on them.
fn patient_settings() -> Result<Settings, StartError> {
    let settings = settings_of(&site_options()?)?;
    let limits = Limits { statement: Duration::ZERO, ..settings.limits };
    Ok(Settings { limits, database_url: settings.direct_url().to_owned(), ..settings })
}

async fn execute(command: Command) -> Result<(), StartError> {
    let site = site_options()?;
    let settings = settings_of(&site)?;
    match command {
        Command::Serve => serve(settings, &site).await,
        Command::Migrate => schema::migrate(&startup::core(settings, World::default()).await?).await,
        Command::Seed { month, hostile } => write_demo(settings, month, hostile).await,
        Command::Admin { command: AdminCommand::Create { email, name } } => create_admin(settings, &email, &name).await,
        Command::Admin { command: AdminCommand::ForgetFactor { email } } => forget_factor(settings, &email).await,
        _ => Ok(()),
    }
}

async fn write_demo(settings: Settings, month: bool, hostile: bool) -> Result<(), StartError> {
    let core = startup::core(settings, World::default()).await?;
    schema::migrate(&core).await?;
    if !seed::demo(&core).await? {
        return Ok(());
    }
    if month {
        seed::month::pass(&core).await?;
    }
    if hostile {
        seed::hostile::write(&core).await?;
    }
    Ok(())
}

/// The site's options: Leptos.toml where there is one, and the environment over it.
fn site_options() -> Result<LeptosOptions, StartError> {
    let file = Path::new(SITE_FILE).exists().then_some(SITE_FILE);
    let found = get_configuration(file).map_err(|error| StartError::Setting(format!("{SITE_FILE}: {error}")))?;
    Ok(found.leptos_options)
}

async fn serve(settings: Settings, site: &LeptosOptions) -> Result<(), StartError> {
    for (setting, meaning) in config::assumed(&settings) {
        tracing::info!(setting, "{meaning}");
    }
    let demo = settings.first_run == FirstRun::Demo;
    let public_url = settings.public_url.clone();
    let application = Application::build(settings, World::default(), Path::new(site.site_root.as_ref())).await?;
    let only_server = startup::lock_sqlite(&application.core().settings)?;
    schema::migrate(application.core()).await?;
    if let Some(why) = restoration::bar(application.core()).await? {
        return Err(StartError::Barred(why));
    }
    if only_server.is_some() {
        startup::take_over(application.core()).await?;
    }
    application.share_files().await;
    authenticator::reseal(application.core()).await?;
    if !application.core().settings.admins_need_factor {
        tracing::warn!("ADMIN_SECOND_FACTOR=optional: whoever reads an admin's mail can open the panel");
    }
    if demo && seed::demo(application.core()).await? {
        tracing::info!("the database was empty: the demo course is in it now");
    }
    if let Some(code) = setup::begin(application.core()).await? {
        let page = application.core().settings.absolute(&app::paths::setup());
        tracing::warn!(setup.page = page, setup.code = code, "nobody runs this place yet: open the page and enter the code");
    }
    let listener = startup::listen(site.site_addr).await?;
    tracing::info!(address = %listener.local_addr()?, public_url, "ready");
    application.serve(listener, stop_signal()?).await;
    Ok(())
}

async fn create_admin(settings: Settings, email: &str, name: &str) -> Result<(), StartError> {
    let core = startup::core(settings, World::default()).await?;
    schema::migrate(&core).await?;
    let link = seed::admin(&core, email, name).await?;
    println!("{link}");
    Ok(())
}

async fn forget_factor(settings: Settings, email: &str) -> Result<(), StartError> {
    let core = startup::core(settings, World::default()).await?;
    schema::migrate(&core).await?;
    let email = EmailAddress::parse(email).map_err(|error| StartError::Setting(format!("--email: {error}")))?;
    let person = repo::identity::by_email(core.db.read(), &email.normalized()).await?;
    let person = person.ok_or_else(|| StartError::Setting("--email: nobody has this address".to_owned()))?;
    forgetting::forget(&core, &person, None, "on the server").await?;
    println!("forgotten");
    Ok(())
}

/// Cancelled by the first SIGINT or SIGTERM.
fn stop_signal() -> std::io::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let told = stop.clone();
    tokio::spawn(async move {
        tokio::select! { _ = interrupt.recv() => (), _ = terminate.recv() => () }
        tracing::info!("stopping: finishing what is under way");
        told.cancel();
    });
    Ok(stop)
}
