//! Forms that work without WASM and get better with it.

mod field;
mod frame;
#[cfg(feature = "ssr")]
mod password_field;
#[cfg(feature = "ssr")]
mod plain_error;
#[cfg(feature = "ssr")]
mod refusal;
mod refused_form;
mod select;
mod submit;
mod text_area;

/// The header by which a script says that it puts the answer to a form in place. It is told where a form leads instead of being led there:
/// a browser that follows by itself loses the end of the address.
pub const IN_PLACE: &str = "lectern-in-place";

pub use field::Field;
#[cfg(feature = "ssr")]
pub use password_field::PasswordField;
#[cfg(feature = "ssr")]
pub use plain_error::{provide_plain_form_error, why_refused};
#[cfg(feature = "ssr")]
pub use refusal::Refusal;
pub use refused_form::RefusedForm;
pub use select::Select;
pub use submit::Submit;
pub use text_area::TextArea;
