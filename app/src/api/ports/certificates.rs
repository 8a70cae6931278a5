use super::{StudentActor, Viewer};
use crate::api::Result;
use crate::api::dto::{CertificateView, OwnCertificateView};
use async_trait::async_trait;
use domain::progress::Progress;

/// What a student chooses for a certificate, as typed.
#[derive(Clone, Debug)]
pub struct CertificateWish {
    /// The name that is on it.
    pub name: String,
    /// Whether whoever has its code sees the name.
    pub shows_name: bool,
    /// Whether whoever has its code sees when the course was completed.
    pub shows_date: bool,
    /// Whether it is to be issued now. Without, it is a draft.
    pub issue: bool,
}

/// How a certificate is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// As a PDF, once it is issued.
    Pdf,
    /// As an SVG; a draft says that it is one.
    Svg,
}

/// A drawn certificate.
#[derive(Clone, Debug)]
pub struct DrawnCertificate {
    /// Its file name: ASCII letters, digits, dashes and a dot.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Certificates. A draft exists for its own student alone.
#[async_trait]
pub trait Certificates: Send + Sync {
    /// How far the student's own certificate is. `progress` is what the course says of it, asked for before it is earned.
    async fn own(&self, student: &StudentActor, progress: Result<Progress>) -> Result<OwnCertificateView>;
    /// Keeps what the student chose, and issues the certificate where that is wished. `NotFound` before the course is completed.
    async fn save(&self, student: &StudentActor, wish: CertificateWish) -> Result<()>;
    /// Draws the student's own certificate.
    async fn draw(&self, student: &StudentActor, drawing: Drawing) -> Result<DrawnCertificate>;
    /// What anybody may see of the certificate with a code, as typed.
    async fn verify(&self, viewer: &Viewer, code: &str) -> Result<CertificateView>;
}
