//! How a body may be compressed.

use http::{HeaderMap, header};

/// Whether a browser knows a coding and has not refused it by a weight of 0.
pub fn takes(asked: &HeaderMap, coding: &str) -> bool {
    let codings = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    codings
        .filter_map(|each| {
            let (name, weight) = each.split_once(';').unwrap_or((each, "q=1"));
            let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
            Some((name.trim(), weight))
        })
        .any(|(name, weight)| name.eq_ignore_ascii_case(coding) && weight > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn takes_brotli(value: &'static str) -> bool {
        takes(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]), "br")
    }

    #[test]
    fn a_coding_is_taken_where_it_is_named_and_not_refused() {
        assert!(takes_brotli("gzip, deflate, br") && takes_brotli("BR;q=0.5") && takes_brotli("br ; q=1"));
        assert!(
            !takes_brotli("gzip") && !takes_brotli("br;q=0") && !takes_brotli("brotli") && !takes_brotli("") && !takes_brotli("br;q=x")
        );
    }
}
