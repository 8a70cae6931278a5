//! The part of a network address that says roughly where somebody is, and not who.

use std::net::IpAddr;

/// The block that an address lies in, which hundreds share: 256 addresses of IPv4, as in `203.0.113.0/24`, or what one customer of a
/// provider has at most of IPv6, as in `2001:db8:1::/48`.
pub fn place(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{}/48", std::net::Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_one_person_is_left_out() {
        for (address, expected) in [
            ("203.0.113.77", "203.0.113.0/24"),
            ("127.0.0.1", "127.0.0.0/24"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
            ("::1", "::/48"),
        ] {
            assert_eq!(place(address.parse().expect("an address")), expected, "{address}");
        }
    }
}
