use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(from: &str, until: &str) -> Span {
    Span { from: day(from), until: day(until) }
}

#[test]
fn a_span_is_chosen_by_name_or_by_its_days() {
    let today = day("2026-11-25");
    let chosen = |name, first: &str, last: &str| Span::chosen(name, first.parse().ok(), last.parse().ok(), today);
    assert_eq!(chosen("", "", ""), Some(span("2026-10-27", "2026-11-26")));
    assert_eq!(chosen("7", "", ""), Some(span("2026-11-19", "2026-11-26")));
    assert_eq!(chosen("365", "", ""), Some(span("2025-11-26", "2026-11-26")));
    assert_eq!(chosen("8", "", ""), None);
    assert_eq!(chosen("7", "2026-01-01", "2026-01-31"), Some(span("2026-01-01", "2026-02-01")), "days win over a name");
    assert_eq!(chosen("", "2026-01-31", "2026-01-01"), Some(span("2026-01-01", "2026-02-01")), "the wrong way round");
    assert_eq!(chosen("", "2026-11-20", ""), Some(span("2026-11-20", "2026-11-26")));
    assert_eq!(chosen("", "", "2026-01-30"), Some(span("2026-01-01", "2026-01-31")));
    assert_eq!(chosen("", "1970-01-01", "2026-11-25").map(Span::days), Some(LONGEST));
    assert_eq!([chosen("", "-5000-01-01", ""), chosen("", "+12026-01-01", "")], [None, None]);
    assert_eq!(chosen("", "2027-01-01", ""), Some(span("2027-01-01", "2027-01-02")), "a day that is still to come");
}

#[test]
fn the_span_before_touches_it() {
    let week = span("2026-03-01", "2026-03-08");
    assert_eq!((week.before(), week.last_day()), (span("2026-02-22", "2026-03-01"), day("2026-03-07")));
    let side = |text| week.side(day(text));
    assert_eq!([side("2026-02-21"), side("2026-02-22"), side("2026-02-28")], [None, Some(Side::Before), Some(Side::Before)]);
    assert_eq!([side("2026-03-01"), side("2026-03-07"), side("2026-03-08")], [Some(Side::Now), Some(Side::Now), None]);
}

#[test]
fn a_chart_has_a_day_a_point_as_long_as_that_is_readable() {
    let points = |days| {
        let span = Span::last(days, day("2026-11-25"));
        (span.step(), span.points().len())
    };
    assert_eq!([points(1), points(31), points(32), points(90), points(365)], [(1, 1), (1, 31), (2, 16), (3, 30), (12, 31)]);
}

#[test]
fn shares_and_changes_are_thousandths() {
    assert_eq!([share(1, 3), share(2, 3), share(1, 1), share(0, 7), share(0, 0)], [Some(333), Some(667), Some(1_000), Some(0), None]);
    assert_eq!(share(u64::MAX, 1), Some(u64::MAX));
    assert_eq!([change(150, 100), change(50, 100), change(0, 3), change(7, 0)], [Some(500), Some(-500), Some(-1_000), None]);
}

#[test]
fn what_stays_is_without_refunds_disputes_and_tax() {
    let takings =
        Takings { sales: 3, gross: 30_000, refunded: 10_000, disputed: 5_000, tax: 4_790, tax_back: 2_395, fees: 605, fees_unknown: 1 };
    assert_eq!((takings.tax_kept(), takings.net()), (2_395, 12_000));
    let twice = takings.plus(takings);
    assert_eq!((twice.sales, twice.net()), (6, 24_000));
}

#[test]
fn the_median_is_the_lower_middle() {
    let of = |pairs: &[(u32, u64)]| median(&pairs.iter().copied().collect());
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[(40, 0)]), None);
    assert_eq!(of(&[(10, 1), (90, 1)]), Some(10));
    assert_eq!(of(&[(10, 1), (50, 1), (90, 1)]), Some(50));
    assert_eq!(of(&[(0, 3), (100, 4)]), Some(100));
}

fn origin(source: &str) -> Origin {
    Origin { source: source.into(), ..Origin::default() }
}

