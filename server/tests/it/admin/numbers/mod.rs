//! Numbers: made-up histories whose sums were made by hand, and visits as they happen.

mod history;
mod visits;

use super::admin;
use crate::on_both;
use crate::support::{Browser, Plan};
use history::History;
use serde_json::{Value, json};

/// The seven days of the history; it begins seven days before them.
const DAYS: [(&str, &str); 2] = [("from", "2025-03-08"), ("to", "2025-03-14")];
const QUERY: &str = "from=2025-03-08&to=2025-03-14";

/// A shop for orders that no provider knows.
fn made_up() -> Plan {
    Plan { compare_ledgers: false, funnel: true, ..Plan::quiet() }
}

async fn numbers(admin: &Browser, more: &[(&str, &str)]) -> Value {
    let arguments: Vec<_> = DAYS.iter().chain(more).copied().collect();
    admin.read("admin/numbers", &arguments).await.ok()
}

fn takings(sales: u64, gross: i64, refunded: i64, disputed: i64, tax: i64, tax_back: i64) -> Value {
    json!({ "sales": sales, "gross": gross, "refunded": refunded, "disputed": disputed, "tax": tax, "tax_back": tax_back, "fees": 0, "fees_unknown": 0 })
}

on_both!(the_funnel_counts_visits_and_orders, made_up(), |shop| async move {
    let admin = admin(&shop).await;
    History::write(&shop).await;
    let view = numbers(&admin, &[]).await;
    let counts = |visitors, checkout, paid, bump, upsell| json!({ "visitors": visitors, "checkout": checkout, "paid": paid, "bump": bump, "upsell": upsell });
    assert_eq!(view["funnel"], json!({ "now": counts(100, 20, 3, 1, 1), "before": counts(40, 8, 2, 0, 0) }));
    assert_eq!(view["span"], json!({ "from": "2025-03-08", "until": "2025-03-15" }));
    let visitors: Vec<_> = view["points"].as_array().unwrap().iter().map(|point| point["visitors"]["now"].as_u64().unwrap()).collect();
    assert_eq!(visitors, [60, 0, 30, 0, 0, 0, 10]);
});

on_both!(money_is_summed_up_in_one_currency_at_a_time, made_up(), |shop| async move {
    let admin = admin(&shop).await;
    History::write(&shop).await;
    let view = numbers(&admin, &[]).await;
    assert_eq!((&view["currency"], &view["currencies"]), (&json!("EUR"), &json!(["EUR", "USD"])));
    assert_eq!(view["takings"]["now"], takings(3, 31_720, 14_900, 10_000, 5_064, 2_379));
    assert_eq!(view["takings"]["before"], takings(2, 24_900, 0, 0, 2_379, 0));
    let gross = |side: &str| -> Vec<i64> {
        view["points"].as_array().unwrap().iter().map(|point| point["takings"][side]["gross"].as_i64().unwrap()).collect()
    };
    assert_eq!(gross("now"), [19_800, 0, 0, 0, 0, 0, 11_920]);
    assert_eq!(gross("before"), [0, 0, 0, 0, 14_900, 0, 10_000]);
    let dollars = numbers(&admin, &[("currency", "USD")]).await;
    assert_eq!(dollars["takings"]["now"], takings(1, 16_000, 0, 0, 0, 0));
    assert_eq!(dollars["funnel"], view["funnel"], "orders count in every currency");
    let page = admin.get(&format!("/admin/numbers?{QUERY}")).await.text;
    for words in ["€317.20", "−€149", "€41.35", "100", "15.0\u{a0}%", "fees"] {
        assert!(page.contains(words), "{words}");
    }
});

on_both!(sources_and_coupons_lead_to_sales_refunds_and_completion, made_up(), |shop| async move {
    let admin = admin(&shop).await;
    History::write(&shop).await;
    let view = numbers(&admin, &[]).await;
    let money = |minor| json!({ "minor": minor, "currency": "EUR" });
    assert_eq!(view["coupons"], json!([{ "code": "SPRING", "uses": 1, "revenue": money(11_920), "refunded": money(2_000) }]));
    let origin = |source: &str, medium: &str, campaign: &str, referrer: &str| json!({ "source": source, "medium": medium, "campaign": campaign, "referrer": referrer });
    let brought = |visitors: u64, sales: u64, revenue: i64, refunds: u64, refunded: i64, completed: u64| json!({ "visitors": visitors, "sales": sales, "revenue": revenue, "refunds": refunds, "refunded": refunded, "completed": completed });
    let expected = json!([
        [origin("news", "mail", "spring", ""), brought(60, 2, 31_720, 1, 2_000, 1)],
        [origin("", "", "=1+1", "blog.example"), brought(10, 1, 0, 0, 0, 0)],
        [origin("", "", "", ""), brought(30, 0, 0, 0, 0, 0)],
    ]);
    assert_eq!((&view["origins"], &view["other_origins"]), (&expected, &Value::Null));
});

