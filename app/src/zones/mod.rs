//! The floors of the house. A zone owns its pages, its security policy and its WASM bundle; the panel's desk has one of its own.

pub mod admin;
#[cfg(feature = "ssr")]
pub mod auth;
#[cfg(feature = "ssr")]
pub mod checkout;
#[cfg(feature = "ssr")]
pub mod learn;
#[cfg(feature = "ssr")]
pub mod preview;
#[cfg(feature = "ssr")]
pub mod public;
#[cfg(feature = "ssr")]
mod root;

#[cfg(feature = "ssr")]
pub use root::Root;

/// A zone. Between zones a link is a full page load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// The sales page and what belongs to it.
    Public,
    /// From price to thank-you.
    Checkout,
    /// Signing in.
    Auth,
    /// The course.
    Learn,
    /// The creator's panel. Its desk, where lessons and the sales page are written, uses the client router.
    Admin,
}

impl Zone {
    /// The name: of its `data-zone`, and of its bundle.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Checkout => "checkout",
            Self::Auth => "auth",
            Self::Learn => "learn",
            Self::Admin => "admin",
        }
    }
}

/// A page, as the server's routes choose it and `data-page` tells the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// `/`
    Landing,
    /// `/preview/{lesson}`
    Preview,
    /// `/legal/{page}`
    Legal,
    /// `/waitlist`
    Waitlist,
    /// `/certificates/{code}`
    Certificate,
    /// Any address that leads nowhere.
    NotFound,
    /// A fault on our side.
    Fault,
    /// `/checkout`
    Checkout,
    /// `/orders/{public_id}`
    Order,
    /// `/orders/{public_id}/invoice`
    Invoice,
    /// `/sign-in`
    SignIn,
    /// `/sign-in/{token}`
    SignInLink,
    /// `/account`
    Account,
    /// `/account/password`
    Password,
    /// `/account/address`
    Address,
    /// `/address/{token}`
    AddressLink,
    /// `/account/proof`
    Proof,
    /// `/account/second-factor`
    SecondFactor,
    /// `/sign-in/code`
    SignInCode,
    /// `/mail/unsubscribe/{token}`
    Unsubscribe,
    /// `/setup`
    Setup,
    /// `/learn` and below
    Learn,
    /// `/admin/landing/preview`: the sales page as it is being written.
    LandingPreview,
    /// `/admin` and below
    Admin,
    /// `/admin/lessons`, `/admin/landing` and what is written below them.
    Desk,
}

impl Page {
    /// Every page.
    pub const ALL: [Self; 25] = [
        Self::Landing,
        Self::Preview,
        Self::Legal,
        Self::Waitlist,
        Self::Certificate,
        Self::NotFound,
        Self::Fault,
        Self::Checkout,
        Self::Order,
        Self::Invoice,
        Self::SignIn,
        Self::SignInLink,
        Self::Account,
        Self::Password,
        Self::Address,
        Self::AddressLink,
        Self::Proof,
        Self::SecondFactor,
        Self::SignInCode,
        Self::Unsubscribe,
        Self::Setup,
        Self::Learn,
        Self::LandingPreview,
        Self::Admin,
        Self::Desk,
    ];

    /// The zone it belongs to.
    pub fn zone(self) -> Zone {
        match self {
            Self::Landing
            | Self::LandingPreview
            | Self::Preview
            | Self::Legal
            | Self::Waitlist
            | Self::Certificate
            | Self::NotFound
            | Self::Fault => Zone::Public,
            Self::Checkout | Self::Order | Self::Invoice => Zone::Checkout,
            Self::SignIn
            | Self::SignInLink
            | Self::Account
            | Self::Password
            | Self::Address
            | Self::AddressLink
            | Self::Proof
            | Self::SecondFactor
            | Self::SignInCode
            | Self::Unsubscribe
            | Self::Setup => Zone::Auth,
            Self::Learn => Zone::Learn,
            Self::Admin | Self::Desk => Zone::Admin,
        }
    }

    /// The name of its bundle: that of its zone. What the creator writes with has one of its own.
    pub fn bundle(self) -> &'static str {
        if self == Self::Desk { "desk" } else { self.zone().name() }
    }

    /// Whether search engines may show it: anybody may read it, and it is about the course.
    pub fn is_found(self) -> bool {
        matches!(self, Self::Landing | Self::Preview | Self::Legal)
    }

    /// The name in `data-page`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Landing => "landing",
            Self::Preview => "preview",
            Self::Legal => "legal",
            Self::Waitlist => "waitlist",
            Self::Certificate => "certificate",
            Self::NotFound => "not-found",
            Self::Fault => "fault",
            Self::Checkout => "checkout",
            Self::Order => "order",
            Self::Invoice => "invoice",
            Self::SignIn => "sign-in",
            Self::SignInLink => "sign-in-link",
            Self::Account => "account",
            Self::Password => "password",
            Self::Address => "address",
            Self::AddressLink => "address-link",
            Self::Proof => "proof",
            Self::SecondFactor => "second-factor",
            Self::SignInCode => "sign-in-code",
            Self::Unsubscribe => "unsubscribe",
            Self::Setup => "setup",
            Self::Learn => "learn",
            Self::LandingPreview => "landing-preview",
            Self::Admin => "admin",
            Self::Desk => "desk",
        }
    }
}
