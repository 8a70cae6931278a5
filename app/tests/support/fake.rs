use super::samples;
use app::api::dto::{
    AccessView, AccountView, AddressDesk, AddressLink, AddressLinkState, AddressSide, CheckoutView, Completion, Decided, Entered,
    InvoiceView, LandingView, LegalView, LessonView, LinkStatus, Listed, OfferView, OrderDetail, OrderMoney, OrderRow, OrderView,
    OutlineView, OverviewView, PayWith, PaymentSession, PersonView, PreviewView, RefundAnswer, RefundOffer, RefundPreview, SavedPlace,
    SearchView,
};
use app::api::ports::{
    Account, Admin, AdminActor, AskQuote, BuyerChange, Catalog, Checkout, Files, Funnel, Identity, Invoices, Learning, Mails, OfferAnswer,
    OrderFilter, Orders, PaperKind, PdfFile, RefundOrder, Refunds, Search, Services, StartCheckout, StudentActor, Viewer, Waitlist,
    Watched, WithCookies,
};
use app::api::{ApiError, Result};
use async_trait::async_trait;
use domain::ids::{AttachmentId, ConsentId, LessonId};
use domain::mail_topic::MailTopic;
use secrecy::SecretString;
use std::sync::Arc;

/// What the business answers. A test changes what it is about.
#[derive(Clone)]
pub struct Fake {
    pub landing: Result<LandingView>,
    pub preview: Result<PreviewView>,
    pub legal: Result<LegalView>,
    pub checkout: Result<CheckoutView>,
    pub order: Result<OrderView>,
    pub invoice: Result<InvoiceView>,
    pub link: LinkStatus,
    pub account: AccountView,
    pub address: AddressDesk,
    pub address_link: AddressLink,
    pub outline: Result<OutlineView>,
    pub lesson: Result<LessonView>,
    pub search: SearchView,
    /// What people wrote below lessons.
    pub typed: String,
}

impl Default for Fake {
    fn default() -> Self {
        Self {
            landing: Ok(samples::landing()),
            preview: Ok(samples::preview()),
            legal: Ok(samples::legal()),
            checkout: Ok(samples::checkout()),
            order: Ok(samples::order(app::api::dto::OrderStep::ThankYou)),
            invoice: Ok(samples::invoice()),
            link: LinkStatus::Live,
            account: samples::account(),
            address: AddressDesk { email: "ada@example.com".into(), has_password: false, proven: true, pending: None },
            address_link: AddressLink { side: AddressSide::Old, state: AddressLinkState::Live, to: "new@example.com".into() },
            outline: Ok(samples::outline(3)),
            lesson: Ok(samples::lesson()),
            search: samples::search(),
            typed: "Why two promises?".into(),
        }
    }
}

impl Fake {
    /// The ports.
    pub fn services(self) -> Services {
        let fake = Arc::new(self);
        Services {
            catalog: fake.clone(),
            checkout: fake.clone(),
            orders: fake.clone(),
            invoices: fake.clone(),
            identity: fake.clone(),
            learning: fake.clone(),
            refunds: fake.clone(),
            admin: fake.clone(),
            waitlist: fake.clone(),
            funnel: fake.clone(),
            account: fake.clone(),
            passwords: fake.clone(),
            addresses: fake.clone(),
            second_factor: fake.clone(),
            sessions: fake.clone(),
            mails: fake.clone(),
            search: fake.clone(),
            questions: fake.clone(),
            question_desk: fake.clone(),
            curriculum: fake.clone(),
            files: fake.clone(),
            notes: fake.clone(),
            certificates: fake.clone(),
            people: fake.clone(),
            machine: fake.clone(),
            numbers: fake.clone(),
            landing: fake.clone(),
            offer_desk: fake.clone(),
            coupon_desk: fake.clone(),
            terms: fake.clone(),
            setup: fake.clone(),
            privacy: fake.clone(),
            preview: fake,
        }
    }
}

