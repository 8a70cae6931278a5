use super::fake::Fake;
use super::samples::now;
use app::api::dto::{CheckoutView, Finding, Imagined, LandingView, LessonView, OutlineView, PreviewChoices, SetupDesk, SetupView, Verdict};
use app::api::ports::{AdminActor, FinishSetup, Preview, Setup, Viewer, WithCookies};
use app::api::{ApiError, Result};
use async_trait::async_trait;

#[async_trait]
impl Setup for Fake {
    async fn is_open(&self) -> Result<bool> {
        Ok(true)
    }
    async fn view(&self, viewer: &Viewer) -> Result<SetupView> {
        let finding = |name: &str, verdict, cure: &str| Finding { name: name.into(), verdict, what: "As it is.".into(), cure: cure.into() };
        let findings = vec![finding("Stripe: key", Verdict::Bad, "Set STRIPE_SECRET_KEY again."), finding("Files", Verdict::Ok, "")];
        Ok(if viewer.setup_key.is_some() { SetupView::Open(SetupDesk { findings, course: None }) } else { SetupView::Locked })
    }
    async fn unlock(&self, _code: &str) -> Result<WithCookies<()>> {
        Err(ApiError::NotFound)
    }
    async fn finish(&self, _viewer: &Viewer, _command: FinishSetup) -> Result<WithCookies<()>> {
        Err(ApiError::NotFound)
    }
}

#[async_trait]
impl Preview for Fake {
    async fn choices(&self, _admin: &AdminActor) -> Result<PreviewChoices> {
        Ok(PreviewChoices { extras: Vec::new(), tiers: Vec::new(), now: now() })
    }
    async fn landing(&self, _admin: &AdminActor, _imagined: &Imagined) -> Result<LandingView> {
        self.landing.clone()
    }
    async fn checkout(&self, _admin: &AdminActor, _imagined: &Imagined) -> Result<CheckoutView> {
        self.checkout.clone()
    }
    async fn outline(&self, _admin: &AdminActor, _imagined: &Imagined) -> Result<OutlineView> {
        self.outline.clone()
    }
    async fn lesson(&self, _admin: &AdminActor, _course: &OutlineView, _slug: &str) -> Result<LessonView> {
        self.lesson.clone()
    }
}
