//! Identifiers. Each is a UUID v7 of its own type, so that an order's id cannot be passed for a user's.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A person: buyer, student or admin.
    UserId,
    /// A signed-in browser.
    SessionId,
    /// What a grant opens: the course, or a bonus.
    ProductId,
    /// A product on sale, with its seats and price tiers.
    OfferId,
    /// One price of an offer.
    PriceTierId,
    /// A stored, numbered price that a buyer was shown.
    QuoteId,
    /// A seat taken for a while.
    HoldId,
    /// A purchase.
    OrderId,
    /// A line of a purchase.
    OrderItemId,
    /// A payment intent at a provider.
    PaymentId,
    /// A right to enter.
    GrantId,
    /// An agreement to later charges.
    ConsentId,
    /// A picture of the sales page.
    PictureId,
    /// A part of the course.
    ModuleId,
    /// A lesson of the course.
    LessonId,
    /// A student's question about a lesson.
    QuestionId,
    /// An answer to a question.
    AnswerId,
    /// A file of a lesson.
    AttachmentId,
    /// A private note of a student.
    NoteId,
    /// A state of a lesson's text that is kept.
    RevisionId,
    /// A picture in a lesson's text.
    ImageId,
}
