use super::*;
use crate::ids::OfferId;
use crate::money::{Currency, Money};
use crate::pricing::{Line, LineKind, sum};
use proptest::prelude::*;
use uuid::Uuid;

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

fn german(inclusive: bool) -> TaxTable {
    TaxTable::standard(country("DE"), inclusive)
}

fn line(kind: LineKind, minor: i64, currency: Currency) -> Line {
    Line { kind, offer: None, label: "Line".into(), amount: Money::new(minor, currency) }
}

fn offered(number: u128, kind: LineKind, minor: i64) -> Line {
    Line { offer: Some(OfferId(Uuid::from_u128(number))), ..line(kind, minor, Currency::Eur) }
}

fn taxed(table: &TaxTable, buyer: &str, vat_id: Option<&str>, lines: &[Line]) -> TaxedLines {
    let vat_id = vat_id.map(|id| VatId::parse(id).unwrap());
    tax_lines(lines, lines[0].amount.currency, &treat(table, country(buyer), vat_id.as_ref())).unwrap()
}

#[test]
fn who_pays_which_rate() {
    let austrian = VatId::parse("ATU13585627").unwrap();
    let (german_id, swiss) = (VatId::parse("DE136695976").unwrap(), VatId::parse("CHE107787577").unwrap());
    let treated = |buyer, id| {
        let treatment = treat(&german(true), country(buyer), id);
        (treatment.rule, treatment.basis_points)
    };
    assert_eq!(treated("DE", None), (TaxRule::Rate, 1_900), "at home");
    assert_eq!(treated("DE", Some(&german_id)), (TaxRule::Rate, 1_900), "a business at home");
    assert_eq!(treated("AT", None), (TaxRule::Rate, 2_000), "a consumer in another member state");
    assert_eq!(treated("AT", Some(&austrian)), (TaxRule::ReverseCharge, 0), "a business in another member state");
    assert_eq!(treated("FR", Some(&austrian)), (TaxRule::Rate, 2_000), "the id of another country does not count");
    assert_eq!(treated("GB", None), (TaxRule::Rate, 2_000), "outside the union, in the table");
    assert_eq!(treated("CH", Some(&swiss)), (TaxRule::Rate, 810));
    assert_eq!(treated("US", None), (TaxRule::OutOfScope, 0), "outside the table");
}

#[test]
fn every_member_state_has_a_rate() {
    let table = german(true);
    assert_eq!(table.rates.iter().filter(|rate| rate.country.in_eu()).count(), 27);
    for code in ["GB", "CH", "NO"] {
        assert!(table.rate(country(code)).is_some(), "{code}");
    }
}

#[test]
fn a_price_with_tax_stays_and_says_what_it_contains() {
    let lines = [line(LineKind::Main, 14_900, Currency::Eur)];
    let taxed = taxed(&german(true), "DE", None, &lines);
    assert_eq!((taxed.total.minor, taxed.tax.minor, taxed.net.minor), (14_900, 2_379, 12_521));
    assert_eq!(taxed.lines, lines);
}

#[test]
fn a_price_without_tax_gets_a_line_of_it() {
    let lines = [line(LineKind::Main, 14_900, Currency::Eur), line(LineKind::Discount, -2_000, Currency::Eur)];
    let taxed = taxed(&german(false), "FI", None, &lines);
    let tax = taxed.lines.last().unwrap();
    assert_eq!((tax.kind, tax.label.as_str(), tax.amount.minor), (LineKind::Tax, "VAT 25.5\u{a0}%", 3_290));
    assert_eq!((taxed.total.minor, taxed.tax.minor, taxed.net.minor), (16_190, 3_290, 12_900));
}

#[test]
fn a_reverse_charge_takes_the_sellers_tax_off() {
    let lines = [line(LineKind::Main, 11_900, Currency::Eur)];
    let inclusive = taxed(&german(true), "AT", Some("ATU13585627"), &lines);
    let off = inclusive.lines.last().unwrap();
    assert_eq!((off.kind, off.label.as_str(), off.amount.minor), (LineKind::Discount, "VAT not charged (reverse charge)", -1_900));
    assert_eq!((inclusive.total.minor, inclusive.tax.minor), (10_000, 0));
    let exclusive = taxed(&german(false), "AT", Some("ATU13585627"), &lines);
    assert_eq!((exclusive.total.minor, exclusive.tax.minor, exclusive.lines.len()), (11_900, 0, 1));
}

#[test]
fn outside_the_table_nothing_is_charged_and_nothing_changes() {
    let lines = [line(LineKind::Main, 11_900, Currency::Usd)];
    for inclusive in [true, false] {
        let taxed = taxed(&german(inclusive), "US", None, &lines);
        assert_eq!((taxed.total.minor, taxed.tax.minor, taxed.lines.len()), (11_900, 0, 1));
    }
}

