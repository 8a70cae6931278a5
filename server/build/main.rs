//! Writes the description of the API from the sources of what it describes: the server functions of `app`, and the types of `app` and
//! `domain` that they take and give. So the browser's bundles carry nothing of it, and it cannot say anything else than the code.

mod functions;
mod schemas;
mod sources;

use serde_json::{Value, json};
use sources::Sources;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    let (api, domain) = (root.join("../app/src/api"), root.join("domain/src"));
    for folder in [&api, &domain] {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let sources = Sources::read(&api, &domain);
    let document = document(&sources);
    let text = serde_json::to_string_pretty(&document).expect("a document");
    std::fs::write(Path::new(&variable("OUT_DIR")).join("openapi.json"), text).expect("the folder of what is built");
}

#[expect(clippy::disallowed_methods, reason = "Cargo tells a build script what it needs by variables")]
fn variable(name: &str) -> String {
    std::env::var(name).expect("Cargo sets it")
}

const ABOUT: &str = "What the pages of this site ask for. Functions that are read are asked by GET, the others by POST with a form, \
as a browser sends one; answers are JSON. Whoever sends `Accept: text/html` is led on by 302 instead, as forms without scripts are. \
Forms from other sites are refused by `Sec-Fetch-Site` and `Origin`. The session is a cookie that signing in sets.";

fn document(sources: &Sources) -> Value {
    let mut schemas = schemas::Schemas::new(sources);
    let mut paths = functions::paths(sources, &mut schemas);
    paths.extend(webhooks());
    schemas.need("error", "ApiError");
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Lectern", "version": variable("CARGO_PKG_VERSION"), "description": ABOUT },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas.finished(),
            "responses": {
                "Error": {
                    "description": "Why not, in one of the words of `ApiError`. The status goes with the word.",
                    "headers": { "Retry-After": { "description": "Seconds, where it is known when the next try makes sense.",
                        "schema": { "type": "integer" } } },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ApiError" } } },
                },
            },
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-session",
                    "description": "Set by signing in. Where the site is reached without TLS its name is `session`." },
            },
        },
    })
}

/// What payment providers tell us, at addresses that are ours and in words that are theirs.
fn webhooks() -> [(String, Value); 2] {
    let said = |what: &str| json!({ "description": what });
    let of = |provider: &str, header: &str, schema: &str| {
        let operation = json!({ "post": {
            "tags": ["webhooks"],
            "operationId": format!("webhooks/{}", provider.to_lowercase()),
            "summary": format!("Takes an event of {provider}, once however often it comes."),
            "parameters": [{ "name": header, "in": "header", "required": true, "schema": { "type": "string" } }],
            "requestBody": { "required": true, "content": { "application/json": {
                "schema": { "type": "object", "description": schema } } } },
            "responses": {
                "200": said("It is stored, or was before."),
                "400": said("The signature does not fit, or is too old."),
                "404": said("This provider is not configured."),
                "413": said("It is larger than events are."),
                "503": said("It could not be stored; deliver it again."),
            },
        }});
        (format!("/webhooks/{}", provider.to_lowercase()), operation)
    };
    [
        of("Stripe", "stripe-signature", "An event as Stripe describes it."),
        of("PayPal", "paypal-transmission-sig", "An event as PayPal describes it."),
    ]
}
