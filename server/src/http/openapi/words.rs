//! Schemas in words.

use serde_json::Value;

/// A type in a few words, and the name of the declared type that it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// The declared type.
    pub leads_to: Option<String>,
}

impl Words {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), leads_to: None }
    }

    fn around(self, before: &str, after: &str) -> Self {
        Self { text: format!("{before}{}{after}", self.text), ..self }
    }
}

/// What a schema says.
pub fn of(schema: &Value) -> Words {
    if let Some(name) = schema["$ref"].as_str().and_then(|address| address.rsplit('/').next()) {
        return Words { text: name.to_owned(), leads_to: Some(name.to_owned()) };
    }
    if let Some(value) = schema["const"].as_str() {
        return Words::plain(format!("“{value}”"));
    }
    if let Some(values) = schema["enum"].as_array() {
        let values = values.iter().filter_map(Value::as_str).map(|value| format!("“{value}”")).collect::<Vec<_>>();
        return Words::plain(values.join(" or "));
    }
    if let Some(all) = schema["anyOf"].as_array() {
        return all.first().map(of).unwrap_or_default().around("", ", or null");
    }
    if let Some(items) = schema["prefixItems"].as_array() {
        let items = items.iter().map(|item| of(item).text).collect::<Vec<_>>();
        return Words::plain(format!("list of {}", items.join(" and ")));
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("string"), Some("date-time")) => Words::plain("moment, RFC 3339"),
        (Some("string"), Some("date")) => Words::plain("day"),
        (Some("string"), Some("uuid")) => Words::plain("UUID"),
        (Some("string"), _) => Words::plain("text"),
        (Some("integer"), _) => Words::plain("whole number"),
        (Some("number"), _) => Words::plain("number"),
        (Some("boolean"), _) => Words::plain("true or false"),
        (Some("null"), _) => Words::plain("null"),
        (Some("array"), _) => of(&schema["items"]).around("list of ", ""),
        (Some("object"), _) if schema.get("additionalProperties").is_some() => of(&schema["additionalProperties"]).around("map to ", ""),
        (Some("object"), _) => Words::plain("object"),
        _ => Words::plain(schema["description"].as_str().unwrap_or("anything")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn types_are_said_in_words() {
        let said = |schema: Value| of(&schema).text;
        assert_eq!(said(json!({ "type": "array", "items": { "$ref": "#/components/schemas/Row" } })), "list of Row");
        assert_eq!(said(json!({ "anyOf": [{ "type": "string", "format": "uuid" }, { "type": "null" }] })), "UUID, or null");
        assert_eq!(said(json!({ "type": "string", "enum": ["a", "b"] })), "“a” or “b”");
        assert_eq!(of(&json!({ "$ref": "#/components/schemas/Row" })).leads_to.as_deref(), Some("Row"));
    }
}
