//! Where a buyer came from: the campaign that a link named, the site that led here, the page that was seen first.
//!
//! It travels in links and forms, so it is whatever a stranger wrote: each part is short, without control characters, or absent.

/// The longest part that is kept, in characters.
pub const LONGEST: usize = 100;

/// Where a buyer came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// `utm_source`
    pub utm_source: Option<String>,
    /// `utm_medium`
    pub utm_medium: Option<String>,
    /// `utm_campaign`
    pub utm_campaign: Option<String>,
    /// `utm_term`
    pub utm_term: Option<String>,
    /// `utm_content`
    pub utm_content: Option<String>,
    /// The host of the site whose link was followed; in links `ref`.
    pub referrer_host: Option<String>,
    /// The path of the page that was seen first; in links `from`.
    pub landing_path: Option<String>,
}

impl Source {
    /// Reads a query: `utm_source=x&ref=example.com`. What it does not know is left out.
    pub fn read(query: &str) -> Self {
        let mut source = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            source.set(name, &decoded(value));
        }
        source
    }

    /// Reads the address of a page of this site: `/?utm_source=x`. Its path is the page that was seen first, if no other is named.
    pub fn of_address(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Self::read(query).first_seen_at(path)
    }

    /// Where a visit came from: the page's own address, and the address of the page before, which may be one of this site (`own`).
    pub fn of_visit(address: &str, before: &str, own: &str) -> Self {
        let source = Self::of_address(address);
        if self::host(before) != self::host(own) {
            let path = address.split('?').next().unwrap_or_default();
            return source.referred_by(before, own).first_seen_at(path);
        }
        let on_this_site = before.split_once("://").and_then(|(_, rest)| rest.find('/').map(|slash| &rest[slash..]));
        if source.is_empty() { Self::of_address(on_this_site.unwrap_or_default()) } else { source }
    }

    fn first_seen_at(self, path: &str) -> Self {
        if self.is_empty() || self.landing_path.is_some() {
            return self;
        }
        Self { landing_path: clean(path).filter(|path| path.starts_with('/')), ..self }
    }

    fn set(&mut self, name: &str, value: &str) {
        let kept = match name {
            "ref" => host(value),
            "from" => clean(value).filter(|path| path.starts_with('/') && !path.starts_with("//")),
            _ => clean(value),
        };
        let place = match name {
            "utm_source" => &mut self.utm_source,
            "utm_medium" => &mut self.utm_medium,
            "utm_campaign" => &mut self.utm_campaign,
            "utm_term" => &mut self.utm_term,
            "utm_content" => &mut self.utm_content,
            "ref" => &mut self.referrer_host,
            "from" => &mut self.landing_path,
            _ => return,
        };
        if kept.is_some() {
            *place = kept;
        }
    }

    /// Its parts with their names in links, as far as they are known.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("utm_source", &self.utm_source),
            ("utm_medium", &self.utm_medium),
            ("utm_campaign", &self.utm_campaign),
            ("utm_term", &self.utm_term),
            ("utm_content", &self.utm_content),
            ("ref", &self.referrer_host),
            ("from", &self.landing_path),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }

    /// As a query that [`Source::read`] reads back; empty where nothing is known.
    pub fn to_query(&self) -> String {
        self.parts().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.parts().next().is_none()
    }

    /// Notes the site whose link was followed, by its full address, unless it is `own` or another is known already.
    fn referred_by(self, address: &str, own: &str) -> Self {
        let found = host(address).filter(|host| Some(host.as_str()) != self::host(own).as_deref());
        Self { referrer_host: self.referrer_host.or(found), ..self }
    }
}

fn clean(text: &str) -> Option<String> {
    let text = text.trim();
    let plain = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(|c| c.is_control() || is_invisible(c));
    plain.then(|| text.to_owned())
}

/// Characters that turn the direction of writing or show nothing: they would make an admin's page say what is not there.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The host of an address or of itself, in lower case, without user and port.
fn host(text: &str) -> Option<String> {
    let after_scheme = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = after_scheme.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    ((1..=LONGEST).contains(&host.len()) && host.chars().all(allowed)).then_some(host)
}

/// Undoes percent-encoding. What is not properly encoded stays as it is.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten();
        let byte = code.and_then(|code| std::str::from_utf8(code).ok()).and_then(|code| u8::from_str_radix(code, 16).ok());
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
        bytes.push(byte.unwrap_or(if first == b'+' { b' ' } else { first }));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Percent-encodes everything but letters, digits and `-_.~`.
pub fn encoded(text: &str) -> String {
    let hex = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_link_tells_where_somebody_came_from() {
        let source = Source::read("utm_source=news%20letter&utm_medium=mail&coupon=X&ref=WWW.Example.com&from=%2F&utm_term=");
        assert_eq!(source.utm_source.as_deref(), Some("news letter"));
        assert_eq!((source.referrer_host.as_deref(), source.landing_path.as_deref()), (Some("www.example.com"), Some("/")));
        assert_eq!((source.utm_term, source.utm_content), (None, None));
    }

    #[test]
    fn hostile_parts_are_left_out() {
        for hostile in [
            "utm_source=a%0D%0Ab",
            "utm_source=%00",
            "utm_source=%E2%80%AEgro",
            "ref=a%20b",
            "ref=%22%3E",
            "from=https%3A%2F%2Fevil",
            "from=%2F%2Fevil",
        ] {
            assert!(Source::read(hostile).is_empty(), "{hostile}");
        }
        assert!(Source::read(&format!("utm_source={}", "x".repeat(101))).is_empty());
    }

    #[test]
    fn a_visit_is_told_by_its_address_or_by_the_page_before() {
        let visit = |address, before| Source::of_visit(address, before, "course.example").to_query();
        assert_eq!(visit("/checkout", ""), "");
        assert_eq!(visit("/checkout", "https://course.example/"), "");
        assert_eq!(visit("/checkout", "https://course.example/?utm_source=x"), "utm_source=x&from=%2F");
        assert_eq!(visit("/checkout?utm_source=y&from=%2F", "https://course.example/?utm_source=x"), "utm_source=y&from=%2F");
        assert_eq!(visit("/preview/a", "https://blog.example/post"), "ref=blog.example&from=%2Fpreview%2Fa");
    }

    #[test]
    fn our_own_site_is_no_referrer() {
        let referred = |address| Source::default().referred_by(address, "course.example:3000").referrer_host;
        assert_eq!(referred("https://course.example/x"), None);
        assert_eq!(referred("https://blog.example:8443/post?x=1"), Some("blog.example".to_owned()));
        assert_eq!(referred("https://user@evil.example/"), Some("evil.example".to_owned()));
        assert_eq!(referred(""), None);
        assert_eq!(
            Source::read("ref=first.example").referred_by("https://second.example", "x").referrer_host.as_deref(),
            Some("first.example")
        );
    }

    proptest! {
        #[test]
        fn what_is_kept_survives_the_link(query in any::<String>(), value in any::<String>()) {
            let source = Source::read(&format!("{query}&utm_campaign={}", encoded(&value)));
            prop_assert_eq!(&Source::read(&source.to_query()), &source);
            prop_assert!(source.parts().all(|(_, part)| part.chars().count() <= LONGEST && !part.chars().any(char::is_control)));
            prop_assert_eq!(decoded(&encoded(&value)), value);
        }
    }
}
