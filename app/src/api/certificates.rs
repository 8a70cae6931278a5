//! Certificates: a student's own, and what anybody may see of one.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{CertificateView, OwnCertificateView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    context::{CourseOfRequest, redirect_to, require_student, services, viewer},
    ports::CertificateWish,
};

/// How far the student's own certificate is.
#[server(endpoint = "certificates/own", input = GetUrl)]
pub async fn own() -> Result<OwnCertificateView> {
    let student = require_student()?;
    let course = CourseOfRequest::here().load(&services().learning, &student).await;
    services().certificates.own(&student, course.map(|course| course.progress)).await
}

/// Keeps the name and what of the certificate anybody may see; the boxes are sent only where they are ticked. `issue` issues it, for
/// good. Leads back to its page.
#[server(endpoint = "certificates/save")]
pub async fn save(name: String, shows_name: Option<String>, shows_date: Option<String>, issue: Option<String>) -> Result<()> {
    let student = require_student()?;
    let wish = CertificateWish { name, shows_name: shows_name.is_some(), shows_date: shows_date.is_some(), issue: issue.is_some() };
    services().certificates.save(&student, wish).await?;
    redirect_to(&crate::paths::own_certificate_saved());
    Ok(())
}

/// What anybody may see of the certificate with a code.
#[server(endpoint = "certificates/verify", input = GetUrl)]
pub async fn verify(code: String) -> Result<CertificateView> {
    services().certificates.verify(&viewer(), &code).await
}
