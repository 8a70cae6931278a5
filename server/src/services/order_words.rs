//! An order in few letters, which a provider keeps with its payment: enough to write the order again where the database has forgotten it,
//! because it was put back to an earlier day. The site's secret vouches for them, so that nobody else names an order or a price.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::OrderWords;
use crate::repo::taxes::QuoteTax;
use crate::repo::{self, rows};
use crate::security::hash::same;
use crate::security::keyed;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::ids::OfferId;
use domain::money::{Currency, Money};
use domain::pricing::LineKind;
use entity::order;
use sea_orm::ConnectionTrait;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What words of this form begin with.
const FORM: char = '1';
/// What the hash is for.
const PURPOSE: &str = "words of an order";
/// So many bytes of it are kept.
const SEAL: usize = 10;

/// What is kept of an order. The order of the fields is the form of the words: another one needs another [`FORM`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What its buyer calls it.
    pub public_id: String,
    /// The order that it follows, where it is that of an offer of the funnel.
    pub main: Option<Uuid>,
    /// The tier that gave the main price.
    pub tier: Uuid,
    /// The coupon.
    pub coupon: Option<Uuid>,
    /// The currency of the lines.
    pub currency: Currency,
    /// The lines, in order.
    pub lines: Vec<KeptLine>,
    /// How it is taxed; absent where the seller charges no tax.
    pub tax: Option<QuoteTax>,
    /// The buyer's address and name as typed, where the provider does not know the buyer.
    pub buyer: Option<(String, String)>,
}

/// A line of it. What it says follows from what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLine {
    /// What it is for.
    pub kind: LineKind,
    /// The offer that it sells or reduces.
    pub offer: Option<OfferId>,
    /// The amount in minor units; negative for a discount.
    pub minor: i64,
}

impl Kept {
    /// What it comes to.
    pub fn total(&self) -> Money {
        Money::new(self.lines.iter().map(|line| line.minor).sum(), self.currency)
    }

