//! The address of a video's player.

/// A video at Vimeo: its number, and the word that opens an unlisted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VimeoVideo {
    id: String,
    hash: Option<String>,
}

impl VimeoVideo {
    /// Reads what a creator copies out of Vimeo: `76979871`, `76979871/8272103f6e`, or an address of the video or of its player.
    pub fn parse(text: &str) -> Option<Self> {
        let (path, query) = text.trim().split_once('?').unwrap_or((text.trim(), ""));
        let path = path.split_once("://").map_or(path, |(_, rest)| rest).trim_end_matches('/');
        let mut segments = path.split('/').skip_while(|segment| !is_number(segment));
        let id = segments.next()?.to_owned();
        let in_query = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("h="));
        let hash = segments.next().or(in_query).filter(|hash| is_hash(hash)).map(str::to_owned);
        Some(Self { id, hash })
    }

    /// Its number. A video keeps it whatever the creator changes about it, its file included.
    pub fn number(&self) -> Option<u64> {
        self.id.parse().ok()
    }

    /// The address of the player. Vimeo is asked not to track.
    pub fn player(&self) -> String {
        let Self { id, hash } = self;
        match hash {
            Some(hash) => format!("https://player.vimeo.com/video/{id}?h={hash}&dnt=1"),
            None => format!("https://player.vimeo.com/video/{id}?dnt=1"),
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_hash(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn player(text: &str) -> Option<String> {
        VimeoVideo::parse(text).map(|video| video.player())
    }

    #[test]
    fn whatever_vimeo_gives_leads_to_the_player() {
        let plain = Some("https://player.vimeo.com/video/76979871?dnt=1".to_owned());
        let unlisted = Some("https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1".to_owned());
        for text in
            ["76979871", " https://vimeo.com/76979871 ", "https://player.vimeo.com/video/76979871?autoplay=1", "vimeo.com/76979871/"]
        {
            assert_eq!(player(text), plain, "{text}");
        }
        for text in ["76979871/8272103f6e", "76979871?h=8272103f6e", "https://vimeo.com/76979871/8272103f6e?share=copy"] {
            assert_eq!(player(text), unlisted, "{text}");
        }
        assert_eq!(player("https://player.vimeo.com/video/76979871?h=8272103f6e&badge=0"), unlisted);
    }

    #[test]
    fn however_it_is_written_it_is_the_same_video() {
        for text in ["76979871", "76979871/8272103f6e", "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?h=1&dnt=1"] {
            assert_eq!(VimeoVideo::parse(text).and_then(|video| video.number()), Some(76_979_871), "{text}");
        }
        assert_eq!(VimeoVideo::parse("99999999999999999999").and_then(|video| video.number()), None);
    }

    #[test]
    fn nothing_else_gets_into_the_address() {
        assert_eq!(player("\"><script>"), None);
        assert_eq!(player(""), None);
        assert_eq!(player("76979871/\"onload=1").as_deref(), Some("https://player.vimeo.com/video/76979871?dnt=1"));
        assert_eq!(player("https://evil.example/76979871").as_deref(), Some("https://player.vimeo.com/video/76979871?dnt=1"));
    }
}
