use super::*;
use proptest::prelude::*;

const EVENTS: [OrderEvent; 15] = [
    OrderEvent::PaymentOpened,
    OrderEvent::ActionRequired,
    OrderEvent::PaymentProcessing,
    OrderEvent::PaymentFailed,
    OrderEvent::PaymentSucceeded,
    OrderEvent::PaymentCanceled,
    OrderEvent::HoldExpired,
    OrderEvent::PaidWithoutSeat,
    OrderEvent::RefundedInPart,
    OrderEvent::RefundedInFull,
    OrderEvent::DisputeOpened,
    OrderEvent::DisputeWon,
    OrderEvent::DisputeLost,
    OrderEvent::FunnelFinished,
    OrderEvent::FactsMismatch,
];

fn any_state() -> impl Strategy<Value = OrderState> {
    proptest::sample::select(OrderState::ALL.to_vec())
}

fn any_event() -> impl Strategy<Value = OrderEvent> {
    proptest::sample::select(EVENTS.to_vec())
}

fn next(state: OrderState, event: OrderEvent) -> OrderState {
    transition(state, event).next
}

/// The whole table, a row a state, a column an event in the order of `EVENTS`. A dot is "stays".
const TABLE: [(OrderState, &str); 14] = [
    (
        OrderState::Draft,
        "awaiting_payment requires_action awaiting_payment failed paid expired expiring . partially_refunded refunded disputed won lost . needs_review",
    ),
    (
        OrderState::AwaitingPayment,
        ". requires_action . failed paid expired expiring . partially_refunded refunded disputed won lost . needs_review",
    ),
    (
        OrderState::RequiresAction,
        ". . awaiting_payment failed paid expired expiring . partially_refunded refunded disputed won lost . needs_review",
    ),
    (
        OrderState::Failed,
        ". requires_action awaiting_payment . paid expired expiring . partially_refunded refunded disputed won lost . needs_review",
    ),
    (OrderState::Expiring, ". . . . paid expired . . partially_refunded refunded disputed won lost . needs_review"),
    (OrderState::Expired, ". . . . paid . . needs_review needs_review refunded needs_review needs_review needs_review . needs_review"),
    (OrderState::Paid, ". . . . . . . . partially_refunded refunded disputed won lost closed needs_review"),
    (OrderState::Closed, ". . . . . . . . partially_refunded refunded disputed won lost . needs_review"),
    (OrderState::PartiallyRefunded, ". . . . . . . . . refunded disputed won lost . needs_review"),
    (OrderState::Refunded, ". . . . . . . . . . . . . . needs_review"),
    (OrderState::Disputed, ". . . . . . . . . refunded . won lost . needs_review"),
    (OrderState::Won, ". . . . . . . . partially_refunded refunded . . lost . needs_review"),
    (OrderState::Lost, ". . . . . . . . . refunded . . . . needs_review"),
    (OrderState::NeedsReview, ". . . . . . . . . . . . . . ."),
];

#[test]
fn every_pair_goes_where_the_table_says() {
    for (state, row) in TABLE {
        let cells: Vec<_> = row.split_whitespace().collect();
        assert_eq!(cells.len(), EVENTS.len(), "{state:?}");
        for (event, cell) in EVENTS.into_iter().zip(cells) {
            let expected = OrderState::from_name(cell).unwrap_or(state);
            assert_eq!(next(state, event), expected, "{state:?} + {event:?}");
        }
    }
}

#[test]
fn every_state_has_its_own_name() {
    for state in OrderState::ALL {
        assert_eq!(OrderState::from_name(state.name()), Some(state));
    }
    assert_eq!(OrderState::from_name("unheard of"), None);
}

#[test]
fn a_late_success_takes_a_seat_again_or_goes_back() {
    assert!(transition(OrderState::Expired, OrderEvent::PaymentSucceeded).effects.contains(&Effect::RetakeSeat));
    let gone = transition(OrderState::Expired, OrderEvent::PaidWithoutSeat);
    assert!(gone.effects.contains(&Effect::RefundAtProvider) && !gone.effects.contains(&Effect::GrantAccess));
}

#[test]
fn an_expired_hold_frees_no_seat_before_the_provider_agreed() {
    for state in OrderState::ALL {
        let effects = transition(state, OrderEvent::HoldExpired).effects;
        assert!(!effects.contains(&Effect::ReleaseHold), "{state:?}");
    }
}

/// Applies the effects as the database does, to count what a buyer ends up with.
#[derive(Default)]
struct Ledger {
    receipts: u32,
    payments: u32,
    access: bool,
    seat: i32,
}

impl Ledger {
    fn apply(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::SendReceipt => self.receipts += 1,
                Effect::RecordPayment => self.payments += 1,
                Effect::GrantAccess => self.access = true,
                Effect::RevokeAccess => self.access = false,
                Effect::ReleaseHold => self.seat -= 1,
                Effect::RetakeSeat => self.seat += 1,
                _ => {}
            }
        }
    }
}

proptest! {
    #[test]
    fn in_any_history_a_payment_is_recorded_and_a_receipt_sent_at_most_once(events in proptest::collection::vec(any_event(), 0..40)) {
        let mut ledger = Ledger { seat: 1, ..Ledger::default() };
        let mut state = OrderState::Draft;
        for event in events {
            let step = transition(state, event);
            ledger.apply(step.effects);
            state = step.next;
            prop_assert!(ledger.receipts <= 1 && ledger.payments <= 1);
            prop_assert!((0..=1).contains(&ledger.seat), "a seat is freed at most once: {}", ledger.seat);
            prop_assert!(!state.is_fulfilled() || ledger.access, "{state:?} without access");
            prop_assert!(!matches!(state, OrderState::Refunded | OrderState::Lost | OrderState::Disputed) || !ledger.access);
        }
    }

    #[test]
    fn the_same_event_again_changes_nothing_but_time(state in any_state(), event in any_event()) {
        let once = next(state, event);
        let twice = transition(once, event);
        prop_assert_eq!(once, twice.next);
        let harmless = [Effect::ExtendHold, Effect::CancelAtProvider];
        prop_assert!(twice.effects.iter().all(|effect| harmless.contains(effect)), "{:?}", twice.effects);
    }

    #[test]
    fn nobody_leaves_review_without_a_person(event in any_event()) {
        prop_assert_eq!(transition(OrderState::NeedsReview, event), Transition { next: OrderState::NeedsReview, effects: &[] });
    }

    #[test]
    fn only_money_or_a_won_dispute_opens_the_door(state in any_state(), event in any_event()) {
        if transition(state, event).effects.contains(&Effect::GrantAccess) {
            let money = [OrderEvent::PaymentSucceeded, OrderEvent::RefundedInPart, OrderEvent::DisputeWon];
            prop_assert!(money.contains(&event));
        }
    }
}
