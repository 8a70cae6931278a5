//! Who buys at which quote, and the rows that come of it.

use crate::core::Core;
use crate::repo::catalog::OfferWithTiers;
use crate::repo::hold_limits::Limit;
use crate::security::hash::sha256;
use crate::services::consent;
use crate::services::payments::Way;
use app::api::ApiError;
use app::api::error::{Conflict, Field, FieldError, Problem};
use app::api::ports::StartCheckout;
use domain::email::EmailAddress;
use domain::source::Source;
use entity::{order, quote, quote_line, seat_invite, user};
use std::collections::HashMap;
use uuid::Uuid;

/// The longest name that is taken.
const LONGEST_NAME: usize = 120;

/// Who buys, at which quote.
pub struct Purchase {
    /// The buyer.
    pub user: user::Model,
    /// The address as typed.
    pub email: EmailAddress,
    /// The name as typed.
    pub name: String,
    /// The quote.
    pub quote: quote::Model,
    /// Its lines.
    pub lines: Vec<quote_line::Model>,
    /// What each offer among the lines sells.
    pub products: HashMap<Uuid, Uuid>,
    /// How it is paid.
    pub way: Way,
    /// What the buyer agreed to.
    pub consent: Option<consent::Given>,
    /// How many seats one may hold.
    pub limits: Vec<Limit>,
    /// Whether the buyer came by a personal link.
    pub personal: bool,
    /// The seat that is kept for this buyer. A personal link without one has had its time.
    pub kept: Option<seat_invite::Model>,
    /// Where the buyer came from.
    pub source: Source,
    /// What the measuring service calls the buyer's browser, where it may be told of the order.
    pub measured: Option<String>,
}

impl Purchase {
    /// The kept seat that this purchase takes. A link whose time is up buys nothing: the buyer shall know.
    pub fn kept_for(&self, found: &OfferWithTiers) -> std::result::Result<Option<&seat_invite::Model>, ApiError> {
        match &self.kept {
            None if !self.personal => Ok(None),
            Some(kept) if kept.offer_id == found.offer.id => Ok(Some(kept)),
            _ => Err(ApiError::Conflict(Conflict::KeptSeatGone)),
        }
    }
}

/// The buyer as typed, or what is wrong with it.
pub fn parse_buyer(command: &StartCheckout) -> std::result::Result<(EmailAddress, String), ApiError> {
    let mut errors = Vec::new();
    let email = EmailAddress::parse(&command.email);
    if email.is_err() {
        let problem = if command.email.trim().is_empty() { Problem::Missing } else { Problem::Malformed };
        errors.push(FieldError { field: Field::Email, problem });
    }
    let name = command.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name_problem = match name.chars().count() {
        0 => Some(Problem::Missing),
        length if length > LONGEST_NAME => Some(Problem::TooLong),
        _ if name.chars().any(char::is_control) => Some(Problem::Malformed),
        _ => None,
    };
    errors.extend(name_problem.map(|problem| FieldError { field: Field::Name, problem }));
    match email {
        Ok(email) if errors.is_empty() => Ok((email, name)),
        _ => Err(ApiError::Invalid(errors)),
    }
}

/// The order, before it is paid.
pub fn new_order(core: &Core, purchase: &Purchase, found: &OfferWithTiers, hold_id: Uuid, key: &str) -> order::Model {
    let now = core.now();
    order::Model {
        id: core.new_id(),
        public_id: core.entropy.public_id(),
        user_id: purchase.user.id,
        product_id: found.offer.product_id,
        quote_id: purchase.quote.id,
        hold_id,
        buyer_email: purchase.email.as_str().to_owned(),
        buyer_name: purchase.name.clone(),
        browser_key_hash: sha256(key).to_vec(),
        amount_minor: purchase.quote.amount_minor,
        currency: purchase.quote.currency.clone(),
        state: "draft".to_owned(),
        version: 0,
        created_at: now,
        updated_at: now,
        paid_at: None,
        kind: "main".to_owned(),
    }
}
