//! Misfortunes that wait for their call.

use serde::{Deserialize, Serialize};

use crate::api::Operation;
use crate::mails;
use crate::paypal::operation::Operation as PayPal;

/// What goes wrong.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Nothing is executed; the connection hangs, then breaks.
    TimeoutBefore,
    /// It is executed; the connection hangs, then breaks.
    TimeoutAfter,
    /// It is executed; the connection breaks at once.
    DropAfter,
    /// Status 500 and nothing is executed.
    #[serde(rename = "error_500_before")]
    Error500Before,
    /// Status 500 though it is executed; the key keeps the 500.
    #[serde(rename = "error_500_but_done")]
    Error500ButDone,
    /// Too many requests; nothing is executed.
    #[serde(rename = "error_429")]
    Error429,
    /// The issuer declines; nothing is executed.
    #[serde(rename = "error_402")]
    Error402,
    /// The key may not do this; nothing is executed.
    #[serde(rename = "error_403")]
    Error403,
    /// It is executed, and half an answer arrives.
    MalformedJson,
    /// It is executed late.
    HangMs,
}

/// A misfortune and the calls it waits for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// An operation, the beginning of one, or `any`.
    pub op: String,
    /// What goes wrong.
    pub mode: Mode,
    /// Milliseconds, for the modes that wait.
    #[serde(default)]
    pub value: Option<u64>,
    /// How many calls it hits.
    #[serde(default = "once")]
    pub times: u32,
    /// How many calls pass unharmed before.
    #[serde(default)]
    pub after: u32,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// How long the connection hangs.
    pub fn wait_ms(&self) -> u64 {
        self.value.unwrap_or(60_000)
    }

    /// Whether there is any call it could hit.
    pub fn is_possible(&self) -> bool {
        let names = Operation::ALL.iter().map(|operation| operation.name()).chain(PayPal::ALL.iter().map(|operation| operation.name()));
        names.chain([mails::SEND]).any(|name| self.matches(name))
    }

    /// Calls of the shop match by operation; calls of a browser only by their full name.
    fn matches(&self, operation: &str) -> bool {
        if operation.starts_with("browser_") {
            return self.op == operation;
        }
        match self.op.as_str() {
            "any" => true,
            "refund" => operation == "create_refund",
            op => operation.starts_with(op),
        }
    }
}

/// The faults in the order they were asked for.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds one.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Those that still wait.
    pub fn waiting(&self) -> &[Fault] {
        &self.0
    }

    /// The fault that hits this call, if any; it is used up once.
    pub fn strike(&mut self, operation: &str) -> Option<Fault> {
        let place = self.0.iter().position(|fault| fault.matches(operation))?;
        let fault = &mut self.0[place];
        if fault.after > 0 {
            fault.after -= 1;
            return None;
        }
        fault.times = fault.times.saturating_sub(1);
        let struck = fault.clone();
        if fault.times == 0 {
            self.0.remove(place);
        }
        Some(struck)
    }
}
