//! The machine room and the list of people: plausible data, and the ports that answer with it.

use super::fake::Fake;
use super::samples::{access, eur, now, order_detail};
use app::api::Result;
use app::api::dto::{
    Again, AuditChange, AuditRow, Count, CspReportRow, DifferenceKind, DifferenceList, DifferenceRow, DoctorView, Finding, ImportLine,
    ImportOutcome, ImportProblem, ImportSums, ImportView, JobRow, LearnedView, Listed, MailDetail, MailRow, PersonDetail, PersonRow,
    ReconciliationView, Role, SessionRow, Verdict, WebhookDetail, WebhookRow,
};
use app::api::ports::{AddPerson, AdminActor, AuditFilter, JobFilter, Machine, MailFilter, People, WebhookFilter};
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::ids::{GrantId, SessionId, UserId};
use uuid::Uuid;

/// Text that tries to leave every element it may be put into.
pub const BREAKOUT: &str = "</title></textarea></noscript>\"'><script>alert(1)</script>";

pub fn listed<T>(rows: Vec<T>) -> Listed<T> {
    Listed { rows, newer: None, older: Some("older-1.a".into()), count: Count { number: 10_000, or_more: true } }
}

fn person() -> PersonRow {
    PersonRow {
        id: UserId(Uuid::from_u128(7)),
        name: BREAKOUT.into(),
        email: "ada@example.com".into(),
        role: Role::Student,
        access: Ok(()),
        created_at: now(),
    }
}

fn mail() -> MailRow {
    MailRow {
        id: Uuid::from_u128(8).to_string(),
        kind: "receipt".into(),
        to: "ada@example.com".into(),
        subject: BREAKOUT.into(),
        state: "sent".into(),
        again: Again::Same,
        created_at: now(),
        sent_at: Some(now()),
    }
}

fn webhook() -> WebhookRow {
    WebhookRow {
        provider: "stripe".into(),
        event: "evt_1".into(),
        kind: "charge.refunded".into(),
        state: "parked".into(),
        error: Some(BREAKOUT.into()),
        received_at: now(),
        processed_at: None,
    }
}

#[async_trait]
impl People for Fake {
    async fn list(&self, _admin: &AdminActor, _search: &str, _page: &str) -> Result<Listed<PersonRow>> {
        Ok(listed(vec![person()]))
    }
    async fn person(&self, _admin: &AdminActor, _person: UserId) -> Result<PersonDetail> {
        let session = SessionRow {
            id: SessionId(Uuid::from_u128(9)),
            device: BREAKOUT.into(),
            network: String::new(),
            origin: "link".into(),
            by_two: false,
            created_at: now(),
            seen_at: now(),
            live: true,
            here: false,
        };
        let mut access = access();
        access.grants[0].standing = Ok(());
        access.grants[0].until = Some(now() + TimeDelta::days(3));
        Ok(PersonDetail {
            person: person(),
            verified_at: Some(now()),
            factor_since: Some(now()),
            access,
            progress: LearnedView { completed: 3, total: 10, last_at: Some(now()) },
            orders: vec![order_detail().order],
            sessions: vec![session.clone(), session],
            mails: vec![mail()],
            timeline: order_detail().timeline,
        })
    }
    async fn add(&self, _admin: &AdminActor, _command: AddPerson) -> Result<UserId> {
        Ok(person().id)
    }
    async fn grant(&self, _admin: &AdminActor, _person: UserId, _until: &str, _reason: &str) -> Result<()> {
        Ok(())
    }
    async fn extend(&self, _admin: &AdminActor, _grant: GrantId, _until: &str, _reason: &str) -> Result<UserId> {
        Ok(person().id)
    }
    async fn revoke(&self, _admin: &AdminActor, _grant: GrantId, _reason: &str) -> Result<UserId> {
        Ok(person().id)
    }
    async fn forget_factor(&self, _admin: &AdminActor, _person: UserId, _reason: &str) -> Result<()> {
        Ok(())
    }
    async fn end_sessions(&self, _admin: &AdminActor, _person: UserId, _session: Option<SessionId>) -> Result<()> {
        Ok(())
    }
    async fn send_link(&self, _admin: &AdminActor, _person: UserId) -> Result<()> {
        Ok(())
    }
    async fn change_email(&self, _admin: &AdminActor, _person: UserId, _email: &str, _merge: bool) -> Result<UserId> {
        Ok(person().id)
    }
    async fn read_import(&self, _admin: &AdminActor, _table: &str) -> Result<String> {
        Ok("1".into())
    }
    async fn import(&self, _admin: &AdminActor, id: &str, page: u32) -> Result<ImportView> {
        let line = |line, outcome| ImportLine { line, email: BREAKOUT.into(), name: BREAKOUT.into(), until: Some(now()), outcome };
        Ok(ImportView {
            id: id.into(),
            created_at: now(),
            applied_at: None,
            sums: ImportSums { new: 1, known: 1, has_access: 0, wrong: 1 },
            problems: vec![line(4, ImportOutcome::Wrong(ImportProblem::SameAs(2)))],
            lines: vec![line(2, ImportOutcome::New), line(3, ImportOutcome::Known)],
            number: page,
            pages: 3,
        })
    }
    async fn apply_import(&self, _admin: &AdminActor, _id: &str) -> Result<()> {
        Ok(())
    }
}