    /// Writes it in few letters, for one order.
    pub fn written(&self, secret: &SecretString, order: Uuid) -> Result<String> {
        let mut bytes = postcard::to_allocvec(self).map_err(|error| Fault::stored(format!("the words of an order: {error}")))?;
        bytes.extend(seal(secret, order, &bytes));
        Ok(format!("{FORM}{}", BASE64_URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Reads what was written for an order with one of these secrets. `None` says that these are no words of ours for it, or of another
    /// form.
    pub fn read<'a>(mut secrets: impl Iterator<Item = &'a SecretString>, order: Uuid, words: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(words.strip_prefix(FORM)?).ok()?;
        let (kept, sealed) = bytes.split_last_chunk::<SEAL>()?;
        secrets.any(|secret| same(&seal(secret, order, kept), sealed)).then_some(())?;
        postcard::from_bytes(kept).ok()
    }
}

fn seal(secret: &SecretString, order: Uuid, kept: &[u8]) -> [u8; SEAL] {
    let hash = keyed::hash(secret, PURPOSE, &[order.as_bytes(), kept].concat());
    std::array::from_fn(|index| hash[index])
}

/// The words of an order.
pub async fn of(core: &Core, order: &order::Model) -> Result<OrderWords> {
    let nameless = kept(core.db.read(), order).await?;
    let buyer = Some((order.buyer_email.clone(), order.buyer_name.clone()));
    let named = Kept { buyer, ..nameless.clone() };
    let secret = &core.settings.app_secret;
    Ok(OrderWords { nameless: nameless.written(secret, order.id)?, named: named.written(secret, order.id)? })
}

/// What words say of an order, if this site wrote them.
pub fn read(core: &Core, order: Uuid, words: &str) -> Option<Kept> {
    let settings = &core.settings;
    Kept::read([Some(&settings.app_secret), settings.app_secret_previous.as_ref()].into_iter().flatten(), order, words)
}

async fn kept(db: &impl ConnectionTrait, order: &order::Model) -> Result<Kept> {
    let (quote, lines) = repo::catalog::quote(db, order.quote_id).await?.ok_or_else(|| Fault::stored("an order without a quote"))?;
    let line = |line: &entity::quote_line::Model| -> Result<KeptLine> {
        Ok(KeptLine { kind: rows::line_kind(&line.kind)?, offer: line.offer_id.map(OfferId), minor: line.amount_minor })
    };
    Ok(Kept {
        public_id: order.public_id.clone(),
        main: repo::funnel::step_of_child(db, order.id).await?.map(|step| step.order_id),
        tier: quote.tier_id,
        coupon: repo::coupons::of_quote(db, quote.id).await?.map(|stored| stored.id),
        currency: rows::money(0, &order.currency)?.currency,
        lines: lines.iter().map(line).collect::<Result<_>>()?,
        tax: repo::taxes::of_quote(db, quote.id).await?,
        buyer: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::country::Country;
    use domain::tax::{TaxRule, TaxTreatment};
    use domain::vat_id::VatId;

    fn offer(number: u128, kind: LineKind, minor: i64) -> KeptLine {
        KeptLine { kind, offer: Some(OfferId(Uuid::from_u128(u128::MAX - number))), minor }
    }

    fn full() -> Kept {
        let country = Country::parse("DE").expect("a country");
        let treatment = TaxTreatment {
            country,
            rule: TaxRule::Rate,
            basis_points: 1_900,
            inclusive: false,
            waived_basis_points: 0,
            label: "VAT".into(),
        };
        Kept {
            public_id: "3e340vwb97b4mn8j04w6m1hanr".into(),
            main: None,
            tier: Uuid::max(),
            coupon: Some(Uuid::max()),
            currency: Currency::Eur,
            lines: vec![
                offer(1, LineKind::Main, 14_900),
                offer(2, LineKind::Bump, 4_900),
                KeptLine { kind: LineKind::Discount, offer: None, minor: -1_980 },
                KeptLine { kind: LineKind::Tax, offer: None, minor: 3_386 },
            ],
            tax: Some(QuoteTax { country, vat_id: VatId::parse("DE136695976").ok(), treatment }),
            buyer: None,
        }
    }

    fn secret() -> SecretString {
        SecretString::from("0123456789abcdef0123456789abcdef")
    }

    fn read(words: &str) -> Option<Kept> {
        Kept::read([&secret()].into_iter(), Uuid::nil(), words)
    }

    #[test]
    fn what_was_written_is_read_and_fits_into_the_field_of_a_provider() {
        let kept = full();
        let words = kept.written(&secret(), Uuid::nil()).expect("words");
        assert_eq!((read(&words), kept.total()), (Some(kept), Money::new(21_206, Currency::Eur)));
        assert!(words.len() <= 256 && words.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{words}");
    }

    #[test]
    fn a_small_order_has_room_for_its_buyer() {
        let kept = Kept {
            lines: vec![offer(1, LineKind::Main, 14_900)],
            coupon: None,
            tax: None,
            buyer: Some(("ada.lovelace@example.com".into(), "Ada Lovelace".into())),
            ..full()
        };
        assert!(kept.written(&secret(), Uuid::nil()).expect("words").len() <= 256);
    }

    #[test]
    fn other_words_are_not_believed() {
        let words = full().written(&secret(), Uuid::nil()).expect("words");
        for other in ["", "default", "1", "1AAAA", "2abc", &words[..words.len() - 4], &words.replacen('1', "2", 1)] {
            assert_eq!(read(other), None, "{other}");
        }
        let cheaper = Kept { lines: vec![offer(1, LineKind::Main, 1)], ..full() };
        let others = SecretString::from("f".repeat(32));
        assert_eq!(read(&cheaper.written(&others, Uuid::nil()).expect("words")), None, "of another site");
        assert_eq!(read(&full().written(&secret(), Uuid::max()).expect("words")), None, "of another order");
        let secrets = [others, secret()];
        assert!(Kept::read(secrets.iter(), Uuid::nil(), &words).is_some(), "a secret that was rolled still vouches");
    }
}
