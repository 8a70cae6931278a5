//! Forms that work without WASM and get better with it.

mod field;
mod frame;
mod password_field;
mod plain_error;
mod refused_form;
mod select;
mod submit;
mod text_area;

pub use field::Field;
pub use password_field::PasswordField;
pub use plain_error::provide_plain_form_error;
pub use refused_form::RefusedForm;
pub use select::Select;
pub use submit::Submit;
pub use text_area::TextArea;
