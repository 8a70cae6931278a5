//! Stripe's form encoding: `metadata[order_id]=7&expand[]=latest_charge` as a tree.

use serde_json::{Map, Value};

/// Reads a query string or a form body. Every leaf is a string.
pub fn parse(encoded: &[u8]) -> Value {
    let mut root = Value::Object(Map::new());
    for (name, value) in form_urlencoded::parse(encoded) {
        insert(&mut root, &path_of(&name), &value);
    }
    lists(root)
}

/// `a[b][]` is `["a", "b", ""]`.
fn path_of(name: &str) -> Vec<&str> {
    let Some((head, rest)) = name.split_once('[') else {
        return vec![name];
    };
    let mut path = vec![head];
    path.extend(rest.trim_end_matches(']').split("]["));
    path
}

fn insert(node: &mut Value, path: &[&str], leaf: &str) {
    let Some((first, rest)) = path.split_first() else {
        *node = Value::String(leaf.to_owned());
        return;
    };
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    if let Some(map) = node.as_object_mut() {
        let key = if first.is_empty() { map.len().to_string() } else { (*first).to_owned() };
        insert(map.entry(key).or_insert(Value::Null), rest, leaf);
    }
}

/// Objects whose keys are all numbers become lists.
fn lists(node: Value) -> Value {
    let Value::Object(map) = node else { return node };
    let mut numbered: Vec<(usize, Value)> = Vec::new();
    for (key, value) in &map {
        match key.parse() {
            Ok(index) => numbered.push((index, lists(value.clone()))),
            Err(_) => return Value::Object(map.into_iter().map(|(key, value)| (key, lists(value))).collect()),
        }
    }
    if numbered.is_empty() {
        return Value::Object(map);
    }
    numbered.sort_by_key(|(index, _)| *index);
    Value::Array(numbered.into_iter().map(|(_, value)| value).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse;

    #[test]
    fn reads_nested_names_and_lists() {
        let read = parse(b"amount=10&metadata[order_id]=o%201&expand[]=a&expand[]=b.c&types[0]=x&card[checks][cvc]=1");
        assert_eq!(
            read,
            json!({
                "amount": "10",
                "metadata": {"order_id": "o 1"},
                "expand": ["a", "b.c"],
                "types": ["x"],
                "card": {"checks": {"cvc": "1"}},
            })
        );
    }

    #[test]
    fn an_empty_body_has_no_parameters() {
        assert_eq!(parse(b""), json!({}));
    }
}
