//! Coupons: the list, one coupon, and the form for another.

mod add_page;
mod fields;
mod list_page;
mod page;
mod standing;

pub use add_page::AddCouponPage;
pub use list_page::CouponsPage;
pub use page::CouponPage;
