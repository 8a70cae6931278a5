//! Which passwords are taken: long enough, and hard to guess for who knows the person. No kind of letters is asked for.

use app::api::error::Problem;
use domain::password::{Length, length};
use zxcvbn::{Score, zxcvbn};

/// Ten thousand million guesses do not suffice on average, where each has to be typed in.
const HARD_ENOUGH: Score = Score::Three;

/// What is wrong with a password, if anything is. `about` is what is known of its person and of the site; words of it are easy to guess.
/// The lists of `zxcvbn` hold the thirty thousand commonest passwords, and words and names of several languages: each of them alone is
/// refused.
pub fn problem(password: &str, about: &[&str]) -> Option<Problem> {
    match length(password) {
        Length::TooShort => Some(Problem::TooShort),
        Length::TooLong => Some(Problem::TooLong),
        Length::Short | Length::Good => {
            let words: Vec<_> = about.iter().flat_map(|text| words(text)).collect();
            let words: Vec<_> = words.iter().map(String::as_str).collect();
            (zxcvbn(password, &words).score() < HARD_ENOUGH).then_some(Problem::Guessable)
        }
    }
}

/// A name or an address, its parts between `@` and dots, and the words in them, by themselves and without what stands between them.
fn words(text: &str) -> Vec<String> {
    let of_part = |part: &str| {
        let words: Vec<_> = part.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
        [vec![part.to_owned(), words.concat()], words].concat()
    };
    let known = std::iter::once(text).chain(text.split(['@', '.'])).flat_map(of_part);
    known.filter(|word| word.chars().count() > 2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 2] = ["ada.lovelace@analytical-engine.example", "Ada Lovelace"];

    #[test]
    fn common_passwords_are_refused() {
        for common in [
            "password",
            "12345678",
            "qwertyui",
            "iloveyou",
            "sunshine",
            "password1",
            "Passw0rd!",
            "letmein123",
            "trustno1",
            "football1",
            "abc12345",
            "superman",
            "11111111",
            "1q2w3e4r",
            "princess",
            "whatever",
            "starwars",
            "computer",
            "baseball",
            "aaaaaaaaaaaaaaaa",
        ] {
            assert_eq!(problem(common, &[]), Some(Problem::Guessable), "{common}");
        }
    }

    #[test]
    fn what_is_known_of_the_person_is_refused() {
        for known in ["ada.lovelace@analytical-engine.example", "adalovelace", "lovelace1815", "AnalyticalEngine", "AdaLovelace1"] {
            assert_eq!(problem(known, &ABOUT), Some(Problem::Guessable), "{known}");
        }
    }

    #[test]
    fn what_is_known_of_the_site_is_refused() {
        let site = ["Engines for everybody", "learn.analytical-course.example"];
        for known in ["enginesforeverybody", "Engines2026", "analytical-course", "AnalyticalCourse1", "learn.analytical-course.example"] {
            assert_eq!(problem(known, &site), Some(Problem::Guessable), "{known}");
        }
    }

    #[test]
    fn no_kind_of_letters_is_asked_for() {
        for fine in ["correct horse battery staple", "mquzvxyp kwt", "Привет, синяя лошадь", "🦉🚲🌋🪁🧵🦑🥨🪐 tee"]
        {
            assert_eq!(problem(fine, &ABOUT), None, "{fine}");
        }
    }

    #[test]
    fn its_length_counts_in_characters() {
        assert_eq!(problem("kX9!vq", &[]), Some(Problem::TooShort));
        let long: String = "mquzvxypkwt 84017".chars().cycle().take(128).collect();
        assert_eq!(problem(&long, &[]), None);
        assert_eq!(problem(&format!("{long}a"), &[]), Some(Problem::TooLong));
    }
}
