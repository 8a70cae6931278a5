//! Signing in. Nothing of any third party is on these pages. The server alone renders them; what scripts do there is in `enhance`.

mod account;
mod account_address;
mod account_data;
mod account_factor;
mod account_mails;
mod account_methods;
mod account_password;
mod account_sessions;
mod address;
mod address_link;
mod dead_link;
mod factor_set_up;
mod link;
mod new_address;
mod new_password;
mod password;
mod password_form;
mod proof;
mod proof_page;
mod recovery_codes;
mod request_form;
mod second_factor;
mod setup;
mod sign_in;
mod sign_in_code;
mod unsubscribe;

use super::Page;
use crate::components::BareHeader;
use crate::forms::provide_plain_form_error;
use account::AccountPage;
use address::AddressPage;
use address_link::AddressLinkPage;
use leptos::prelude::*;
use link::LinkPage;
use password::PasswordPage;
use proof_page::ProofPage;
use second_factor::SecondFactorPage;
use setup::SetupPage;
use sign_in::SignIn;
use sign_in_code::SignInCode;
use unsubscribe::UnsubscribePage;

/// The root of the zone.
#[component]
pub fn AuthRoot(
    /// The page.
    page: Page,
) -> impl IntoView {
    provide_plain_form_error();
    let content = match page {
        Page::Account => view! { <AccountPage /> }.into_any(),
        Page::Password => view! { <PasswordPage /> }.into_any(),
        Page::Address => view! { <AddressPage /> }.into_any(),
        Page::AddressLink => view! { <AddressLinkPage /> }.into_any(),
        Page::Proof => view! { <ProofPage /> }.into_any(),
        Page::SecondFactor => view! { <SecondFactorPage /> }.into_any(),
        Page::SignInCode => view! { <SignInCode /> }.into_any(),
        Page::Unsubscribe => view! { <UnsubscribePage /> }.into_any(),
        Page::Setup => view! { <SetupPage /> }.into_any(),
        Page::SignInLink => view! { <LinkPage /> }.into_any(),
        _ => view! { <SignIn /> }.into_any(),
    };
    view! {
        <BareHeader title=if page == Page::Setup { "Lectern" } else { "Course page" } />
        <main id="main" tabindex="-1" class="shell shell-narrow grid content-start py-12 md:content-center md:pb-28">{content}</main>
    }
}
