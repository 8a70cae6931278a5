use crate::api::dto::CspReportRow;
use crate::api::machine;
use crate::components::{LocalTime, PageSkeleton, PageTitle, loaded, text};
use leptos::prelude::*;

/// What pages wanted to load and were not let, as browsers report it.
#[component]
pub fn CspReportsPage() -> impl IntoView {
    let reports = OnceResource::new_blocking(machine::csp_reports());
    view! {
        <PageTitle text="Browser reports · Admin" />
        <h1>"Browser reports"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"Every page says what it may load, and browsers report what they did not let in. A single report is mostly an extension in somebody’s browser; many about one page are a mistake, or somebody who tries to put something there. A row that is not reported again for 30 days goes."</p>
        <Suspense fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(reports.await, |rows| view! { <Reports rows /> }) })}
        </Suspense>
    }
}

#[component]
fn Reports(rows: Vec<CspReportRow>) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="card mt-6 text-muted">"Nothing was reported."</p> }.into_any();
    }
    view! {
        <div class="card mt-6 overflow-hidden p-0 sm:p-0">
            <table class="table table-stack">
                <thead><tr><th scope="col">"Was to be loaded"</th><th scope="col">"Page"</th><th scope="col">"Reports"</th><th scope="col">"Last"</th></tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(row: CspReportRow) -> impl IntoView {
    view! {
        <tr>
            <td class="min-w-0 max-md:col-span-2"><span class="font-semibold wrap-anywhere">{row.blocked}</span><br /><span class="font-mono text-xs text-muted">{row.directive}</span></td>
            <td class="font-mono text-xs wrap-anywhere max-md:col-span-2">{row.page}</td>
            <td>{text::count(usize::try_from(row.reports).unwrap_or(usize::MAX), "report", "reports")}</td>
            <td class="text-muted"><LocalTime at=row.last_at /></td>
        </tr>
    }
}
