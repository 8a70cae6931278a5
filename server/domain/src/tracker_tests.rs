use super::*;
use proptest::prelude::*;

/// A student who stopped at a moment of two minutes, and whose player plays on from there.
fn playing(at_s: u32) -> Tracker {
    let mut tracker = Tracker::at(at_s);
    tracker.begin(u64::from(at_s) * 1000, 120_000);
    tracker.play();
    tracker
}

/// Plays on, as a player tells of it.
fn watch(tracker: &mut Tracker, from_ms: u64, to_ms: u64) {
    (from_ms..=to_ms).step_by(250).for_each(|at_ms| tracker.time(at_ms));
}

/// Moves the video, as its bar does.
fn drag(tracker: &mut Tracker, to_ms: u64) {
    tracker.grasp(true);
    tracker.time(to_ms);
    tracker.seek(to_ms);
}

#[test]
fn what_is_played_is_watched_and_saved_every_five_seconds() {
    let mut tracker = playing(0);
    watch(&mut tracker, 0, 48_000);
    assert!(tracker.is_due(5_000) && !tracker.is_due(4_999));
    let snapshot = tracker.take(5_000).expect("something to save");
    assert_eq!((snapshot.at_s, snapshot.furthest_s, snapshot.duration_s, snapshot.number), (48, 48, 120, 1));
    assert_eq!(snapshot.parts.percent(), 41);
    assert!(!tracker.is_due(100_000) && tracker.take(6_000).is_none());
}

#[test]
fn before_the_player_is_ready_nothing_counts() {
    let mut tracker = Tracker::at(48);
    tracker.play();
    tracker.time(30_000);
    drag(&mut tracker, 30_000);
    tracker.end();
    assert_eq!((tracker.take(9_000), tracker.place_s()), (None, 48));
}

#[test]
fn a_zero_out_of_nothing_is_not_a_place() {
    let mut tracker = playing(48);
    tracker.time(0);
    tracker.seek(0);
    assert_eq!(tracker.take(9_000), None);
}

#[test]
fn a_player_that_begins_anew_and_plays_on_takes_no_place_away() {
    let mut tracker = playing(48);
    watch(&mut tracker, 0, 3_000);
    let snapshot = tracker.take(9_000).expect("it was played");
    assert_eq!((snapshot.at_s, snapshot.furthest_s, snapshot.rewound), (48, 3, false));
    assert_eq!(snapshot.parts, Parts::between(0, 3_000, 120_000));
    watch(&mut tracker, 3_000, 47_750);
    assert_eq!(tracker.place_s(), 48);
    watch(&mut tracker, 47_750, 50_000);
    assert_eq!(tracker.place_s(), 50);
}

#[test]
fn a_player_that_did_not_find_the_place_takes_none_away() {
    let mut tracker = Tracker::at(48);
    tracker.begin(0, 120_000);
    tracker.play();
    watch(&mut tracker, 0, 3_000);
    assert_eq!(tracker.take(9_000).map(|snapshot| snapshot.at_s), Some(48));
    drag(&mut tracker, 10_000);
    assert_eq!(tracker.take(19_000).map(|snapshot| snapshot.at_s), Some(10));
}

#[test]
fn going_to_the_start_on_purpose_is_said() {
    let mut tracker = playing(48);
    drag(&mut tracker, 0);
    let snapshot = tracker.take(9_000).expect("a move");
    assert!(snapshot.at_s == 0 && snapshot.rewound);
    watch(&mut tracker, 0, 2_000);
    assert!(!tracker.take(19_000).expect("on again").rewound);
}

#[test]
fn a_move_counts_and_one_to_the_start_only_if_it_is_surely_the_students() {
    let mut tracker = playing(48);
    for (to_ms, place_s) in [(0, 48), (12_000, 12), (0, 12), (30_000, 30)] {
        tracker.grasp(false);
        tracker.time(to_ms);
        tracker.seek(to_ms);
        assert_eq!(tracker.place_s(), place_s, "{to_ms}");
    }
}

#[test]
fn a_jump_is_a_place_and_not_watched() {
    let mut tracker = playing(0);
    drag(&mut tracker, 110_000);
    watch(&mut tracker, 110_000, 112_000);
    let snapshot = tracker.take(9_000).expect("a move");
    assert_eq!((snapshot.at_s, snapshot.furthest_s), (112, 112));
    assert!(snapshot.parts.percent() < 5);
}

#[test]
fn the_end_is_the_last_second_and_playing_again_begins_anew() {
    let mut tracker = playing(100);
    watch(&mut tracker, 100_000, 119_000);
    tracker.end();
    assert_eq!(tracker.take(9_000).map(|snapshot| (snapshot.at_s, snapshot.furthest_s)), Some((120, 120)));
    tracker.play();
    watch(&mut tracker, 0, 3_000);
    assert_eq!(tracker.take(19_000).map(|snapshot| (snapshot.at_s, snapshot.furthest_s)), Some((3, 120)));
    tracker.time(0);
    assert_eq!(tracker.place_s(), 0, "a step back, as when a player fills its buffer");
}

#[test]
fn another_player_goes_on_where_the_first_one_failed() {
    let mut tracker = playing(0);
    watch(&mut tracker, 0, 30_000);
    assert_eq!(tracker.place_s(), 30);
    tracker.begin(0, 120_000);
    tracker.time(0);
    assert_eq!(tracker.place_s(), 30);
}

proptest! {
    #[test]
    fn watching_all_of_it_at_any_speed_is_complete(step in 200_u64..2_000, duration in 20_000_u64..2_000_000) {
        let mut tracker = Tracker::default();
        tracker.begin(0, duration);
        tracker.play();
        let mut at = 0;
        while at < duration {
            tracker.time(at);
            at += step;
        }
        tracker.end();
        prop_assert!(tracker.take(0).is_some_and(|snapshot| snapshot.parts.is_watched()));
    }

    /// Whatever a player tells of the time while nobody touches it, the place never goes back by more than a step.
    #[test]
    fn nothing_but_the_student_goes_far_back(times in proptest::collection::vec(0_u64..120_000, 1..60), moved in any::<bool>()) {
        let mut tracker = playing(60);
        let mut place = tracker.place_s();
        for at in times {
            if moved { tracker.seek(at) } else { tracker.time(at) }
            prop_assert!(u64::from(tracker.place_s()) + STEP_MS / 1000 + 1 >= u64::from(place), "{place} {at}");
            place = tracker.place_s();
        }
    }
}
