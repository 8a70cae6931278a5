//! Who counts as a visitor, and by what a visit is counted.

use crate::source::Source;
use serde::{Deserialize, Serialize};

/// A step of the funnel that is counted by visits. What comes after it is counted by orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VisitStep {
    /// Any page of the sale was opened: the course page, a free lesson, the checkout.
    Visit,
    /// The checkout was opened.
    Checkout,
}

impl VisitStep {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Checkout => "checkout",
        }
    }
}

/// What led somebody here, as numbers are counted by it. A part that is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// `utm_source`
    pub source: String,
    /// `utm_medium`
    pub medium: String,
    /// `utm_campaign`
    pub campaign: String,
    /// The host of the site whose link was followed.
    pub referrer: String,
}

impl Origin {
    /// The origins of a day with more of them than are told apart.
    pub fn other() -> Self {
        Self { source: "(other)".to_owned(), ..Self::default() }
    }

    /// Whether nothing is known: the address was typed, or came from a place that does not say.
    pub fn is_direct(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Source> for Origin {
    fn from(source: Source) -> Self {
        Self {
            source: source.utm_source.unwrap_or_default(),
            medium: source.utm_medium.unwrap_or_default(),
            campaign: source.utm_campaign.unwrap_or_default(),
            referrer: source.referrer_host.unwrap_or_default(),
        }
    }
}

/// Words by which programs name themselves. The browsers of people all begin with `Mozilla/` and say none of these.
const MACHINES: [&str; 20] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "headless",
    "phantom",
    "lighthouse",
    "preview",
    "fetch",
    "monitor",
    "uptime",
    "scan",
    "http",
    "curl",
    "wget",
    "python",
    "java/",
    "facebookexternalhit",
    "whatsapp",
    "validator",
];

/// Whether a browser's name is that of a person's browser and not of a program that reads the web.
pub fn is_person(user_agent: &str) -> bool {
    let name = user_agent.to_lowercase();
    // Some programs put the address of their own page behind the name; a person's browser has none.
    name.starts_with("mozilla/") && !MACHINES.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_machines() {
        for person in [
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
        ] {
            assert!(is_person(person), "{person}");
        }
        for machine in [
            "",
            "curl/8.5.0",
            "Wget/1.21",
            "Lectern tests/1.0",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (compatible; UptimeRobot/2.0; https://uptimerobot.com/)",
        ] {
            assert!(!is_person(machine), "{machine}");
        }
    }

    #[test]
    fn an_origin_is_what_the_links_said() {
        let origin = Origin::from(Source::read("utm_source=news&utm_medium=mail&ref=Blog.Example&from=%2F&utm_term=x"));
        let expected = Origin { source: "news".into(), medium: "mail".into(), campaign: String::new(), referrer: "blog.example".into() };
        assert_eq!(origin, expected);
        assert!(Origin::from(Source::read("from=%2F")).is_direct() && !Origin::other().is_direct());
    }
}
