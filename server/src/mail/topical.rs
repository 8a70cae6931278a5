//! Mails that their recipients may do without. They are written without their small print, which the outbox adds: it knows the
//! recipient's way out.

use super::Letter;
use super::layout::{Block, WayOut, render_with};
use domain::mail_topic::MailTopic;

/// A mail that lacks its small print. Only [`crate::services::outbox::post_topic`] completes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicLetter {
    subject: String,
    blocks: Vec<Block>,
}

impl TopicLetter {
    /// A subject, one line, and what stands below it.
    pub(super) fn new(subject: &str, blocks: Vec<Block>) -> Self {
        Self { subject: subject.to_owned(), blocks }
    }

    /// The whole mail.
    pub fn complete(&self, topic: MailTopic, unsubscribe_url: &str, choices_url: &str) -> Letter {
        render_with(&self.subject, &self.blocks, Some(WayOut { why: why(topic), unsubscribe_url, choices_url }))
    }
}

fn why(topic: MailTopic) -> &'static str {
    match topic {
        MailTopic::Questions => "You get this mail because you take part in the questions of the course.",
        MailTopic::NewLessons => "You get this mail because you have the course and lessons were added to it.",
        MailTopic::Stalled => "You get this mail because you asked us to remind you when the course rests.",
        MailTopic::Completed => "You get this mail because you have completed the course.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_say_why_they_came_and_how_to_end_them() {
        let letter = TopicLetter::new("An answer", vec![Block::text("Here <it> is.")]);
        for topic in MailTopic::ALL {
            let letter = letter.complete(topic, "https://x.example/mail/unsubscribe/1", "https://x.example/account");
            for body in [&letter.text, &letter.html] {
                assert!(body.contains(why(topic)) && body.contains("https://x.example/mail/unsubscribe/1"), "{body}");
            }
            assert!(letter.html.contains("Here &#60;it&#62; is.") || letter.html.contains("Here &lt;it&gt; is."), "{}", letter.html);
        }
    }
}
