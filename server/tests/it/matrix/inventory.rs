//! All that the program answers to: the server functions as they are registered, with their arguments as the sources name them, and
//! the routes as the router has them.

use crate::support::Shop;
use leptos::server_fn::axum::server_fn_paths;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A server function.
#[derive(Debug)]
pub struct Function {
    /// Its name, as in `admin/orders`.
    pub name: String,
    /// Whether it is posted.
    pub writes: bool,
    /// Its arguments.
    pub arguments: Vec<Argument>,
}

/// An argument as a form sends it.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name: `email`, or `form[title]`.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// Whether it can be left out.
    pub optional: bool,
}

impl Argument {
    /// Something that is read as this type.
    pub fn sample(&self) -> &'static str {
        match self.kind.as_str() {
            "u8" | "u32" | "u64" | "i32" | "i64" => "1",
            "bool" => "true",
            "PayWith" => "card",
            "Decision" => "decline",
            "Beginning" => "empty",
            kind if kind.ends_with("Id") => super::NOBODY,
            _ => "x",
        }
    }

    /// Whether any text can be sent.
    pub fn is_text(&self) -> bool {
        self.kind == "String"
    }
}

/// Every registered function, by name.
pub fn functions() -> Vec<Function> {
    let sources = Sources::read();
    let mut found: Vec<_> = server_fn_paths()
        .map(|(path, method)| {
            let name = path.strip_prefix("/api/").unwrap().to_owned();
            let arguments = sources.arguments(&name);
            Function { writes: method == http::Method::POST, arguments, name }
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(found.len() > 100, "{}", found.len());
    found
}

/// Every route, as the router writes it.
pub fn routes(shop: &Shop) -> BTreeSet<String> {
    let written = format!("{:?}", shop.router);
    let paths = written.split("RouteId(").filter_map(|part| part.split_once("): \"")).filter_map(|(_, rest)| rest.split('"').next());
    let paths: BTreeSet<_> = paths.filter(|path| path.starts_with('/') && !path.contains("__private")).map(str::to_owned).collect();
    assert!(paths.len() > 50, "{paths:?}");
    paths
}

/// What the sources say of functions and of the forms that they take.
struct Sources {
    functions: BTreeMap<String, Vec<Argument>>,
    forms: BTreeMap<String, Vec<Argument>>,
}

impl Sources {
    fn read() -> Self {
        let api = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/api");
        let mut sources = Self { functions: BTreeMap::new(), forms: BTreeMap::new() };
        for text in texts(&api.join("dto")) {
            for part in text.split("pub struct ").skip(1) {
                let Some((name, rest)) = part.split_once(" {\n") else { continue };
                let fields = rest.split("\n}").next().unwrap().lines();
                let field = |line: &str| argument(line.trim().strip_prefix("pub ")?.trim_end_matches(','));
                sources.forms.insert(name.to_owned(), fields.filter_map(field).collect());
            }
        }
        for text in texts(&api) {
            for part in text.split("#[server(endpoint = \"").skip(1) {
                let (name, rest) = part.split_once('"').unwrap();
                let signature = rest.split_once("pub async fn ").unwrap().1;
                sources.functions.insert(name.to_owned(), split(within(signature)).filter_map(argument).collect());
            }
        }
        sources
    }

    fn arguments(&self, function: &str) -> Vec<Argument> {
        let found = self.functions.get(function).unwrap_or_else(|| panic!("{function} is not in app/src/api"));
        found.iter().flat_map(|argument| self.flat(argument)).collect()
    }

    /// A form is its fields, a list its first item.
    fn flat(&self, argument: &Argument) -> Vec<Argument> {
        let Argument { name, kind, optional } = argument;
        let inside = |outer: &str| kind.strip_prefix(outer).and_then(|kind| kind.strip_suffix('>'));
        let may_lack = *optional || kind.starts_with("Option<") || kind.starts_with("Vec<");
        let deeper = |name: String, kind: &str| self.flat(&Argument { name, kind: kind.to_owned(), optional: may_lack });
        if let Some(kind) = inside("Option<") {
            return deeper(name.clone(), kind);
        }
        if let Some(kind) = inside("Vec<") {
            return deeper(format!("{name}[0]"), kind);
        }
        if kind == "Words" {
            return deeper(format!("{name}[note]"), "String");
        }
        match self.forms.get(kind) {
            Some(fields) => fields.iter().flat_map(|field| deeper(format!("{name}[{}]", field.name), &field.kind)).collect(),
            None => vec![argument.clone()],
        }
    }
}

fn texts(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

/// What stands between the first brackets that are round.
fn within(signature: &str) -> &str {
    let start = signature.find('(').unwrap() + 1;
    let mut depth = 1;
    let end = signature[start..].find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &signature[start..start + end.unwrap()]
}

fn split(arguments: &str) -> impl Iterator<Item = &str> {
    arguments.split(',').map(str::trim).filter(|argument| !argument.is_empty())
}

fn argument(text: &str) -> Option<Argument> {
    let text = text.trim_start_matches("#[server(default)]").trim();
    let (name, kind) = text.split_once(": ")?;
    Some(Argument { name: name.to_owned(), kind: kind.to_owned(), optional: false })
}
