//! What weighs how much in a bundle, by the crates of its functions.

use anyhow::Result;
use rustc_demangle::demangle;
use std::collections::{BTreeMap, HashMap};
use wasmparser::{KnownCustom, Name, Parser, Payload};

/// The crates of a module that still has its names, with the bytes of their code, heaviest first.
pub fn by_crate(module: &[u8]) -> Result<Vec<(String, u64)>> {
    let (names, sizes) = read(module)?;
    let mut weights = BTreeMap::<String, u64>::new();
    for (index, size) in sizes {
        let of = names.get(&index).map_or_else(|| "?".to_owned(), |symbol| crate_of(symbol));
        *weights.entry(of).or_default() += size;
    }
    let mut weights: Vec<_> = weights.into_iter().collect();
    weights.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    Ok(weights)
}

type Sizes = Vec<(u32, u64)>;

/// The functions' symbols, and the lengths of their bodies, by number.
fn read(module: &[u8]) -> Result<(HashMap<u32, String>, Sizes)> {
    let (mut names, mut sizes, mut next) = (HashMap::new(), Sizes::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    next += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_) | wasmparser::TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                sizes.push((next, body.range().len().try_into()?));
                next += 1;
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(sections) = section.as_known() {
                    for section in sections {
                        if let Name::Function(map) = section? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, naming.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok((names, sizes))
}

/// The crate that a function was written in: `tachys` for `<T as tachys::view::any_view::IntoAny>::into_any`.
fn crate_of(symbol: &str) -> String {
    let path = format!("{:#}", demangle(symbol));
    let head = path.split("::").next().unwrap_or_default();
    let name = head.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
    if name.is_empty() { "?".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_weighs_for_the_crate_that_it_was_written_in() {
        assert_eq!(crate_of("_ZN6tachys4view8any_view7IntoAny8into_any17h0123456789abcdefE"), "tachys");
        assert_eq!(crate_of("<T as tachys::view::any_view::IntoAny>::into_any"), "tachys");
        assert_eq!(crate_of("__wbindgen_malloc"), "__wbindgen_malloc");
    }
}
