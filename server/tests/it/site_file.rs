//! The two places that name the site's folders say the same.

use leptos::config::get_configuration;

const MANIFEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
const SITE_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml");

#[test]
fn leptos_toml_equals_the_workspace_metadata() {
    let file: toml::Table =
        toml::from_str(&std::fs::read_to_string(SITE_FILE).unwrap().replace("[[workspace.metadata.leptos]]", "")).unwrap();
    let manifest: toml::Table = toml::from_str(&std::fs::read_to_string(MANIFEST).unwrap()).unwrap();
    let metadata = &manifest["workspace"]["metadata"]["leptos"][0];
    for (key, value) in &file {
        assert_eq!(metadata.get(key), Some(value), "{key}");
    }
}

#[test]
fn the_server_reads_leptos_toml() {
    let options = get_configuration(Some(SITE_FILE)).unwrap().leptos_options;
    assert_eq!((options.output_name.as_ref(), options.site_root.as_ref()), ("lectern", "target/site"));
}
