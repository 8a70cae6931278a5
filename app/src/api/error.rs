//! What can go wrong, as a closed set. Without WASM an error travels in a URL, so it carries no free text.

use domain::access::Denied;
use domain::file_kind::FileRefusal;
use domain::landing::Spot;
use domain::lesson_access::Closed;
use domain::scarcity::Unavailable;
use leptos::server_fn::{codec::JsonEncoding, error::FromServerFnError, error::ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// The answer of a server function.
pub type Result<T> = std::result::Result<T, ApiError>;

/// An error that a page can put into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ApiError {
    /// The request is malformed: an argument is missing or has another shape. 400
    #[error("bad request")]
    BadRequest,
    /// Sign in first. 401
    #[error("sign in first")]
    Unauthenticated,
    /// The password is not the one of this person, who may have none, or may not be known. 401
    #[error("wrong password")]
    WrongPassword,
    /// Signed in, and asked to show once more who it is. 403
    #[error("prove who you are")]
    ProofNeeded,
    /// An admin, whose session has not shown a second factor. 403
    #[error("show a second factor")]
    FactorNeeded,
    /// Signed in, but not allowed. 403
    #[error("not allowed")]
    Forbidden,
    /// What is asked for is shut, and what opens it is known. 403
    #[error("closed")]
    Closed(Closed),
    /// There is no such thing, or none that this person may know of. 404
    #[error("not found")]
    NotFound,
    /// The world has changed since the page was shown. 409
    #[error("conflict")]
    Conflict(Conflict),
    /// The link was used, is too old, or never was. 410
    #[error("link is dead")]
    DeadLink,
    /// A file was not taken. 400, 409, 413, 415 or 422
    #[error("file refused")]
    File(FileRefusal),
    /// Fields need another look. 422
    #[error("check the form")]
    Invalid(Vec<FieldError>),
    /// Too many tries. 429
    #[error("slow down")]
    TooMany {
        /// Seconds until the next try makes sense.
        retry_after_s: u32,
    },
    /// This person, or this network, holds several unpaid seats already. 429
    #[error("too many seats held")]
    TooManyHolds {
        /// Seconds until the next of those holds ends.
        retry_after_s: u32,
    },
    /// The payment provider did not answer; nothing is lost and trying again is safe. 502
    #[error("payment provider unavailable")]
    ProviderUnavailable,
    /// The place where files are kept does not answer. 503
    #[error("files unavailable")]
    FilesUnavailable,
    /// More people do this at once than are let in at once; the same works in a moment. 503
    #[error("busy")]
    Busy,
    /// A fault on our side, logged under the request id. 500
    #[error("internal error")]
    Internal,
    /// The answer did not arrive; only in the browser. 503
    #[error("connection")]
    Transport,
    /// The answer could not be read: it may be that of another version than the page is of. Only in the browser. 503
    #[error("another version")]
    Unreadable,
}

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Conflict {
    /// The quote no longer holds; ask for a new one.
    QuoteExpired,
    /// The price is another one now.
    PriceChanged,
    /// No seat is left.
    SoldOut,
    /// The deadline can only be moved to later, and somebody may just have moved it.
    NotLater,
    /// The address of the order can no longer be corrected here.
    CorrectionOver,
    /// Seats are to be had: there is nothing to wait for.
    SeatsToBeHad,
    /// The time of a personal link to a kept seat is up.
    KeptSeatGone,
    /// The offer is not open yet, closed, or paused.
    NotOnSale(Unavailable),
    /// This person owns it already.
    AlreadyOwned,
    /// The coupon of the quote holds no longer.
    CouponEnded,
    /// This person has used the coupon before.
    CouponUsed,
    /// This person owns an addition of the quote already.
    ExtraOwned,
    /// The order can no longer be paid.
    OrderEnded,
    /// A payment is on its way already.
    PaymentUnderWay,
    /// Nothing, or not so much, is left to send back.
    NothingToRefund,
    /// The days of the refund promise are over.
    RefundTooLate,
    /// The buyer's bank has the payment in dispute; what it decides happens there.
    PaymentDisputed,
    /// This person bought it before, and a bank has that payment in dispute.
    OrderDisputed,
    /// The consent to charge the stored method has ended.
    ConsentRevoked,
    /// The time in which a post can be changed is over.
    PostSettled,
    /// Others have answered it, or it is the accepted answer: it stays.
    PostInUse,
    /// This person has reported the post already.
    AlreadyReported,
    /// A person has only so many notes.
    TooManyNotes,
    /// Another person has this address.
    AddressTaken,
    /// Both people have an unfinished order for the same thing.
    BothOrdering,
    /// What was to be changed has changed meanwhile.
    NoLongerSo,
    /// The mail cannot be sent again.
    NotSentAgain,
    /// An admin is not made somebody else, nor merged with anybody.
    IsAdmin,
    /// Students have done something with the lesson: it is put away, not deleted.
    LessonInUse,
    /// The module has lessons.
    ModuleInUse,
    /// Somebody else changed the settings meanwhile.
    SettingsChanged,
    /// The sales page has sections that still lack something.
    LandingUnfinished,
    /// This person has an order that is neither paid nor over.
    OrderUnderWay,
    /// An admin does not go without a second factor.
    FactorRequired,
}

