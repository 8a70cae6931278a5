//! Plausible data for every page.

use app::api::dto::{
    AccessView, AccountView, BuyerDetails, CheckoutView, CreditNoteView, CurriculumLesson, CurriculumModule, DisputeRow, FeeRow, FileItem,
    FunnelOffer, GrantView, InvoiceLineView, InvoiceView, LandingView, LegalView, LessonItem, LessonLink, LessonView, LineView, Listed,
    MailChoice, Missing, ModuleView, OfferPay, OfferStage, OfferView, OrderDetail, OrderMoney, OrderRow, OrderStep, OrderView, OutlineView,
    OverviewView, OwnOrder, PageHead, PaymentRow, PreviewView, QuoteView, RefundOffer, RefundPreview, RefundRow, RefundableItem, Role,
    SearchHit, SearchView, SellerDetails, StoredMethod, StripeClient, TaxNote, TimelineEntry,
};
use app::api::ports::{Actor, Viewer};
use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Denied;
use domain::file_kind::FileKind;
use domain::ids::{AttachmentId, ConsentId, GrantId, LessonId, OfferId, QuoteId, SessionId, UserId};
use domain::landing::LandingContent;
use domain::mail_topic::MailTopic;
use domain::money::{Currency, Money};
use domain::order::OrderState;
use domain::price_history::Comparison;
use domain::pricing::LineKind;
use domain::progress::Progress;
use domain::refund_policy::{Decision, RefundPolicy};
use domain::search::Part;
use domain::tax::TaxRule;

