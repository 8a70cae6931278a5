//! Payments by the card form in the page: payment intents.

use super::{PAYMENT_KEY, StripeGateway, currency_of, facts, keyed, metadata_of, payment_in};
use crate::ports::payment::{GatewayError, Handoff, IdempotencyKey, OpenedPayment, PayableOrder};
use domain::ids::PaymentId;
use domain::payment::PaymentFacts;
use stripe::StripeRequest;
use stripe_core::payment_intent::{
    CancelPaymentIntent, CreatePaymentIntent, CreatePaymentIntentAutomaticPaymentMethods, ListPaymentIntent, RetrievePaymentIntent,
};
use stripe_shared::{PaymentIntent, PaymentIntentSetupFutureUsage, PaymentIntentStatus};

impl StripeGateway {
    /// Opens a payment intent.
    pub(super) async fn open_intent(&self, payment: &PayableOrder, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        let mut request = CreatePaymentIntent::new(payment.amount.minor, currency_of(payment.amount)?)
            .customer(payment.customer.as_deref().unwrap_or_default())
            .description(&payment.description)
            .automatic_payment_methods(CreatePaymentIntentAutomaticPaymentMethods::new(true))
            .metadata(metadata_of(payment.order, payment.payment, &payment.words));
        if payment.save {
            // The offers that follow are charged while the buyer is present, and only then: nothing asks for `off_session`.
            request = request.setup_future_usage(PaymentIntentSetupFutureUsage::OnSession);
        }
        let call = request.customize().request_strategy(keyed(key)?);
        opened(&self.within(call.send(&self.client)).await?)
    }

    /// Finds the payment intent of one of our rows among those of a customer.
    pub(super) async fn find_intent(&self, customer: &str, payment: PaymentId) -> Result<Option<OpenedPayment>, GatewayError> {
        let request = ListPaymentIntent::new().customer(customer).limit(100);
        let list = self.within(request.send(&self.client)).await?;
        let wanted = payment.to_string();
        list.data.iter().find(|intent| intent.metadata.get(PAYMENT_KEY) == Some(&wanted)).map(opened).transpose()
    }

    /// A payment intent with its secret.
    pub(super) async fn reopen_intent(&self, reference: &str) -> Result<OpenedPayment, GatewayError> {
        opened(&self.retrieve_intent(reference).await?)
    }

    /// The truth about a payment intent.
    pub(super) async fn fetch_intent(&self, reference: &str) -> Result<PaymentFacts, GatewayError> {
        let intent = self.retrieve_intent(reference).await?;
        let mut told = facts::of_intent(&intent);
        if facts::is_disputed(&intent) {
            told.dispute = self.dispute_of(reference).await?.map(|dispute| dispute.status);
        }
        Ok(told)
    }

    /// Cancels a payment intent. One that has ended is left as it is.
    pub(super) async fn cancel_intent(&self, reference: &str, key: &IdempotencyKey) -> Result<(), GatewayError> {
        let call = CancelPaymentIntent::new(reference).customize().request_strategy(keyed(key)?);
        match self.within(call.send(&self.client)).await {
            Ok(_) => Ok(()),
            Err(GatewayError::Refused { code, .. }) if code == "payment_intent_unexpected_state" => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn retrieve_intent(&self, reference: &str) -> Result<PaymentIntent, GatewayError> {
        let request = RetrievePaymentIntent::new(reference).expand(vec!["latest_charge".to_owned()]);
        self.within(request.send(&self.client)).await
    }
}

/// A payment with what its buyer needs: its secret, or the bank's page where no script of ours is to answer the bank.
pub(super) fn opened(intent: &PaymentIntent) -> Result<OpenedPayment, GatewayError> {
    let client_secret = intent.client_secret.clone().ok_or_else(|| GatewayError::Unknown("no client secret".into()))?;
    let asks = intent.status == PaymentIntentStatus::RequiresAction;
    let bank = intent.next_action.as_ref().and_then(|action| action.redirect_to_url.as_ref()?.url.clone()).filter(|_| asks);
    let handoff = bank.map_or(Handoff::Secret(client_secret), Handoff::Redirect);
    let saves = Some(intent.setup_future_usage.is_some());
    let payment = payment_in(&intent.metadata);
    Ok(OpenedPayment { reference: intent.id.to_string(), handoff, payment, saves, facts: facts::of_intent(intent) })
}
