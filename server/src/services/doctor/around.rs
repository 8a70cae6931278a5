//! What lies around the program: keys that must go together, the file of settings, the tools of backups.

use super::{bad, ok, warn};
use crate::config::{AppEnv, TelemetrySettings, is_live_key};
use crate::core::Core;
use crate::services::backup;
use crate::telemetry::{self, Unheard};
use app::api::dto::Finding;
use sea_orm::DbBackend;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

/// The file of settings, where there is one.
const SETTINGS: &str = ".env";
/// The bits of a file's mode that let others than its owner read or write it.
const OTHERS: u32 = 0o077;

/// Whether what is set and what lies around goes together.
pub async fn all(core: &Core, database: bool) -> Vec<Finding> {
    let mut findings = vec![keys(core)];
    findings.extend(telemetry(&core.settings.telemetry));
    findings.extend(settings_file(Path::new(SETTINGS)));
    if database {
        findings.extend(tools(core).await);
    }
    findings
}

/// Both keys of Stripe are of the same account's same mode.
fn keys(core: &Core) -> Finding {
    let stripe = &core.settings.stripe;
    match (stripe.is_live(), is_live_key(&stripe.publishable_key)) {
        (true, true) => ok("Stripe: keys", "Both are for real money."),
        (false, false) if core.settings.env == AppEnv::Production => {
            warn("Stripe: keys", "Both are for trying: nobody’s money moves.", "Set both live keys before you sell.")
        }
        (false, false) => ok("Stripe: keys", "Both are for trying."),
        (secret, _) => {
            let (one, other) = if secret { ("real money", "trying") } else { ("trying", "real money") };
            let what = format!("STRIPE_SECRET_KEY is for {one}, and STRIPE_PUBLISHABLE_KEY for {other}: no payment can succeed.");
            bad("Stripe: keys", what, "Set both from the same page of Stripe’s dashboard.")
        }
    }
}

/// Whether traces and errors are told where the settings say.
fn telemetry(settings: &TelemetrySettings) -> Vec<Finding> {
    let unheard = telemetry::unheard(settings);
    let judged = |is_set: bool, variable: &str, heard: &str| {
        let not_built_in = |setting: &&Unheard| setting.variable == variable;
        is_set.then(|| match unheard.iter().find(not_built_in) {
            None => ok(variable, heard),
            Some(Unheard { feature, lost, .. }) => {
                let what = format!("It is set, and this program was built without the feature `{feature}`: {lost}.");
                let cure = format!("Build it with `cargo xtask build --release --features {feature}`, or remove the variable.");
                warn(variable, what, cure)
            }
        })
    };
    let traces = judged(settings.traces.is_some(), "OTEL_EXPORTER_OTLP_ENDPOINT", "Traces are sent to it.");
    let errors = judged(settings.sentry.is_some(), "SENTRY_DSN", "Panics and errors are sent to it.");
    traces.into_iter().chain(errors).collect()
}

/// The file with the secrets is its owner's alone.
fn settings_file(path: &Path) -> Option<Finding> {
    let mode = path.metadata().ok()?.permissions().mode();
    Some(if mode & OTHERS == 0 {
        ok("File of settings", format!("{} is its owner’s alone.", path.display()))
    } else {
        let what = format!("{} holds secrets, and others on this machine may read or write it.", path.display());
        warn("File of settings", what, format!("Run `chmod 600 {}`.", path.display()))
    })
}

/// What is to be said of folders that root has looked at.
pub fn as_whom() -> &'static str {
    let is_root = Path::new("/proc/self").metadata().is_ok_and(|process| process.uid() == 0);
    if is_root { ", by root, who looks: look again as the user who runs the server" } else { "" }
}

/// PostgreSQL is backed up by its own tools.
async fn tools(core: &Core) -> Option<Finding> {
    if core.db.backend() != DbBackend::Postgres {
        return None;
    }
    Some(match backup::client_tools(core.db.read()).await {
        Ok(found) => ok("Backups", format!("{found}.")),
        Err(error) => warn(
            "Backups",
            format!("`lectern backup` cannot run here: {error}."),
            "Install PostgreSQL’s client tools where backups are made.",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::api::dto::Verdict;
    use std::fs::{self, Permissions};

    #[test]
    fn a_setting_is_heard_exactly_where_its_feature_is_built_in() {
        assert!(telemetry(&TelemetrySettings::default()).is_empty(), "nothing is set");
        let settings = TelemetrySettings { sentry: Some("https://key@sentry.example/1".into()), ..TelemetrySettings::default() };
        let findings = telemetry(&settings);
        let expected = if cfg!(feature = "sentry") { Verdict::Ok } else { Verdict::Warn };
        assert_eq!(findings.iter().map(|finding| (finding.name.as_str(), finding.verdict)).collect::<Vec<_>>(), [("SENTRY_DSN", expected)]);
    }

    #[test]
    fn secrets_that_others_may_read_are_told_of() {
        let path = std::env::temp_dir().join(format!("lectern-settings-{}", std::process::id()));
        assert!(settings_file(&path).is_none(), "there is none");
        for (mode, verdict) in [(0o600, Verdict::Ok), (0o640, Verdict::Warn), (0o644, Verdict::Warn)] {
            fs::write(&path, "APP_SECRET=x").expect("a file");
            fs::set_permissions(&path, Permissions::from_mode(mode)).expect("a mode");
            assert_eq!(settings_file(&path).map(|finding| finding.verdict), Some(verdict), "{mode:o}");
        }
        fs::remove_file(&path).expect("it is there");
    }
}
