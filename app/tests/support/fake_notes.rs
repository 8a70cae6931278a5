use super::fake::Fake;
use super::samples::now;
use app::api::dto::{
    CertificateChoices, CertificateStage, CertificateView, LessonLink, LessonNotes, NoteView, NotedLesson, NotesView, OwnCertificateView,
};
use app::api::ports::{
    CertificateWish, Certificates, Drawing, DrawnCertificate, NewNote, Notes, NotesQuery, StudentActor, TextFile, Viewer,
};
use app::api::{ApiError, Result};
use async_trait::async_trait;
use domain::ids::{LessonId, NoteId};
use domain::progress::Progress;

fn note(number: u128, text: &str) -> NoteView {
    NoteView { id: NoteId(uuid::Uuid::from_u128(number)), at_s: (number == 1).then_some(192), text: text.into(), created_at: now() }
}

#[async_trait]
impl Notes for Fake {
    async fn of_lesson(&self, _student: &StudentActor, _lesson: LessonId) -> Result<LessonNotes> {
        Ok(LessonNotes::default())
    }
    async fn add(&self, _student: &StudentActor, _note: NewNote) -> Result<NoteView> {
        Err(ApiError::Internal)
    }
    async fn change(&self, _student: &StudentActor, _note: NoteId, _text: &str) -> Result<NoteView> {
        Err(ApiError::Internal)
    }
    async fn delete(&self, _student: &StudentActor, _note: NoteId) -> Result<()> {
        Ok(())
    }
    async fn list(&self, _student: &StudentActor, query: NotesQuery) -> Result<NotesView> {
        let link = LessonLink { slug: "choose-one-promise".into(), title: self.typed.clone(), closed: None };
        let notes = vec![note(1, &self.typed), note(2, "Ask Ben about the second example.")];
        Ok(NotesView {
            bookmarks: vec![link.clone()],
            lessons: vec![NotedLesson { id: LessonId(uuid::Uuid::nil()), link, notes }],
            page: query.page,
            more: true,
            any: true,
        })
    }
    async fn set_bookmark(&self, _student: &StudentActor, _lesson: LessonId, _set: bool) -> Result<()> {
        Ok(())
    }
    async fn export(&self, _student: &StudentActor) -> Result<TextFile> {
        Err(ApiError::Internal)
    }
}

#[async_trait]
impl Certificates for Fake {
    async fn own(&self, _student: &StudentActor, progress: Result<Progress>) -> Result<OwnCertificateView> {
        let progress = progress?;
        let choices = CertificateChoices { name: self.typed.clone(), shows_name: true, shows_date: false };
        let stage = match (progress.is_complete(), self.typed.starts_with("Draft")) {
            (false, _) => CertificateStage::NotEarned,
            (true, true) => CertificateStage::Draft(choices),
            (true, false) => CertificateStage::Issued {
                choices,
                code: "K7Q2M-9XW4R-01ABC-DEFGH".into(),
                address: "https://course.example/certificates/K7Q2M-9XW4R-01ABC-DEFGH".into(),
                issued_at: now(),
                fits_pdf: true,
            },
        };
        Ok(OwnCertificateView { progress, stage, version: "1".into() })
    }
    async fn save(&self, _student: &StudentActor, _wish: CertificateWish) -> Result<()> {
        Ok(())
    }
    async fn draw(&self, _student: &StudentActor, _drawing: Drawing) -> Result<DrawnCertificate> {
        Err(ApiError::NotFound)
    }
    async fn verify(&self, _viewer: &Viewer, code: &str) -> Result<CertificateView> {
        if !code.starts_with("K7Q2M") {
            return Err(ApiError::NotFound);
        }
        Ok(CertificateView {
            code: code.into(),
            course_title: self.typed.clone(),
            creator: "Mara Lindqvist".into(),
            name: Some(self.typed.clone()),
            completed_at: None,
        })
    }
}
