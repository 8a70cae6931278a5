//! The demo course, and the first admin.

pub mod blank;
mod bump;
mod funnel;
pub mod hostile;
pub mod month;
mod questions;

use super::identity::write_link;
use super::refunds::policy;
use super::search;
use super::shop::{self, TaxBasis};
use crate::config::AppEnv;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::identity::NewUser;
use crate::repo::{self, catalog, refund_policies, seed as rows, taxes};
use crate::security::html::from_markdown;
use crate::services::second_factor::authenticator;
use crate::services::{landing, prices};
use app::api::dto::{LegalView, Role, SellerDetails};
use chrono::TimeDelta;
use domain::country::Country;
use domain::email::EmailAddress;
use domain::landing::LandingContent;
use domain::tax::{DatedRate, TaxRate, TaxTable};
use entity::{course, lesson, module, offer, price_tier, product, site_text};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The address of the demo's admin.
pub const DEMO_ADMIN: &str = "admin@lectern.test";

/// The secret of the demo's admin's authenticator. Everybody knows it: it is written in development only, sealed with a secret that
/// production refuses.
pub const DEMO_SECRET: &[u8; 20] = b"lectern demo creator";

/// A file of the demo, by its path below `seed/`.
macro_rules! seed_files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../../seed/", $path)))),+]
    };
}

const LESSONS: &[(&str, &str)] = seed_files![
    "lessons/01-choose-one-promise.md",
    "lessons/02-talk-to-five-people.md",
    "lessons/03-outline-backwards.md",
    "lessons/04-write-to-be-followed.md",
    "lessons/05-a-quiet-room.md",
    "lessons/06-record-without-losing-the-day.md",
    "lessons/07-edit-lightly.md",
    "lessons/08-set-a-price-you-can-explain.md",
    "lessons/09-write-an-honest-sales-page.md",
    "lessons/10-open-quietly-and-listen.md",
];

const LEGAL: &[(&str, &str, &str)] = &[
    ("terms", "Terms", include_str!("../../seed/legal/terms.md")),
    ("privacy", "Privacy", include_str!("../../seed/legal/privacy.md")),
    ("refunds", "Refund policy", include_str!("../../seed/legal/refunds.md")),
    ("withdrawal", "Right of withdrawal", include_str!("../../seed/legal/withdrawal.md")),
    ("security", "Reporting a weakness", include_str!("../../seed/legal/security.md")),
];

#[derive(Deserialize)]
struct CourseFile {
    title: String,
    subtitle: String,
    modules: Vec<ModuleFile>,
}

#[derive(Deserialize)]
struct ModuleFile {
    slug: String,
    title: String,
    summary: String,
    lessons: Vec<LessonFile>,
}

#[derive(Deserialize)]
struct LessonFile {
    slug: String,
    title: String,
    summary: String,
    file: String,
    vimeo_id: String,
    duration_seconds: i32,
    visibility: String,
}

/// Writes the demo into an empty database. `false` says that there was a course already, or that another program was first.
pub async fn demo(core: &Core) -> Result<bool> {
    if repo::content::course(core.db.read()).await?.is_some() {
        return Ok(false);
    }
    let transaction = core.db.begin().await?;
    let written = match write_demo(core, &transaction, None).await {
        Ok(()) => transaction.commit().await.map_err(Fault::from),
        Err(error) => Err(error),
    };
    match written {
        Err(error) if error.is_unique_violation() => return Ok(false),
        written => written?,
    }
    let creator = write_admin(core, DEMO_ADMIN, "Mara Lindqvist").await?;
    if core.settings.env == AppEnv::Development && core.settings.admins_need_factor {
        let sealed = authenticator::seal(core, creator.id, DEMO_SECRET)?;
        rows::insert_authenticator(core.db.write(), core.new_id(), creator.id, sealed, core.now()).await?;
    }
    questions::write(core, creator.id).await?;
    Ok(true)
}

/// Writes the demo's course with all that is sold, under a title of its own where one is given; nobody who asks or teaches.
pub async fn write_demo(core: &Core, db: &DatabaseTransaction, title: Option<&str>) -> Result<()> {
    let mut file: CourseFile = parse("course.toml", include_str!("../../seed/course.toml"))?;
    if let Some(title) = title {
        title.clone_into(&mut file.title);
    }
    let page: LandingContent = parse("landing.toml", include_str!("../../seed/landing.toml"))?;
    let product = write_course(core, db, &file).await?;
    write_offer(core, db, product, &file.title).await?;
    funnel::write(core, db).await?;
    bump::write(core, db).await?;
    landing::first(core, db, &page).await?;
    write_text(core, db, shop::SELLER, &parse::<SellerDetails>("seller.toml", include_str!("../../seed/seller.toml"))?).await?;
    write_taxes(core, db).await?;
    refund_policies::insert(db, policy::row(core, 1, policy::DEFAULT)).await?;
    write_legal(core, db).await
}

/// Writes the legal pages, which say that they are to be replaced.
async fn write_legal(core: &Core, db: &DatabaseTransaction) -> Result<()> {
    for (slug, title, source) in LEGAL {
        let page = LegalView { title: (*title).to_owned(), html: from_markdown(source) };
        write_text(core, db, &format!("legal/{slug}"), &page).await?;
    }
    Ok(())
}

/// Makes a person an admin and gives a link that signs them in once.
pub async fn admin(core: &Core, email: &str, name: &str) -> Result<String> {
    let user = write_admin(core, email, name).await?;
    write_link(core, core.db.write(), &user).await
}