on_both!(students_are_followed_lesson_by_lesson, made_up(), |shop| async move {
    let admin = admin(&shop).await;
    History::write(&shop).await;
    let learning = numbers(&admin, &[]).await["learning"].clone();
    assert_eq!((&learning["students"], &learning["finished"]), (&json!(3), &json!(1)));
    let lessons = learning["lessons"].as_array().unwrap();
    let counts: Vec<_> = lessons.iter().map(|lesson| json!([lesson["reached"], lesson["completed"], lesson["median_percent"]])).collect();
    assert_eq!(counts.len(), 10);
    assert_eq!(counts[..3], [json!([3, 2, 50]), json!([2, 1, 50]), json!([0, 0, null])]);
});

on_both!(the_tables_are_whole_and_no_cell_is_a_formula, made_up(), |shop| async move {
    let admin = admin(&shop).await;
    History::write(&shop).await;
    let table = |name: &'static str| {
        let admin = &admin;
        async move {
            let answer = admin.get(&format!("/admin/numbers/{name}.csv?{QUERY}")).await;
            assert_eq!(answer.headers["content-disposition"].to_str().unwrap(), format!("attachment; filename=\"{name}.csv\""));
            answer.text.lines().map(str::to_owned).collect::<Vec<_>>()
        }
    };
    assert_eq!(
        table("funnel").await,
        ["step,number,days before", "visitors,100,40", "checkout,20,8", "paid,3,2", "bump,1,0", "upsell,1,0"]
    );
    let days = table("days").await;
    assert_eq!(days.len(), 8);
    assert_eq!(days[1], "2025-03-08,2025-03-08,EUR,60,2,198.00,0.00,0.00,31.61,0.00,166.39,0,0.00,0.00");
    assert_eq!(table("coupons").await[1], "SPRING,1,EUR,119.20,20.00");
    let sources = table("sources").await;
    assert_eq!(sources[1], "news,mail,spring,,60,2,EUR,317.20,1,20.00,1");
    assert_eq!(sources[2], ",,'=1+1,blog.example,10,1,EUR,0.00,0,0.00,0");
    let lessons = table("lessons").await;
    assert!(lessons.len() == 11 && lessons[1].ends_with(",3,3,2,50"), "{lessons:?}");
    assert_eq!(table("seats").await, ["sold,held,left", "0,0,50"]);
    assert_eq!(admin.get("/admin/numbers/users.csv").await.status, 404);
    assert_eq!(admin.get("/admin/numbers/funnel").await.status, 404);
});

on_both!(odd_choices_are_refused_and_the_usual_one_is_thirty_days, made_up(), |shop| async move {
    let admin = admin(&shop).await;
    for odd in [[("range", "8")], [("from", "yesterday")], [("currency", "XXX")]] {
        assert_eq!(admin.read("admin/numbers", &odd).await.status, 400, "{odd:?}");
    }
    assert_eq!(admin.get("/admin/numbers?range=8").await.status, 400);
    assert_eq!(admin.get("/admin/numbers/funnel.csv?range=8").await.status, 400);
    let usual = admin.read("admin/numbers", &[]).await.ok();
    let points = usual["points"].as_array().unwrap();
    assert_eq!((points.len(), &points[29]["span"]["from"]), (30, &json!(shop.core.now().date_naive().to_string())));
    assert_eq!(usual["seats"], json!({ "sold": 0, "held": 0, "left": 50 }));
});

on_both!(the_page_costs_eleven_statements_however_long_the_history_is, made_up(), |shop| async move {
    let admin = admin(&shop).await;
    History::write(&shop).await;
    shop.settles().await;
    for path in [format!("/admin/numbers?{QUERY}"), "/admin/numbers?from=2020-01-01&to=2025-12-31".to_owned()] {
        let fewest = shop.fewest_statements(|| async { assert_eq!(admin.get(&path).await.status, 200, "{path}") }).await;
        assert!(fewest <= 11, "{path}: {fewest} statements");
    }
});

on_both!(numbers_move_with_a_sale_and_with_its_refund, |shop| async move {
    let admin = admin(&shop).await;
    let (order, _) = super::paid_order(&shop, "ada@example.com").await;
    let after_sale = admin.read("admin/numbers", &[("range", "7")]).await.ok();
    assert_eq!((&after_sale["funnel"]["now"]["paid"], &after_sale["takings"]["now"]["gross"]), (&json!(1), &json!(14_900)));
    assert_eq!(after_sale["seats"], json!({ "sold": 1, "held": 0, "left": 49 }));
    admin.call("admin/refund_order", &[("public_id", &order), ("reason", "a test")]).await.ok();
    shop.reaches(&order, "refunded").await;
    let after_refund = admin.read("admin/numbers", &[("range", "7")]).await.ok();
    let sums = &after_refund["takings"]["now"];
    assert_eq!((&sums["gross"], &sums["refunded"]), (&json!(14_900), &json!(14_900)));
    assert_eq!(sums["tax"], sums["tax_back"], "the tax goes back with the money");
    assert_eq!(after_refund["seats"], json!({ "sold": 0, "held": 0, "left": 50 }));
    let of_sale = &after_refund["origins"][0][1];
    assert_eq!((&of_sale["sales"], &of_sale["refunds"], &of_sale["refunded"]), (&json!(1), &json!(1), &json!(14_900)));
});
