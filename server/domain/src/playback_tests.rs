use super::*;
use chrono::TimeDelta;
use proptest::prelude::*;

fn session(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn report(at_s: u32, number: u32) -> Report {
    Report {
        video: 7,
        at_s,
        furthest_s: at_s,
        duration_s: 100,
        parts: Parts::between(0, u64::from(at_s) * 1000, 100_000),
        rewound: false,
        session: session(1),
        number,
        recorded_at: DateTime::UNIX_EPOCH + TimeDelta::seconds(i64::from(number)),
    }
}

fn reports() -> impl Strategy<Value = Report> {
    let times = (0_i64..50, 1_u128..4, 0_u32..20);
    (0_u32..120, 0_u32..120, prop_oneof![Just(100_u32), Just(60), Just(0)], any::<i64>(), any::<bool>(), times).prop_map(
        |(at_s, furthest_s, duration_s, bits, rewound, (second, from, number))| Report {
            video: 7,
            at_s,
            furthest_s,
            duration_s,
            parts: Parts::from_bits(bits),
            rewound,
            session: session(from),
            number,
            recorded_at: DateTime::UNIX_EPOCH + TimeDelta::seconds(second),
        },
    )
}

/// All reports one after another; those that are out of bounds are refused before.
fn play(reports: &[Report]) -> Option<Playback> {
    let sound = reports.iter().filter_map(|report| report.within_bounds());
    sound.fold(None, |kept, report| Some(kept.map_or_else(|| Playback::first(report), |kept: Playback| kept.after(report))))
}

#[test]
fn a_zero_that_nobody_asked_for_pulls_nothing_back() {
    let kept = Playback::first(report(40, 1)).after(report(0, 2));
    assert_eq!((kept.at_s, kept.furthest_s, kept.number), (40, 40, 2));
    let rewound = kept.after(Report { rewound: true, ..report(0, 3) });
    assert_eq!((rewound.at_s, rewound.furthest_s), (0, 40));
}

#[test]
fn a_student_may_go_back() {
    let kept = Playback::first(report(80, 1)).after(report(10, 2));
    assert_eq!((kept.at_s, kept.furthest_s), (10, 80));
}

#[test]
fn a_report_that_waited_for_the_network_does_not_undo_another_device() {
    let phone = Report { session: session(2), ..report(70, 9) };
    let late = report(30, 5);
    assert_eq!(Playback::first(phone).after(late).at_s, 70);
    assert_eq!(Playback::first(late).after(phone).at_s, 70);
}

#[test]
fn another_video_begins_afresh() {
    let other = Report { video: 8, number: 1, recorded_at: DateTime::UNIX_EPOCH, ..report(10, 1) };
    assert_eq!(Playback::first(report(80, 9)).after(other), Playback::first(other));
}

#[test]
fn nine_tenths_watched_is_complete_and_jumping_to_the_end_is_not() {
    assert!(!Parts::between(0, 88_000, 100_000).is_watched());
    assert!(Parts::between(0, 90_000, 100_000).is_watched());
    assert!(!Parts::between(99_000, 100_000, 100_000).is_watched());
    assert_eq!(Parts::between(0, 100_000, 100_000).percent(), 100);
    assert_eq!(Parts::between(5, 4, 100_000), Parts::default());
    assert_eq!(Parts::between(0, 4, 0), Parts::default());
}

#[test]
fn resuming_spares_the_first_seconds_and_the_last() {
    assert_eq!([resume_at(2, 100), resume_at(3, 100), resume_at(91, 100), resume_at(92, 100), resume_at(50, 0)], [0, 3, 91, 0, 0]);
}

proptest! {
    #[test]
    fn the_place_and_the_furthest_point_stay_inside_the_video(reports in proptest::collection::vec(reports(), 1..40)) {
        if let Some(kept) = play(&reports) {
            prop_assert!(kept.at_s <= kept.duration_s && kept.furthest_s <= kept.duration_s);
        }
    }

    #[test]
    fn nothing_played_is_forgotten(reports in proptest::collection::vec(reports(), 1..40)) {
        let mut before: Option<Playback> = None;
        for report in reports.iter().filter_map(|report| report.within_bounds()) {
            let kept = before.map_or_else(|| Playback::first(report), |before| before.after(report));
            if let Some(before) = before {
                prop_assert_eq!(kept.parts.join(before.parts), kept.parts);
                prop_assert!(kept.furthest_s >= before.furthest_s.min(kept.duration_s));
                prop_assert!(kept.at_s > 0 || before.at_s == 0 || report.rewound);
            }
            before = Some(kept);
        }
    }

    #[test]
    fn a_report_twice_is_a_report_once(reports in proptest::collection::vec(reports(), 1..20)) {
        if let (Some(once), Some(last)) = (play(&reports), reports.iter().rev().find_map(|report| report.within_bounds())) {
            prop_assert_eq!(once.after(last), once);
        }
    }

    /// Reports of one player arrive in any order; the place is that of the newest, as if they had come in order.
    #[test]
    fn the_order_of_arrival_does_not_matter(places in proptest::collection::vec(1_u32..100, 1..20), seed in any::<prop::sample::Index>()) {
        let sent: Vec<_> = (0..).zip(&places).map(|(number, at_s)| report(*at_s, number)).collect();
        let mut arrived = sent.clone();
        arrived.rotate_left(seed.index(places.len()));
        let middle = arrived.len() / 2;
        arrived[..middle].reverse();
        prop_assert_eq!(play(&arrived), play(&sent));
    }
}
