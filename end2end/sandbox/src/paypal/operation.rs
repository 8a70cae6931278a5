//! The operations by method and path.

use axum::http::Method;

/// What a call asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operation {
    /// `POST /v1/oauth2/token`
    Token,
    /// `POST /v2/checkout/orders`
    CreateOrder,
    /// `GET /v2/checkout/orders/{id}`
    GetOrder,
    /// `POST /v2/checkout/orders/{id}/capture`
    CaptureOrder,
    /// `GET /v2/payments/captures/{id}`
    GetCapture,
    /// `POST /v2/payments/captures/{id}/refund`
    RefundCapture,
    /// `GET /v2/payments/refunds/{id}`
    GetRefund,
    /// `GET /v3/vault/payment-tokens`
    ListTokens,
    /// `GET /v3/vault/payment-tokens/{id}`
    GetToken,
    /// `DELETE /v3/vault/payment-tokens/{id}`
    DeleteToken,
    /// `GET /v1/customer/disputes`
    ListDisputes,
    /// `GET /v1/customer/disputes/{id}`
    GetDispute,
    /// `GET /v1/reporting/transactions`
    ListTransactions,
    /// `GET /v1/notifications/webhooks-events`
    ListEvents,
    /// `GET /v1/notifications/webhooks-events/{id}`
    GetEvent,
}

/// An operation and the object it is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// What is asked for.
    pub operation: Operation,
    /// The identifier in the path, or nothing.
    pub id: String,
}

impl Operation {
    /// Every operation.
    pub const ALL: &[Self] = &[
        Self::Token,
        Self::CreateOrder,
        Self::GetOrder,
        Self::CaptureOrder,
        Self::GetCapture,
        Self::RefundCapture,
        Self::GetRefund,
        Self::ListTokens,
        Self::GetToken,
        Self::DeleteToken,
        Self::ListDisputes,
        Self::GetDispute,
        Self::ListTransactions,
        Self::ListEvents,
        Self::GetEvent,
    ];

    /// The name in faults and counts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Token => "paypal_token",
            Self::CreateOrder => "paypal_create_order",
            Self::GetOrder => "paypal_get_order",
            Self::CaptureOrder => "paypal_capture_order",
            Self::GetCapture => "paypal_get_capture",
            Self::RefundCapture => "paypal_refund_capture",
            Self::GetRefund => "paypal_get_refund",
            Self::ListTokens => "paypal_list_tokens",
            Self::GetToken => "paypal_get_token",
            Self::DeleteToken => "paypal_delete_token",
            Self::ListDisputes => "paypal_list_disputes",
            Self::GetDispute => "paypal_get_dispute",
            Self::ListTransactions => "paypal_list_transactions",
            Self::ListEvents => "paypal_list_events",
            Self::GetEvent => "paypal_get_event",
        }
    }
}

impl Call {
    /// The call behind a method and a path.
    pub fn of(method: &Method, path: &str) -> Option<Self> {
        use Operation as O;
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let (operation, id) = match (method.as_str(), parts.as_slice()) {
            ("POST", ["v1", "oauth2", "token"]) => (O::Token, ""),
            ("POST", ["v2", "checkout", "orders"]) => (O::CreateOrder, ""),
            ("GET", ["v2", "checkout", "orders", id]) => (O::GetOrder, *id),
            ("POST", ["v2", "checkout", "orders", id, "capture"]) => (O::CaptureOrder, *id),
            ("GET", ["v2", "payments", "captures", id]) => (O::GetCapture, *id),
            ("POST", ["v2", "payments", "captures", id, "refund"]) => (O::RefundCapture, *id),
            ("GET", ["v2", "payments", "refunds", id]) => (O::GetRefund, *id),
            ("GET", ["v3", "vault", "payment-tokens"]) => (O::ListTokens, ""),
            ("GET", ["v3", "vault", "payment-tokens", id]) => (O::GetToken, *id),
            ("DELETE", ["v3", "vault", "payment-tokens", id]) => (O::DeleteToken, *id),
            ("GET", ["v1", "customer", "disputes"]) => (O::ListDisputes, ""),
            ("GET", ["v1", "customer", "disputes", id]) => (O::GetDispute, *id),
            ("GET", ["v1", "reporting", "transactions"]) => (O::ListTransactions, ""),
            ("GET", ["v1", "notifications", "webhooks-events"]) => (O::ListEvents, ""),
            ("GET", ["v1", "notifications", "webhooks-events", id]) => (O::GetEvent, *id),
            _ => return None,
        };
        Some(Self { operation, id: id.to_owned() })
    }
}
