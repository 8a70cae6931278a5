//! Which network address a request comes from. A header is believed only where the operator named the one that their own
//! proxy sets: a visitor can send any.

use crate::config::ClientIpSource;
use http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// The visitor's address, as the named source tells it. A header that is missing or unreadable leaves the connection's.
pub fn of(source: &ClientIpSource, headers: &HeaderMap, peer: Option<SocketAddr>) -> Option<IpAddr> {
    let told = match source {
        ClientIpSource::Connection => None,
        ClientIpSource::Header(name) => headers.get_all(name).iter().next_back().and_then(|value| last_address(value.to_str().ok()?)),
    };
    told.or_else(|| peer.map(|peer| peer.ip()))
}

/// The last address of a list: the one that our own proxy added. Those before it are the visitor's own words.
fn last_address(addresses: &str) -> Option<IpAddr> {
    let last = addresses.rsplit(',').next()?.trim();
    let bare = || last.trim_start_matches('[').trim_end_matches(']').parse().ok();
    last.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|address| address.ip())).or_else(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn seen(source: &ClientIpSource, lines: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_static(line));
        }
        of(source, &headers, Some(SocketAddr::from(([192, 0, 2, 1], 443)))).map(|address| address.to_string())
    }

    #[test]
    fn a_header_is_believed_only_where_it_is_named() {
        let named = ClientIpSource::Header(HeaderName::from_static("x-forwarded-for"));
        let peer = Some("192.0.2.1".to_owned());
        assert_eq!(seen(&ClientIpSource::Connection, &["203.0.113.7"]), peer);
        assert_eq!(seen(&named, &["203.0.113.7"]), Some("203.0.113.7".to_owned()));
        assert_eq!(seen(&named, &["6.6.6.6, 203.0.113.7"]), Some("203.0.113.7".to_owned()), "the visitor's own words do not count");
        assert_eq!(seen(&named, &["6.6.6.6", "203.0.113.7:8080"]), Some("203.0.113.7".to_owned()));
        assert_eq!(seen(&named, &["[2001:db8::1]:443"]), Some("2001:db8::1".to_owned()));
        for nonsense in ["", "unknown", "203.0.113.7, ", "999.1.1.1", "_hidden"] {
            assert_eq!(seen(&named, &[nonsense]), peer, "{nonsense}");
        }
    }
}
