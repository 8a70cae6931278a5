//! Backups: taken while the shop sells, restored elsewhere, and good or refused.

use super::{beside, names, silent};
use crate::files::{form, post};
use crate::funnel::{decide, offer};
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::database::{Kind, Scratch};
use crate::support::storage::Trouble;
use crate::support::{Browser, Plan, Shop};
use sea_orm::DbBackend;
use serde_json::json;
use server::adapters::storage::ObjectStorage;
use server::adapters::system::SystemEntropy;
use server::config::{MailSettings, MailTransport, Settings, StorageSettings};
use server::core::Core;
use server::repo::copies;
use server::services::backup::{self, Engine, Manifest};
use server::services::seed::DEMO_ADMIN;
use server::services::{reconcile, truth};
use server::startup::{self, World};
use std::path::Path;
use std::sync::Arc;

/// Another place, where nothing is yet.
pub struct Elsewhere {
    /// Its database and its folder.
    pub scratch: Scratch,
    settings: Settings,
    storage: Arc<ObjectStorage>,
}

impl Elsewhere {
    /// One for this shop's backups.
    pub async fn beside(shop: &Shop) -> Self {
        let kind = if shop.core.db.backend() == DbBackend::Postgres { Kind::Postgres } else { Kind::Sqlite };
        let scratch = Scratch::create(kind).await;
        let files = StorageSettings::Folder(scratch.folder.join("files"));
        let settings = Settings { database_url: scratch.url.clone(), storage: files.clone(), ..shop.core.settings.clone() };
        Self { scratch, settings, storage: Arc::new(ObjectStorage::open(&files).unwrap()) }
    }

    /// Puts a backup into it.
    pub async fn restore(&self, from: &Path) -> Result<Manifest, String> {
        backup::restore(&self.settings, self.storage.as_ref(), from, &silent).await.map_err(|error| error.to_string())
    }

    /// The business there, at the shop's time.
    pub async fn core(&self, shop: &Shop) -> Core {
        let world = World { clock: shop.clock.clone(), entropy: Arc::new(SystemEntropy), storage: Some(self.storage.clone()) };
        startup::core(self.settings.clone(), world).await.unwrap()
    }
}

/// Takes a backup.
pub async fn taken(shop: &Shop, name: &str) -> Manifest {
    backup::take(&shop.core, &beside(shop, name), &silent).await.unwrap()
}

async fn verified(shop: &Shop, name: &str) -> Vec<String> {
    backup::verify(&shop.core.settings, &SystemEntropy, &beside(shop, name), &silent).await.unwrap().faults
}

/// What the provider has received in all, in minor units.
pub async fn charges(shop: &Shop) -> i64 {
    let truth = shop.sandbox.truth().await;
    truth["payments"].as_array().unwrap().iter().map(|payment| payment["amount_received"].as_i64().unwrap()).sum()
}

fn funnel() -> Plan {
    Plan { funnel: true, ..Plan::default() }
}

