//! Where PayPal says that its certificate lies. Whoever sends a delivery chooses this text, and we fetch what it names:
//! nothing may pass but a plain name below a fixed folder of a fixed host.

/// The folder of the certificates.
const FOLDER: &str = "/v1/notifications/certs/";
/// The hosts of the service.
const LIVE: [&str; 2] = ["api.paypal.com", "api-m.paypal.com"];
/// The hosts of the provider's own sandbox.
const SANDBOX: [&str; 2] = ["api.sandbox.paypal.com", "api-m.sandbox.paypal.com"];
/// The longest name of a certificate; real ones have about forty characters.
const LONGEST_NAME: usize = 128;

/// Which hosts certificates may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// Those of the service.
    Live,
    /// Those of the provider's sandbox too.
    WithSandbox,
}

/// An address that may be asked for a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CertificateAddress {
    host: &'static str,
    name: String,
}

impl CertificateAddress {
    /// Reads an address in its one allowed spelling: `https://` host `/v1/notifications/certs/` name. Port 443 may be written
    /// out. Nothing is normalised, because what needs it is not what the provider sends.
    pub fn parse(text: &str, hosts: Hosts) -> Option<Self> {
        let rest = text.strip_prefix("https://")?;
        let (authority, path) = rest.split_at_checked(rest.find('/')?)?;
        let name = path.strip_prefix(FOLDER)?;
        let wanted = authority.strip_suffix(":443").unwrap_or(authority);
        let sandbox: &[&str] = if hosts == Hosts::WithSandbox { &SANDBOX } else { &[] };
        let host = LIVE.iter().chain(sandbox).find(|host| **host == wanted)?;
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        (plain && (1..=LONGEST_NAME).contains(&name.len())).then(|| Self { host, name: name.to_owned() })
    }

    /// The origin: `https://api.paypal.com`.
    pub fn origin(&self) -> String {
        format!("https://{}", self.host)
    }

    /// The path, with a slash at its beginning.
    pub fn path(&self) -> String {
        format!("{FOLDER}{}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_providers_own_addresses_are_taken() {
        for (text, hosts) in [
            ("https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270", Hosts::Live),
            ("https://api-m.paypal.com/v1/notifications/certs/CERT_1", Hosts::Live),
            ("https://api.paypal.com:443/v1/notifications/certs/CERT-1", Hosts::Live),
            ("https://api.paypal.com/v1/notifications/certs/CERT-1", Hosts::WithSandbox),
            ("https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1", Hosts::WithSandbox),
            ("https://api-m.sandbox.paypal.com/v1/notifications/certs/CERT-1", Hosts::WithSandbox),
        ] {
            let address = CertificateAddress::parse(text, hosts).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(format!("{}{}", address.origin(), address.path()), text.replace(":443", ""));
        }
    }

    #[test]
    fn every_other_address_is_refused() {
        let name = "/v1/notifications/certs/CERT-1";
        let hosts = [
            "https://api.sandbox.paypal.com",
            "https://api-m.sandbox.paypal.com",
            "http://api.paypal.com",
            "HTTPS://api.paypal.com",
            "ftp://api.paypal.com",
            "file://api.paypal.com",
            "//api.paypal.com",
            "https:api.paypal.com",
            "https:/api.paypal.com",
            "https:///api.paypal.com",
            "https:\\\\api.paypal.com",
            " https://api.paypal.com",
            "https://api.paypal.com ",
            "https://",
            "https://paypal.com",
            "https://www.paypal.com",
            "https://api.paypal.com.evil.example",
            "https://api.paypal.com.",
            "https://API.paypal.com",
            "https://evil-api.paypal.com",
            "https://api.paypal.com.:443",
            "https://api.paypal.com:80",
            "https://api.paypal.com:4430",
            "https://api.paypal.com:443:443",
            "https://api.paypal.com:",
            "https://user@api.paypal.com",
            "https://user:password@api.paypal.com",
            "https://api.paypal.com@evil.example",
            "https://api.paypal.com:443@evil.example",
            "https://evil.example#@api.paypal.com",
            "https://evil.example?@api.paypal.com",
            "https://evil.example\\@api.paypal.com",
            "https://api.paypal.com\\.evil.example",
            "https://api%2epaypal.com",
            "https://api.paypal.com%2eevil.example",
            "https://api.paypal.com\n",
            "https://\u{430}pi.paypal.com",
            "https://api.paypal\u{3002}com",
            "https://127.0.0.1",
            "https://[::1]",
            "https://[::ffff:169.254.169.254]",
            "https://2130706433",
            "https://localhost",
            "https://metadata.google.internal",
        ];
        for host in hosts {
            assert_eq!(CertificateAddress::parse(&format!("{host}{name}"), Hosts::Live), None, "{host}");
        }
        let paths = [
            "",
            "/",
            "/v1/notifications/certs",
            "/v1/notifications/certs/",
            "/v1/notifications/certs/.",
            "/v1/notifications/certs/..",
            "/v1/notifications/certs/../../evil",
            "/v1/notifications/certs/CERT-1/",
            "/v1/notifications/certs/CERT-1/more",
            "/v1/notifications/certs//CERT-1",
            "/v1/notifications/certs/CERT-1?next=evil",
            "/v1/notifications/certs/CERT-1#evil",
            "/v1/notifications/certs/CERT%2D1",
            "/v1/notifications/certs/%2e%2e%2fevil",
            "/v1/notifications/certs/CERT-1\\evil",
            "/v1/notifications/certs/CERT-1;evil",
            "/v1/notifications/certs/CERT-1\0",
            "/v1/notifications/certs/CERT-1 ",
            "/v1/notifications/certs/CERT-\u{e9}",
            "/v1/notifications/webhooks",
            "/V1/notifications/certs/CERT-1",
            "//v1/notifications/certs/CERT-1",
            "/./v1/notifications/certs/CERT-1",
            "/redirect?to=/v1/notifications/certs/CERT-1",
        ];
        for path in paths {
            assert_eq!(CertificateAddress::parse(&format!("https://api.paypal.com{path}"), Hosts::Live), None, "{path}");
        }
        let long = format!("https://api.paypal.com/v1/notifications/certs/{}", "a".repeat(129));
        assert_eq!(CertificateAddress::parse(&long, Hosts::Live), None);
    }
}
