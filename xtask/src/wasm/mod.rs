//! One WASM bundle a zone: Cargo links it, wasm-bindgen writes its JavaScript, wasm-opt makes it small.

mod weight;

use crate::manifest::Bundle;
use crate::workspace::Workspace;
use crate::{files, inputs, process, tools};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use wasm_bindgen_cli_support::Bindgen;

/// A zone's module as visitors get it, but with the names of its functions.
const NAMED: &str = "named.wasm";

/// The features of `frontend`: one bundle each, for each zone and for the desk where the creator writes.
pub const ZONES: [&str; 6] = ["public", "checkout", "auth", "learn", "admin", "desk"];

/// How much time a build may spend on size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For `run` and `test`: no link-time optimisation.
    Quick,
    /// What visitors download.
    Release,
}

impl Effort {
    /// Cargo's profile of the browser code.
    pub fn profile(self) -> &'static str {
        match self {
            Self::Quick => "wasm-quick",
            Self::Release => "wasm-release",
        }
    }

    fn optimizer(self) -> &'static str {
        match self {
            Self::Quick => "-O1",
            Self::Release => "-Oz",
        }
    }
}

/// Builds every zone's bundle into the site and returns their addresses.
pub fn build(workspace: &Workspace, effort: Effort) -> Result<BTreeMap<String, Bundle>> {
    let inputs = inputs::hash(workspace, effort)?;
    thread::scope(|scope| {
        let mut shrinking = Vec::new();
        for zone in ZONES {
            let linked = link(workspace, zone, &inputs, effort)?;
            shrinking.push(scope.spawn(move || Ok((zone.to_owned(), bundle(workspace, zone, &linked, effort)?))));
        }
        shrinking.into_iter().map(|work| work.join().ok().context("a bundle's thread panicked")?).collect()
    })
}

/// Links a zone, unless it was linked of the same sources before, and returns its module, still with all that
/// wasm-bindgen needs to know. The module is kept beside its zone, since the next zone's will lie in its place.
fn link(workspace: &Workspace, zone: &str, inputs: &str, effort: Effort) -> Result<PathBuf> {
    let folder = zone_folder(workspace, zone, effort)?;
    let kept = folder.join("linked.wasm");
    let stamp = folder.join("linked-of");
    if kept.is_file() && fs::read_to_string(&stamp).is_ok_and(|last| last == inputs) {
        return Ok(kept);
    }
    // Asks for a `cdylib` alone: beside an `rlib`, Cargo leaves link-time optimisation out without a word.
    let mut cargo = frontend_cargo(workspace, "rustc");
    cargo.args(["--target", tools::WASM, "--lib", "--crate-type", "cdylib", "--profile", effort.profile()]);
    cargo.args(["--features", zone, "--message-format", "json-render-diagnostics"]);
    let artifact = find_artifact(&process::read(&mut cargo)?)?;
    fs::copy(artifact.module()?, &kept).with_context(|| format!("keeping {}", kept.display()))?;
    files::write(&stamp, inputs.as_bytes())?;
    Ok(kept)
}

fn zone_folder(workspace: &Workspace, zone: &str, effort: Effort) -> Result<PathBuf> {
    let folder = workspace.wasm_target.join("zones").join(effort.profile()).join(zone);
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    Ok(folder)
}

/// A line of Cargo's report about what it built.
#[derive(Debug, Deserialize)]
struct Artifact {
    target: Target,
    filenames: Vec<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
}

impl Artifact {
    fn module(&self) -> Result<&Path> {
        let module = self.filenames.iter().find(|path| path.extension().is_some_and(|kind| kind == "wasm"));
        Ok(module.context("Cargo names no module for `frontend`")?)
    }
}

/// Cargo, about `frontend` for browsers, in the folder of browser builds.
pub fn frontend_cargo(workspace: &Workspace, subcommand: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args([subcommand, "--package", "frontend"]);
    cargo.current_dir(&workspace.root).env("CARGO_TARGET_DIR", &workspace.wasm_target);
    cargo
}

fn find_artifact(report: &str) -> Result<Artifact> {
    let mut artifacts = report.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    artifacts.rfind(|artifact| artifact.target.name == "frontend").context("Cargo does not report on `frontend`")
}

