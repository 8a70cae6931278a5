//! Invoices of paid orders.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::InvoiceView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    context::{redirect_to, services, viewer},
    ports::BuyerChange,
};

/// The invoice of an order, for its buyer alone.
#[server(endpoint = "invoices/view", input = GetUrl)]
pub async fn view(public_id: String) -> Result<InvoiceView> {
    services().invoices.view(&viewer(), &public_id).await
}

/// Makes the invoice out to a company, and leads back to it. Numbers and amounts stay.
#[server(endpoint = "invoices/set_buyer")]
pub async fn set_buyer(public_id: String, company: String, street: String, city: String, vat_id: String) -> Result<()> {
    let leads_to = crate::paths::invoice_changed(&public_id);
    services().invoices.set_buyer(&viewer(), BuyerChange { public_id, company, street, city, vat_id }).await?;
    redirect_to(&leads_to);
    Ok(())
}