fn plain<T>(value: T) -> WithCookies<T> {
    WithCookies { value, cookies: Vec::new() }
}

#[async_trait]
impl Catalog for Fake {
    async fn current_offer(&self) -> Result<OfferView> {
        self.landing.clone().map(|landing| landing.offer)
    }
    async fn landing(&self) -> Result<LandingView> {
        self.landing.clone()
    }
    async fn preview(&self, _slug: &str) -> Result<PreviewView> {
        self.preview.clone()
    }
    async fn legal(&self, _slug: &str) -> Result<LegalView> {
        self.legal.clone()
    }
}

#[async_trait]
impl Checkout for Fake {
    async fn view(&self, _viewer: &Viewer, _ask: &AskQuote) -> Result<WithCookies<CheckoutView>> {
        self.checkout.clone().map(plain)
    }
    async fn start(&self, _viewer: &Viewer, _command: StartCheckout) -> Result<WithCookies<PaymentSession>> {
        Err(ApiError::ProviderUnavailable)
    }
}

#[async_trait]
impl Orders for Fake {
    async fn view(&self, _viewer: &Viewer, _public_id: &str) -> Result<WithCookies<OrderView>> {
        self.order.clone().map(plain)
    }
    async fn check(&self, _viewer: &Viewer, _public_id: &str, _: bool) -> Result<WithCookies<OrderView>> {
        self.order.clone().map(|order| plain(OrderView { title: "Asked the provider".into(), ..order }))
    }
    async fn correct_email(&self, _viewer: &Viewer, _public_id: &str, _email: &str) -> Result<WithCookies<()>> {
        Ok(plain(()))
    }
    async fn payment(&self, _public_id: &str, _pay_with: PayWith) -> Result<PaymentSession> {
        Err(ApiError::ProviderUnavailable)
    }
}

#[async_trait]
impl Invoices for Fake {
    async fn view(&self, _viewer: &Viewer, _public_id: &str) -> Result<InvoiceView> {
        self.invoice.clone()
    }
    async fn set_buyer(&self, _viewer: &Viewer, _command: BuyerChange) -> Result<()> {
        Err(ApiError::NotFound)
    }
    async fn file(&self, _viewer: &Viewer, _public_id: &str, _kind: PaperKind) -> Result<PdfFile> {
        Err(ApiError::NotFound)
    }
}

#[async_trait]
impl Funnel for Fake {
    async fn decide(&self, _viewer: &Viewer, command: OfferAnswer) -> Result<Decided> {
        Ok(Decided { public_id: command.order, client_secret: None, redirect_to: None })
    }
}

#[async_trait]
impl Account for Fake {
    async fn view(&self, _student: &StudentActor) -> Result<AccountView> {
        Ok(self.account.clone())
    }
    async fn forget_method(&self, _student: &StudentActor, _consent: ConsentId) -> Result<()> {
        Ok(())
    }
}

#[async_trait]
impl Mails for Fake {
    async fn choose(&self, _student: &StudentActor, _wanted: &[MailTopic]) -> Result<()> {
        Ok(())
    }
    async fn topic_of(&self, token: &str) -> Result<MailTopic> {
        MailTopic::from_name(token).ok_or(ApiError::DeadLink)
    }
    async fn unsubscribe(&self, _token: &str) -> Result<()> {
        Ok(())
    }
}

#[async_trait]
impl Search for Fake {
    async fn find(&self, _student: &StudentActor, _course: &OutlineView, _typed: &str) -> Result<SearchView> {
        Ok(self.search.clone())
    }
}

