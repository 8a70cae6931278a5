use chrono::{DateTime, Utc};
use domain::progress::Progress;
use serde::{Deserialize, Serialize};

/// What anybody may see of a certificate. What its holder did not agree to is not in here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateView {
    /// Its code.
    pub code: String,
    /// The course.
    pub course_title: String,
    /// Who teaches it.
    pub creator: String,
    /// Whose it is, where they agreed.
    pub name: Option<String>,
    /// When the course was completed, where they agreed.
    pub completed_at: Option<DateTime<Utc>>,
}

/// What a student chose for a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateChoices {
    /// The name that is on it.
    pub name: String,
    /// Whether whoever has its code sees the name.
    pub shows_name: bool,
    /// Whether whoever has its code sees when the course was completed.
    pub shows_date: bool,
}

/// How far a certificate is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CertificateStage {
    /// The course is not completed yet.
    NotEarned,
    /// It waits for the student's choice.
    Draft(CertificateChoices),
    /// It is issued, and stays.
    Issued {
        /// What the student chose.
        choices: CertificateChoices,
        /// Its code.
        code: String,
        /// Where anybody can check it: a whole address.
        address: String,
        /// When it was issued.
        issued_at: DateTime<Utc>,
        /// Whether the fonts of its PDF have every letter of the name. The line stays empty where they have not.
        fits_pdf: bool,
    },
}

/// A student's own certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCertificateView {
    /// Over the whole course.
    pub progress: Progress,
    /// How far it is.
    pub stage: CertificateStage,
    /// Changes whenever the drawing does.
    pub version: String,
}
