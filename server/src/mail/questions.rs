//! Mails about questions and answers.

use super::layout::Block;
use super::topical::TopicLetter;

/// So much of a text is in a mail, in characters.
const EXCERPT: usize = 600;

/// What a mail about a new question needs.
#[derive(Clone, Debug)]
pub struct QuestionLetter {
    /// What is asked, in one line.
    pub title: String,
    /// The details, as typed.
    pub text: String,
    /// The lesson's title.
    pub lesson: String,
    /// Who asks, as others see them.
    pub asker: String,
    /// Its page in the panel.
    pub url: String,
}

/// For the creator: somebody asks.
pub fn asked(letter: &QuestionLetter) -> TopicLetter {
    let mut blocks = vec![Block::text(&format!("{} asks about “{}”:", letter.asker, letter.lesson)), Block::text(&letter.title)];
    if !letter.text.is_empty() {
        blocks.push(Block::text(&excerpt(&letter.text)));
    }
    blocks.push(Block::button("Answer", &letter.url));
    TopicLetter::new(&format!("A new question: {}", letter.title), blocks)
}

/// For the asker: there is an answer. `text` is the creator's.
pub fn answered(title: &str, lesson: &str, text: Option<&str>, url: &str) -> TopicLetter {
    let mut blocks = vec![match text {
        Some(_) => Block::text(&format!("Your question about “{lesson}” was answered by the course’s creator.")),
        None => Block::text(&format!("Somebody answered your question about “{lesson}”.")),
    }];
    blocks.extend(text.map(|text| Block::text(&excerpt(text))));
    blocks.push(Block::button("Read the answer", url));
    blocks.push(Block::text("If it helps you, accept it there: others will find it sooner."));
    TopicLetter::new(&format!("An answer to your question: {title}"), blocks)
}

fn excerpt(text: &str) -> String {
    let short: String = text.chars().take(EXCERPT).collect();
    if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Letter;
    use domain::mail_topic::MailTopic;

    fn whole(letter: &TopicLetter) -> Letter {
        letter.complete(MailTopic::Questions, "https://x.example/mail/unsubscribe/1", "https://x.example/account")
    }

    #[test]
    fn what_people_write_is_text_in_a_mail() {
        let hostile = "<img src=x onerror=alert(1)>\r\nBcc: x@y.example";
        let letter = asked(&QuestionLetter {
            title: hostile.into(),
            text: format!("{hostile}{}", "long ".repeat(400)),
            lesson: hostile.into(),
            asker: hostile.into(),
            url: "https://x.example/admin/questions/1".into(),
        });
        for letter in [
            letter,
            answered(hostile, hostile, Some(hostile), "https://x.example/q"),
            answered(hostile, hostile, None, "https://x.example/q"),
        ] {
            let letter = whole(&letter);
            assert!(!letter.html.contains("<img src=x"), "{}", letter.html);
            assert!(!letter.subject.contains(['\r', '\n']), "{}", letter.subject);
            assert!(letter.text.contains("https://x.example/"));
        }
    }

    #[test]
    fn only_the_creators_answer_is_in_the_mail() {
        let theirs = whole(&answered("Why?", "One", None, "https://x.example/q"));
        assert!(theirs.text.contains("Somebody answered") && !theirs.text.contains("creator"));
        assert!(whole(&answered("Why?", "One", Some("Because."), "https://x.example/q")).text.contains("Because."));
    }
}