async fn write_admin(core: &Core, email: &str, name: &str) -> Result<entity::user::Model> {
    let email = EmailAddress::parse(email).map_err(|error| Fault::stored(format!("{email}: {error}")))?;
    let new = NewUser { id: core.new_id(), email: &email, name, role: Role::Admin, now: core.now() };
    let user = repo::identity::find_or_insert(core.db.write(), &new).await?;
    repo::identity::promote(core.db.write(), user.id).await?;
    Ok(user)
}

async fn write_course(core: &Core, db: &DatabaseTransaction, file: &CourseFile) -> Result<Uuid> {
    let now = core.now();
    let (product, course) = (core.new_id(), core.new_id());
    let row =
        product::ActiveModel { id: Set(product), kind: Set("course".to_owned()), title: Set(file.title.clone()), created_at: Set(now) };
    rows::insert_product(db, row).await?;
    let row = course::ActiveModel {
        id: Set(course),
        product_id: Set(product),
        title: Set(file.title.clone()),
        subtitle: Set(file.subtitle.clone()),
        created_at: Set(now),
    };
    rows::insert_course(db, row).await?;
    for (position, module) in (0..).zip(&file.modules) {
        write_module(core, db, course, position, module).await?;
    }
    Ok(product)
}

async fn write_module(core: &Core, db: &DatabaseTransaction, course: Uuid, position: i32, file: &ModuleFile) -> Result<()> {
    let id = core.new_id();
    let row = module::ActiveModel {
        id: Set(id),
        course_id: Set(course),
        slug: Set(file.slug.clone()),
        title: Set(file.title.clone()),
        summary: Set(file.summary.clone()),
        position: Set(position),
        created_at: Set(core.now()),
    };
    rows::insert_module(db, row).await?;
    for (position, lesson) in (0..).zip(&file.lessons) {
        search::lessons::put(db, &rows::insert_lesson(db, lesson_row(core, id, position, lesson)?).await?).await?;
    }
    Ok(())
}

fn lesson_row(core: &Core, module: Uuid, position: i32, file: &LessonFile) -> Result<lesson::ActiveModel> {
    let found = LESSONS.iter().find(|(path, _)| *path == file.file);
    let (_, source) = found.ok_or_else(|| Fault::stored(format!("the demo names a lesson that is not there: {}", file.file)))?;
    let now = core.now();
    Ok(lesson::ActiveModel {
        id: Set(core.new_id()),
        module_id: Set(module),
        slug: Set(file.slug.clone()),
        title: Set(file.title.clone()),
        summary: Set(file.summary.clone()),
        position: Set(position),
        source: Set((*source).to_owned()),
        html: Set(from_markdown(source)),
        vimeo_id: Set(Some(file.vimeo_id.clone())),
        duration_s: Set(file.duration_seconds),
        visibility: Set(file.visibility.clone()),
        state: Set("published".to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
        published_at: Set(Some(now)),
        ..Default::default()
    })
}

/// Fifty seats: the first ten for less, then two weeks at the early price, then the full one; open for a month.
async fn write_offer(core: &Core, db: &DatabaseTransaction, product: Uuid, title: &str) -> Result<()> {
    let now = core.now();
    let id = core.new_id();
    let row = offer::ActiveModel {
        id: Set(id),
        product_id: Set(product),
        kind: Set("main".to_owned()),
        title: Set(title.to_owned()),
        enabled: Set(true),
        seats: Set(Some(50)),
        taken: Set(0),
        opens_at: Set(None),
        closes_at: Set(Some(now + TimeDelta::days(30))),
        created_at: Set(now),
        show_compare_at: Set(true),
        ..Default::default()
    };
    rows::insert_offer(db, row).await?;
    let tiers = [
        ("First ten seats", 12_900, None, Some(10)),
        ("Early bird", 14_900, Some(now + TimeDelta::days(14)), None),
        ("Regular", 19_900, None, None),
    ];
    for (position, (label, amount_minor, until_at, until_taken)) in (0..).zip(tiers) {
        let tier = price_tier::ActiveModel {
            id: Set(core.new_id()),
            offer_id: Set(id),
            position: Set(position),
            label: Set(label.to_owned()),
            amount_minor: Set(amount_minor),
            currency: Set("EUR".to_owned()),
            until_at: Set(until_at),
            until_taken: Set(until_taken),
            ..Default::default()
        };
        rows::insert_tier(db, tier).await?;
    }
    let found = catalog::OfferWithTiers { offer: catalog::offer(db, id).await?, tiers: catalog::tiers(db, id).await? };
    prices::note(core, db, &found).await?;
    Ok(())
}

/// A seller in Germany whose prices contain the tax.
async fn write_taxes(core: &Core, db: &DatabaseTransaction) -> Result<()> {
    let seller = Country::parse("DE").map_err(|error| Fault::stored(format!("the demo's country: {error}")))?;
    let TaxTable { inclusive, rates, .. } = TaxTable::standard(seller, true);
    write_text(core, db, shop::TAX, &TaxBasis { seller, inclusive }).await?;
    let now = core.now();
    let dated = |TaxRate { country, basis_points, label }| {
        shop::rate_row(core, &DatedRate { country, basis_points: Some(basis_points), label, valid_from: now, written_at: now })
    };
    taxes::insert_rates(db, rates.into_iter().map(dated).collect()).await
}

async fn write_text(core: &Core, db: &DatabaseTransaction, key: &str, value: &impl Serialize) -> Result<()> {
    let body = serde_json::to_value(value).map_err(|error| Fault::stored(format!("{key}: {error}")))?;
    rows::insert_text(db, site_text::ActiveModel { key: Set(key.to_owned()), body: Set(body), updated_at: Set(core.now()) }).await
}

fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| Fault::stored(format!("{name}: {error}")))
}