/// A module: its title, its summary, its lessons with their seconds.
type Outline = (&'static str, &'static str, [(&'static str, u32); 4]);

const TITLES: [Outline; 3] = [
    (
        "Plan a course worth finishing",
        "Find the one result your course delivers, test it in five conversations, and write lessons that a stranger can follow.",
        [
            ("Choose one promise", 540),
            ("Talk to five people", 615),
            ("Outline backwards from the result", 690),
            ("Write to be followed", 655),
        ],
    ),
    (
        "Record with what you have",
        "Prepare a quiet room, record ten lessons in two mornings, and edit them without losing a month.",
        [("A quiet room and a small kit", 600), ("Record without losing the day", 720), ("Edit lightly, caption everything", 645), ("", 0)],
    ),
    (
        "Launch calmly",
        "Set a price you can explain, write a page people can trust, and open the course to its first students.",
        [("Set a price you can explain", 585), ("Write an honest sales page", 690), ("Open quietly, then listen", 740), ("", 0)],
    ),
];

/// A fixed moment: 22 November 2026, 12:00 UTC.
pub fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(1_795_348_800)
}

pub fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

pub fn offer() -> OfferView {
    OfferView {
        title: "The small course workshop".into(),
        tier: "Early bird".into(),
        price: Some(eur(14_900)),
        next_price: Some(eur(19_900)),
        compare_at: None,
        lowest_30d: None,
        price_ends_at: Some(now() + TimeDelta::days(11)),
        seats_at_this_price: Some(6),
        seats_left: Some(26),
        seats_total: Some(40),
        closes_at: None,
        extended_at: None,
        unavailable: None,
        now: Some(now()),
    }
}

pub fn landing() -> LandingView {
    let content: LandingContent = toml::from_str(include_str!("../../../server/seed/landing.toml")).expect("the demo landing page");
    let module = |(title, summary, lessons): Outline| CurriculumModule {
        title: title.into(),
        summary: summary.into(),
        lessons: named(&lessons)
            .enumerate()
            .map(|(index, (title, duration_s))| CurriculumLesson {
                title: title.into(),
                duration_s,
                preview: (index == 0).then(|| "choose-one-promise".into()),
            })
            .collect(),
        hidden_lessons: 0,
    };
    LandingView {
        course_title: "The small course workshop".into(),
        course_subtitle: "Plan, record and launch an online course of about ten lessons, in seven weeks at eight hours a week.".into(),
        content,
        curriculum: TITLES.into_iter().map(module).collect(),
        offer: offer(),
        head: Some(page_head()),
    }
}

fn page_head() -> PageHead {
    PageHead {
        title: "The small course workshop".into(),
        description: "Plan, record and launch an online course of about ten lessons.".into(),
        address: "https://course.example.com/".into(),
        picture: "https://course.example.com/share/0123.png".into(),
        picture_alt: "The small course workshop".into(),
        json_ld: Some(r#"{"@type":"Course"}"#.into()),
    }
}

fn named<'a>(lessons: &'a [(&'a str, u32)]) -> impl Iterator<Item = (&'a str, u32)> {
    lessons.iter().copied().filter(|(title, _)| !title.is_empty())
}

const LESSON_HTML: &str = "<p>A small course is easier to make, easier to finish and easier to recommend than a large one. What keeps it small is a single promise.</p><h2>What a promise is made of</h2><p>A workable promise has three parts:</p><ol><li><strong>A person</strong> you could describe to a friend without the word “everyone”.</li><li><strong>A result</strong> that somebody else could check.</li><li><strong>A limit</strong> on time, tools or scope.</li></ol><table><thead><tr><th>First draft</th><th>After one hour of work</th></tr></thead><tbody><tr><td>Understand personal finance</td><td>Know what you can spend each week, from a one-page budget</td></tr><tr><td>Master sourdough</td><td>Bake the same plain loaf three weekends in a row</td></tr></tbody></table><blockquote><p>The listener is right, however clear it sounded to you.</p></blockquote>";

pub fn preview() -> PreviewView {
    PreviewView {
        title: "Choose one promise".into(),
        summary: "Reduce a large subject to one result that a particular person can see by the end.".into(),
        player: Some("https://player.vimeo.com/video/76979871?dnt=1".into()),
        html: LESSON_HTML.into(),
    }
}

pub fn legal() -> LegalView {
    LegalView { title: "Terms".into(), html: "<p>Placeholder.</p><h2>Who we are</h2><p>The seller is [name].</p>".into() }
}

pub fn stripe() -> StripeClient {
    StripeClient { publishable_key: "pk_test_1".into(), script_url: "http://127.0.0.1:9/stripe.js".into() }
}

pub fn lines() -> Vec<LineView> {
    vec![LineView { kind: LineKind::Main, label: "The small course workshop, early bird".into(), amount: eur(14_900) }]
}

pub fn checkout() -> CheckoutView {
    let id = QuoteId("0190b5a8-0000-7000-8000-000000000001".parse().expect("an id"));
    CheckoutView {
        title: "The small course workshop".into(),
        quote: Some(QuoteView { id, lines: lines(), total: eur(14_900), tax: None, valid_until: now() + TimeDelta::minutes(30) }),
        unavailable: None,
        owned: false,
        resume: None,
        under_way: None,
        kept_seat: None,
        buyer: None,
        choices: app::api::dto::Choices::default(),
        ways: app::api::dto::Ways { hosted: true, paypal: true },
        stripe: stripe(),
        consent: None,
        seats_left: Some(26),
        refund: domain::refund_policy::RefundPolicy { days: 14, max_watched_percent: 30, self_service: true },
        now: now(),
    }
}

pub fn order(step: OrderStep) -> OrderView {
    OrderView {
        public_id: "ord_7Yk2mPq9".into(),
        title: "The small course workshop".into(),
        step,
        state: OrderState::Paid,
        lines: lines(),
        total: eur(14_900),
        email: "ada@example.com".into(),
        own: true,
        correctable_until: None,
        signed_in: true,
        offer: None,
        also: Vec::new(),
        main: None,
        created_at: now(),
        ways: app::api::dto::Ways { hosted: true, paypal: true },
        stripe: stripe(),
        now: now(),
    }
}

pub fn invoice() -> InvoiceView {
    InvoiceView {
        public_id: "ord_7Yk2mPq9".into(),
        number: "2026-000123".into(),
        issued_at: now(),
        revised_at: None,
        seller: SellerDetails {
            name: "Mara Lindqvist".into(),
            address: vec!["Schönhauser Allee 12".into(), "10119 Berlin".into()],
            country: "Germany".into(),
            vat_id: "DE136695976".into(),
            email: "hello@lectern.test".into(),
        },
        buyer: BuyerDetails { name: "Ada Lovelace".into(), company: "Analytical <Engines> & Co".into(), ..BuyerDetails::default() },
        buyer_country: "Germany".into(),
        lines: vec![InvoiceLineView { label: "The small course workshop".into(), net: eur(12_521), tax: eur(2_379) }],
        net: eur(12_521),
        tax: eur(2_379),
        tax_name: "VAT 19\u{a0}%".into(),
        rule: TaxRule::Rate,
        total: eur(14_900),
        credit_notes: vec![CreditNoteView { position: 1, number: "CN-2026-000007".into(), issued_at: now(), total: eur(2_000) }],
        editable: true,
    }
}

pub fn outline(done: usize) -> OutlineView {
    let mut seen = 0;
    let mut modules = Vec::new();
    for (title, summary, lessons) in TITLES {
        let lessons: Vec<LessonItem> = named(&lessons)
            .map(|(title, duration_s)| {
                seen += 1;
                LessonItem {
                    id: LessonId(uuid::Uuid::from_u128(seen as u128)),
                    slug: title.to_lowercase().replace([' ', ','], "-"),
                    title: title.into(),
                    duration_s,
                    completed: seen <= done,
                    fresh: false,
                    closed: None,
                    resume_s: 0,
                    bookmarked: seen == 2,
                }
            })
            .collect();
        let progress = Progress::of(lessons.iter().map(|lesson| lesson.completed));
        modules.push(ModuleView { title: title.into(), summary: summary.into(), progress, lessons });
    }
    let all: Vec<LessonItem> = modules.iter().flat_map(|module| module.lessons.clone()).collect();
    let next = all.iter().find(|lesson| !lesson.completed).or(all.first());
    OutlineView {
        course_title: "The small course workshop".into(),
        student: UserId("0190b5a8-0000-7000-8000-000000000003".parse().expect("an id")),
        student_name: "Ada Lovelace".into(),
        progress: Progress::of(all.iter().map(|lesson| lesson.completed)),
        next: next.map(|lesson| LessonLink { slug: lesson.slug.clone(), title: lesson.title.clone(), closed: None }),
        fresh: Vec::new(),
        upcoming: Vec::new(),
        modules,
    }
}

pub fn lesson() -> LessonView {
    LessonView {
        id: LessonId("0190b5a8-0000-7000-8000-000000000002".parse().expect("an id")),
        slug: "outline-backwards-from-the-result".into(),
        title: "Outline backwards from the result".into(),
        summary: "Work from the finished result to the first step, and turn the chain into seven to twelve lessons.".into(),
        module_title: "Plan a course worth finishing".into(),
        number: 3,
        total: 10,
        player: Some("https://player.vimeo.com/video/76979871?dnt=1".into()),
        resume_s: 0,
        student: UserId("0190b5a8-0000-7000-8000-000000000003".parse().expect("an id")),
        duration_s: 690,
        html: LESSON_HTML.into(),
        files: Vec::new(),
        completed: false,
        bookmarked: false,
        progress: Progress { done: 3, total: 10 },
        previous: Some(LessonLink { slug: "talk-to-five-people".into(), title: "Talk to five people".into(), closed: None }),
        next: Some(LessonLink { slug: "write-to-be-followed".into(), title: "Write to be followed".into(), closed: None }),
    }
}

/// A file with a title that tries to be more.
pub fn file_item() -> FileItem {
    FileItem {
        id: AttachmentId("0190b5a8-0000-7000-8000-000000000009".parse().expect("an id")),
        title: "Work<b>book</b> & \"notes\"".into(),
        kind: FileKind::Pdf,
        size: 2_516_582,
    }
}

/// Somebody who is signed in.
pub fn viewer(role: Role) -> Viewer {
    let id = "0190b5a8-0000-7000-8000-000000000003".parse().expect("an id");
    let actor = Actor {
        user: UserId(id),
        session: SessionId(id),
        role,
        lacks_factor: false,
        email: "ada@example.com".into(),
        name: "Ada Lovelace".into(),
    };
    Viewer { actor: Some(actor), ..Viewer::default() }
}

pub fn funnel_offer(pay: OfferPay, stage: OfferStage) -> FunnelOffer {
    FunnelOffer {
        offer: OfferId("0190b5a8-0000-7000-8000-000000000005".parse().expect("an id")),
        title: "Three feedback calls".into(),
        description: "Three calls of forty minutes.".into(),
        price: eur(24_900),
        compared: Some(Comparison { compare_at: eur(29_900), lowest_30d: eur(27_900) }),
        tax: Some(TaxNote::Included { name: "VAT 19 %".into(), amount: eur(3_976) }),
        until: Some(now() + TimeDelta::hours(1)),
        extended: false,
        pay,
        stage,
    }
}

/// An order that shows an offer.
pub fn offered(pay: OfferPay, stage: OfferStage) -> OrderView {
    let charging = matches!(stage, OfferStage::Charging { .. });
    OrderView { offer: Some(funnel_offer(pay, stage)), ..order(OrderStep::Offer { charging }) }
}

pub fn account() -> AccountView {
    let consent = ConsentId("0190b5a8-0000-7000-8000-000000000006".parse().expect("an id"));
    AccountView {
        name: "Ada Lovelace".into(),
        email: "ada@example.com".into(),
        methods: vec![StoredMethod { consent, label: "Visa •••• 4242".into(), given_at: now() }],
        orders: vec![OwnOrder {
            public_id: "ord_7Yk2mPq9".into(),
            title: "The small course workshop".into(),
            total: eur(14_900),
            state: OrderState::Paid,
            invoiced: true,
            created_at: now(),
        }],
        mails: MailTopic::ALL.map(|topic| MailChoice { topic, wanted: topic.wanted_by_default() }).to_vec(),
    }
}

pub fn search() -> SearchView {
    let part = |text: &str, found| Part { text: text.into(), found };
    let hit = |title: &str, shut: bool| SearchHit {
        of: "0190b5a8-0000-7000-8000-000000000007".parse().expect("an id"),
        lesson_slug: "a-quiet-room".into(),
        lesson_title: "A quiet room and a small kit".into(),
        title: if title.is_empty() { Vec::new() } else { vec![part("A ", false), part(title, true)] },
        excerpt: if shut { Vec::new() } else { vec![part("Choose a ", false), part("<room>", true), part(" …", false)] },
        shut,
    };
    SearchView {
        looked: true,
        lessons: vec![hit("room", false), hit("later room", true)],
        questions: Vec::new(),
        notes: vec![hit("", false)],
    }
}

pub fn overview() -> OverviewView {
    OverviewView {
        paid_orders: 14,
        revenue: vec![eur(208_600)],
        needs_review: 1,
        disputed: 1,
        seats_left: Some(26),
        parked_jobs: 0,
        missing: Missing::default(),
    }
}

pub fn order_row(state: OrderState) -> OrderRow {
    OrderRow {
        public_id: "ord_7Yk2mPq9".into(),
        email: "ada.lovelace@analytical-engines.example.com".into(),
        name: "Ada Lovelace".into(),
        total: eur(14_900),
        state,
        created_at: now(),
    }
}

pub fn orders() -> Listed<OrderRow> {
    let states = [OrderState::Paid, OrderState::AwaitingPayment, OrderState::Refunded, OrderState::NeedsReview, OrderState::Expired];
    super::panel::listed(states.into_iter().map(order_row).collect())
}

pub fn order_detail() -> OrderDetail {
    let entry =
        |minutes, kind: &str, what: &str| TimelineEntry { at: now() + TimeDelta::minutes(minutes), kind: kind.into(), what: what.into() };
    OrderDetail {
        buyer: UserId(uuid::Uuid::from_u128(7)),
        invoiced: true,
        credit_notes: 1,
        mails: Vec::new(),
        source: Vec::new(),
        order: order_row(OrderState::Paid),
        lines: lines(),
        payment: Some(PaymentRow {
            provider: "stripe".into(),
            reference: Some("pi_3QabcDEFghiJKLmnoPQR".into()),
            state: "succeeded".into(),
            fees: vec![FeeRow { kind: "charge".into(), amount: Money::new(462, Currency::Eur), booked: Some("USD 5.04".into()) }],
            fees_known: false,
        }),
        timeline: vec![
            entry(0, "order", "Made, with a hold until 12:15"),
            entry(1, "payment", "Opened at Stripe"),
            entry(3, "webhook", "payment_intent.succeeded"),
            entry(3, "grant", "Access to the course"),
            entry(4, "mail", "Receipt sent"),
        ],
    }
}

pub fn refund_offer() -> RefundOffer {
    RefundOffer {
        public_id: "ord_7Yk2mPq9".into(),
        decision: Decision::AtOnce,
        policy: RefundPolicy { days: 14, max_watched_percent: 30, self_service: true },
        amount: eur(14_900),
        ends: vec!["The small course workshop".into()],
    }
}

pub fn order_money() -> OrderMoney {
    OrderMoney {
        items: vec![RefundableItem {
            id: "0190b5a8-0000-7000-8000-000000000009".into(),
            label: "The small course workshop".into(),
            share: eur(14_900),
            left: eur(14_400),
        }],
        refunds: vec![RefundRow {
            amount: eur(500),
            state: "succeeded".into(),
            origin: "provider".into(),
            reason: "made at the provider".into(),
            failure: None,
            created_at: now(),
        }],
        disputes: vec![DisputeRow { status: "won".into(), amount: eur(14_900), opened_at: now() }],
        upsells_left: Some(eur(24_900)),
    }
}

pub fn refund_preview() -> RefundPreview {
    RefundPreview {
        amount: eur(14_900),
        parts: vec![("The small course workshop".into(), eur(14_900))],
        ends: vec!["The small course workshop".into()],
        frees_seat: true,
        credit_note: true,
        upsells: None,
    }
}

pub fn access() -> AccessView {
    AccessView {
        person: UserId(uuid::Uuid::from_u128(7)),
        email: "ada@example.com".into(),
        verdict: Err(Denied::RevokedAt(now())),
        grants: vec![GrantView {
            id: GrantId(uuid::Uuid::from_u128(6)),
            source: "order_item".into(),
            bought: Some(("The small course workshop".into(), "ord_7Yk2mPq9".into())),
            from: now() - TimeDelta::days(2),
            until: None,
            revoked: Some((now(), Some("admin@lectern.test".into()))),
            reason: "refunded".into(),
            standing: Err(Denied::RevokedAt(now())),
        }],
        now: now(),
    }
}
