//! What students are told about their course.

use super::layout::Block;
use super::topical::TopicLetter;
use app::components::text;
use domain::lesson_access::Closed;

/// The course is complete.
pub fn completed(course: &str, certificate_url: &str) -> TopicLetter {
    TopicLetter::new(
        &format!("You have completed {course}"),
        vec![
            Block::text("Well done. You have gone all the way, and everything stays open for you."),
            Block::text("Your certificate is ready. It has a code by which anybody you show it to can check it."),
            Block::button("Get your certificate", certificate_url),
        ],
    )
}

/// A lesson that was added, and what opens it where it is shut for its reader.
#[derive(Clone, Debug)]
pub struct NewLesson {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// What opens it.
    pub closed: Option<Closed>,
}

/// So many new lessons are named; the others are counted.
const NAMED: usize = 12;

/// Lessons were added.
pub fn new_lessons(course: &str, lessons: &[NewLesson], learn_url: &str) -> TopicLetter {
    if let [NewLesson { title, url, closed: None }] = lessons {
        return TopicLetter::new(
            &format!("New in {course}: {title}"),
            vec![Block::text(&format!("There is a new lesson for you: {title}.")), Block::button("Open the lesson", url)],
        );
    }
    let more = lessons.len().saturating_sub(NAMED);
    let intro = if lessons.len() == 1 { "There is a new lesson in your course." } else { "There are new lessons in your course." };
    let mut blocks = vec![Block::text(intro)];
    blocks.push(Block::Rows(lessons.iter().take(NAMED).map(|lesson| (lesson.title.clone(), state(lesson))).collect()));
    if more > 0 {
        blocks.push(Block::text(&format!("And {more} more.")));
    }
    blocks.push(Block::button("Go to the course", learn_url));
    TopicLetter::new(&format!("New in {course}: {}", text::count(lessons.len(), "lesson", "lessons")), blocks)
}

fn state(lesson: &NewLesson) -> String {
    match lesson.closed {
        None => "open now".to_owned(),
        Some(Closed::OpensAt(at)) => format!("opens on {}", text::date(at)),
        Some(_) => "opens later".to_owned(),
    }
}

/// The course rests.
pub fn stalled(course: &str, next: &str, url: &str) -> TopicLetter {
    TopicLetter::new(
        &format!("Shall we go on with {course}?"),
        vec![
            Block::text("You asked us to remind you. Whenever it suits you, this is where you go on:"),
            Block::text(next),
            Block::button("Continue", url),
            Block::text("There is no hurry: your place is kept and nothing runs out by waiting."),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use domain::mail_topic::MailTopic;

    fn lesson(title: &str, closed: Option<Closed>) -> NewLesson {
        NewLesson { title: title.to_owned(), url: "https://x.example/learn/a".to_owned(), closed }
    }

    fn whole(letter: &TopicLetter) -> super::super::Letter {
        letter.complete(MailTopic::NewLessons, "https://x.example/out", "https://x.example/account")
    }

    #[test]
    fn one_open_lesson_is_named_and_linked() {
        let letter = whole(&new_lessons("The course", &[lesson("A <quiet> room", None)], "https://x.example/learn"));
        assert_eq!(letter.subject, "New in The course: A <quiet> room");
        assert!(letter.text.contains("https://x.example/learn/a") && !letter.html.contains("<quiet>"), "{}", letter.html);
    }

    #[test]
    fn many_lessons_are_one_mail_that_says_when_they_open() {
        let shut = lesson("Later", Some(Closed::OpensAt(DateTime::UNIX_EPOCH)));
        let lessons: Vec<_> = std::iter::once(shut).chain((0..59).map(|n| lesson(&format!("Lesson {n}"), None))).collect();
        let letter = whole(&new_lessons("The course", &lessons, "https://x.example/learn"));
        assert_eq!(letter.subject, "New in The course: 60 lessons");
        assert!(letter.text.contains("Later: opens on 1 January 1970") && letter.text.contains("And 48 more."), "{}", letter.text);
    }
}
