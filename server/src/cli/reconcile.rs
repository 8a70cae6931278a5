//! `lectern reconcile`.

use super::patient_settings;
use crate::core::Core;
use crate::schema;
use crate::services::{restoration, truth};
use crate::startup::{self, StartError, World};
use std::process::ExitCode;

/// The exit of a comparison that could not be made.
pub const NOT_COMPARED: u8 = 2;

/// Prints the comparison. The exit says what it found: 0 nothing, 1 differences, 2 that it could not be made, or not so that a shop which
/// was put back may open.
pub async fn reconcile(fix: bool) -> ExitCode {
    match compared(fix).await {
        Ok(Compared { report, keeps_shut }) => {
            print!("{report}");
            tell_shut(&keeps_shut);
            match (keeps_shut.is_empty(), report.agrees()) {
                (false, _) => ExitCode::from(NOT_COMPARED),
                (true, false) => ExitCode::from(1),
                (true, true) => ExitCode::SUCCESS,
            }
        }
        Err(error) => {
            eprintln!("lectern: {error}");
            ExitCode::from(NOT_COMPARED)
        }
    }
}

/// A comparison.
struct Compared {
    report: truth::Report,
    /// What keeps a shop shut that was put back, in words.
    keeps_shut: Vec<String>,
}

fn tell_shut(why: &[String]) {
    for line in why {
        eprintln!("lectern: {line}");
    }
    if !why.is_empty() {
        eprintln!("lectern: in production the shop stays shut until this is known, or until `{}`", restoration::ACCEPTANCE);
    }
}

async fn compared(fix: bool) -> Result<Compared, StartError> {
    let core = startup::core(patient_settings()?, World::default()).await?;
    schema::migrate(&core).await?;
    let report = truth::compare(&core).await?;
    if fix { repaired(&core, report).await } else { Ok(Compared { report, keeps_shut: Vec::new() }) }
}

/// Repairs what was found. A shop that was put back may open once every provider has been heard.
async fn repaired(core: &Core, found: truth::Report) -> Result<Compared, StartError> {
    let (report, unanswered) = if found.agrees() {
        (found, 0)
    } else {
        print!("before the repair:\n{found}after it:\n");
        let unanswered = truth::repair::repair(core, &found, None).await?;
        (truth::compare(core).await?, unanswered)
    };
    let keeps_shut = restoration::compared(core, &report, unanswered).await?;
    Ok(Compared { report, keeps_shut })
}

/// Lets a shop that was put back open as it is.
pub async fn accept() -> Result<(), StartError> {
    let core = startup::core(patient_settings()?, World::default()).await?;
    schema::migrate(&core).await?;
    match restoration::accept(&core).await? {
        Some(pending) => println!("{pending} It may open as it is."),
        None => println!("nothing keeps this shop shut"),
    }
    Ok(())
}