on_both!(a_backup_in_the_middle_of_sales_loses_no_access_and_charges_nothing_again, funnel(), |shop| async move {
    let buyers: Vec<Browser> = (0..4).map(|_| shop.browser()).collect();
    let consenting = crate::funnel::start(&buyers[0], "ada@example.com", true).await;
    shop.sandbox.confirm(&consenting.intent, "4242424242424242").await;
    shop.reaches(&consenting.public_id, "paid").await;
    assert!(offer(&shop, &buyers[0], &consenting.public_id).await["offer"].is_string(), "she is in the middle of the funnel");
    let mut under_way = Vec::new();
    for (browser, name) in buyers[1..].iter().zip(["bea", "cyd", "dan"]) {
        under_way.push(crate::funnel::start(browser, &format!("{name}@example.com"), false).await);
    }
    // While the backup is taken one pays and one begins; after it the others pay, and she declines what she is offered.
    let (manifest, ()) = tokio::join!(taken(&shop, "backup"), async {
        shop.sandbox.confirm(&under_way[0].intent, "4242424242424242").await;
        crate::funnel::start(&shop.browser(), "eve@example.com", false).await;
    });
    assert!(manifest.missing.is_empty() && manifest.rows["orders"] >= 4, "{manifest:?}");
    for started in &under_way[1..] {
        shop.sandbox.confirm(&started.intent, "4242424242424242").await;
    }
    decide(&shop, &buyers[0], &consenting.public_id, "decline").await;
    for started in &under_way {
        shop.reaches(&started.public_id, "paid").await;
    }
    shop.settles().await;
    let charged = charges(&shop).await;
    assert_eq!(verified(&shop, "backup").await, Vec::<String>::new());
    let elsewhere = Elsewhere::beside(&shop).await;
    assert_eq!(elsewhere.restore(&beside(&shop, "backup")).await, Ok(manifest));
    let core = elsewhere.core(&shop).await;
    let found = truth::compare(&core).await.unwrap();
    assert!(found.money_without_access.len() >= 2, "who paid since is found: {found}");
    truth::repair::repair(&core, &found, None).await.unwrap();
    reconcile::open_orders(&core).await.unwrap();
    let found = truth::compare(&core).await.unwrap();
    assert!(found.agrees(), "{found}");
    let grants = crate::support::database::count(core.db.read(), "SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await;
    assert_eq!(grants, 4, "everybody who paid is in");
    assert_eq!(server::repo::ledgers::broken(core.db.read()).await.unwrap(), [""; 0]);
    assert_eq!(charges(&shop).await, charged, "nobody paid again");
    core.db.close().await.unwrap();
    elsewhere.scratch.remove().await;
});

async fn add(creator: &Browser, name: &str) {
    let answer = post(creator, "/admin/lessons/talk-to-five-people/uploads", form(name, b"%PDF-1.7\n%%EOF\n")).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
}

on_both!(every_file_that_the_database_names_is_in_the_backup, |shop| async move {
    let creator = shop.browser();
    sign_in(&shop, &creator, DEMO_ADMIN).await;
    add(&creator, "first.pdf").await;
    let (manifest, ()) = tokio::join!(taken(&shop, "backup"), async {
        for number in 0..5 {
            add(&creator, &format!("{number}.pdf")).await;
        }
    });
    assert_eq!(names(&beside(&shop, "backup")), [manifest.database.file(), "files", "manifest.json"]);
    let rows = usize::try_from(manifest.rows["attachments"]).unwrap();
    assert!((1..=6).contains(&rows), "{rows}");
    assert_eq!(manifest.parts.len() - 1, rows, "each row's file, and no other");
    assert_eq!(verified(&shop, "backup").await, Vec::<String>::new());
    let elsewhere = Elsewhere::beside(&shop).await;
    elsewhere.restore(&beside(&shop, "backup")).await.unwrap();
    assert_eq!(names(&elsewhere.scratch.folder.join("files")), names(&beside(&shop, "backup").join("files")));
    let again = elsewhere.restore(&beside(&shop, "backup")).await.unwrap_err();
    assert!(again.contains("empty"), "a second time the place is taken: {again}");
    elsewhere.scratch.remove().await;
});

on_both!(a_restore_that_fails_leaves_nothing_and_can_be_tried_again, |shop| async move {
    let creator = shop.browser();
    sign_in(&shop, &creator, DEMO_ADMIN).await;
    add(&creator, "a.pdf").await;
    let manifest = taken(&shop, "backup").await;
    let (folder, elsewhere) = (beside(&shop, "backup"), Elsewhere::beside(&shop).await);
    let (file, aside) = (folder.join(manifest.database.file()), folder.join("aside"));
    let lose = |line: &str| {
        if line.starts_with("the database") {
            std::fs::rename(&file, &aside).unwrap();
        }
    };
    assert!(backup::restore(&elsewhere.settings, elsewhere.storage.as_ref(), &folder, &lose).await.is_err());
    let mail = MailSettings { transport: MailTransport::Smtp("nowhere".into()), ..elsewhere.settings.mail.clone() };
    let unfit = Settings { mail, ..elsewhere.settings.clone() };
    assert!(backup::restore(&unfit, elsewhere.storage.as_ref(), &folder, &silent).await.is_err(), "what could not be noted is not begun");
    assert_eq!(names(&elsewhere.scratch.folder.join("files")), Vec::<String>::new(), "no file stays");
    std::fs::rename(&aside, &file).unwrap();
    assert_eq!(elsewhere.restore(&folder).await, Ok(manifest));
    elsewhere.scratch.remove().await;
});

on_both!(files_that_the_store_has_lost_are_named, |shop| async move {
    let creator = shop.browser();
    sign_in(&shop, &creator, DEMO_ADMIN).await;
    add(&creator, "a.pdf").await;
    add(&creator, "b.pdf").await;
    let lost = names(&shop.files)[0].clone();
    std::fs::remove_file(shop.files.join(&lost)).unwrap();
    let manifest = taken(&shop, "backup").await;
    assert_eq!((manifest.missing, manifest.parts.len()), (vec![lost], 2));
    assert_eq!(verified(&shop, "backup").await.len(), 1, "a row names it, and the backup does not have it");
});

on_both!(a_backup_that_breaks_off_leaves_nothing, |shop| async move {
    let creator = shop.browser();
    sign_in(&shop, &creator, DEMO_ADMIN).await;
    add(&creator, "a.pdf").await;
    let before = names(shop.files.parent().unwrap());
    shop.storage.fail(Some(Trouble::Down));
    let goal = beside(&shop, "backup");
    assert!(backup::take(&shop.core, &goal, &silent).await.is_err());
    assert_eq!(names(shop.files.parent().unwrap()), before);
    shop.storage.fail(None);
    taken(&shop, "backup").await;
    assert!(backup::take(&shop.core, &goal, &silent).await.is_err(), "a backup is not written over");
});

on_both!(a_backup_that_was_touched_or_is_of_elsewhere_is_refused, |shop| async move {
    let manifest = taken(&shop, "backup").await;
    let folder = beside(&shop, "backup");
    let elsewhere = Elsewhere::beside(&shop).await;
    let said = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
    let write = |text: &str| std::fs::write(folder.join("manifest.json"), text).unwrap();
    let other = if manifest.database == Engine::Sqlite { "postgres" } else { "sqlite" };
    let mut changed: serde_json::Value = serde_json::from_str(&said).unwrap();
    changed["database"] = json!(other);
    changed["parts"][0]["path"] = json!(if other == "sqlite" { "database.sqlite" } else { "database.dump" });
    write(&changed.to_string());
    let refused = elsewhere.restore(&folder).await.unwrap_err();
    assert!(refused.contains("SQLite") && refused.contains("PostgreSQL"), "{refused}");
    write(&said.replace("\"schema\": [", "\"schema\": [\"m9999_prices_breaking\","));
    assert!(elsewhere.restore(&folder).await.unwrap_err().contains("m9999_prices_breaking"));
    for path in ["../outside", "files/../../outside", "files/", "/etc/passwd"] {
        let mut changed: serde_json::Value = serde_json::from_str(&said).unwrap();
        changed["parts"].as_array_mut().unwrap().push(json!({ "path": path, "size": 1, "sha256": "00" }));
        write(&changed.to_string());
        assert!(elsewhere.restore(&folder).await.unwrap_err().contains("no backup has a file"), "{path}");
    }
    write(&said);
    let file = folder.join(manifest.database.file());
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let refused = elsewhere.restore(&folder).await.unwrap_err();
    assert!(refused.contains("its hash differs"), "{refused}");
    let wrong = backup::verify(&shop.core.settings, &SystemEntropy, &folder, &silent).await.unwrap_err().to_string();
    assert!(wrong.contains("its hash differs"), "{wrong}");
    elsewhere.scratch.remove().await;
});

on_both!(every_table_that_names_an_object_is_looked_at, |shop| async move {
    let db = shop.core.db.read();
    let mut naming = Vec::new();
    for table in copies::tables(db).await.unwrap() {
        let has_key = server::repo::statements::number(db, &format!("SELECT COUNT(storage_key) FROM {table}")).await.is_ok();
        naming.extend(has_key.then_some(table));
    }
    assert_eq!(naming, ["attachments", "landing_pictures", "lesson_images"], "`named_objects` and `unnamed_objects` name them all");
});
