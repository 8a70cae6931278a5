//! From quote to payment: the seat, the order and the key are committed before the provider hears of it.

mod page;
mod purchase;
mod session;
mod start;

pub use session::{session, stripe_client, way, ways};

use super::limits::{self, Action, Subject};
use crate::core::Core;
use crate::error::Result;
use app::api;
use app::api::dto::{CheckoutView, PaymentSession};
use app::api::ports::{AskQuote, BrowserCookie, Checkout, StartCheckout, Viewer, WithCookies};
use async_trait::async_trait;
use domain::coupon::CouponRefusal;
use std::sync::Arc;

/// The checkout over the database and the provider.
pub struct CheckoutService(pub Arc<Core>);

#[async_trait]
impl Checkout for CheckoutService {
    async fn view(&self, viewer: &Viewer, ask: &AskQuote) -> api::Result<WithCookies<CheckoutView>> {
        Ok(WithCookies { value: self.page_for(viewer, ask).await?, cookies: self.browser_key(viewer) })
    }

    async fn start(&self, viewer: &Viewer, command: StartCheckout) -> api::Result<WithCookies<PaymentSession>> {
        Ok(self.begin(viewer, command).await?)
    }
}

impl CheckoutService {
    /// The page. A code that was typed is counted before it is looked at, and forgotten if there is such a coupon.
    async fn page_for(&self, viewer: &Viewer, ask: &AskQuote) -> Result<CheckoutView> {
        if !ask.types_code() {
            return self.page(viewer, ask).await;
        }
        let (core, from) = (&self.0, Subject::Address(viewer.client_ip));
        limits::take(core, core.db.write(), Action::Coupon, from).await?;
        let view = self.page(viewer, ask).await?;
        if view.choices.coupon.as_ref().is_none_or(|coupon| coupon.refusal != Some(CouponRefusal::Unknown)) {
            limits::take_back(core, core.db.write(), Action::Coupon, from).await?;
        }
        Ok(view)
    }

    /// A browser is known before it begins an order: should the answer to that be lost, a reload finds what was begun.
    fn browser_key(&self, viewer: &Viewer) -> Vec<BrowserCookie> {
        if own_key(viewer).is_some() { Vec::new() } else { vec![BrowserCookie::OrderKey(self.0.entropy.secret())] }
    }
}

/// The secret of this browser, if it has one of ours.
fn own_key(viewer: &Viewer) -> Option<&str> {
    viewer.order_key.as_deref().filter(|key| key.len() == 43)
}
