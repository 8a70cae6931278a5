//! The description of the API is that of what is registered.

use crate::matrix::inventory;
use crate::on_both;
use leptos::server_fn::axum::server_fn_paths;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn document() -> Value {
    serde_json::from_str(server::http::openapi::DOCUMENT).unwrap()
}

/// What a value's objects and lists hold, at any depth.
fn everything(value: &Value) -> Vec<&Value> {
    let inside: Vec<&Value> = match value {
        Value::Object(object) => object.values().collect(),
        Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    std::iter::once(value).chain(inside.into_iter().flat_map(everything)).collect()
}

#[test]
fn every_registered_function_and_webhook_is_described_and_nothing_else() {
    let document = document();
    let of = |(path, methods): (&String, &Value)| {
        let methods: Vec<_> = methods.as_object().unwrap().keys().cloned().collect();
        (path.clone(), methods.join(" "))
    };
    let described: BTreeMap<_, _> = document["paths"].as_object().unwrap().iter().map(of).collect();
    let functions = server_fn_paths().map(|(path, method)| (path.to_owned(), method.as_str().to_lowercase()));
    let webhooks = ["/webhooks/stripe", "/webhooks/paypal"].map(|path| (path.to_owned(), "post".to_owned()));
    assert_eq!(described, functions.chain(webhooks).collect::<BTreeMap<_, _>>());
    assert_eq!(document["openapi"], "3.1.0");
}

#[test]
fn every_function_is_described_with_its_arguments_and_its_answer() {
    let document = document();
    for function in inventory::functions() {
        let path = format!("/api/{}", function.name);
        let operation = &document["paths"][&path][if function.writes { "post" } else { "get" }];
        let form = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]["properties"];
        let described: BTreeSet<_> = if function.writes {
            form.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
        } else {
            let parameters = operation["parameters"].as_array().unwrap().iter();
            parameters.map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect()
        };
        let first = |name: &str| name.split('[').next().unwrap().to_owned();
        let arguments: BTreeSet<_> = function.arguments.iter().map(|argument| first(&argument.name)).collect();
        assert_eq!(described, arguments, "{path}");
        assert!(operation["summary"].as_str().unwrap().len() > 5, "{path}");
        assert!(operation["responses"]["200"]["content"]["application/json"]["schema"].is_object(), "{path}");
    }
}

#[test]
fn every_type_is_known_and_every_reference_leads_somewhere() {
    let document = document();
    for value in everything(&document) {
        if let Some(address) = value["$ref"].as_str() {
            let found = document.pointer(address.trim_start_matches('#')).unwrap_or_else(|| panic!("{address} leads nowhere"));
            assert_ne!(found, &serde_json::json!({}), "{address} says nothing");
        }
        let words = value["description"].as_str().unwrap_or_default();
        assert!(!words.ends_with(", in its own form."), "{words}");
    }
    let errors = everything(&document["components"]["schemas"]["ApiError"]);
    for word in ["Unauthenticated", "NotFound"] {
        assert!(errors.iter().any(|value| value["const"] == word), "{word}");
    }
}

on_both!(an_answer_is_of_the_described_form, |shop| async move {
    let document = document();
    let check = |name: &str, answer: &Value| {
        let mut schema =
            document["paths"][format!("/api/{name}")]["get"]["responses"]["200"]["content"]["application/json"]["schema"].clone();
        schema["components"] = document["components"].clone();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let faults: Vec<_> = validator.iter_errors(answer).map(|fault| format!("{fault} at {}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{name}: {faults:?} in {answer}");
    };
    let browser = shop.browser();
    for name in ["catalog/current_offer", "catalog/landing", "identity/viewer"] {
        check(name, &browser.read(name, &[]).await.ok());
    }
    let student = crate::learning::student(&shop, "ada@example.com").await;
    for name in ["learning/outline", "account/view", "learning/notes"] {
        let answer = student.read(name, &[]).await;
        if answer.status == 200 {
            check(name, &answer.json());
        }
    }
});

on_both!(people_read_the_same_on_a_page, |shop| async move {
    let answer = shop.browser().get("/api/openapi.json").await;
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.json(), document());
    let page = shop.browser().get("/api").await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains("<script") && !page.text.contains(" style="), "nothing that its policy forbids");
    for (path, _) in document()["paths"].as_object().unwrap() {
        assert!(page.text.contains(&format!("<code>{path}</code>")), "{path}");
    }
    let targets: BTreeSet<_> = page.text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for link in page.text.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(targets.contains(link), "#{link} leads nowhere");
    }
});
