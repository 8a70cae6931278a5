//! `GET /api`: the document as a page. Everything stands in it, so that the browser finds every word.

use super::DOCUMENT;
use super::words::{self, Words};
use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::Value;
use std::sync::LazyLock;

/// What it may load: its style sheet.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage<'a> {
    contents: &'a Contents,
    css: Option<&'a str>,
}

struct Contents {
    about: String,
    groups: Vec<Group>,
    types: Vec<Declared>,
}

/// Functions about one noun.
struct Group {
    name: String,
    functions: Vec<Function>,
}

struct Function {
    method: String,
    path: String,
    summary: String,
    description: String,
    fields: Vec<Field>,
    answer: Option<Words>,
}

struct Declared {
    name: String,
    description: String,
    /// What it is, where it has no fields.
    form: Option<Words>,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    words: Words,
    optional: bool,
    description: String,
}

/// The page with a style sheet, where there is one.
pub fn show(css: Option<&str>) -> Response {
    static CONTENTS: LazyLock<Contents> = LazyLock::new(|| read(&serde_json::from_str(DOCUMENT).unwrap_or_default()));
    match (ApiPage { contents: &CONTENTS, css }).render() {
        Ok(html) => {
            ([(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "public, max-age=300")], Html(html)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn read(document: &Value) -> Contents {
    let mut groups: Vec<Group> = Vec::new();
    for (path, methods) in entries(&document["paths"]) {
        for (method, operation) in entries(methods) {
            let tag = text(&operation["tags"][0]);
            let function = function(method, path, operation);
            match groups.iter_mut().find(|group| group.name == tag) {
                Some(group) => group.functions.push(function),
                None => groups.push(Group { name: tag, functions: vec![function] }),
            }
        }
    }
    let types = entries(&document["components"]["schemas"]).map(|(name, schema)| declared(name, schema)).collect();
    Contents { about: text(&document["info"]["description"]), groups, types }
}

fn function(method: &str, path: &str, operation: &Value) -> Function {
    let form = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
    let asked = operation["parameters"].as_array().into_iter().flatten();
    let asked = asked.map(|parameter| field(&text(&parameter["name"]), &parameter["schema"], parameter["required"] != true));
    let answer = operation["responses"]["200"]["content"]["application/json"].get("schema");
    Function {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        fields: asked.chain(fields(form)).collect(),
        answer: answer.map(words::of).filter(|answer| answer.text != "null"),
    }
}

fn declared(name: &str, schema: &Value) -> Declared {
    let variants = schema["oneOf"].as_array().into_iter().flatten().map(variant);
    let fields: Vec<_> = fields(schema).chain(variants).collect();
    let form = fields.is_empty().then(|| words::of(&without_words(schema)));
    Declared { name: name.to_owned(), description: text(&schema["description"]), form, fields }
}

/// One of several forms: a word, or an object with one field.
fn variant(schema: &Value) -> Field {
    let one = entries(&schema["properties"]).next();
    let (name, inside) = one.map_or_else(|| (text(&schema["const"]), Words::default()), |(name, inside)| (name.clone(), words::of(inside)));
    Field { name, words: inside, optional: false, description: text(&schema["description"]) }
}

fn fields(schema: &Value) -> impl Iterator<Item = Field> {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    entries(&schema["properties"]).map(move |(name, inside)| field(name, inside, !required.iter().any(|known| known == name)))
}

fn field(name: &str, schema: &Value, optional: bool) -> Field {
    Field { name: name.to_owned(), words: words::of(schema), optional, description: text(&schema["description"]) }
}

fn without_words(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(object) = schema.as_object_mut() {
        object.remove("description");
    }
    schema
}

fn entries(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
