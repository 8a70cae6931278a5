//! Payments on Stripe's own page: Checkout Sessions. The page needs no script of ours and no form of Stripe's in our page.

use super::{PAYMENT_KEY, StripeGateway, currency_of, facts, keyed, metadata_of, payment_in};
use crate::ports::payment::{GatewayError, Handoff, IdempotencyKey, OpenedPayment, PayableOrder};
use domain::ids::PaymentId;
use domain::payment::PaymentFacts;
use stripe::StripeRequest;
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData, CreateCheckoutSessionPaymentIntentData,
    CreateCheckoutSessionPaymentIntentDataSetupFutureUsage, ExpireCheckoutSession, ListCheckoutSession, ProductData,
    RetrieveCheckoutSession,
};
use stripe_shared::{CheckoutSession, CheckoutSessionMode};

/// How Stripe's ids of Checkout Sessions begin.
const PREFIX: &str = "cs_";

/// Whether a payment is made on Stripe's own page.
pub fn is_session(reference: &str) -> bool {
    reference.starts_with(PREFIX)
}

impl StripeGateway {
    /// Opens a Checkout Session of one line: the order's total. Discounts and tax are in it already, as the buyer saw them.
    ///
    /// No end is asked for: Stripe takes none within half an hour, and the hold ends it by [`Self::expire_session`] first.
    pub(super) async fn open_session(&self, payment: &PayableOrder, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        let mut price = CreateCheckoutSessionLineItemsPriceData::new(currency_of(payment.amount)?);
        price.unit_amount = Some(payment.amount.minor);
        price.product_data = Some(ProductData::new(payment.description.clone()));
        let mut line = CreateCheckoutSessionLineItems::new();
        line.price_data = Some(price);
        line.quantity = Some(1);
        let request = CreateCheckoutSession::new()
            .mode(CheckoutSessionMode::Payment)
            .customer(payment.customer.clone().unwrap_or_default())
            .client_reference_id(payment.order.to_string())
            .line_items(vec![line])
            .metadata(metadata_of(payment.order, payment.payment, &payment.words))
            .payment_intent_data(intent_data(payment))
            .success_url(&payment.return_url)
            .cancel_url(&payment.cancel_url);
        let call = request.customize().request_strategy(keyed(key)?);
        Ok(opened(&self.within(call.send(&self.client)).await?))
    }

    /// Finds the session of one of our rows among those of a customer.
    pub(super) async fn find_session(&self, customer: &str, payment: PaymentId) -> Result<Option<OpenedPayment>, GatewayError> {
        let request = ListCheckoutSession::new().customer(customer).limit(100);
        let list = self.within(request.send(&self.client)).await?;
        let wanted = payment.to_string();
        let is_wanted = |session: &&CheckoutSession| session.metadata.as_ref().and_then(|data| data.get(PAYMENT_KEY)) == Some(&wanted);
        Ok(list.data.iter().find(is_wanted).map(opened))
    }

    /// A session with its address.
    pub(super) async fn reopen_session(&self, reference: &str) -> Result<OpenedPayment, GatewayError> {
        Ok(opened(&self.retrieve_session(reference).await?))
    }

    /// The truth about a session and the payment intent that was made on its page.
    pub(super) async fn fetch_session(&self, reference: &str) -> Result<PaymentFacts, GatewayError> {
        let session = self.retrieve_session(reference).await?;
        let mut told = facts::of_session(&session);
        let disputed = session.payment_intent.as_ref().and_then(stripe_types::Expandable::as_object).is_some_and(facts::is_disputed);
        if let Some(intent) = told.capture.as_deref().filter(|_| disputed) {
            told.dispute = self.dispute_of(intent).await?.map(|dispute| dispute.status);
        }
        Ok(told)
    }

    /// Ends a session. One that has ended is left as it is.
    pub(super) async fn expire_session(&self, reference: &str, key: &IdempotencyKey) -> Result<(), GatewayError> {
        let call = ExpireCheckoutSession::new(reference).customize().request_strategy(keyed(key)?);
        match self.within(call.send(&self.client)).await {
            Ok(_) | Err(GatewayError::Refused { status: 400, .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn retrieve_session(&self, reference: &str) -> Result<CheckoutSession, GatewayError> {
        let expand = vec!["payment_intent".to_owned(), "payment_intent.latest_charge".to_owned()];
        let request = RetrieveCheckoutSession::new(reference).expand(expand);
        self.within(request.send(&self.client)).await
    }
}

fn intent_data(payment: &PayableOrder) -> CreateCheckoutSessionPaymentIntentData {
    let mut data = CreateCheckoutSessionPaymentIntentData::new();
    data.description = Some(payment.description.clone());
    data.metadata = Some(metadata_of(payment.order, payment.payment, &payment.words));
    data.setup_future_usage = payment.save.then_some(CreateCheckoutSessionPaymentIntentDataSetupFutureUsage::OnSession);
    data
}

fn opened(session: &CheckoutSession) -> OpenedPayment {
    let handoff = session.url.clone().map_or(Handoff::Nothing, Handoff::Redirect);
    let payment = session.metadata.as_ref().and_then(payment_in);
    OpenedPayment { reference: session.id.to_string(), handoff, payment, saves: None, facts: facts::of_session(session) }
}
