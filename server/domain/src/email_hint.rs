//! What a mistyped address was probably meant to be: `ada@gmial.com` → `ada@gmail.com`. A hint, never a refusal.

use crate::email::EmailAddress;

/// Where most people have their mail. An address at one of these is never questioned.
const PROVIDERS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "hotmail.de",
    "hotmail.fr",
    "hotmail.it",
    "hotmail.es",
    "outlook.com",
    "outlook.de",
    "outlook.fr",
    "live.com",
    "live.de",
    "live.fr",
    "live.nl",
    "msn.com",
    "yahoo.com",
    "yahoo.co.uk",
    "yahoo.de",
    "yahoo.fr",
    "yahoo.it",
    "yahoo.es",
    "ymail.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "web.de",
    "t-online.de",
    "freenet.de",
    "posteo.de",
    "mailbox.org",
    "proton.me",
    "protonmail.com",
    "mail.com",
    "email.com",
    "mail.ru",
    "fastmail.com",
    "orange.fr",
    "free.fr",
    "laposte.net",
    "wanadoo.fr",
    "libero.it",
    "wp.pl",
    "o2.pl",
    "onet.pl",
    "interia.pl",
    "seznam.cz",
    "btinternet.com",
    "comcast.net",
    "verizon.net",
    "ziggo.nl",
    "kpnmail.nl",
    "bluewin.ch",
    "telenet.be",
    "skynet.be",
    "zoho.com",
    "hey.com",
];

/// The address that was probably meant, if the part after the `@` is nearly, but not quite, that of a well-known provider.
pub fn suggest(address: &str) -> Option<String> {
    let address = EmailAddress::parse(address).ok()?;
    let (local, domain) = address.as_str().rsplit_once('@')?;
    let domain = domain.to_lowercase();
    if PROVIDERS.contains(&domain.as_str()) {
        return None;
    }
    let near = PROVIDERS.iter().map(|provider| (distance(&domain, provider), *provider)).min_by_key(|(distance, _)| *distance);
    near.filter(|(distance, provider)| *distance <= allowed(provider)).map(|(_, provider)| format!("{local}@{provider}"))
}

/// One slip in a short name, two in a long one: `me.com` and `hey.com` are two slips apart.
fn allowed(provider: &str) -> usize {
    if provider.len() < 8 { 1 } else { 2 }
}

/// How many slips lie between two words: a letter too many, too few, another, or two swapped (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let width = b.len() + 1;
    let mut table = vec![0; (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at = |i: usize, j: usize| table[i * width + j];
            table[i * width + j] = match (i, j) {
                (i, 0) => i,
                (0, j) => j,
                _ => {
                    let other = usize::from(a[i - 1] != b[j - 1]);
                    let best = (at(i - 1, j) + 1).min(at(i, j - 1) + 1).min(at(i - 1, j - 1) + other);
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if swapped { best.min(at(i - 2, j - 2) + 1) } else { best }
                }
            };
        }
    }
    table[a.len() * width + b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_are_noticed() {
        for (typed, meant) in [
            ("ada@gmial.com", "ada@gmail.com"),
            ("ada@gmail.co", "ada@gmail.com"),
            ("ada@gmai.com", "ada@gmail.com"),
            ("Ada.L+x@GMAIL.CMO", "Ada.L+x@gmail.com"),
            ("ada@hotnail.com", "ada@hotmail.com"),
            ("ada@outlok.com", "ada@outlook.com"),
            ("ada@iclould.com", "ada@icloud.com"),
            ("ada@yahooo.com", "ada@yahoo.com"),
            ("ada@gmx.dee", "ada@gmx.de"),
            ("ada@wbe.de", "ada@web.de"),
        ] {
            assert_eq!(suggest(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_may_be_right_is_not_questioned() {
        for typed in [
            "ada@gmail.com",
            "ada@GMAIL.com",
            "ada@example.com",
            "ada@lectern.test",
            "ada@ab.de",
            "ada@company.co",
            "ada",
            "",
            "ada@gmx.net",
        ] {
            assert_eq!(suggest(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_hint_keeps_the_person_and_is_itself_never_questioned(text in any::<String>(), local in "[a-z]{1,8}", domain in "[a-z]{1,12}\\.[a-z]{2,3}") {
            suggest(&text);
            if let Some(hint) = suggest(&format!("{local}@{domain}")) {
                let prefix = format!("{local}@");
                prop_assert!(hint.starts_with(&prefix));
                prop_assert_eq!(suggest(&hint), None);
            }
        }
    }
}
