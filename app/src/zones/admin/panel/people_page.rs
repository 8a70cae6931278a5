use super::chosen::chosen;
use super::filters::{Filters, Typed};
use super::listed::listed;
use super::standing::AccessBadge;
use super::turner::{Beside, Turner, counted};
use crate::api::dto::{Listed, PersonRow, Role};
use crate::api::people;
use crate::components::{Glyph, Icon, LocalTime, PageSkeleton, PageTitle};
use crate::paths;
use leptos::prelude::*;

/// All people, newest first.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (search, page) = (chosen("search"), chosen("page"));
    let list = Resource::new_blocking(move || (search.get(), page.get()), |(search, page)| people::people(search, page));
    let table = move || paths::admin_with(&paths::admin_people_csv(), &[("search", search.get().as_str())]).to_string();
    view! {
        <PageTitle text="People · Admin" />
        <div class="panel-head">
            <h1>"People"</h1>
            <div class="flex flex-wrap gap-2">
                <a class="btn btn-plain btn-sm" href=paths::admin_add_person().to_string()><Icon glyph=Glyph::Plus />"Give access"</a>
                <a class="btn btn-plain btn-sm" href=paths::admin_people_import().to_string()>"Import"</a>
                <a class="btn btn-plain btn-sm" href=table rel="external" download><Icon glyph=Glyph::Download />"Table (CSV)"</a>
            </div>
        </div>
        <Filters list=paths::admin_people()>
            <Typed label="Name, address or order" name="search" value=search placeholder="ada lovelace, ada@, ord_…" />
        </Filters>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move {
                listed(list.await, move |list| view! { <People list search=search.get_untracked() /> })
            })}
        </Transition>
    }
}

#[component]
fn People(list: Listed<PersonRow>, search: String) -> impl IntoView {
    let beside = Beside::from(&list);
    if list.rows.is_empty() {
        return view! { <p class="card mt-6 text-muted">"Nobody fits. A search looks at the beginnings of names, addresses and their parts."</p> }.into_any();
    }
    view! {
        <p class="mt-6 text-sm text-muted" role="status">{counted(list.count, "person", "people")}</p>
        <div class="card mt-2 overflow-hidden p-0 sm:p-0">
            <table class="table table-stack">
                <thead><tr><th scope="col">"Person"</th><th scope="col">"Access"</th><th scope="col">"Known since"</th></tr></thead>
                <tbody>{list.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        <Turner list=paths::admin_people() query=vec![("search", search)] beside />
    }
    .into_any()
}

fn row(person: PersonRow) -> impl IntoView {
    let name = if person.name.is_empty() { person.email.clone() } else { person.name };
    let admin = (person.role == Role::Admin).then(|| view! { " "<span class="badge badge-accent">"Admin"</span> });
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2"><a class="link font-semibold" href=paths::admin_person(person.id).to_string()>{name}</a>{admin}<br /><span class="break-all text-muted">{person.email}</span></td>
            <td><AccessBadge access=person.access /></td>
            <td class="text-muted"><LocalTime at=person.created_at date_only=true /></td>
        </tr>
    }
}
