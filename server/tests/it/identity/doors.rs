//! Who has a second factor comes in by it alone, whatever else was open a moment ago.

use super::factor::enrol;
use super::is_in;
use crate::admin::{admin, person};
use crate::on_both;
use crate::sign_in::sign_in;

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
