//! Payment methods: cards, by number or by one of Stripe's ready-made names.

use serde_json::{Value, json};

use super::{Request, customers, listing};
use crate::cards;
use crate::error::ApiError;
use crate::ids::now;
use crate::params::Params;
use crate::shapes::{self, NewCard};
use crate::store::{Card, Store};
use crate::table::Record;

/// `POST /v1/payment_methods`
pub fn create(store: &mut Store, request: &Request) -> Result<Value, ApiError> {
    request.params.allow(&["type", "card", "billing_details", "metadata", "allow_redisplay"])?;
    let id = create_from(store, request.caller.live, &request.params)?;
    Ok(store.methods.find(&id)?.view())
}

/// Makes a payment method of `type`, `card[...]` and `billing_details[...]` and gives its identifier.
pub fn create_from(store: &mut Store, live: bool, params: &Params) -> Result<String, ApiError> {
    if params.text("type").is_some_and(|kind| kind != "card") {
        return Err(ApiError::invalid("The sandbox knows payment methods of type card only.").param("type"));
    }
    let card =
        params.inside("card").ok_or_else(|| ApiError::invalid("Missing required param: card.").code("parameter_missing").param("card"))?;
    let number = match card.text("token").map(|token| token.replacen("tok_", "pm_card_", 1)) {
        Some(token) => cards::ready_made(&token).ok_or_else(|| ApiError::missing("token", &token, "card[token]"))?.to_owned(),
        None => card.required("number")?.replace(' ', ""),
    };
    let behaviour = cards::behaviour(&number)?;
    let (exp_month, exp_year) = expiry(&card)?;
    let new = NewCard {
        number,
        exp_month,
        exp_year,
        live,
        billing_details: billing_details(params.inside("billing_details").as_ref()),
        metadata: params.metadata(&Value::Null),
    };
    let id = store.methods.insert(live, shapes::payment_method(&new));
    let set_up = new.number == "4000003800000446";
    store.cards.insert(id.clone(), Card { behaviour, set_up, spent: false });
    Ok(id)
}

/// A payment method that exists, or a new one behind a ready-made name.
pub fn resolve(store: &mut Store, live: bool, name: &str) -> Result<String, ApiError> {
    if let Some(number) = cards::ready_made(name) {
        return create_from(store, live, &Params::new(json!({"card": {"number": number}})));
    }
    store.methods.get(live, name).map(|row| row.text("id").to_owned()).map_err(ApiError::in_parameter)
}

/// `GET /v1/payment_methods/{id}`
pub fn retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    store.methods.get(request.caller.live, id).map(Record::view)
}

/// `POST /v1/payment_methods/{id}/attach`
pub fn attach(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    let live = request.caller.live;
    let customer = request.params.required("customer")?;
    customers::named(store, live, customer)?;
    let id = resolve(store, live, id)?;
    if store.cards.get(&id).is_some_and(|card| card.spent) {
        return Err(ApiError::invalid("This PaymentMethod was previously used or detached and may not be used again.")
            .code("payment_method_unexpected_state"));
    }
    let row = store.methods.find_mut(&id)?;
    if !row.text("customer").is_empty() && row.text("customer") != customer {
        return Err(ApiError::invalid("The payment method you provided has already been attached to a customer."));
    }
    row.set("customer", customer);
    let view = row.view();
    store.emit("payment_method.attached", live, &view);
    Ok(view)
}

/// `POST /v1/payment_methods/{id}/detach`
pub fn detach(store: &mut Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    let live = request.caller.live;
    if store.methods.get(live, id)?.text("customer").is_empty() {
        return Err(ApiError::invalid("The payment method you provided is not attached to a customer so detachment is impossible.")
            .code("payment_method_unexpected_state"));
    }
    let row = store.methods.find_mut(id)?;
    row.set("customer", Value::Null);
    let view = row.view();
    if let Some(card) = store.cards.get_mut(id) {
        card.spent = true;
    }
    store.emit("payment_method.detached", live, &view);
    Ok(view)
}

/// `GET /v1/payment_methods`
pub fn list(store: &Store, request: &Request) -> Result<Value, ApiError> {
    let customer = request.params.required("customer")?;
    owned_by(store, request, customer, "/v1/payment_methods")
}

/// `GET /v1/customers/{id}/payment_methods`
pub fn list_of(store: &Store, request: &Request, customer: &str) -> Result<Value, ApiError> {
    owned_by(store, request, customer, &format!("/v1/customers/{customer}/payment_methods"))
}

fn owned_by(store: &Store, request: &Request, customer: &str, url: &str) -> Result<Value, ApiError> {
    customers::existing(store, request.caller.live, customer)?;
    listing::page(&store.methods, request, url, |row| row.text("customer") == customer)
}

/// Any expiry that has not passed; without one, a far one.
fn expiry(card: &Params) -> Result<(i64, i64), ApiError> {
    let (this_year, this_month) = year_and_month(now());
    let month = card.int("exp_month")?.unwrap_or(12);
    let year = match card.int("exp_year")?.unwrap_or(this_year + 5) {
        short @ 0..=99 => 2000 + short,
        year => year,
    };
    if !(1..=12).contains(&month) {
        return Err(ApiError::card("invalid_expiry_month", "Your card's expiration month is invalid.").param("exp_month"));
    }
    if year < this_year || (year == this_year && month < this_month) || year > this_year + 50 {
        return Err(ApiError::card("invalid_expiry_year", "Your card's expiration year is invalid.").param("exp_year"));
    }
    Ok((month, year))
}

/// The civil year and month of a time, by the days since 0000-03-01.
fn year_and_month(seconds: i64) -> (i64, i64) {
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month)
}

fn billing_details(given: Option<&Params>) -> Value {
    let mut details = shapes::empty_billing_details();
    let Some(given) = given else { return details };
    for name in ["email", "name", "phone", "tax_id"] {
        details[name] = given.text(name).into();
    }
    if let Some(address) = given.inside("address") {
        for name in ["city", "country", "line1", "line2", "postal_code", "state"] {
            details["address"][name] = address.text(name).into();
        }
    }
    details
}

#[cfg(test)]
mod tests {
    use super::year_and_month;

    #[test]
    fn months_are_counted_as_the_calendar_does() {
        assert_eq!(year_and_month(0), (1970, 1));
        assert_eq!(year_and_month(951_782_400), (2000, 2));
        assert_eq!(year_and_month(1_798_761_599), (2026, 12));
    }
}
