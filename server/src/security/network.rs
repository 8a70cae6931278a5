//! The network that a visitor comes from.

use std::net::IpAddr;

/// The part of an address that one connection gets: all of IPv4, the first 64 bits of IPv6. `None` for an address that cannot be a
/// visitor's: it is one of this network.
pub fn of_visitor(address: IpAddr) -> Option<Vec<u8>> {
    match address.to_canonical() {
        IpAddr::V4(v4) if v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified() => None,
        IpAddr::V4(v4) => Some(v4.octets().to_vec()),
        IpAddr::V6(v6) if v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local() => None,
        IpAddr::V6(v6) => Some(v6.octets()[..8].to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_what_one_connection_gets() {
        let of = |text: &str| of_visitor(text.parse().expect("an address"));
        assert_eq!(of("203.0.113.7"), Some(vec![203, 0, 113, 7]));
        assert_eq!(of("::ffff:203.0.113.7"), of("203.0.113.7"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        for own in ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.1.1", "0.0.0.0", "::1", "::", "fd00::1", "fe80::1"] {
            assert_eq!(of(own), None, "{own}");
        }
    }
}