#[test]
fn every_currency_has_its_own_last_unit() {
    let of = |currency, minor| taxed(&german(true), "DE", None, &[line(LineKind::Main, minor, currency)]).tax.decimal();
    assert_eq!(of(Currency::Eur, 14_900), "23.79");
    assert_eq!(of(Currency::Usd, 19_999), "31.93");
    assert_eq!(of(Currency::Jpy, 14_900), "2379");
    assert_eq!(of(Currency::Kwd, 45_250), "7.225");
}

#[test]
fn half_a_unit_of_contained_tax_rounds_away_from_zero() {
    let at = |minor, bps| contained(Money::new(minor, Currency::Jpy), bps).minor;
    assert_eq!(at(1, 10_000), 1, "exactly a half");
    assert_eq!(at(-1, 10_000), -1);
    assert_eq!(at(3, 1_900), 0);
    assert_eq!(at(4, 1_900), 1);
}

#[test]
fn rates_read_without_needless_zeros() {
    assert_eq!(
        [percent(1_900), percent(2_550), percent(810), percent(825), percent(0)].map(|text| text.replace('\u{a0}', "")),
        ["19%", "25.5%", "8.1%", "8.25%", "0%"]
    );
}

#[test]
fn a_discount_of_one_offer_reduces_that_item_alone() {
    let lines = [offered(1, LineKind::Main, 10_000), offered(2, LineKind::Bump, 5_000), offered(1, LineKind::Discount, -5_000)];
    let shares: Vec<_> = item_shares(&lines).into_iter().map(|(index, share)| (index, share.minor)).collect();
    assert_eq!(shares, [(0, 5_000), (1, 5_000)]);
}

#[test]
fn other_discounts_and_tax_are_shared_in_proportion() {
    let kinds = [(LineKind::Main, 10_000), (LineKind::Bump, 5_000), (LineKind::Discount, -1_000), (LineKind::Tax, 2_660)];
    let lines = kinds.map(|(kind, minor)| line(kind, minor, Currency::Eur));
    let shares: Vec<_> = item_shares(&lines).into_iter().map(|(index, share)| (index, share.minor)).collect();
    assert_eq!(shares, [(0, 11_107), (1, 5_553)]);
}

#[test]
fn shares_of_dinars_end_in_zero() {
    let kinds = [(LineKind::Main, 10_000), (LineKind::Bump, 5_000), (LineKind::Discount, -1_000), (LineKind::Tax, 2_660)];
    let lines = kinds.map(|(kind, minor)| line(kind, minor, Currency::Kwd));
    let shares: Vec<_> = item_shares(&lines).into_iter().map(|(index, share)| (index, share.minor)).collect();
    assert_eq!(shares, [(0, 11_110), (1, 5_550)]);
}

fn any_currency() -> impl Strategy<Value = Currency> {
    prop_oneof![Just(Currency::Eur), Just(Currency::Usd), Just(Currency::Jpy), Just(Currency::Kwd)]
}

fn any_treatment() -> impl Strategy<Value = TaxTreatment> {
    let buyer = prop_oneof![Just(("DE", false)), Just(("AT", false)), Just(("AT", true)), Just(("FI", false)), Just(("US", false))];
    (buyer, any::<bool>(), 0_u32..5_000).prop_map(|((buyer, business), inclusive, own)| {
        let mut table = german(inclusive);
        table.rates.iter_mut().filter(|rate| rate.country != country("FI")).for_each(|rate| rate.basis_points = own);
        let id = business.then(|| VatId::parse("ATU13585627").unwrap());
        treat(&table, country(buyer), id.as_ref())
    })
}

prop_compose! {
    /// A main line, some bumps, and a discount of at most their sum.
    fn any_lines()(
        currency in any_currency(),
        main in 1_i64..10_000_000_000,
        bumps in proptest::collection::vec(0_i64..10_000_000, 0..4),
        off in 0_u32..=10_000,
    ) -> Vec<Line> {
        let mut lines = vec![line(LineKind::Main, main, currency)];
        lines.extend(bumps.into_iter().map(|minor| line(LineKind::Bump, minor, currency)));
        let discount = sum(&lines, currency).unwrap().basis_points(off).minor;
        if discount > 0 {
            lines.push(line(LineKind::Discount, -discount, currency));
        }
        lines
    }
}