#[test]
fn origins_are_put_together_and_ordered_by_what_they_bring() {
    let visits = |visitors| Yield { visitors, ..Yield::default() };
    let sales = |sales| Yield { sales, revenue: 100, ..Yield::default() };
    let found =
        [(origin("a"), visits(9)), (origin("b"), sales(2)), (origin("b"), visits(4)), (origin("c"), visits(1)), (origin("d"), visits(3))];
    let (rows, rest) = by_origin(found, 2);
    let b = Yield { visitors: 4, sales: 2, revenue: 100, ..Yield::default() };
    assert_eq!(rows, [(origin("b"), b), (origin("a"), visits(9))]);
    assert_eq!(rest, Some(visits(4)));
    assert_eq!(by_origin([], 2), (Vec::new(), None));
}

proptest! {
    #[test]
    fn every_day_belongs_to_one_point_and_points_cover_the_span(start in 0_u32..20_000, days in 1_u32..1_200) {
        let from = later(day("1990-01-01"), start);
        let span = Span { from, until: later(from, days) };
        let points = span.points();
        prop_assert!(points.len() <= MOST_POINTS as usize);
        prop_assert_eq!(points.iter().map(|point| point.days()).sum::<u32>(), days);
        prop_assert!(points.windows(2).all(|pair| pair[0].until == pair[1].from));
        for number in 0..days {
            let today = later(from, number);
            let (side, point) = span.point_of(today).unwrap();
            prop_assert!(side == Side::Now && points[point].from <= today && today < points[point].until);
            let (side, earlier_point) = span.point_of(earlier(today, days)).unwrap();
            prop_assert_eq!((side, earlier_point), (Side::Before, point));
        }
        prop_assert_eq!(span.point_of(span.until), None);
        prop_assert_eq!(span.point_of(earlier(span.before().from, 1)), None);
    }

    #[test]
    fn a_share_is_between_nothing_and_all(part in 0_u64..1_000_000, more in 0_u64..1_000_000) {
        prop_assume!(part + more > 0);
        prop_assert!(share(part, part + more).is_some_and(|share| share <= 1_000));
        prop_assert!(share(part, part + more).unwrap() + share(more, part + more).unwrap() >= 1_000);
    }

    #[test]
    fn half_have_at_most_the_median(values in proptest::collection::vec(0_u32..=100, 1..60)) {
        let mut counted = BTreeMap::new();
        for value in &values {
            *counted.entry(*value).or_insert(0) += 1;
        }
        let mut sorted = values.clone();
        sorted.sort_unstable();
        prop_assert_eq!(median(&counted), Some(sorted[(sorted.len() - 1) / 2]));
    }

    #[test]
    fn nothing_is_lost_between_origins(found in proptest::collection::vec(("[a-d]", 0_u64..9, 0_u64..9, 0_i64..999), 0..30), most in 0_usize..5) {
        let rows = found.iter().map(|(name, visitors, sales, revenue)| (origin(name), Yield { visitors: *visitors, sales: *sales, revenue: *revenue, ..Yield::default() }));
        let (alone, rest) = by_origin(rows, most);
        let sum = alone.iter().map(|(_, sum)| *sum).chain(rest).fold(Yield::default(), Yield::plus);
        prop_assert_eq!(sum.visitors, found.iter().map(|row| row.1).sum::<u64>());
        prop_assert_eq!(sum.sales, found.iter().map(|row| row.2).sum::<u64>());
        prop_assert_eq!(sum.revenue, found.iter().map(|row| row.3).sum::<i64>());
        prop_assert!(alone.len() <= most && alone.windows(2).all(|pair| pair[0].1.sales >= pair[1].1.sales));
    }

    #[test]
    fn sums_of_takings_keep_the_net(rows in proptest::collection::vec((0_i64..9_999, 0_i64..9_999, 0_i64..99, 0_i64..999, 0_i64..99), 0..20)) {
        let all = rows.iter().map(|&(gross, refunded, disputed, tax, fees)| Takings { sales: 1, gross, refunded, disputed, tax, fees, ..Takings::default() });
        let sum = all.clone().fold(Takings::default(), Takings::plus);
        prop_assert_eq!(sum.net(), all.map(Takings::net).sum::<i64>());
    }
}
