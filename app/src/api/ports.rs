//! What the pages ask of the business. `server` implements these; a method that needs a person requires an [`Actor`].

mod account;
mod addresses;
mod certificates;
mod checkout;
mod coupons;
mod curriculum;
mod files;
mod identity;
mod landing;
mod machine;
mod mails;
mod notes;
mod numbers;
mod offers;
mod passwords;
mod people;
mod preview;
mod privacy;
mod questions;
mod refunds;
mod search;
mod second_factor;
mod sessions;
mod setup;
mod terms;

pub use account::Account;
pub use addresses::Addresses;
pub use certificates::*;
pub use checkout::{AskQuote, Checkout, Selection, StartCheckout};
pub use coupons::CouponDesk;
pub use curriculum::{Curriculum, Publish, SaveSettings, SaveWords};
pub use files::Files;
pub use identity::{Halfway, Identity};
pub use landing::{Arrangement, LandingEditor, SaveSection};
pub use machine::{AuditFilter, JobFilter, Machine, MailFilter, WebhookFilter};
pub use mails::Mails;
pub use notes::*;
pub use numbers::{Numbers, NumbersFilter};
pub use offers::{NewOffer, OfferDesk};
pub use passwords::Passwords;
pub use people::{AddPerson, People};
pub use preview::Preview;
pub use privacy::{Archive, Privacy};
pub use questions::*;
pub use refunds::{RefundOrder, Refunds};
pub use search::Search;
pub use second_factor::SecondFactor;
pub use sessions::Sessions;
pub use setup::{FinishSetup, Setup};
pub use terms::{NewPolicy, Terms};

use super::Result;
use super::dto::{
    Completion, Days, Decided, Decision, InvoiceView, LandingView, LegalView, LessonView, Listed, OfferView, OrderDetail, OrderRow,
    OrderView, OutlineView, OverviewView, PayWith, PaymentSession, PreviewView, Role, SavedPlace,
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{LessonId, OfferId, SessionId, UserId};
use domain::playback::Report;
use std::net::IpAddr;
use std::sync::Arc;

/// Everything that server functions may call. Given to pages and server functions by one closure.
pub struct Services {
    /// What is for sale.
    pub catalog: Arc<dyn Catalog>,
    /// From quote to payment.
    pub checkout: Arc<dyn Checkout>,
    /// Orders after payment began.
    pub orders: Arc<dyn Orders>,
    /// Invoices of paid orders.
    pub invoices: Arc<dyn Invoices>,
    /// Who is who.
    pub identity: Arc<dyn Identity>,
    /// The course.
    pub learning: Arc<dyn Learning>,
    /// The admin's view of orders.
    pub admin: Arc<dyn Admin>,
    /// Money that goes back, and who may enter.
    pub refunds: Arc<dyn Refunds>,
    /// Those who wait.
    pub waitlist: Arc<dyn Waitlist>,
    /// The offers after a purchase.
    pub funnel: Arc<dyn Funnel>,
    /// A person's own account.
    pub account: Arc<dyn Account>,
    /// A person's own password.
    pub passwords: Arc<dyn Passwords>,
    /// A person's own address.
    pub addresses: Arc<dyn Addresses>,
    /// A person's own second factor.
    pub second_factor: Arc<dyn SecondFactor>,
    /// A person's own sessions.
    pub sessions: Arc<dyn Sessions>,
    /// Which mails people want.
    pub mails: Arc<dyn Mails>,
    /// Search in the course.
    pub search: Arc<dyn Search>,
    /// Questions below lessons.
    pub questions: Arc<dyn Questions>,
    /// Questions as the creator sees them.
    pub question_desk: Arc<dyn QuestionDesk>,
    /// The course as its creator works on it.
    pub curriculum: Arc<dyn Curriculum>,
    /// Files of lessons.
    pub files: Arc<dyn Files>,
    /// What students keep for themselves.
    pub notes: Arc<dyn Notes>,
    /// Certificates.
    pub certificates: Arc<dyn Certificates>,
    /// People, for the admin.
    pub people: Arc<dyn People>,
    /// What runs behind the pages, for the admin.
    pub machine: Arc<dyn Machine>,
    /// What is counted and summed up, for the admin.
    pub numbers: Arc<dyn Numbers>,
    /// The sales page as its creator works on it.
    pub landing: Arc<dyn LandingEditor>,
    /// What is for sale, for the admin.
    pub offer_desk: Arc<dyn OfferDesk>,
    /// Coupons, for the admin.
    pub coupon_desk: Arc<dyn CouponDesk>,
    /// The terms of the shop, for the admin.
    pub terms: Arc<dyn Terms>,
    /// The first run.
    pub setup: Arc<dyn Setup>,
    /// What an imagined student would see, for the admin.
    pub preview: Arc<dyn Preview>,
    /// What is known about people, and how it is forgotten.
    pub privacy: Arc<dyn Privacy>,
}

/// Who asks. Read from the session row on each request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// The signed-in person, if any.
    pub actor: Option<Actor>,
    /// Somebody who has shown the first of two factors here. They are nobody yet, and may show the second.
    pub halfway: Option<Halfway>,
    /// What this browser's new recovery codes are made of, from its cookie.
    pub recovery_seed: Option<String>,
    /// The secret of this browser's latest order, from its cookie.
    pub order_key: Option<String>,
    /// The key that this browser got for the code of the first run.
    pub setup_key: Option<String>,
    /// The browser's own name, for the list of sessions.
    pub user_agent: String,
    /// The network address that the request comes from, as far as it can be trusted.
    pub client_ip: Option<IpAddr>,
    /// What this browser chose about measuring, if it was asked.
    pub measured: Option<Measured>,
}

