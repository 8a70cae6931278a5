//! Server functions as operations.

use crate::schemas::{Place, Schemas};
use crate::sources::{Function, Sources, doc};
use quote::ToTokens;
use serde_json::{Map, Value, json};
use syn::{Attribute, FnArg, GenericArgument, Pat, PathArguments, ReturnType, Type};

/// A field of a form, or of an address.
struct Argument<'a> {
    name: String,
    kind: &'a Type,
    required: bool,
}

/// Every server function by its address.
pub fn paths(sources: &Sources, schemas: &mut Schemas<'_>) -> Map<String, Value> {
    let operation = |function: &Function| {
        let method = if function.reads { "get" } else { "post" };
        (format!("/api/{}", function.endpoint), json!({ method: operation(function, sources, schemas) }))
    };
    sources.functions.iter().map(operation).collect()
}

fn operation(function: &Function, sources: &Sources, schemas: &mut Schemas<'_>) -> Value {
    let place = Place::of(&sources.scopes[function.scope]);
    let words = doc(&function.item.attrs).replace('\n', " ");
    let (summary, rest) = words.split_once(". ").map_or((words.as_str(), ""), |(first, rest)| (first, rest));
    let arguments: Vec<_> = arguments(function).collect();
    let mut operation = json!({
        "tags": [function.endpoint.split('/').next()],
        "operationId": function.endpoint,
        "summary": format!("{}.", summary.trim_end_matches('.')),
        "responses": {
            "200": { "description": "The answer.", "content": { "application/json": { "schema": answer(function, place, schemas) } } },
            "default": { "$ref": "#/components/responses/Error" },
        },
    });
    let (rest, who) = (rest.trim(), asks_for(function));
    let description = [rest, who.unwrap_or_default()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if !description.is_empty() {
        operation["description"] = description.into();
    }
    if who.is_some() {
        operation["security"] = json!([{ "session": [] }]);
    }
    if function.reads {
        operation["parameters"] = arguments.iter().map(|argument| parameter(argument, &schemas.of(argument.kind, place))).collect();
    } else if !arguments.is_empty() {
        operation["requestBody"] = body(&arguments, place, schemas);
    }
    operation
}

/// Who may call it, as its first line says.
fn asks_for(function: &Function) -> Option<&'static str> {
    let body = function.item.block.to_token_stream().to_string();
    if body.contains("require_admin ()") {
        return Some("For admins; to anybody else it does not exist.");
    }
    body.contains("require_student ()").then_some("For whoever is signed in.")
}

fn arguments(function: &Function) -> impl Iterator<Item = Argument<'_>> {
    function.item.sig.inputs.iter().filter_map(|input| {
        let FnArg::Typed(argument) = input else { return None };
        let Pat::Ident(name) = &*argument.pat else { return None };
        let may_lack = has_default(&argument.attrs) || is_optional(&argument.ty);
        Some(Argument { name: name.ident.to_string(), kind: &argument.ty, required: !may_lack })
    })
}

fn has_default(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attribute| attribute.path().is_ident("server") && attribute.to_token_stream().to_string().contains("default"))
}

fn is_optional(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

fn parameter(argument: &Argument<'_>, schema: &Value) -> Value {
    json!({ "name": argument.name, "in": "query", "required": argument.required, "schema": schema })
}

/// Objects within a form are written as `form[title]`, lists as `items[0]`.
fn body(arguments: &[Argument<'_>], place: Place<'_>, schemas: &mut Schemas<'_>) -> Value {
    let (mut properties, mut encoding, mut required) = (Map::new(), Map::new(), Vec::new());
    for argument in arguments {
        let schema = schemas.of(argument.kind, place);
        if schemas.is_nested(&schema) {
            encoding.insert(argument.name.clone(), json!({ "style": "deepObject", "explode": true }));
        }
        if argument.required {
            required.push(argument.name.clone());
        }
        properties.insert(argument.name.clone(), schema);
    }
    let is_needed = !required.is_empty();
    let mut media = json!({ "schema": { "type": "object", "properties": properties, "required": required } });
    if !encoding.is_empty() {
        media["encoding"] = encoding.into();
    }
    json!({ "required": is_needed, "content": { "application/x-www-form-urlencoded": media } })
}

/// What stands in `Result<…>`.
fn answer(function: &Function, place: Place<'_>, schemas: &mut Schemas<'_>) -> Value {
    let ReturnType::Type(_, kind) = &function.item.sig.output else { return json!({ "type": "null" }) };
    let Type::Path(path) = &**kind else { return json!({}) };
    let inside = path.path.segments.last().and_then(|last| match &last.arguments {
        PathArguments::AngleBracketed(list) => list.args.first(),
        _ => None,
    });
    match inside {
        Some(GenericArgument::Type(kind)) => schemas.of(kind, place),
        _ => json!({}),
    }
}
