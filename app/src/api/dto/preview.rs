use crate::api::error::{Field, FieldError, Problem};
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use domain::ids::{OfferId, PriceTierId};
use domain::money::Money;
use domain::source::decoded;
use serde::{Deserialize, Serialize};

/// A purchase is imagined so many days ago at most.
pub const MOST_DAYS: u32 = 3_650;
/// No code of a coupon is longer.
const MOST_LETTERS: usize = 40;

/// How an imagined student stands to the course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Bought it and owns it.
    #[default]
    Owns,
    /// Never bought it.
    Never,
    /// Bought it and has just been refunded.
    Refunded,
    /// Bought it, and the access has just ended.
    Expired,
}

impl Standing {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Owns, Self::Never, Self::Refunded, Self::Expired];

    /// The name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owns => "owns",
            Self::Never => "never",
            Self::Refunded => "refunded",
            Self::Expired => "expired",
        }
    }
}

/// Whom a preview imagines, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imagined {
    /// What counts as now; absent for the moment itself.
    pub at: Option<DateTime<Utc>>,
    /// How the student stands.
    pub standing: Standing,
    /// The purchase was so many days before; at most [`MOST_DAYS`].
    pub days: u32,
    /// The offers beside the course whose products the student owns.
    pub with: Vec<OfferId>,
    /// The coupon that was typed, or empty.
    pub coupon: String,
    /// No seat is left.
    pub sold_out: bool,
    /// The price that holds; absent for the one that follows from moment and seats.
    pub tier: Option<PriceTierId>,
}

impl Imagined {
    /// Reads what an address chooses, without its `?`. The errors name the fields that make no sense.
    pub fn read(query: &str) -> Result<Self, Vec<FieldError>> {
        let (imagined, errors) = Self::as_far_as(query);
        if errors.is_empty() { Ok(imagined) } else { Err(errors) }
    }

    /// The same, with all that makes sense beside what does not.
    pub fn as_far_as(query: &str) -> (Self, Vec<FieldError>) {
        let (mut imagined, mut errors) = (Self::default(), Vec::new());
        let pairs = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(_, value)| !value.is_empty());
        for (name, value) in pairs {
            if let Err(field) = imagined.choose(name, &decoded(value)) {
                errors.push(FieldError { field, problem: Problem::Malformed });
            }
        }
        (imagined, errors)
    }

    fn choose(&mut self, name: &str, value: &str) -> Result<(), Field> {
        match name {
            "at" => self.at = Some(read_moment(value).ok_or(Field::AsOf)?),
            "student" => self.standing = Standing::ALL.into_iter().find(|standing| standing.name() == value).unwrap_or_default(),
            "days" => self.days = value.trim().parse().ok().filter(|days| *days <= MOST_DAYS).ok_or(Field::Days)?,
            "with" => self.with.extend(value.parse::<OfferId>().ok()),
            "coupon" => self.coupon = value.trim().chars().take(MOST_LETTERS).collect(),
            "sold_out" => self.sold_out = true,
            "tier" => self.tier = value.parse().ok(),
            _ => {}
        }
        Ok(())
    }

    /// The same as an address says it: names and values, those that say nothing left out.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("student", self.standing.name().to_owned()), ("days", self.days.to_string())];
        pairs.extend(self.at.map(|at| ("at", moment(at))));
        pairs.extend(self.with.iter().map(|offer| ("with", offer.to_string())));
        pairs.extend((!self.coupon.is_empty()).then(|| ("coupon", self.coupon.clone())));
        pairs.extend(self.sold_out.then(|| ("sold_out", "1".to_owned())));
        pairs.extend(self.tier.map(|tier| ("tier", tier.to_string())));
        pairs
    }
}

/// A moment as addresses and forms write it: `2026-12-24T18:30`, in UTC.
fn moment(at: DateTime<Utc>) -> String {
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute())
}

fn read_moment(text: &str) -> Option<DateTime<Utc>> {
    let (day, time) = text.split_once('T')?;
    let (year, day) = day.split_once('-')?;
    let (month, day) = day.split_once('-')?;
    let (hour, minute) = time.split_once(':')?;
    let year = year.parse::<i32>().ok().filter(|year| (1970..=9999).contains(year))?;
    let day = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    Some(day.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?.and_utc())
}

/// What the form of the preview offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewChoices {
    /// The offers beside the course.
    pub extras: Vec<PreviewExtra>,
    /// The prices of the course, in order.
    pub tiers: Vec<PreviewTier>,
    /// The server's time.
    pub now: DateTime<Utc>,
}

/// An offer beside the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewExtra {
    /// Its id.
    pub offer: OfferId,
    /// What it is called.
    pub title: String,
}

/// A price of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewTier {
    /// Its id.
    pub id: PriceTierId,
    /// What it is called.
    pub label: String,
    /// The price.
    pub price: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_that_is_imagined() {
        let imagined = Imagined {
            at: read_moment("2026-12-24T18:30"),
            standing: Standing::Refunded,
            days: 12,
            with: vec![OfferId(uuid::Uuid::from_u128(1)), OfferId(uuid::Uuid::from_u128(2))],
            coupon: "TEN & MORE".to_owned(),
            sold_out: true,
            tier: Some(PriceTierId(uuid::Uuid::from_u128(3))),
        };
        let address = crate::paths::admin_preview_landing(&imagined).to_string();
        assert_eq!(Imagined::read(address.split_once('?').unwrap().1), Ok(imagined));
        assert_eq!(Imagined::read(""), Ok(Imagined::default()));
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        let problem = |field| vec![FieldError { field, problem: Problem::Malformed }];
        for at in ["tomorrow", "2026-02-30T10:00", "2026-02-28T24:00", "2026-02-28", "12026-02-28T10:00", "-1-02-28T10:00"] {
            assert_eq!(Imagined::read(&format!("at={at}")), Err(problem(Field::AsOf)), "{at}");
        }
        for days in ["-1", "3651", "x", "1.5"] {
            assert_eq!(Imagined::read(&format!("days={days}")), Err(problem(Field::Days)), "{days}");
        }
        assert_eq!(Imagined::read("student=nobody&tier=x&with=y&other=z&at=&days="), Ok(Imagined::default()));
    }
}
