//! What the sources declare.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Ident, Item, ItemEnum, ItemFn, ItemStruct, ItemType, Lit, LitStr, Meta, Token, UseTree};

/// A type that a file declares.
pub enum Declared {
    /// A struct.
    Struct(ItemStruct),
    /// An enum.
    Enum(ItemEnum),
    /// Another name of a type.
    Alias(ItemType),
    /// An id.
    Id(String),
    /// One of some words, with what is said of it.
    Words(String, Vec<String>),
}

/// The module that a file belongs to, and where the names that it uses come from.
#[derive(Default)]
pub struct Scope {
    /// The first module below the root: `dto`, `order`.
    pub module: String,
    imports: HashMap<String, (String, String)>,
}

impl Scope {
    /// The module and the name of what a name stands for here.
    pub fn resolve(&self, name: &str) -> (String, String) {
        self.imports.get(name).cloned().unwrap_or_else(|| (self.module.clone(), name.to_owned()))
    }
}

/// A server function.
pub struct Function {
    /// Its name: `admin/orders`.
    pub endpoint: String,
    /// Whether it is asked by GET.
    pub reads: bool,
    /// Its signature, words and body.
    pub item: ItemFn,
    /// Where its names come from.
    pub scope: usize,
}

/// Everything that was read.
#[derive(Default)]
pub struct Sources {
    /// The files.
    pub scopes: Vec<Scope>,
    /// The types, by module and name, with the file that each is declared in.
    pub types: BTreeMap<(String, String), (usize, Declared)>,
    /// The server functions.
    pub functions: Vec<Function>,
}

impl Sources {
    /// Reads every file below two folders.
    pub fn read(api: &Path, domain: &Path) -> Self {
        let mut sources = Self::default();
        for root in [api, domain] {
            for file in files(root) {
                let inside = file.strip_prefix(root).expect("a file below it").with_extension("");
                let module = inside.iter().next().expect("a name").to_string_lossy().into_owned();
                sources.take(&module, &std::fs::read_to_string(&file).expect("a readable file"));
            }
        }
        sources.functions.sort_by(|a, b| a.endpoint.cmp(&b.endpoint));
        sources
    }

    fn take(&mut self, module: &str, text: &str) {
        let Ok(file) = syn::parse_file(text) else { return };
        let mut scope = Scope { module: module.to_owned(), imports: HashMap::new() };
        let number = self.scopes.len();
        for item in file.items {
            match item {
                Item::Use(item) => import(&item.tree, &mut Vec::new(), &mut scope.imports),
                Item::Struct(item) => self.declare(module, &item.ident.to_string(), number, Declared::Struct(item)),
                Item::Enum(item) => self.declare(module, &item.ident.to_string(), number, Declared::Enum(item)),
                Item::Type(item) => self.declare(module, &item.ident.to_string(), number, Declared::Alias(item)),
                Item::Macro(item) => self.take_list(module, number, &item.mac),
                Item::Fn(item) => self.take_function(number, item),
                _ => {}
            }
        }
        self.scopes.push(scope);
    }

    fn declare(&mut self, module: &str, name: &str, scope: usize, declared: Declared) {
        self.types.entry((module.to_owned(), name.to_owned())).or_insert((scope, declared));
    }

    /// Ids and words are declared by lists.
    fn take_list(&mut self, module: &str, scope: usize, list: &syn::Macro) {
        let Ok(entries) = list.parse_body_with(Punctuated::<Entry, Token![,]>::parse_terminated) else { return };
        if list.path.is_ident("ids") {
            for Entry { attrs, name, .. } in entries {
                self.declare(module, &name.to_string(), scope, Declared::Id(doc(&attrs)));
            }
        } else if list.path.is_ident("words") {
            let words = entries.into_iter().filter_map(|entry| entry.word).map(|word| word.value()).collect();
            let about = "What a text of a section is.".to_owned();
            self.declare(module, "Word", scope, Declared::Words(about, words));
        }
    }

    fn take_function(&mut self, scope: usize, item: ItemFn) {
        let Some(server) = item.attrs.iter().find(|attribute| attribute.path().is_ident("server")) else { return };
        let Ok(settings) = server.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) else { return };
        let value = |name: &str| {
            let found = settings.iter().find(|setting| setting.path().is_ident(name))?;
            found.require_name_value().ok().map(|pair| pair.value.clone())
        };
        let Some(Expr::Lit(ExprLit { lit: Lit::Str(endpoint), .. })) = value("endpoint") else { return };
        let reads = matches!(value("input"), Some(Expr::Path(path)) if path.path.is_ident("GetUrl"));
        self.functions.push(Function { endpoint: endpoint.value(), reads, item, scope });
    }
}

/// One of a list: `/// A person.` `UserId`, or `Title = "title"`.
struct Entry {
    attrs: Vec<Attribute>,
    name: Ident,
    word: Option<LitStr>,
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (attrs, name) = (input.call(Attribute::parse_outer)?, input.parse()?);
        let has_word = input.parse::<Option<Token![=]>>()?.is_some();
        Ok(Self { attrs, name, word: if has_word { Some(input.parse()?) } else { None } })
    }
}

fn import(tree: &UseTree, before: &mut Vec<String>, imports: &mut HashMap<String, (String, String)>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            import(&path.tree, before, imports);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| import(tree, before, imports)),
        UseTree::Name(name) => remember(&name.ident, &name.ident, before, imports),
        UseTree::Rename(rename) => remember(&rename.ident, &rename.rename, before, imports),
        UseTree::Glob(_) => {}
    }
}

fn remember(name: &Ident, here: &Ident, before: &[String], imports: &mut HashMap<String, (String, String)>) {
    let inside = before.iter().find(|part| !matches!(part.as_str(), "crate" | "super" | "domain" | "api"));
    if let Some(module) = inside {
        imports.insert(here.to_string(), (module.clone(), name.to_string()));
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// What is said of an item.
pub fn doc(attrs: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    };
    attrs.iter().filter_map(line).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The settings of an attribute such as `#[serde(default, rename_all = "…")]`: names, and values where there are any.
pub fn settings(attrs: &[Attribute], of: &str) -> BTreeMap<String, String> {
    let lists = attrs.iter().filter(|attribute| attribute.path().is_ident(of));
    let parsed = lists.filter_map(|attribute| attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok());
    let pair = |meta: Meta| {
        let name = meta.path().get_ident()?.to_string();
        let value = match meta.require_name_value().ok().map(|pair| &pair.value) {
            Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => text.value(),
            _ => String::new(),
        };
        Some((name, value))
    };
    parsed.flatten().filter_map(pair).collect()
}