#[async_trait]
impl Machine for Fake {
    async fn reconciliation(&self, _admin: &AdminActor) -> Result<ReconciliationView> {
        let row = |order: Option<&str>| DifferenceRow {
            name: "ord_7Yk2mPq9".into(),
            order: order.map(Into::into),
            money: Some(eur(14_900)),
            what: "the order is paid".into(),
        };
        let list = |kind, rows| DifferenceList { kind, rows };
        let lists = vec![
            list(DifferenceKind::MoneyWithoutAccess, vec![row(Some("ord_7Yk2mPq9")), row(None)]),
            list(DifferenceKind::AccessWithoutMoney, Vec::new()),
        ];
        Ok(ReconciliationView { lists, at: now() })
    }
    async fn repair(&self, _admin: &AdminActor, _order: &str) -> Result<()> {
        Ok(())
    }
    async fn webhooks(&self, _admin: &AdminActor, _filter: WebhookFilter, _page: &str) -> Result<Listed<WebhookRow>> {
        Ok(listed(vec![webhook()]))
    }
    async fn webhook(&self, _admin: &AdminActor, _provider: &str, _event: &str) -> Result<WebhookDetail> {
        Ok(WebhookDetail { row: webhook(), body: BREAKOUT.into() })
    }
    async fn replay_webhook(&self, _admin: &AdminActor, _provider: &str, _event: &str) -> Result<()> {
        Ok(())
    }
    async fn jobs(&self, _admin: &AdminActor, _filter: JobFilter, _page: &str) -> Result<Listed<JobRow>> {
        let job = |state: &str| JobRow {
            id: Uuid::from_u128(5).to_string(),
            kind: "send_mail".into(),
            payload: BREAKOUT.into(),
            state: state.into(),
            attempts: 3,
            error: Some(BREAKOUT.into()),
            run_at: now(),
            created_at: now(),
        };
        Ok(listed(vec![job("pending"), job("parked"), job("done")]))
    }
    async fn retry_job(&self, _admin: &AdminActor, _job: &str) -> Result<()> {
        Ok(())
    }
    async fn park_job(&self, _admin: &AdminActor, _job: &str) -> Result<()> {
        Ok(())
    }
    async fn mails(&self, _admin: &AdminActor, _filter: MailFilter, _page: &str) -> Result<Listed<MailRow>> {
        Ok(listed(vec![mail()]))
    }
    async fn mail(&self, _admin: &AdminActor, _mail: &str) -> Result<MailDetail> {
        Ok(MailDetail { row: mail(), text: Some(BREAKOUT.into()), order: Some("ord_7Yk2mPq9".into()) })
    }
    async fn resend_mail(&self, _admin: &AdminActor, _mail: &str) -> Result<()> {
        Ok(())
    }
    async fn audit_log(&self, _admin: &AdminActor, _filter: AuditFilter, _page: &str) -> Result<Listed<AuditRow>> {
        let change = AuditChange { name: "reason".into(), before: Some(BREAKOUT.into()), after: Some("kind".into()) };
        let row = AuditRow {
            at: now(),
            actor: Some("admin@lectern.test".into()),
            action: "order.refund".into(),
            subject: "order/ord_7Yk2mPq9".into(),
            changes: vec![change],
        };
        Ok(listed(vec![row]))
    }
    async fn csp_reports(&self, _admin: &AdminActor) -> Result<Vec<CspReportRow>> {
        let (page, directive, blocked) = ("/checkout".into(), "script-src-elem".into(), "https://cdn.evil.example".into());
        Ok(vec![CspReportRow { page, directive, blocked, reports: 7, first_at: now(), last_at: now() }])
    }
    async fn doctor(&self, _admin: &AdminActor) -> Result<DoctorView> {
        let finding = |verdict, cure: &str| Finding { name: "Database".into(), verdict, what: "SQLite answers.".into(), cure: cure.into() };
        Ok(DoctorView { findings: vec![finding(Verdict::Ok, ""), finding(Verdict::Bad, "Run `lectern migrate`.")], at: now() })
    }
}