/// Makes a zone's two files, unless they were made of the same module before, and puts them into the site.
fn bundle(workspace: &Workspace, zone: &str, linked: &Path, effort: Effort) -> Result<Bundle> {
    let folder = zone_folder(workspace, zone, effort)?;
    let module = fs::read(linked)?;
    let stamp = folder.join("made-of");
    let made_of = format!("{} {} with names", files::sha256(&module), effort.optimizer());
    if fs::read_to_string(&stamp).is_ok_and(|last| last == made_of) {
        return publish(workspace, zone, &folder);
    }
    let script = bind(&folder, zone, module)?;
    optimize(workspace, &folder, effort)?;
    files::write_compressed(&folder.join("bundle.js"), script.as_bytes())?;
    files::write_compressed(&folder.join("bundle.wasm"), &fs::read(folder.join("optimized.wasm"))?)?;
    files::write(&stamp, made_of.as_bytes())?;
    publish(workspace, zone, &folder)
}

/// Writes the module without wasm-bindgen's notes and returns the JavaScript made from them.
fn bind(folder: &Path, zone: &str, module: Vec<u8>) -> Result<String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(zone, module).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(false).remove_producers_section(true);
    let mut output = bindgen.generate_output().with_context(|| format!("wasm-bindgen on the zone {zone}"))?;
    let snippets = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(of, _)| of);
    let inline: Vec<_> = snippets.chain(output.local_modules().keys()).collect();
    ensure!(inline.is_empty(), "{zone}: inline JavaScript has no place in a bundle: {inline:?}");
    fs::write(folder.join("bound.wasm"), output.wasm_mut().emit_wasm())?;
    Ok(output.js().to_owned())
}

fn optimize(workspace: &Workspace, folder: &Path, effort: Effort) -> Result<()> {
    wasm_opt(workspace, folder, &[effort.optimizer(), "--debuginfo", "bound.wasm", "--output", NAMED])?;
    wasm_opt(workspace, folder, &["--strip-debug", NAMED, "--output", "optimized.wasm"])
}

fn wasm_opt(workspace: &Workspace, folder: &Path, arguments: &[&str]) -> Result<()> {
    let mut wasm_opt = tools::npm_program(&workspace.root.join("style"), "wasm-opt");
    let transcript = process::capture(wasm_opt.args(arguments).current_dir(folder))?;
    ensure!(transcript.success, "wasm-opt:\n{}", transcript.text);
    Ok(())
}

/// The crates that weigh most in a zone's bundle, with the bytes of their code before compression.
pub fn heaviest(workspace: &Workspace, zone: &str, effort: Effort) -> Result<Vec<(String, u64)>> {
    let named = zone_folder(workspace, zone, effort)?.join(NAMED);
    weight::by_crate(&fs::read(&named).with_context(|| format!("reading {}", named.display()))?)
}

/// Copies a zone's finished files into the site under the names of their content.
fn publish(workspace: &Workspace, zone: &str, folder: &Path) -> Result<Bundle> {
    let address = |kind: &str| -> Result<String> {
        let made = folder.join(format!("bundle.{kind}"));
        let name = files::hashed_name(zone, kind, &fs::read(&made)?);
        let public = workspace.pkg().join(&name);
        for (from, to) in files::with_siblings(&made).iter().zip(files::with_siblings(&public)) {
            if !to.is_file() {
                files::write(&to, &fs::read(from)?)?;
            }
        }
        Ok(format!("/pkg/{name}"))
    };
    Ok(Bundle { js: address("js")?, wasm: address("wasm")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_is_found_in_cargos_report() {
        let report = concat!(
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"app\"},\"filenames\":[\"/t/libapp.rlib\"]}\n",
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"frontend\"},\"filenames\":[\"/t/frontend.wasm\"]}\n",
            "{\"reason\":\"build-finished\",\"success\":true}\n",
        );
        let artifact = find_artifact(report).unwrap();
        assert_eq!(artifact.module().unwrap(), Path::new("/t/frontend.wasm"));
        assert!(find_artifact("{\"reason\":\"build-finished\",\"success\":true}").is_err());
    }
}
