//! Types as JSON Schema, as `serde` writes them.

use crate::sources::{Declared, Scope, Sources, doc, settings};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use syn::{Fields, GenericArgument, GenericParam, ItemEnum, ItemStruct, PathArguments, PathSegment, Type, TypePath};

/// The types that something refers to.
pub struct Schemas<'a> {
    sources: &'a Sources,
    named: BTreeMap<String, Value>,
}

/// Where a type is read: its file, and what stands in for its parameters.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    scope: &'a Scope,
    given: &'a [(String, Value)],
}

impl<'a> Place<'a> {
    /// A file.
    pub fn of(scope: &'a Scope) -> Self {
        Self { scope, given: &[] }
    }
}

impl<'a> Schemas<'a> {
    /// None yet.
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, named: BTreeMap::new() }
    }

    /// All that are referred to, by name.
    pub fn finished(self) -> Map<String, Value> {
        self.named.into_iter().collect()
    }

    /// Takes a type up that must be there.
    pub fn need(&mut self, module: &str, name: &str) -> Value {
        self.declared([module, module], name, &[]).unwrap_or_else(|| panic!("there is no {module}::{name}"))
    }

    /// Whether a value is written in several fields of a form.
    pub fn is_nested(&self, schema: &Value) -> bool {
        let named = schema["$ref"].as_str().and_then(|address| self.named.get(address.rsplit('/').next()?));
        matches!(named.unwrap_or(schema)["type"].as_str(), Some("object" | "array"))
    }

    /// The schema of a type.
    pub fn of(&mut self, kind: &Type, place: Place<'_>) -> Value {
        match kind {
            Type::Reference(reference) => self.of(&reference.elem, place),
            Type::Paren(inner) => self.of(&inner.elem, place),
            Type::Group(inner) => self.of(&inner.elem, place),
            Type::Array(array) => json!({ "type": "array", "items": self.of(&array.elem, place) }),
            Type::Slice(slice) => json!({ "type": "array", "items": self.of(&slice.elem, place) }),
            Type::Tuple(tuple) if tuple.elems.is_empty() => json!({ "type": "null" }),
            Type::Tuple(tuple) => {
                let items: Vec<_> = tuple.elems.iter().map(|kind| self.of(kind, place)).collect();
                json!({ "type": "array", "minItems": items.len(), "maxItems": items.len(), "prefixItems": items })
            }
            Type::Path(TypePath { path, .. }) => path.segments.last().map_or(json!({}), |last| self.of_name(last, place)),
            _ => json!({}),
        }
    }

    fn of_name(&mut self, segment: &PathSegment, place: Place<'_>) -> Value {
        let name = segment.ident.to_string();
        if let Some((_, given)) = place.given.iter().find(|(parameter, _)| *parameter == name) {
            return given.clone();
        }
        let arguments: Vec<_> = arguments(segment).into_iter().map(|kind| self.of(kind, place)).collect();
        if let Some(known) = known(&name, &arguments) {
            return known;
        }
        let (module, name) = place.scope.resolve(&name);
        self.declared([&module, &place.scope.module], &name, &arguments)
            .unwrap_or_else(|| json!({ "description": format!("{name}, in its own form.") }))
    }

    /// A declared type, by reference. Where none of the modules declares it, the name alone must be enough.
    fn declared(&mut self, modules: [&str; 2], name: &str, arguments: &[Value]) -> Option<Value> {
        let sources = self.sources;
        let exact = modules.iter().find_map(|module| sources.types.get_key_value(&((*module).to_owned(), name.to_owned())));
        let mut others = sources.types.iter().filter(|((_, other), _)| other == name);
        let first = others.next();
        let (key, (scope, declared)) = exact.or_else(|| first.filter(|_| others.next().is_none()))?;
        let is_only = sources.types.keys().filter(|(_, other)| other == name).count() == 1;
        let mut label = if is_only { name.to_owned() } else { format!("{}{name}", capitalized(&key.0)) };
        for argument in arguments {
            label.push_str("Of");
            let named = argument["$ref"].as_str().and_then(|address| address.rsplit('/').next()).map(str::to_owned);
            label.push_str(&named.unwrap_or_else(|| capitalized(argument["type"].as_str().unwrap_or("any"))));
        }
        if !self.named.contains_key(&label) {
            self.named.insert(label.clone(), json!({}));
            let schema = self.described(declared, &sources.scopes[*scope], arguments);
            self.named.insert(label.clone(), schema);
        }
        Some(json!({ "$ref": format!("#/components/schemas/{label}") }))
    }

    fn described(&mut self, declared: &Declared, scope: &Scope, arguments: &[Value]) -> Value {
        match declared {
            Declared::Id(about) => with_words(json!({ "type": "string", "format": "uuid" }), about),
            Declared::Words(about, words) => with_words(json!({ "type": "string", "enum": words }), about),
            Declared::Struct(item) => {
                let given = given(&item.generics.params, arguments);
                with_words(self.of_struct(item, Place { scope, given: &given }), &doc(&item.attrs))
            }
            Declared::Alias(item) => with_words(self.of(&item.ty, Place::of(scope)), &doc(&item.attrs)),
            Declared::Enum(item) => with_words(self.of_enum(item, Place::of(scope)), &doc(&item.attrs)),
        }
    }

    fn of_struct(&mut self, item: &ItemStruct, place: Place<'_>) -> Value {
        if settings(&item.attrs, "serde").contains_key("try_from") {
            return json!({ "type": "string" });
        }
        self.of_fields(&item.fields, place)
    }

    fn of_fields(&mut self, fields: &Fields, place: Place<'_>) -> Value {
        let named = match fields {
            Fields::Unit => return json!({ "type": "null" }),
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => return self.of(&fields.unnamed[0].ty, place),
            Fields::Unnamed(fields) => {
                let items: Vec<_> = fields.unnamed.iter().map(|field| self.of(&field.ty, place)).collect();
                return json!({ "type": "array", "minItems": items.len(), "maxItems": items.len(), "prefixItems": items });
            }
            Fields::Named(fields) => &fields.named,
        };
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for field in named {
            let serde = settings(&field.attrs, "serde");
            let Some(name) = field.ident.as_ref().map(ToString::to_string).filter(|_| !serde.contains_key("skip")) else { continue };
            if !serde.contains_key("default") && !serde.contains_key("skip_serializing_if") {
                required.push(name.clone());
            }
            properties.insert(name, with_words(self.of(&field.ty, place), &doc(&field.attrs)));
        }
        json!({ "type": "object", "properties": properties, "required": required })
    }

    fn of_enum(&mut self, item: &ItemEnum, place: Place<'_>) -> Value {
        let serde = settings(&item.attrs, "serde");
        if serde.contains_key("try_from") {
            return json!({ "type": "string" });
        }
        let case = serde.get("rename_all").map_or("", String::as_str);
        if item.variants.iter().all(|variant| variant.fields.is_empty()) {
            let names: Vec<_> = item.variants.iter().map(|variant| cased(&variant.ident.to_string(), case)).collect();
            return json!({ "type": "string", "enum": names });
        }
        let variants = item.variants.iter().map(|variant| {
            let name = cased(&variant.ident.to_string(), case);
            let schema = match &variant.fields {
                Fields::Unit => json!({ "const": name }),
                fields => json!({ "type": "object", "properties": { &*name: self.of_fields(fields, place) }, "required": [name] }),
            };
            with_words(schema, &doc(&variant.attrs))
        });
        json!({ "oneOf": variants.collect::<Vec<_>>() })
    }
}

