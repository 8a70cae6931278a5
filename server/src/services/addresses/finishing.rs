//! What happens when both have said yes, and when the former mailbox objects.

use super::{OBJECTIONS, letter_key, post};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail::address;
use crate::repo::{self, address_changes, merging, ownership};
use crate::security::hash::sha256;
use crate::services::audit::{self, NOTHING};
use crate::services::outbox::{self, Outgoing};
use crate::services::people::subject;
use app::paths;
use domain::email::EmailAddress;
use domain::ids::UserId;
use entity::{address_change, user};
use sea_orm::DatabaseTransaction;
use serde_json::json;

/// Changes the address. It fails on a unique index where somebody has got it meanwhile.
pub async fn finish(core: &Core, transaction: &DatabaseTransaction, change: &address_change::Model, person: &user::Model) -> Result<()> {
    let now = core.now();
    let email = EmailAddress::parse(&change.to_email).map_err(|_| Fault::stored("an address to change to"))?;
    let objection = core.entropy.secret();
    address_changes::finish(transaction, change.id, &sha256(&objection), now).await?;
    ownership::spend_links(transaction, person.id, now).await?;
    ownership::rename(transaction, person.id, &email).await?;
    merging::unprove(transaction, person.id).await?;
    repo::identity::verify_email(transaction, person.id, now).await?;
    merging::readdress_all(transaction, person.id, &email).await?;
    repo::sessions::end_others(transaction, person.id, change.session_id, now).await?;
    for order in repo::order_list::of_person(transaction, person.id).await? {
        repo::orders::note(transaction, core.new_id(), order.id, "address", "the buyer changed the address", now).await?;
    }
    let (before, after) = (json!({ "email": person.email }), json!({ "email": email.as_str() }));
    audit::record(core, transaction, Some(person.id), "person.change_email", &subject(person.id), before, after).await?;
    tell_both(core, transaction, change, person, &objection).await
}

async fn tell_both(
    core: &Core,
    transaction: &DatabaseTransaction,
    change: &address_change::Model,
    person: &user::Model,
    objection: &str,
) -> Result<()> {
    let url = core.settings.absolute(&paths::address_link(objection));
    let former = address::left(core.now(), OBJECTIONS.num_days(), &url);
    post(core, transaction, person, &format!("{}/left", change.id), former).await?;
    let present = user::Model { email: change.to_email.clone(), ..person.clone() };
    let arrived = address::arrived(&core.settings.absolute(&paths::account()));
    post(core, transaction, &present, &format!("{}/arrived", change.id), arrived).await
}

/// Writes an objection down and asks the admins to look.
pub async fn object(core: &Core, transaction: &DatabaseTransaction, change: &address_change::Model) -> Result<()> {
    let after = json!({ "former": change.from_email });
    audit::record(core, transaction, None, "person.object_to_email", &subject(change.user_id), NOTHING, after).await?;
    let url = core.settings.absolute(&paths::admin_person(UserId(change.user_id)));
    for (place, admin) in repo::identity::admins(transaction).await?.into_iter().enumerate() {
        let dedupe_key = letter_key(&format!("{}/objection/{place}", change.id));
        let outgoing = Outgoing { dedupe_key, kind: "address_objection", to: &admin.email, order: None, secret: false };
        outbox::post(core, transaction, outgoing, address::objection(&url)).await?;
    }
    Ok(())
}
