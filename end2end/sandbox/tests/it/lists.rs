//! Pages of lists.

use crate::support::{Fake, Reply};

fn amounts(page: &Reply) -> Vec<i64> {
    page.body["data"].as_array().unwrap().iter().filter_map(|intent| intent["amount"].as_i64()).collect()
}

#[tokio::test]
async fn pages_follow_each_other_in_both_directions() {
    let fake = Fake::start().await;
    let mut ids = Vec::new();
    for amount in 1..=5 {
        ids.push(fake.intent(amount).await);
    }
    let first = fake.get("payment_intents?limit=2").await;
    assert_eq!((amounts(&first), &first.body["has_more"]), (vec![5, 4], &true.into()));
    let next = fake.get(&format!("payment_intents?limit=2&starting_after={}", ids[3])).await;
    assert_eq!((amounts(&next), &next.body["has_more"]), (vec![3, 2], &true.into()));
    let last = fake.get(&format!("payment_intents?limit=2&starting_after={}", ids[1])).await;
    assert_eq!((amounts(&last), &last.body["has_more"]), (vec![1], &false.into()));
    let back = fake.get(&format!("payment_intents?limit=2&ending_before={}", ids[0])).await;
    assert_eq!((amounts(&back), &back.body["has_more"]), (vec![3, 2], &true.into()));
    assert_eq!(fake.get("payment_intents?limit=0").await.status, 400);
}

#[tokio::test]
async fn lists_are_filtered() {
    let fake = Fake::start().await;
    let ann = fake.post("customers", "email=ann%40example.org&name=Ann").await;
    fake.post("customers", "email=bob%40example.org").await;
    let found = fake.get("customers?email=ann%40example.org").await;
    assert_eq!(found.body["data"].as_array().unwrap().len(), 1);
    assert_eq!(found.body["data"][0], ann.body);
    fake.intent(1).await;
    fake.post("payment_intents", &format!("amount=2&currency=eur&customer={}", ann.id())).await;
    let hers = fake.get(&format!("payment_intents?customer={}", ann.id())).await;
    assert_eq!(amounts(&hers), [2]);
    let renamed = fake.post(&format!("customers/{}", ann.id()), "name=Anne").await;
    assert_eq!(renamed.body["name"], "Anne");
    let events = fake.get("events?types[]=customer.created&types[]=customer.updated").await;
    assert_eq!(events.body["data"].as_array().unwrap().len(), 3);
    let future = fake.get("events?created[gt]=32503680000").await;
    assert_eq!(future.body["data"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_cursor_holds_though_its_row_is_filtered_out() {
    let fake = Fake::start().await;
    let mut ids = Vec::new();
    for amount in 1..=5 {
        ids.push(fake.intent(amount).await);
    }
    let created = fake.get("events?type=payment_intent.created").await;
    let cursor = created.body["data"][2]["id"].as_str().unwrap().to_owned();
    fake.post(&format!("payment_intents/{}/cancel", ids[0]), "").await;
    let newer = fake.get(&format!("events?types[]=payment_intent.canceled&ending_before={cursor}&delivery_success=false")).await;
    assert_eq!(newer.body["data"].as_array().unwrap().len(), 1);
    let older = fake.get(&format!("events?types[]=payment_intent.canceled&starting_after={cursor}")).await;
    assert_eq!(older.body["data"], serde_json::json!([]));
    let first = fake.get(&format!("events?type=payment_intent.created&limit=1&ending_before={cursor}")).await;
    assert_eq!((&first.body["data"][0]["data"]["object"]["id"], &first.body["has_more"]), (&ids[3].clone().into(), &true.into()));
    let types = "types[]=charge.refunded&".repeat(21);
    assert_eq!(fake.get(&format!("events?{types}")).await.status, 400);
}
