//! The numbers as tables to keep. Amounts are decimals of the one currency that every line names.

use app::api::dto::NumbersView;
use domain::audience::Origin;
use domain::csv;
use domain::numbers::{Takings, Yield};

/// How a table of that name is written.
pub fn named(table: &str) -> Option<fn(&NumbersView) -> String> {
    Some(match table {
        "funnel" => funnel,
        "days" => days,
        "seats" => seats,
        "coupons" => coupons,
        "sources" => sources,
        "lessons" => lessons,
        _ => return None,
    })
}

/// Lines of cells below a line of names.
fn table<const N: usize>(names: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let rows = rows.into_iter().map(|row| csv::line(row.iter().map(String::as_str)));
    std::iter::once(csv::line(names)).chain(rows).collect()
}

fn funnel(view: &NumbersView) -> String {
    let counts = [
        ("visitors", view.funnel.map(|counts| counts.visitors)),
        ("checkout", view.funnel.map(|counts| counts.checkout)),
        ("paid", view.funnel.map(|counts| counts.paid)),
        ("bump", view.funnel.map(|counts| counts.bump)),
        ("upsell", view.funnel.map(|counts| counts.upsell)),
    ];
    let row = |(step, count): (&str, app::api::dto::Compared<u64>)| [step.to_owned(), count.now.to_string(), count.before.to_string()];
    table(["step", "number", "days before"], counts.map(row))
}

fn days(view: &NumbersView) -> String {
    let amounts = |takings: Takings| {
        let amounts = [takings.gross, takings.refunded, takings.disputed, takings.tax_kept(), takings.fees, takings.net()];
        amounts.map(|minor| view.money(minor).decimal())
    };
    let names = [
        "from",
        "to",
        "currency",
        "visitors",
        "sales",
        "gross",
        "refunded",
        "disputed",
        "tax",
        "fees",
        "net",
        "payments with fees not known yet",
        "gross of the days before",
        "net of the days before",
    ];
    let rows = view.points.iter().map(|point| {
        let [gross, refunded, disputed, tax, fees, net] = amounts(point.takings.now);
        let [gross_before, .., net_before] = amounts(point.takings.before);
        let (from, to) = (point.span.from.to_string(), point.span.last_day().to_string());
        let Takings { sales, fees_unknown, .. } = point.takings.now;
        let [visitors, sales, unknown] = [point.visitors.now, sales, fees_unknown].map(|count| count.to_string());
        let currency = view.currency.code().to_owned();
        [from, to, currency, visitors, sales, gross, refunded, disputed, tax, fees, net, unknown, gross_before, net_before]
    });
    table(names, rows)
}

fn seats(view: &NumbersView) -> String {
    let row = |seats: app::api::dto::SeatCounts| {
        [seats.sold.to_string(), seats.held.to_string(), seats.left.map_or_else(String::new, |left| left.to_string())]
    };
    table(["sold", "held", "left"], view.seats.map(row))
}

fn coupons(view: &NumbersView) -> String {
    let rows = view.coupons.iter().map(|coupon| {
        let (revenue, refunded) = (coupon.revenue.decimal(), coupon.refunded.decimal());
        [coupon.code.clone(), coupon.uses.to_string(), view.currency.code().to_owned(), revenue, refunded]
    });
    table(["coupon", "orders", "currency", "revenue", "refunded"], rows)
}

fn sources(view: &NumbersView) -> String {
    let other = view.other_origins.map(|rest| (Origin::other(), rest));
    let rows = view.origins.iter().cloned().chain(other).map(|(origin, sum): (Origin, Yield)| {
        let (revenue, refunded) = (view.money(sum.revenue).decimal(), view.money(sum.refunded).decimal());
        let counts = [sum.visitors, sum.sales, sum.refunds, sum.completed].map(|count| count.to_string());
        let [visitors, sales, refunds, completed] = counts;
        let currency = view.currency.code().to_owned();
        [origin.source, origin.medium, origin.campaign, origin.referrer, visitors, sales, currency, revenue, refunds, refunded, completed]
    });
    let names = [
        "utm source",
        "utm medium",
        "utm campaign",
        "referrer",
        "visitors",
        "sales",
        "currency",
        "revenue",
        "sales refunded",
        "refunded",
        "completed",
    ];
    table(names, rows)
}

fn lessons(view: &NumbersView) -> String {
    let students = view.learning.students.to_string();
    let rows = view.learning.lessons.iter().map(|lesson| {
        let median = lesson.median_percent.map_or_else(String::new, |percent| percent.to_string());
        let (reached, completed) = (lesson.reached.to_string(), lesson.completed.to_string());
        [lesson.module.clone(), lesson.title.clone(), students.clone(), reached, completed, median]
    });
    table(["module", "lesson", "students", "reached", "completed", "median furthest percent"], rows)
}