/// What the standard library and the crates around us have.
fn known(name: &str, arguments: &[Value]) -> Option<Value> {
    let argument = |index: usize| arguments.get(index).cloned().unwrap_or_else(|| json!({}));
    Some(match name {
        "String" | "str" => json!({ "type": "string" }),
        "bool" => json!({ "type": "boolean" }),
        "u8" | "u16" | "u32" | "u64" | "usize" => json!({ "type": "integer", "minimum": 0 }),
        "i8" | "i16" | "i32" | "i64" => json!({ "type": "integer" }),
        "f32" | "f64" => json!({ "type": "number" }),
        "Uuid" => json!({ "type": "string", "format": "uuid" }),
        "DateTime" => json!({ "type": "string", "format": "date-time" }),
        "NaiveDate" => json!({ "type": "string", "format": "date" }),
        "Utc" => json!({}),
        "Option" => json!({ "anyOf": [argument(0), { "type": "null" }] }),
        "Vec" | "BTreeSet" | "HashSet" => json!({ "type": "array", "items": argument(0) }),
        "Arc" | "Box" => argument(0),
        "Result" => json!({ "oneOf": [
            { "type": "object", "properties": { "Ok": argument(0) }, "required": ["Ok"] },
            { "type": "object", "properties": { "Err": argument(1) }, "required": ["Err"] },
        ] }),
        "BTreeMap" | "HashMap" => json!({ "type": "object", "additionalProperties": argument(1) }),
        _ => return None,
    })
}

fn arguments(segment: &PathSegment) -> Vec<&Type> {
    let PathArguments::AngleBracketed(list) = &segment.arguments else { return Vec::new() };
    let kinds = list.args.iter().filter_map(|argument| if let GenericArgument::Type(kind) = argument { Some(kind) } else { None });
    kinds.collect()
}

fn given<'p>(parameters: impl IntoIterator<Item = &'p GenericParam>, arguments: &[Value]) -> Vec<(String, Value)> {
    let named = parameters.into_iter().filter_map(|parameter| match parameter {
        GenericParam::Type(kind) => Some(kind.ident.to_string()),
        _ => None,
    });
    named.zip(arguments.iter().cloned()).collect()
}

/// Words beside a reference are allowed since OpenAPI 3.1.
fn with_words(mut schema: Value, words: &str) -> Value {
    if !words.is_empty() {
        schema["description"] = words.into();
    }
    schema
}

fn cased(name: &str, case: &str) -> String {
    match case {
        "snake_case" => {
            let letter = |(index, letter): (usize, char)| {
                let joint = if letter.is_uppercase() && index > 0 { "_" } else { "" };
                format!("{joint}{}", letter.to_lowercase())
            };
            name.chars().enumerate().map(letter).collect()
        }
        "UPPERCASE" => name.to_uppercase(),
        _ => name.to_owned(),
    }
}

fn capitalized(module: &str) -> String {
    module.split('_').filter(|part| !part.is_empty()).map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}
