//! `lectern export` and `lectern import`.

use super::patient_settings;
use crate::core::Core;
use crate::schema;
use crate::services::course_folder::{self, FolderError};
use crate::startup::{self, StartError, World};
use std::path::Path;
use std::process::ExitCode;

/// The business, over a schema that is up to date.
async fn core() -> Result<Core, StartError> {
    let core = startup::core(patient_settings()?, World::default()).await?;
    schema::migrate(&core).await?;
    Ok(core)
}

fn told(outcome: Result<Vec<String>, FolderError>) -> ExitCode {
    match outcome {
        Ok(lines) => {
            for line in lines {
                println!("{line}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("lectern: {error}");
            ExitCode::FAILURE
        }
    }
}

fn not_started(error: &StartError) -> ExitCode {
    eprintln!("lectern: {error}");
    ExitCode::FAILURE
}

/// Writes the course into a folder.
pub async fn export(to: &Path) -> ExitCode {
    match core().await {
        Ok(core) => told(course_folder::export(&core, to).await),
        Err(error) => not_started(&error),
    }
}

/// Reads the course from a folder.
pub async fn import(from: &Path, dry: bool) -> ExitCode {
    let core = match core().await {
        Ok(core) => core,
        Err(error) => return not_started(&error),
    };
    let outcome = course_folder::import(&core, from, dry).await;
    told(outcome.map(|lines| match (lines.is_empty(), dry) {
        (true, _) => vec!["nothing differs".to_owned()],
        (false, true) => lines.into_iter().chain(["(a dry run: nothing was changed)".to_owned()]).collect(),
        (false, false) => lines,
    }))
}