/// A field of some form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    /// An e-mail address.
    Email,
    /// A person's name.
    Name,
    /// A company's name.
    Company,
    /// Street and number.
    Street,
    /// Postal code and city.
    City,
    /// A VAT id.
    VatId,
    /// An amount of money.
    Amount,
    /// A title.
    Title,
    /// The title of a file.
    FileTitle,
    /// A text of several lines.
    Text,
    /// A moment of a video.
    Moment,
    /// A private note.
    Note,
    /// The name on a certificate.
    HolderName,
    /// A reason, for the log.
    Reason,
    /// A last day.
    Until,
    /// A table of people.
    Table,
    /// The title of a lesson or a module.
    LessonTitle,
    /// One or two sentences about a lesson or a module.
    Summary,
    /// The text of a lesson.
    LessonText,
    /// The last part of an address.
    Slug,
    /// A video.
    Video,
    /// A number of minutes.
    Minutes,
    /// A number of days.
    Days,
    /// A moment at which something begins.
    From,
    /// A lesson that comes before.
    After,
    /// A text of the sales page.
    Landing(Spot),
    /// The title of an offer.
    OfferTitle,
    /// Words that buyers read.
    Words,
    /// What an offer sells.
    Product,
    /// The currency of prices.
    Currency,
    /// The name of a price, by its place in the list, from 0.
    TierName(u8),
    /// A price, or what is taken off one; by its place in the list.
    Price(u8),
    /// The moment at which a price ends, by its place in the list.
    TierUntil(u8),
    /// The number of seats with which a price ends, by its place in the list.
    TierSeats(u8),
    /// How many seats there are.
    Seats,
    /// When something begins.
    Begins,
    /// When something ends.
    Ends,
    /// How long something stands, or holds.
    Lasts,
    /// The code of a coupon.
    Code,
    /// A part of a whole, in per cent.
    Percent,
    /// How often something may be used.
    Uses,
    /// A country.
    Country,
    /// The moment of a preview.
    AsOf,
    /// The code of the first run.
    SetupCode,
    /// The title of the course.
    CourseTitle,
    /// A password that is to be.
    NewPassword,
    /// What is typed to confirm that something is meant.
    Confirmation,
    /// A code of an authenticator, or a recovery code.
    FactorCode,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was entered.
    Missing,
    /// It does not look like one.
    Malformed,
    /// It is longer than it may be.
    TooLong,
    /// It belongs to another country than the buyer.
    OtherCountry,
    /// It looks right, and one of its digits is wrong.
    WrongDigits,
    /// It lies between two steps of its currency.
    BetweenSteps,
    /// It is in the past.
    Past,
    /// Something else is called so.
    Taken,
    /// It is kept for a page of its own.
    Reserved,
    /// There are more than there may be.
    TooMany,
    /// It is less than what is sold, held or used already.
    BelowUsed,
    /// It is less than the smallest charge of its currency.
    TooSmall,
    /// It can never come: what stands before it holds for as long, or longer.
    NeverComes,
    /// It ends before it begins.
    Backwards,
    /// There is one already.
    Exists,
    /// So many were tried that no more are looked at.
    UsedUp,
    /// It is shorter than it must be.
    TooShort,
    /// Whoever tries for a while finds it.
    Guessable,
    /// It is not the right one.
    Wrong,
}

/// A field and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field.
    pub field: Field,
    /// The problem.
    pub problem: Problem,
}

impl ApiError {
    /// One field, one problem.
    pub fn invalid(field: Field, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field, problem }])
    }

    /// The problem with one field, if this error names one.
    pub fn problem_with(&self, field: Field) -> Option<Problem> {
        match self {
            Self::Invalid(errors) => errors.iter().find(|error| error.field == field).map(|error| error.problem),
            _ => None,
        }
    }

    /// Whether the same request may succeed later, without anybody changing it.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Transport
                | Self::Internal
                | Self::Busy
                | Self::ProviderUnavailable
                | Self::TooMany { .. }
                | Self::TooManyHolds { .. }
                | Self::Unauthenticated
        )
    }

    /// After how many seconds the next try makes sense, where that is known.
    pub fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::TooMany { retry_after_s } | Self::TooManyHolds { retry_after_s } => Some(*retry_after_s),
            _ => None,
        }
    }

    /// The HTTP status that goes with the error.
    pub fn status(&self) -> u16 {
        match self {
            Self::BadRequest | Self::File(FileRefusal::Interrupted) => 400,
            Self::Unauthenticated | Self::WrongPassword => 401,
            Self::Forbidden | Self::Closed(_) | Self::ProofNeeded | Self::FactorNeeded => 403,
            Self::NotFound => 404,
            Self::Conflict(_) | Self::File(FileRefusal::TooMany) => 409,
            Self::DeadLink => 410,
            Self::File(FileRefusal::TooLarge) => 413,
            Self::File(FileRefusal::OtherKind | FileRefusal::OtherContent) => 415,
            Self::Invalid(_) | Self::File(FileRefusal::Missing | FileRefusal::Empty | FileRefusal::TooManyPixels) => 422,
            Self::TooMany { .. } | Self::TooManyHolds { .. } => 429,
            Self::Internal => 500,
            Self::ProviderUnavailable => 502,
            Self::Transport | Self::Unreadable | Self::FilesUnavailable | Self::Busy => 503,
        }
    }
}

/// A draft is nothing to a student, and who never had access may not enter; the rest has a reason that helps.
impl From<Closed> for ApiError {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::Draft => Self::NotFound,
            Closed::Access(Denied::NoGrant) => Self::Forbidden,
            Closed::Access(_) | Closed::OpensAt(_) | Closed::After(_) => Self::Closed(closed),
        }
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    /// The text of the framework's error is dropped: it may name what was sent. A body that the server could not read is the sender's.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => Self::BadRequest,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::BadRequest,
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::Transport,
            ServerFnErrorErr::Deserialization(_) => Self::Unreadable,
            _ => Self::Internal,
        }
    }
}
