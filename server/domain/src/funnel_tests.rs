use super::*;
use proptest::prelude::*;

const EVENTS: [OfferEvent; 9] = [
    OfferEvent::Show,
    OfferEvent::Skip,
    OfferEvent::Accept,
    OfferEvent::ActionRequired,
    OfferEvent::Paid,
    OfferEvent::Refused,
    OfferEvent::OrderEnded,
    OfferEvent::Decline,
    OfferEvent::RanOut,
];

/// The whole table, a row a state, a column an event in the order of `EVENTS`. A dot is "stays".
const TABLE: [(OfferState, &str); 9] = [
    (OfferState::Pending, "shown skipped . . accepted . . . ."),
    (OfferState::Shown, ". skipped accepting . accepted . . declined expired"),
    (OfferState::Accepting, ". skipped . requires_action accepted failed failed declined ."),
    (OfferState::RequiresAction, ". skipped . . accepted failed failed declined ."),
    (OfferState::Accepted, ". . . . . . . . ."),
    (OfferState::Failed, ". skipped accepting requires_action accepted . . declined expired"),
    (OfferState::Declined, ". . . . accepted . . . ."),
    (OfferState::Expired, ". . . . accepted . . . ."),
    (OfferState::Skipped, ". . . . accepted . . . ."),
];

fn any_event() -> impl Strategy<Value = OfferEvent> {
    proptest::sample::select(EVENTS.to_vec())
}

fn any_state() -> impl Strategy<Value = OfferState> {
    proptest::sample::select(OfferState::ALL.to_vec())
}

#[test]
fn every_pair_goes_where_the_table_says() {
    for (state, row) in TABLE {
        let cells: Vec<_> = row.split_whitespace().collect();
        assert_eq!(cells.len(), EVENTS.len(), "{state:?}");
        for (event, cell) in EVENTS.into_iter().zip(cells) {
            let expected = OfferState::from_name(cell).unwrap_or(state);
            assert_eq!(transition(state, event).next, expected, "{state:?} + {event:?}");
        }
    }
}

#[test]
fn every_state_has_its_own_name() {
    for state in OfferState::ALL {
        assert_eq!(OfferState::from_name(state.name()), Some(state));
    }
    assert_eq!(OfferState::from_name("unheard of"), None);
}

#[test]
fn an_offer_is_hidden_for_the_kindest_reason() {
    let good = Chargeable { owned: false, on_sale: true, seat_left: true, payable: true };
    assert_eq!(chargeable(good), Ok(()));
    assert_eq!(chargeable(Chargeable { owned: true, on_sale: false, seat_left: false, payable: false }), Err(Hidden::Owned));
    assert_eq!(chargeable(Chargeable { on_sale: false, seat_left: false, ..good }), Err(Hidden::Paused));
    assert_eq!(chargeable(Chargeable { seat_left: false, ..good }), Err(Hidden::SoldOut));
    assert_eq!(chargeable(Chargeable { payable: false, ..good }), Err(Hidden::CannotBeCharged));
}

#[test]
fn the_first_offer_that_is_open_is_shown() {
    use OfferState as S;
    assert_eq!(current_step(&[]), None);
    assert_eq!(current_step(&[S::Accepted, S::Skipped]), None);
    assert_eq!(current_step(&[S::Accepted, S::Skipped, S::Pending, S::Pending]), Some(2));
    assert_eq!(current_step(&[S::Failed, S::Pending]), Some(0));
}

proptest! {
    #[test]
    fn in_any_history_an_offer_has_one_order_at_a_time_and_terms_before_it(events in proptest::collection::vec(any_event(), 0..40)) {
        let mut state = OfferState::Pending;
        let (mut terms, mut open_orders) = (0, 0);
        for event in events {
            let step = transition(state, event);
            for effect in step.effects {
                match effect {
                    OfferEffect::FixTerms => terms += 1,
                    OfferEffect::MakeOrder => {
                        prop_assert_eq!((terms, open_orders), (1, 0));
                        open_orders = 1;
                    }
                    OfferEffect::Recover => open_orders = 0,
                    OfferEffect::SkipDownsell => {}
                }
            }
            prop_assert!(terms <= 1, "the terms are fixed once");
            state = step.next;
        }
    }

    #[test]
    fn the_same_event_again_changes_nothing(state in any_state(), event in any_event()) {
        let once = transition(state, event).next;
        let twice = transition(once, event);
        prop_assert_eq!(Transition { next: once, effects: &[] }, twice);
    }

    #[test]
    fn what_is_decided_stays_decided_unless_money_comes(state in any_state(), event in any_event()) {
        if state.is_final() && event != OfferEvent::Paid {
            prop_assert_eq!(transition(state, event), Transition { next: state, effects: &[] });
        }
    }

    #[test]
    fn only_money_accepts(state in any_state(), event in any_event()) {
        if state != OfferState::Accepted && transition(state, event).next == OfferState::Accepted {
            prop_assert_eq!(event, OfferEvent::Paid);
        }
    }
}

#[test]
fn siblings_change_places_and_nothing_is_lost() {
    assert_eq!(moved(&[1, 2, 3], 2, true), Some(vec![2, 1, 3]));
    assert_eq!(moved(&[1, 2, 3], 2, false), Some(vec![1, 3, 2]));
    for (which, up) in [(1, true), (3, false), (9, true)] {
        assert_eq!(moved(&[1, 2, 3], which, up), None);
    }
}

#[test]
fn a_take_rate_is_a_part_of_those_who_saw() {
    assert_eq!(take_rate(0, 0), None);
    assert_eq!(
        [take_rate(1, 3), take_rate(2, 3), take_rate(3, 3), take_rate(4, 3)],
        [Some(3_330), Some(6_670), Some(10_000), Some(10_000)]
    );
    assert_eq!(take_rate(u64::MAX, u64::MAX), Some(10_000));
}
