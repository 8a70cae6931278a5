//! No lesson takes the address of a page of the course.

use app::zones::learn::LearnRoot;
use domain::slug::{BadSlug, Slug};

#[tokio::test]
async fn pages_of_the_course_are_no_lessons() {
    let mut found = 0;
    for route in leptos_axum::generate_route_list(LearnRoot) {
        let Some(below) = route.path().strip_prefix("/learn/") else { continue };
        let first = below.split('/').next().unwrap_or_default();
        if !first.starts_with('{') {
            found += 1;
            assert_eq!(Slug::parse(first), Err(BadSlug::Reserved), "{first}");
        }
    }
    assert_eq!(found, domain::slug::RESERVED.len(), "what is reserved is a page");
}
