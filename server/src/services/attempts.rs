//! Keys for calls to the provider. A key is committed before its call; an unknown outcome keeps its key.

use crate::core::Core;
use crate::error::Result;
use crate::ports::payment::{GatewayError, IdempotencyKey};
use crate::repo;
use entity::payment_attempt;
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// What is asked of the provider for a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Open the customer.
    Customer,
    /// Open the payment.
    Create,
    /// Take the money that the buyer approved.
    Capture,
    /// Cancel it.
    Cancel,
    /// Send the money back.
    Refund,
}

impl Operation {
    fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Create => "create",
            Self::Capture => "capture",
            Self::Cancel => "cancel",
            Self::Refund => "refund",
        }
    }
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Succeeded,
    /// It was not done, for certain. The next call takes a new key.
    Failed,
    /// Nobody knows. The next call takes the same key.
    Unknown,
}

impl Outcome {
    /// How a call ended that answered like this.
    pub fn of<T>(answer: &std::result::Result<T, GatewayError>) -> Self {
        match answer {
            Ok(_) => Self::Succeeded,
            Err(GatewayError::Unknown(_) | GatewayError::Busy(_)) => Self::Unknown,
            Err(_) => Self::Failed,
        }
    }
}

/// The key for the next call: the last one, unless that call failed for certain.
pub async fn next_key(core: &Core, payment: Uuid, operation: Operation) -> Result<IdempotencyKey> {
    let earlier = repo::payments::attempts(core.db.read(), payment, operation.name()).await?;
    if let Some(last) = earlier.first().filter(|last| last.state != "failed") {
        return Ok(IdempotencyKey(last.idempotency_key.clone()));
    }
    let key = format!("{payment}:{}:{}", operation.name(), earlier.len() + 1);
    let row = payment_attempt::ActiveModel {
        id: Set(core.new_id()),
        payment_id: Set(payment),
        operation: Set(operation.name().to_owned()),
        idempotency_key: Set(key.clone()),
        state: Set("planned".to_owned()),
        created_at: Set(core.now()),
        ..Default::default()
    };
    repo::payments::ensure_attempt(core.db.write(), row).await?;
    Ok(IdempotencyKey(key))
}

/// Notes how a call ended.
pub async fn finish(core: &Core, key: &IdempotencyKey, outcome: Outcome) -> Result<()> {
    let state = match outcome {
        Outcome::Succeeded => "succeeded",
        Outcome::Failed => "failed",
        Outcome::Unknown => "unknown",
    };
    repo::payments::finish_attempt(core.db.write(), &key.0, state, core.now()).await
}
