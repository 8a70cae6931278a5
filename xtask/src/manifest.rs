//! The asset manifest: which built files a page loads. The server reads it once, at start.

use crate::{env, files};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the files of an earlier build stay, so that a tab opened before a deploy can still load its parts.
const KEEP: Duration = Duration::from_hours(24);

/// The built files, as addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The style sheet.
    pub css: String,
    /// The bundle of each zone.
    pub bundles: BTreeMap<String, Bundle>,
    /// The script that speaks with the frames of videos.
    #[serde(default)]
    pub player: String,
}

/// The built files of a zone, as addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// The module that loads the WASM.
    pub js: String,
    /// The WASM.
    pub wasm: String,
}

impl Manifest {
    /// The manifest of the last build, if there was one.
    pub fn load(site: &Path) -> Option<Self> {
        let text = fs::read_to_string(Self::path(site)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Puts this build in place of the last one and removes what neither this one nor a recent one needs.
    pub fn publish(&self, site: &Path) -> Result<()> {
        if let Some(last) = Self::load(site) {
            last.touch(site)?;
        }
        self.touch(site)?;
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        files::write(&Self::path(site), text.as_bytes())?;
        remove_older(&site.join("pkg"), KEEP)
    }

    /// Every file that it names.
    pub fn paths(&self, site: &Path) -> Vec<PathBuf> {
        let bundles = self.bundles.values().flat_map(|bundle| [&bundle.js, &bundle.wasm]);
        [&self.css, &self.player]
            .into_iter()
            .chain(bundles)
            .filter(|address| !address.is_empty())
            .map(|address| site.join(address.trim_start_matches('/')))
            .collect()
    }

    fn path(site: &Path) -> PathBuf {
        site.join("manifest.json")
    }

    /// Dates every file it names to now: a file's age counts from the last build that used it.
    fn touch(&self, site: &Path) -> Result<()> {
        for path in self.paths(site).iter().flat_map(|path| files::with_siblings(path)).filter(|path| path.is_file()) {
            let file = File::options().append(true).open(&path).with_context(|| format!("opening {}", path.display()))?;
            file.set_modified(env::now())?;
        }
        Ok(())
    }
}

fn remove_older(folder: &Path, age: Duration) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let modified = entry.metadata()?.modified()?;
        if env::now().duration_since(modified).is_ok_and(|elapsed| elapsed > age) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(hash: &str) -> Manifest {
        let bundle = Bundle { js: format!("/pkg/public.{hash}.js"), wasm: format!("/pkg/public.{hash}.wasm") };
        Manifest {
            css: format!("/pkg/lectern.{hash}.css"),
            bundles: BTreeMap::from([("public".to_owned(), bundle)]),
            player: format!("/pkg/player.{hash}.js"),
        }
    }

    fn write_files(manifest: &Manifest, site: &Path, age: Duration) {
        for path in manifest.paths(site) {
            fs::write(&path, "x").unwrap();
            File::options().append(true).open(&path).unwrap().set_modified(env::now() - age).unwrap();
        }
    }

    #[test]
    fn the_server_reads_this_shape() {
        let text = serde_json::to_string(&build("1")).unwrap();
        assert_eq!(
            text,
            r#"{"css":"/pkg/lectern.1.css","bundles":{"public":{"js":"/pkg/public.1.js","wasm":"/pkg/public.1.wasm"}},"player":"/pkg/player.1.js"}"#
        );
    }

    #[test]
    fn the_last_build_stays_and_older_ones_go() {
        let site = std::env::temp_dir().join(format!("lectern-site-{}", std::process::id()));
        fs::create_dir_all(site.join("pkg")).unwrap();
        let long_ago = KEEP * 3;
        let [forgotten, last, new] = ["1", "2", "3"].map(build);
        for manifest in [&forgotten, &last, &new] {
            write_files(manifest, &site, long_ago);
        }
        files::write(&Manifest::path(&site), serde_json::to_string(&last).unwrap().as_bytes()).unwrap();

        new.publish(&site).unwrap();

        assert_eq!(Manifest::load(&site), Some(new.clone()));
        assert!(new.paths(&site).iter().chain(&last.paths(&site)).all(|path| path.is_file()));
        assert!(!forgotten.paths(&site).iter().any(|path| path.exists()));
        fs::remove_dir_all(site).unwrap();
    }
}
