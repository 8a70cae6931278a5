//! Two runners over one database: each piece of work is claimed once, and what a dead one had claimed is taken over when its lease is over.

use crate::on_both;
use crate::support::{Plan, Shop, eventually};
use chrono::TimeDelta;
use entity::job;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use server::adapters::system::SystemEntropy;
use server::config::MailTransport;
use server::core::Core;
use server::jobs::runner;
use server::mail::Letter;
use server::services::outbox::{self, Outgoing};
use server::startup::{self, World};
use std::path::Path;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

const MAILS: usize = 200;

/// Another process's view of the same shop; what it sends lies in a folder of its own.
async fn second(shop: &Shop, mailbox: &Path) -> Arc<Core> {
    let mut settings = shop.core.settings.clone();
    settings.mail.transport = MailTransport::File(mailbox.to_owned());
    let world = World { clock: shop.clock.clone(), entropy: Arc::new(SystemEntropy), storage: Some(shop.storage.clone()) };
    Arc::new(startup::core(settings, world).await.unwrap())
}

async fn post(core: &Core, number: usize) {
    let letter = Letter { subject: format!("Number {number}"), text: "text".into(), html: "<p>text</p>".into() };
    let (dedupe_key, to) = (format!("test/{number}"), format!("reader{number}@example.com"));
    let outgoing = Outgoing { dedupe_key, kind: "receipt", to: &to, order: None, secret: false };
    let transaction = core.db.begin().await.unwrap();
    outbox::post(core, &transaction, outgoing, letter).await.unwrap();
    transaction.commit().await.unwrap();
}

fn sent(mailbox: &Path) -> usize {
    std::fs::read_dir(mailbox)
        .map_or(0, |files| files.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|end| end == "json")).count())
}

on_both!(two_runners_send_each_mail_once, Plan::default(), |shop| async move {
    let elsewhere = shop.files.with_file_name("mailbox-of-another");
    let (other, stop) = (second(&shop, &elsewhere).await, CancellationToken::new());
    let running = runner::start(&other, &stop);
    for number in 0..MAILS {
        post(if number % 2 == 0 { &shop.core } else { &other }, number).await;
    }
    shop.core.wake_jobs.notify_one();
    other.wake_jobs.notify_one();
    shop.settles().await;
    stop.cancel();
    running.join_all().await;
    let (here, there) = (sent(shop.core.settings.mailbox().unwrap()), sent(&elsewhere));
    assert_eq!(here + there, MAILS, "each went out once");
    assert!(here > 0 && there > 0, "both worked: {here} and {there}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs WHERE kind = 'send_mail' AND attempts <> 1").await, 0, "each was claimed once");
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE state = 'sent'").await, i64::try_from(MAILS).unwrap());
    other.db.clone().close().await.unwrap();
});

on_both!(what_a_dead_runner_had_claimed_is_taken_over_after_its_lease, Plan { background: false, ..Plan::default() }, |shop| async move {
    let claimed = || async { job::Entity::find().filter(job::Column::State.eq("pending")).one(shop.core.db.read()).await.unwrap() };
    shop.clock.stand_at(shop.core.now());
    let transaction = shop.core.db.begin().await.unwrap();
    let letter = Letter { subject: "Once".into(), text: "text".into(), html: "<p>text</p>".into() };
    let outgoing = Outgoing { dedupe_key: "test/once".into(), kind: "receipt", to: "ada@example.com", order: None, secret: false };
    outbox::post(&shop.core, &transaction, outgoing, letter).await.unwrap();
    let job = job::Entity::find().one(&transaction).await.unwrap().unwrap();
    let lease = shop.core.now() + TimeDelta::minutes(2);
    job::ActiveModel { id: Set(job.id), attempts: Set(1), leased_until: Set(Some(lease)), ..Default::default() }
        .update(&transaction)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(runner::run_due(&shop.core).await.unwrap(), 0, "it is another's");
    shop.clock.stand_at(lease - TimeDelta::seconds(1));
    assert_eq!(runner::run_due(&shop.core).await.unwrap(), 0, "and still is");
    assert!(claimed().await.is_some());
    shop.clock.stand_at(lease);
    shop.core.wake_jobs.notify_one();
    eventually("it is taken over", || async { claimed().await.is_none() }).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs WHERE attempts = 2 AND state = 'done'").await, 1);
    assert_eq!(shop.mails().await.len(), 1);
});
