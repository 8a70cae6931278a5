//! The files that run the program are whole, and speak of settings and commands that exist.

use std::collections::BTreeSet;
use std::process::Command;
use yaml_rust2::{Yaml, YamlLoader};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// What is set for other programs than ours.
const OF_OTHERS: [&str; 4] = ["DOMAIN", "POSTGRES_USER", "POSTGRES_PASSWORD", "LEPTOS_SITE_ADDR"];

fn read(file: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/{file}")).unwrap()
}

fn yaml(file: &str) -> Vec<Yaml> {
    YamlLoader::load_from_str(&read(file)).unwrap()
}

fn help() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_lectern")).arg("--help").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The keys of a mapping, or of the `NAME=value` lines of a list.
fn keys(mapping: &Yaml) -> Vec<String> {
    mapping.as_hash().into_iter().flatten().filter_map(|(key, _)| key.as_str().map(ToOwned::to_owned)).collect()
}

fn settings() -> Vec<String> {
    let compose = &yaml("compose.yaml")[0];
    let services = compose["services"].as_hash().unwrap();
    let mut named: Vec<String> = services.values().flat_map(|service| keys(&service["environment"])).collect();
    let container = yaml("deploy/kubernetes/lectern.yaml")[0]["spec"]["template"]["spec"]["containers"][0].clone();
    named.extend(container["env"].as_vec().unwrap().iter().map(|variable| variable["name"].as_str().unwrap().to_owned()));
    let fly: toml::Table = read("fly.toml").parse().unwrap();
    named.extend(fly["env"].as_table().unwrap().keys().cloned());
    let dockerfile = read("Dockerfile");
    let (_, variables) = dockerfile.rsplit_once("\nENV ").unwrap();
    let variables = variables.split("\nEXPOSE").next().unwrap().replace('\\', " ");
    named.extend(variables.split_whitespace().filter_map(|pair| Some(pair.split_once('=')?.0.to_owned())));
    named
}

#[test]
fn every_setting_that_a_file_names_is_one() {
    let (help, named) = (help(), settings());
    assert!(named.len() >= 10, "{named:?}");
    for name in named {
        assert!(OF_OTHERS.contains(&name.as_str()) || help.contains(&name), "{name}");
    }
}

#[test]
fn every_setting_that_is_read_is_in_the_example_and_no_other() {
    let (help, example) = (help(), read(".env.example"));
    let is_name =
        |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let (_, listed) = help.split_once("\nEnvironment:\n").unwrap();
    let read: BTreeSet<_> = listed.lines().filter_map(|line| line.split_whitespace().next()).filter(|word| is_name(word)).collect();
    let shown = example.lines().filter_map(|line| line.strip_prefix('#')?.split_once('=')).map(|(name, _)| name);
    assert_eq!(shown.filter(|name| is_name(name)).collect::<BTreeSet<_>>(), read);
}

#[test]
fn every_command_that_a_file_runs_is_one() {
    let help = help();
    let commands: BTreeSet<&str> =
        help.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).filter(|word| word.is_ascii()).collect();
    let units = ["deploy/systemd/lectern.service", "deploy/systemd/lectern-backup.service"].map(read).concat();
    let run: Vec<&str> = units.split("/opt/lectern/lectern ").skip(1).filter_map(|rest| rest.split_whitespace().next()).collect();
    assert_eq!(run, ["serve", "backup", "restore"]);
    let dockerfile = read("Dockerfile");
    assert!(dockerfile.contains("[\"/app/lectern\", \"ping\"]") && dockerfile.contains("CMD [\"serve\"]"));
    for command in run.into_iter().chain(["ping"]) {
        assert!(commands.contains(command), "{command}: {commands:?}");
    }
}

#[test]
fn whoever_stops_the_program_waits_until_it_is_done() {
    let (compose, cluster) = (&yaml("compose.yaml")[0], &yaml("deploy/kubernetes/lectern.yaml")[0]);
    assert_eq!(compose["services"]["lectern"]["stop_grace_period"].as_str(), Some("60s"));
    assert_eq!(cluster["spec"]["template"]["spec"]["terminationGracePeriodSeconds"].as_i64(), Some(60));
    assert!(read("deploy/systemd/lectern.service").contains("\nTimeoutStopSec=60\n"));
    assert!(read("fly.toml").contains("kill_timeout = \"60s\""));
}

#[test]
fn health_is_asked_for_where_it_is_told() {
    let container = &yaml("deploy/kubernetes/lectern.yaml")[0]["spec"]["template"]["spec"]["containers"][0];
    let fly: toml::Table = read("fly.toml").parse().unwrap();
    assert_eq!(container["readinessProbe"]["httpGet"]["path"].as_str(), Some("/readyz"));
    assert_eq!(container["livenessProbe"]["httpGet"]["path"].as_str(), Some("/healthz"));
    assert_eq!(fly["http_service"]["checks"][0]["path"].as_str(), Some("/readyz"));
}

#[test]
fn the_proxy_finds_the_program_where_it_runs() {
    let proxy = read("deploy/Caddyfile");
    assert!(proxy.contains("dynamic a {$UPSTREAM:lectern} 3000") && !proxy.contains("health_"), "what is found by name is not asked");
    assert!(keys(&yaml("compose.yaml")[0]["services"]).contains(&"lectern".to_owned()));
    assert!(read("README.md").contains("`DOMAIN` and `UPSTREAM=127.0.0.1`"));
}

#[test]
fn a_unit_makes_the_folders_that_it_writes_to() {
    let unit = read("deploy/systemd/lectern-backup.service");
    assert!(unit.contains("\nStateDirectory=lectern lectern-backups\n") && !unit.contains("ReadWritePaths"), "a folder is there or made");
    assert!(unit.contains("%%H%%M") && unit.contains("\nExecStopPost=") && !unit.contains("ExecStartPost"), "{unit}");
    assert!(read("README.md").contains("useradd --system"), "its user");
}

#[test]
fn workflows_are_yaml() {
    for file in [".github/workflows/ci.yml", ".github/workflows/features.yml", ".github/workflows/preview.yml"] {
        assert_eq!(yaml(file).len(), 1, "{file}");
    }
}
