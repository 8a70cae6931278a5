//! Who has a second factor comes in by it alone, whatever else was open a moment ago.

use super::factor::{enrol, with_factor};
use super::is_in;
use crate::admin::{admin, person};
use crate::learning::student;
use crate::on_both;
use crate::sign_in::{code_of, sign_in};
use crate::support::Shop;
use app::api::ApiError;
use app::api::dto::Role;
use app::api::ports::{Actor, Halfway, Identity, SecondFactor, StudentActor, Viewer};
use chrono::TimeDelta;
use domain::ids::{SessionId, UserId};
use futures::future::join_all;
use server::repo;
use server::services::identity::{IdentityService, Shown, begin_session};
use server::services::second_factor::{SecondFactorService, authenticator};
use std::sync::Arc;

on_both!(an_old_order_does_not_sign_in_past_a_second_factor, |shop| async move {
    let (buyer, ada) = (shop.browser(), shop.browser());
    let started = shop.buy(&buyer, "ada@exmaple.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&buyer, &started.public_id).await;
    assert!(is_in(&buyer).await);
    sign_in(&shop, &ada, "ada@exmaple.com").await;
    enrol(&shop, &ada).await;
    let form = [("person", person(&shop, "ada@exmaple.com").await), ("email", "ada@example.com".to_owned())];
    admin(&shop).await.call("admin/change_email", &form.each_ref().map(|(name, value)| (*name, value.as_str()))).await.ok();
    shop.status(&buyer, &started.public_id).await;
    assert!(!is_in(&buyer).await && !is_in(&ada).await);
    assert_eq!(shop.count("SELECT COUNT(*) FROM sessions WHERE origin = 'purchase' AND revoked_at IS NULL").await, 0);
});

/// Who asks through a person's only session.
async fn asking(shop: &Shop, email: &str) -> Viewer {
    let db = shop.core.db.read();
    let person = repo::identity::by_email(db, email).await.unwrap().unwrap();
    let session = repo::sessions::live(db, person.id, false, shop.core.now()).await.unwrap().remove(0);
    let (user, session) = (UserId(person.id), SessionId(session.id));
    let actor = Actor { user, session, role: Role::Student, lacks_factor: false, email: person.email, name: person.name };
    Viewer { actor: Some(actor), ..Viewer::default() }
}

on_both!(a_session_that_was_just_ended_begins_no_other, |shop| async move {
    student(&shop, "ada@example.com").await;
    let ada = shop.browser();
    sign_in(&shop, &ada, "ada@example.com").await;
    ada.call("factor/begin", &[]).await.ok();
    // The request was let in, and then the session ended elsewhere.
    let viewer = asking(&shop, "ada@example.com").await;
    let student = StudentActor::of(&viewer).unwrap();
    ada.call("identity/sign_out", &[]).await.ok();
    let waiting = repo::second_factor::waiting(shop.core.db.read(), student.user.into(), shop.core.now() - TimeDelta::minutes(1)).await;
    let secret = authenticator::secret(&shop.core, &waiting.unwrap().unwrap()).unwrap();
    let confirmed = SecondFactorService(Arc::clone(&shop.core)).confirm(&viewer, &student, &code_of(&shop, &secret)).await;
    assert_eq!(confirmed.unwrap_err(), ApiError::Unauthenticated);
    assert_eq!(shop.count("SELECT COUNT(*) FROM sessions WHERE factor = 'code' AND origin = 'link'").await, 0);
});

on_both!(sign_ins_and_new_codes_at_once_leave_no_more_than_there_may_be, |shop| async move {
    let (ada, _, _) = with_factor(&shop, "ada@example.com").await;
    join_all((0..4).map(|_| ada.call("factor/renew_codes", &[]))).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM recovery_codes").await, 10);
    let ben = student(&shop, "ben@example.com").await;
    let person = repo::identity::by_email(shop.core.db.read(), "ben@example.com").await.unwrap().unwrap();
    let begun = join_all((0..14).map(|_| async {
        let transaction = shop.core.db.begin().await.unwrap();
        begin_session(&shop.core, &transaction, &person, Shown::only("link"), &Viewer::default()).await.unwrap();
        transaction.commit().await.unwrap();
    }));
    begun.await;
    let live = repo::sessions::live(shop.core.db.read(), person.id, false, shop.core.now()).await.unwrap();
    assert_eq!(live.len(), 10);
    assert!(!is_in(&ben).await, "it has rested for longest");
    shop.core.wake_jobs.notify_one();
    shop.settles().await;
});

on_both!(a_second_click_on_a_right_code_is_no_wrong_try, |shop| async move {
    let (_, secret, _) = with_factor(&shop, "ada@example.com").await;
    let viewer = asking(&shop, "ada@example.com").await;
    let actor = viewer.actor.as_ref().unwrap();
    // The first click has ended the half of a sign-in that the second one still names.
    let gone = Halfway { user: actor.user, session: SessionId(shop.core.new_id()) };
    let viewer = Viewer { halfway: Some(gone), ..Viewer::default() };
    let given = IdentityService(Arc::clone(&shop.core)).give_code(&viewer, &code_of(&shop, &secret)).await;
    assert_eq!(given.unwrap_err(), ApiError::Unauthenticated);
    assert_eq!(shop.count("SELECT COALESCE(SUM(used), 0) FROM rate_limits WHERE action LIKE 'factor%'").await, 0);
});
