//! Certificates of those who have completed the course. What is issued stays issued, whatever happens to course, access or money.

use super::limits::{self, Action, Subject};
use super::{landing, shop};
use crate::certificate::{self, Paper};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::certificates::{self, Standing};
use app::api::dto::{CertificateChoices, CertificateStage, CertificateView, OwnCertificateView};
use app::api::error::{Field, Problem};
use app::api::ports::{CertificateWish, Certificates, Drawing, DrawnCertificate, StudentActor, Viewer};
use app::api::{self, ApiError};
use app::paths;
use async_trait::async_trait;
use domain::certificate::{CertificateCode, HolderName, NameError};
use domain::landing::{Kind, Word};
use domain::progress::Progress;
use entity::{certificate as issued, certificate_choice};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use std::sync::Arc;

/// Certificates over the database.
pub struct CertificatesService(pub Arc<Core>);

/// What stands on a draft where a name is missing.
const NAMELESS: &str = "Your name";

#[async_trait]
impl Certificates for CertificatesService {
    async fn own(&self, student: &StudentActor, progress: api::Result<Progress>) -> api::Result<OwnCertificateView> {
        Ok(self.page(student, progress).await?)
    }

    async fn save(&self, student: &StudentActor, wish: CertificateWish) -> api::Result<()> {
        let name = HolderName::parse(&wish.name).map_err(|error| ApiError::invalid(Field::HolderName, problem(error)))?;
        Ok(self.0.db.retrying(|| self.choose(student, &name, &wish)).await?)
    }

    async fn draw(&self, student: &StudentActor, drawing: Drawing) -> api::Result<DrawnCertificate> {
        Ok(self.drawn(student, drawing).await?)
    }

    async fn verify(&self, viewer: &Viewer, code: &str) -> api::Result<CertificateView> {
        let code = CertificateCode::parse(code).map_err(|_| ApiError::NotFound)?;
        Ok(self.looked_up(viewer, &code).await?)
    }
}

impl CertificatesService {
    /// Counts the look before it looks, and forgets those that found something.
    async fn looked_up(&self, viewer: &Viewer, code: &CertificateCode) -> Result<CertificateView> {
        let from = Subject::Address(viewer.client_ip);
        limits::take(&self.0, self.0.db.write(), Action::Certificate, from).await?;
        let found = self.public(code).await?;
        limits::take_back(&self.0, self.0.db.write(), Action::Certificate, from).await?;
        Ok(found)
    }

    async fn page(&self, student: &StudentActor, progress: api::Result<Progress>) -> Result<OwnCertificateView> {
        let Some(standing) = certificates::standing(self.0.db.read(), student.user.into()).await? else {
            return Ok(OwnCertificateView { progress: progress?, stage: CertificateStage::NotEarned, version: String::new() });
        };
        let choices = choices(&standing, student);
        let version = format!("{}-{}", millis(standing.chosen_at), millis(standing.issued_at));
        let stage = match (standing.code, standing.issued_at) {
            (Some(code), Some(issued_at)) => CertificateStage::Issued {
                address: self.0.settings.absolute(&paths::certificate(&code)),
                fits_pdf: certificate::has_letters_of(&choices.name),
                choices,
                code,
                issued_at,
            },
            _ => CertificateStage::Draft(choices),
        };
        Ok(OwnCertificateView { progress: progress.unwrap_or_default(), stage, version })
    }