/// A choice about measuring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Whether visits may be measured.
    pub allowed: bool,
    /// What the measuring service calls this browser.
    pub client: Option<String>,
}

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub user: UserId,
    /// Through which session.
    pub session: SessionId,
    /// What they may do in this session.
    pub role: Role,
    /// Whether they are an admin and may do no more than a student here, because the session has not shown a second factor.
    pub lacks_factor: bool,
    /// Their address.
    pub email: String,
    /// Their name, or empty.
    pub name: String,
}

/// A signed-in student or admin. Made by [`StudentActor::of`] only.
#[derive(Clone, Debug)]
pub struct StudentActor(Actor);

/// A signed-in admin. Made by [`AdminActor::of`] only.
#[derive(Clone, Debug)]
pub struct AdminActor(Actor);

impl StudentActor {
    /// Who asks, if they are signed in.
    pub fn of(viewer: &Viewer) -> Option<Self> {
        viewer.actor.clone().map(Self)
    }
}

impl AdminActor {
    /// Who asks, if they are an admin.
    pub fn of(viewer: &Viewer) -> Option<Self> {
        viewer.actor.clone().filter(|actor| actor.role == Role::Admin).map(Self)
    }
}

impl std::ops::Deref for StudentActor {
    type Target = Actor;
    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl std::ops::Deref for AdminActor {
    type Target = Actor;
    fn deref(&self) -> &Actor {
        &self.0
    }
}

/// A cookie for the browser. The HTTP layer gives it its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrowserCookie {
    /// Signs the browser in.
    Session(String),
    /// Ends the session.
    SignedOut,
    /// The secret under which this browser makes its orders.
    OrderKey(String),
    /// The key for the code of the first run.
    SetupKey(String),
    /// Takes that key away.
    SetUp,
    /// What the visitor chose about measuring.
    MeasuringChoice(String),
    /// What new recovery codes are made of, for as long as they can be read.
    RecoverySeed(String),
    /// Takes that away.
    RecoveryKept,
}

/// An answer that also sets cookies.
#[derive(Clone, Debug)]
pub struct WithCookies<T> {
    /// The answer.
    pub value: T,
    /// The cookies.
    pub cookies: Vec<BrowserCookie>,
}

/// What is for sale.
#[async_trait]
pub trait Catalog: Send + Sync {
    /// The main offer now.
    async fn current_offer(&self) -> Result<OfferView>;
    /// The sales page.
    async fn landing(&self) -> Result<LandingView>;
    /// A free preview lesson, or `NotFound`.
    async fn preview(&self, slug: &str) -> Result<PreviewView>;
    /// A legal page, or `NotFound`.
    async fn legal(&self, slug: &str) -> Result<LegalView>;
}

/// Orders after payment began. The public id is unguessable and works on any device.
#[async_trait]
pub trait Orders: Send + Sync {
    /// The order's page. Signs the buyer's own browser in once the order is paid.
    async fn view(&self, viewer: &Viewer, public_id: &str) -> Result<WithCookies<OrderView>>;
    /// Asks the provider for news of an order that is not paid yet, then answers like [`Orders::view`]. While the provider
    /// cannot be asked, a payment that the browser `returned` from counts as under way.
    async fn check(&self, viewer: &Viewer, public_id: &str, returned: bool) -> Result<WithCookies<OrderView>>;
    /// Puts a mistyped address right: for the browser that made the order, for a while after the payment.
    async fn correct_email(&self, viewer: &Viewer, public_id: &str, email: &str) -> Result<WithCookies<()>>;
    /// The payment of an order that can still be paid, opened now or earlier.
    async fn payment(&self, public_id: &str, pay_with: PayWith) -> Result<PaymentSession>;
}