#[async_trait]
impl Identity for Fake {
    async fn request_link(&self, _viewer: &Viewer, _email: &str) -> Result<()> {
        Ok(())
    }
    async fn inspect_link(&self, _token: &str) -> Result<LinkStatus> {
        Ok(self.link)
    }
    async fn redeem_link(&self, _viewer: &Viewer, _token: &str) -> Result<WithCookies<Entered>> {
        Err(ApiError::DeadLink)
    }
    async fn sign_in_with_password(&self, _viewer: &Viewer, _email: &str, _password: SecretString) -> Result<WithCookies<Entered>> {
        Err(ApiError::WrongPassword)
    }
    async fn give_code(&self, _viewer: &Viewer, _code: &str) -> Result<WithCookies<PersonView>> {
        Err(ApiError::Unauthenticated)
    }
    async fn sign_out(&self, _viewer: &Viewer) -> Result<WithCookies<()>> {
        Ok(plain(()))
    }
}

#[async_trait]
impl Learning for Fake {
    async fn outline(&self, _student: &StudentActor) -> Result<OutlineView> {
        self.outline.clone()
    }
    async fn lesson(&self, _student: &StudentActor, _course: &OutlineView, _slug: &str) -> Result<LessonView> {
        self.lesson.clone()
    }
    async fn set_completed(&self, _student: &StudentActor, _lesson: LessonId, _completed: bool) -> Result<Completion> {
        Err(ApiError::Internal)
    }
    async fn save_position(&self, _student: &StudentActor, _lesson: LessonId, _watched: Watched) -> Result<SavedPlace> {
        Ok(SavedPlace { resume_s: 0, completion: None })
    }
}

#[async_trait]
impl Waitlist for Fake {
    async fn join(&self, _viewer: &Viewer, _email: &str) -> Result<()> {
        Ok(())
    }
    async fn leave(&self, _token: &str) -> Result<()> {
        Ok(())
    }
}

#[async_trait]
impl Admin for Fake {
    async fn overview(&self, _admin: &AdminActor) -> Result<OverviewView> {
        Ok(samples::overview())
    }
    async fn orders(&self, _admin: &AdminActor, _filter: OrderFilter, _page: &str) -> Result<Listed<OrderRow>> {
        Ok(samples::orders())
    }
    async fn extend_sale(&self, _admin: &AdminActor, _until: chrono::DateTime<chrono::Utc>) -> Result<()> {
        Ok(())
    }
    async fn order(&self, _admin: &AdminActor, _public_id: &str) -> Result<OrderDetail> {
        Ok(samples::order_detail())
    }
}

#[async_trait]
impl Files for Fake {
    async fn download(&self, _student: &StudentActor, _lesson: &str, _file: AttachmentId) -> Result<String> {
        Err(ApiError::NotFound)
    }
    async fn download_any(&self, _admin: &AdminActor, _lesson: &str, _file: AttachmentId) -> Result<String> {
        Err(ApiError::NotFound)
    }
    async fn rename(&self, _admin: &AdminActor, _file: AttachmentId, _title: &str) -> Result<()> {
        Ok(())
    }
    async fn shift(&self, _admin: &AdminActor, _file: AttachmentId, _up: bool) -> Result<()> {
        Ok(())
    }
    async fn remove(&self, _admin: &AdminActor, _file: AttachmentId) -> Result<()> {
        Ok(())
    }
}

#[async_trait]
impl Refunds for Fake {
    async fn offer(&self, _viewer: &Viewer, _public_id: &str) -> Result<RefundOffer> {
        Ok(samples::refund_offer())
    }
    async fn request(&self, _viewer: &Viewer, _public_id: &str) -> Result<RefundAnswer> {
        Ok(RefundAnswer::OnItsWay)
    }
    async fn refund_order(&self, _admin: &AdminActor, _command: RefundOrder) -> Result<()> {
        Ok(())
    }
    async fn refund_preview(&self, _admin: &AdminActor, _command: RefundOrder) -> Result<RefundPreview> {
        Ok(samples::refund_preview())
    }
    async fn order_money(&self, _admin: &AdminActor, _public_id: &str) -> Result<OrderMoney> {
        Ok(samples::order_money())
    }
    async fn access(&self, _admin: &AdminActor, _query: &str) -> Result<AccessView> {
        Ok(samples::access())
    }
}
