//! Where Stripe sends its news.

use super::StripeGateway;
use super::truth::SUBSCRIBED;
use crate::ports::payment::{Endpoint, GatewayError};
use miniserde::Deserialize;
use serde::Serialize;
use stripe::StripeRequest;
use stripe_client_core::{RequestBuilder, StripeMethod};

/// `GET /v1/webhook_endpoints`. An account has sixteen at most.
#[derive(Clone, Serialize)]
struct List {
    limit: i64,
}

#[derive(Debug, Deserialize)]
struct Endpoints {
    data: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    url: String,
    status: String,
    enabled_events: Vec<String>,
}

impl StripeRequest for List {
    type Output = Endpoints;

    fn build(&self) -> RequestBuilder {
        RequestBuilder::new(StripeMethod::Get, "/webhook_endpoints").query(self)
    }
}

impl StripeGateway {
    /// The endpoints of the account, and what of our news each is not told.
    pub(super) async fn list_endpoints(&self) -> Result<Vec<Endpoint>, GatewayError> {
        let listed = self.within(List { limit: 100 }.customize().send(&self.client)).await?.data;
        Ok(listed.into_iter().map(described).collect())
    }
}

fn described(listed: Listed) -> Endpoint {
    let is_told = |kind: &&str| listed.enabled_events.iter().any(|enabled| enabled == "*" || enabled == kind);
    let missing = SUBSCRIBED.iter().copied().filter(|kind| !is_told(kind)).collect();
    Endpoint { url: listed.url, enabled: listed.status == "enabled", missing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_says_what_it_is_not_told() {
        let listed = |events: &[&str]| Listed {
            url: "https://course.example/webhooks/stripe".to_owned(),
            status: "enabled".to_owned(),
            enabled_events: events.iter().map(|event| (*event).to_owned()).collect(),
        };
        assert_eq!(described(listed(&["*"])).missing, Vec::<&str>::new());
        assert_eq!(described(listed(&SUBSCRIBED[1..])).missing, [SUBSCRIBED[0]]);
    }
}
