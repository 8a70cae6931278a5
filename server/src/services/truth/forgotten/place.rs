//! What a forgotten order belongs to here.

use super::Remembered;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo;
use crate::repo::coupons::StoredCoupon;
use crate::repo::identity::NewUser;
use app::api::dto::Role;
use domain::email::EmailAddress;
use domain::ids::OfferId;
use domain::pricing::LineKind;
use entity::{offer, order, user};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// What it belongs to. What was written since the database's day is not known; a tier and a coupon can be done without.
pub struct Place {
    /// The order that it follows, where it is that of an offer of the funnel.
    pub main: Option<order::Model>,
    /// Its buyer.
    pub person: user::Model,
    /// What it sells in the first place.
    pub offer: offer::Model,
    /// Everything that its lines sell.
    pub offers: Vec<offer::Model>,
    /// The tier that gave the price, or another that stands for it: the lines say what was paid.
    pub tier: Uuid,
    /// Its coupon.
    pub coupon: Option<StoredCoupon>,
}

impl Place {
    /// Finds it. A buyer who is not known is written down.
    pub async fn of(core: &Core, order: &Remembered) -> Result<Self> {
        let (db, kept) = (core.db.read(), &order.kept);
        let ids: Vec<Uuid> = kept.lines.iter().filter_map(|line| line.offer.map(Into::into)).collect();
        let offers = repo::catalog::offers(db, &ids).await?;
        let sold = kept.lines.iter().find(|line| line.kind == LineKind::Main).and_then(|line| line.offer);
        let offer = sold.and_then(|sold| find(&offers, sold)).cloned().ok_or_else(|| Fault::stored("it sells what is not known here"))?;
        let main = match kept.main {
            Some(main) => Some(repo::orders::find(db, main).await?.ok_or_else(|| Fault::stored("the order that it follows is not known"))?),
            None => None,
        };
        let person = match &main {
            Some(main) => repo::identity::by_id(db, main.user_id).await?.ok_or_else(|| Fault::stored("a buyer that is gone"))?,
            None => buyer(core, order).await?,
        };
        let coupon = match kept.coupon {
            Some(coupon) => repo::coupons::by_id(db, coupon).await?,
            None => None,
        };
        let tier = tier(db, kept.tier, offer.id).await?;
        Ok(Self { main, person, offer, offers, tier, coupon })
    }

    /// An offer of the order's lines.
    pub fn sold(&self, offer: OfferId) -> Option<&offer::Model> {
        find(&self.offers, offer)
    }
}

fn find(offers: &[offer::Model], id: OfferId) -> Option<&offer::Model> {
    offers.iter().find(|offer| OfferId(offer.id) == id)
}

async fn tier(db: &impl ConnectionTrait, tier: Uuid, offer: Uuid) -> Result<Uuid> {
    if repo::catalog::has_tier(db, tier).await? {
        return Ok(tier);
    }
    let others = repo::catalog::tiers(db, offer).await?;
    others.first().map(|tier| tier.id.into()).ok_or_else(|| Fault::stored("an offer without a price"))
}

/// The buyer: whose customer it is, else by the address that was typed, else by the one that the provider knows.
async fn buyer(core: &Core, order: &Remembered) -> Result<user::Model> {
    if let Some(customer) = &order.told.customer
        && let Some(known) = repo::payments::person_of(core.db.read(), order.provider.name(), customer).await?
    {
        return Ok(known);
    }
    let known = order.told.buyer.as_ref().map(|buyer| (buyer.email.clone(), buyer.name.clone()));
    let (email, name) = order.kept.buyer.clone().or(known).ok_or_else(|| Fault::stored("its buyer is not known there"))?;
    let email = EmailAddress::parse(&email).map_err(|_| Fault::stored("its buyer has no address"))?;
    let new = NewUser { id: core.new_id(), email: &email, name: &name, role: Role::Student, now: core.now() };
    repo::identity::find_or_insert(core.db.write(), &new).await
}