    async fn choose(&self, student: &StudentActor, name: &HolderName, wish: &CertificateWish) -> Result<()> {
        let core = &self.0;
        let creator = creator(core).await?;
        let transaction = core.db.begin().await?;
        let standing = certificates::standing(&transaction, student.user.into()).await?.ok_or(ApiError::NotFound)?;
        let choice = certificate_choice::ActiveModel {
            user_id: Set(student.user.into()),
            course_id: Set(standing.course_id),
            name: Set(name.as_str().to_owned()),
            shows_name: Set(wish.shows_name),
            shows_date: Set(wish.shows_date),
            updated_at: Set(core.now()),
        };
        certificates::choose(&transaction, choice).await?;
        if wish.issue {
            self.issue(&transaction, student, standing, creator).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn issue(&self, db: &impl ConnectionTrait, student: &StudentActor, standing: Standing, creator: String) -> Result<()> {
        let core = &self.0;
        let mut random = [0; 20];
        core.entropy.fill(&mut random);
        let row = issued::ActiveModel {
            id: Set(core.new_id()),
            user_id: Set(student.user.into()),
            course_id: Set(standing.course_id),
            code: Set(CertificateCode::of_random(random).into()),
            course_title: Set(standing.course_title),
            creator: Set(creator),
            completed_at: Set(standing.completed_at),
            issued_at: Set(core.now()),
        };
        certificates::issue(db, row).await
    }

    async fn drawn(&self, student: &StudentActor, drawing: Drawing) -> Result<DrawnCertificate> {
        let core = &self.0;
        let standing = certificates::standing(core.db.read(), student.user.into()).await?.ok_or(ApiError::NotFound)?;
        if drawing == Drawing::Pdf && standing.code.is_none() {
            return Err(ApiError::NotFound.into());
        }
        let creator = match standing.creator.clone() {
            Some(creator) => creator,
            None => creator(core).await?,
        };
        let name = choices(&standing, student).name;
        let paper = Paper {
            name: if name.is_empty() { NAMELESS.to_owned() } else { name },
            course_title: standing.issued_title.unwrap_or(standing.course_title),
            creator,
            completed_at: standing.completed_at,
            proof: standing.code.map(|code| (core.settings.absolute(&paths::certificate(&code)), code)),
        };
        let name = paper.proof.as_ref().map_or("certificate-draft", |_| "certificate");
        let ending = match drawing {
            Drawing::Pdf => "pdf",
            Drawing::Svg => "svg",
        };
        let drawn = tokio::task::spawn_blocking(move || match drawing {
            Drawing::Pdf => certificate::pdf(&paper),
            Drawing::Svg => certificate::svg(&paper),
        });
        let bytes = drawn.await.map_err(|_| Fault::stored("a certificate that could not be drawn"))??;
        Ok(DrawnCertificate { name: format!("{name}.{ending}"), bytes })
    }

    async fn public(&self, code: &CertificateCode) -> Result<CertificateView> {
        let found = certificates::by_code(self.0.db.read(), code.as_str()).await?.ok_or(ApiError::NotFound)?;
        Ok(CertificateView {
            code: found.code,
            course_title: found.course_title,
            creator: found.creator,
            name: found.shows_name.then_some(found.name),
            completed_at: found.shows_date.then_some(found.completed_at),
        })
    }
}

/// What a student chose; before that, their own name, shown to nobody.
fn choices(standing: &Standing, student: &StudentActor) -> CertificateChoices {
    CertificateChoices {
        name: standing.name.clone().unwrap_or_else(|| student.name.clone()),
        shows_name: standing.shows_name.unwrap_or_default(),
        shows_date: standing.shows_date.unwrap_or_default(),
    }
}

/// Who teaches: the instructor of the sales page, else who sells.
async fn creator(core: &Core) -> Result<String> {
    let db = core.db.read();
    let page = landing::published(db).await?;
    match page.map(|page| page.word(Kind::Instructor, Word::Name).to_owned()).filter(|name| !name.is_empty()) {
        Some(name) => Ok(name),
        None => Ok(shop::seller(db).await?.name),
    }
}

fn problem(error: NameError) -> Problem {
    match error {
        NameError::Missing => Problem::Missing,
        NameError::TooLong => Problem::TooLong,
        NameError::Malformed => Problem::Malformed,
    }
}

fn millis(at: Option<chrono::DateTime<chrono::Utc>>) -> i64 {
    at.map_or(0, |at| at.timestamp_millis())
}
