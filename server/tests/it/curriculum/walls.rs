//! No lesson takes the address of a page of the course.

use app::zones::learn::OWN_PAGES;
use domain::slug::{BadSlug, RESERVED, Slug};

#[test]
fn pages_of_the_course_are_no_lessons() {
    for page in OWN_PAGES {
        assert_eq!(Slug::parse(page), Err(BadSlug::Reserved), "{page}");
    }
    assert_eq!(OWN_PAGES.len(), RESERVED.len(), "what is reserved is a page");
}