proptest! {
    #[test]
    fn the_parts_are_the_whole_to_the_last_unit(lines in any_lines(), treatment in any_treatment()) {
        let currency = lines[0].amount.currency;
        let taxed = tax_lines(&lines, currency, &treatment).unwrap();
        prop_assert_eq!(taxed.net.checked_add(taxed.tax), Ok(taxed.total));
        prop_assert_eq!(sum(&taxed.lines, currency), Ok(taxed.total));
        prop_assert_eq!(taxed.per_line_tax.len(), taxed.lines.len());
        prop_assert_eq!(taxed.per_line_tax.iter().map(|part| part.tax.minor).sum::<i64>(), taxed.tax.minor);
        prop_assert_eq!(taxed.per_line_tax.iter().map(|part| part.net.minor).sum::<i64>(), taxed.net.minor);
    }

    #[test]
    fn nothing_is_ever_negative(lines in any_lines(), treatment in any_treatment()) {
        let taxed = tax_lines(&lines, lines[0].amount.currency, &treatment).unwrap();
        prop_assert!(taxed.net.minor >= 0 && taxed.tax.minor >= 0 && taxed.total.minor >= 0);
        for (line, part) in taxed.lines.iter().zip(&taxed.per_line_tax) {
            let sign = if line.kind == LineKind::Discount { -1 } else { 1 };
            prop_assert!(part.tax.minor * sign >= 0 && part.net.minor * sign >= 0, "{line:?} {part:?}");
        }
    }

    #[test]
    fn no_tax_leaves_the_sum_and_tax_on_top_is_the_rate_of_it(lines in any_lines(), treatment in any_treatment()) {
        let currency = lines[0].amount.currency;
        let base = sum(&lines, currency).unwrap();
        let taxed = tax_lines(&lines, currency, &treatment).unwrap();
        match treatment.rule {
            TaxRule::Rate if !treatment.inclusive => prop_assert_eq!(taxed.tax, base.basis_points(treatment.basis_points)),
            TaxRule::Rate => prop_assert_eq!(taxed.total, base),
            TaxRule::ReverseCharge => prop_assert!(taxed.tax.minor == 0 && taxed.total.minor <= base.minor),
            TaxRule::OutOfScope => prop_assert!(taxed.tax.minor == 0 && taxed.total == base),
        }
    }

    #[test]
    fn reading_the_tax_back_finds_the_same(lines in any_lines(), treatment in any_treatment()) {
        let currency = lines[0].amount.currency;
        let taxed = tax_lines(&lines, currency, &treatment).unwrap();
        prop_assert_eq!(breakdown(&taxed.lines, currency, &treatment), Ok(taxed));
    }

    #[test]
    fn items_are_worth_what_was_paid(lines in any_lines(), treatment in any_treatment()) {
        let currency = lines[0].amount.currency;
        let taxed = tax_lines(&lines, currency, &treatment).unwrap();
        let shares = item_shares(&taxed.lines);
        prop_assert_eq!(shares.iter().map(|(_, share)| share.minor).sum::<i64>(), taxed.total.minor);
        prop_assert!(shares.iter().all(|(_, share)| share.minor >= 0 && share.currency == currency));
        prop_assert!(shares.iter().skip(1).all(|(_, share)| share.is_in_steps()));
    }

    #[test]
    fn shares_sum_to_their_whole_and_are_next_to_exact(total in 0_i64..1_000_000_000, weights in proptest::collection::vec(0_i64..1_000_000, 1..9)) {
        let shares = allocate(total, &weights);
        prop_assert_eq!(shares.iter().sum::<i64>(), total);
        let sum: i128 = weights.iter().copied().map(i128::from).sum();
        if sum > 0 {
            for (share, weight) in shares.iter().zip(&weights) {
                let off = i128::from(*share) * sum - i128::from(total) * i128::from(*weight);
                prop_assert!(off.abs() < sum, "a share is less than one unit from the exact one");
            }
        }
    }

    #[test]
    fn the_parts_of_a_series_sum_to_the_whole(whole in 0_i64..1_000_000, amounts in proptest::collection::vec(0_i64..1_000_000, 1..9)) {
        let total: i64 = amounts.iter().sum();
        let mut before = 0;
        let mut parts = 0;
        for amount in &amounts {
            let part = part_of(whole, total, before, *amount);
            prop_assert!(part >= 0);
            (parts, before) = (parts + part, before + amount);
        }
        prop_assert_eq!(parts, if total > 0 { whole } else { 0 });
    }
}

#[test]
fn typed_rates_are_read_exactly_or_not_at_all() {
    for (text, basis_points) in [("19", 1_900), (" 25.5 ", 2_550), ("8,25", 825), ("0", 0), ("100", 10_000), ("19 %", 1_900)] {
        assert_eq!(percent_from_typed(text), Some(basis_points), "{text}");
    }
    for text in ["", "%", ".5", "-1", "1.234", "100.01", "1e1", "99999999999999"] {
        assert_eq!(percent_from_typed(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn what_a_form_holds_is_read_back(basis_points in 0_u32..=10_000) {
        prop_assert_eq!(percent_from_typed(&percent_to_type(basis_points)), Some(basis_points));
    }
}