/// What a buyer sends to have an invoice made out to a company, as typed.
#[derive(Clone, Debug)]
pub struct BuyerChange {
    /// The order.
    pub public_id: String,
    /// The company.
    pub company: String,
    /// Street and number.
    pub street: String,
    /// Postal code and city.
    pub city: String,
    /// The VAT id.
    pub vat_id: String,
}

/// A paper of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// Its invoice.
    Invoice,
    /// One of its credit notes, by its place, counting from 1.
    CreditNote(u32),
}

/// A file to keep.
#[derive(Clone, Debug)]
pub struct PdfFile {
    /// Its name: ASCII letters, digits, dashes and a dot.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Invoices of paid orders. To anybody but the buyer and the admin an order has none.
#[async_trait]
pub trait Invoices: Send + Sync {
    /// The invoice.
    async fn view(&self, viewer: &Viewer, public_id: &str) -> Result<InvoiceView>;
    /// Makes the invoice out to a company. Only the buyer may.
    async fn set_buyer(&self, viewer: &Viewer, command: BuyerChange) -> Result<()>;
    /// A paper as a file.
    async fn file(&self, viewer: &Viewer, public_id: &str, kind: PaperKind) -> Result<PdfFile>;
}

/// What a buyer answers to an offer of the funnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferAnswer {
    /// The order that the funnel belongs to, by its public id.
    pub order: String,
    /// The offer.
    pub offer: OfferId,
    /// The answer.
    pub decision: Decision,
    /// Whether a script of ours waits for the answer: it lets the bank ask in the page.
    pub in_page: bool,
}

/// The offers after a purchase.
#[async_trait]
pub trait Funnel: Send + Sync {
    /// Answers an offer. Only the browser that made the order, and its buyer, may. An offer that is decided stays decided.
    async fn decide(&self, viewer: &Viewer, command: OfferAnswer) -> Result<Decided>;
}

/// What a player tells, as a browser sends it.
#[derive(Clone, Copy, Debug)]
pub struct Watched {
    /// What it tells. `recorded_at` is not known to a browser, whose clock may be wrong: it is set from the age.
    pub report: Report,
    /// How long ago it was recorded.
    pub age: TimeDelta,
}

/// The course, for those who own it.
#[async_trait]
pub trait Learning: Send + Sync {
    /// The dashboard.
    async fn outline(&self, student: &StudentActor) -> Result<OutlineView>;
    /// A lesson of the course, as this request has loaded it. Looking is noted: there the student continues.
    async fn lesson(&self, student: &StudentActor, course: &OutlineView, slug: &str) -> Result<LessonView>;
    /// Ticks or unticks a lesson. Doing it twice is doing it once.
    async fn set_completed(&self, student: &StudentActor, lesson: LessonId, completed: bool) -> Result<Completion>;
    /// Saves where a student is in a lesson's video, as its player told `age` ago, and answers with where that is now: another
    /// device may know better. The first report with which enough was watched ticks the lesson off. A report of a video that is
    /// not the lesson's any more is answered by [`ApiError::NotFound`].
    async fn save_position(&self, student: &StudentActor, lesson: LessonId, watched: Watched) -> Result<SavedPlace>;
}

/// Those who wait for a seat, or for the sale to open.
#[async_trait]
pub trait Waitlist: Send + Sync {
    /// Puts an address at the end of the line; answers the same if it stands there already.
    async fn join(&self, viewer: &Viewer, email: &str) -> Result<()>;
    /// Takes an address out of the line, by the token of its link. A seat that was kept for it goes to the next.
    async fn leave(&self, token: &str) -> Result<()>;
}

/// Which orders are wanted. Empty means any.
#[derive(Clone, Debug, Default)]
pub struct OrderFilter {
    /// An order's public id, or words of its buyer's name and address.
    pub search: String,
    /// The name of the state.
    pub state: String,
    /// When they were made.
    pub days: Days,
}

/// The admin's view of orders.
#[async_trait]
pub trait Admin: Send + Sync {
    /// The numbers of the first screen.
    async fn overview(&self, admin: &AdminActor) -> Result<OverviewView>;
    /// A page of the orders that are wanted, newest first.
    async fn orders(&self, admin: &AdminActor, filter: OrderFilter, page: &str) -> Result<Listed<OrderRow>>;
    /// Moves the deadline of the sale to later; the page says so.
    async fn extend_sale(&self, admin: &AdminActor, until: DateTime<Utc>) -> Result<()>;
    /// One order with its timeline.
    async fn order(&self, admin: &AdminActor, public_id: &str) -> Result<OrderDetail>;
}
