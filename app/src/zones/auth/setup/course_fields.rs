use crate::api::dto::Beginning;
use crate::forms::Field;
use domain::money::Currency;
use leptos::prelude::*;

/// The course's name, and what it begins with.
#[component]
pub fn CourseFields(
    /// What was typed and refused, by the name of its field; empty for what was not.
    typed: Callback<&'static str, String>,
    /// What is wrong with the name.
    course_problem: Signal<Option<&'static str>>,
    /// What is wrong with the price.
    price_problem: Signal<Option<&'static str>>,
) -> impl IntoView {
    let currency = Some(typed.run("currency")).filter(|code| !code.is_empty()).unwrap_or_else(|| Currency::Eur.code().to_owned());
    let option = move |known: Currency| {
        let code = known.code();
        view! { <option value=code selected=code == currency>{code}</option> }
    };
    let demo = typed.run("beginning") == Beginning::Demo.name();
    view! {
        <Field label="Name of the course" name="course" autocomplete="off" maxlength="120" value=typed.run("course") error=course_problem />
        <fieldset class="grid gap-3">
            <legend class="field-label mb-2">"It begins with"</legend>
            <Choice beginning=Beginning::Empty chosen=!demo title="Nothing"
                text="An empty course. The sale is paused until you open it; the panel says what to do next." />
            <Choice beginning=Beginning::Demo chosen=demo title="The demo course"
                text="Ten lessons, a sales page, offers and a coupon, to look at and to change. It brings its own prices, in euros." />
        </fieldset>
        <div class="grid items-start gap-5 sm:grid-cols-[1fr_8rem]">
            <Field label="Price of an empty course" name="price" autocomplete="off" maxlength="20" value=typed.run("price") required=false error=price_problem
                hint="You can change it later." />
            <div class="field">
                <label class="field-label" for="field-currency">"Currency"</label>
                <select class="input" id="field-currency" name="currency">{Currency::ALL.into_iter().map(option).collect_view()}</select>
            </div>
        </div>
    }
}

#[component]
fn Choice(beginning: Beginning, chosen: bool, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <label class="flex items-start gap-3">
            <input class="mt-1 h-5 w-5 flex-none" type="radio" name="beginning" value=beginning.name() checked=chosen />
            <span><span class="block font-semibold">{title}</span><span class="block text-sm text-muted">{text}</span></span>
        </label>
    }
}
