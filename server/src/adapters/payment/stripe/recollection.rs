//! What Stripe keeps of an order beside its money: our words in the payment's metadata, and the customer.

use super::{StripeGateway, WORDS_KEY, payment_in};
use crate::ports::payment::{GatewayError, NewCustomer, Recollection};
use stripe_core::customer::{RetrieveCustomer, RetrieveCustomerReturned};
use stripe_core::payment_intent::RetrievePaymentIntent;

impl StripeGateway {
    /// What is kept of the order of a payment intent.
    pub(super) async fn recollect_intent(&self, intent: &str) -> Result<Option<Recollection>, GatewayError> {
        let intent = self.within(RetrievePaymentIntent::new(intent).send(&self.client)).await?;
        let Some(words) = intent.metadata.get(WORDS_KEY).cloned() else { return Ok(None) };
        let customer = intent.customer.as_ref().map(|customer| customer.id().to_string());
        let buyer = match &customer {
            Some(customer) => self.customer_known(customer).await?,
            None => None,
        };
        Ok(Some(Recollection { reference: intent.id.to_string(), payment: payment_in(&intent.metadata), customer, buyer, words }))
    }

    /// A customer, unless it was deleted there.
    async fn customer_known(&self, id: &str) -> Result<Option<NewCustomer>, GatewayError> {
        let customer = match self.within(RetrieveCustomer::new(id).send(&self.client)).await {
            Ok(RetrieveCustomerReturned::Customer(customer)) => customer,
            Ok(RetrieveCustomerReturned::DeletedCustomer(_)) | Err(GatewayError::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(customer.email.map(|email| NewCustomer { email, name: customer.name.unwrap_or_default() }))
    }
}
