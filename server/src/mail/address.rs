//! Mails about the address itself: to the one that an account has, and to the one that it is to have.

use super::Letter;
use super::layout::{Block, render};
use app::components::text;
use chrono::{DateTime, Utc};

/// Asks the present mailbox.
pub fn leaving(to: &str, minutes: i64, url: &str) -> Letter {
    render(
        "Shall your account have another address?",
        &[
            Block::text(&format!("Somebody who is signed in to your account asks to change its address to {to}.")),
            Block::text(&format!(
                "If that is you, confirm it within {minutes} minutes. The new address is asked too, and nothing changes before both have said yes."
            )),
            Block::button("Yes or no", url),
            Block::text("If it is not you, open the same page and say no: then all browsers are signed out."),
        ],
    )
}

/// Asks the mailbox that is to be. It may be anybody's, so it learns nothing about the account.
pub fn arriving(minutes: i64, url: &str) -> Letter {
    render(
        "Is this your new address?",
        &[
            Block::text(&format!(
                "Somebody asks to use this address for their account here. If that is you, confirm it within {minutes} minutes."
            )),
            Block::button("Confirm the address", url),
            Block::text("If it is not you, you can ignore this mail: without you nothing happens."),
        ],
    )
}

/// Tells a mailbox that is to be, and has an account of its own.
pub fn taken(url: &str) -> Letter {
    render(
        "This address has an account already",
        &[
            Block::text(
                "Somebody asks to use this address for their account here. It has an account of its own, so that nothing can be changed.",
            ),
            Block::text("If that was you, sign in with it. If both accounts are yours, answer this mail, and we make one of them."),
            Block::button("Sign in", url),
            Block::text("If it was not you, you can ignore this mail."),
        ],
    )
}

/// Tells the former mailbox what was done, and how to object.
pub fn left(at: DateTime<Utc>, days: i64, url: &str) -> Letter {
    render(
        "Your account has another address now",
        &[
            Block::text(&format!(
                "Both addresses have confirmed it: since {} your account has its new address. This one signs in no more.",
                text::date_time(at)
            )),
            Block::text(&format!("If that was not you, object within {days} days: all browsers are signed out, and a person looks at it.")),
            Block::button("Object", url),
        ],
    )
}

/// Tells the new mailbox what was done.
pub fn arrived(url: &str) -> Letter {
    render(
        "This is the address of your account now",
        &[
            Block::text("From now on you sign in with this address, and our mails come here. A password that you had stays the same."),
            Block::text("The browser that asked for it stays signed in, all others are signed out."),
            Block::button("Your account", url),
        ],
    )
}

/// Tells a mailbox that the creator has put another in its place.
pub fn corrected() -> Letter {
    render(
        "An account has another address now",
        &[
            Block::text(
                "An account here had this address. It was corrected by the people who run the course, and this address signs in no more.",
            ),
            Block::text(
                "If you have asked for that, or never had an account here, there is nothing to do. Otherwise please answer this mail.",
            ),
        ],
    )
}

/// Asks the creator to look at a change that the former mailbox objects to.
pub fn objection(person_url: &str) -> Letter {
    render(
        "A changed address is objected to",
        &[
            Block::text(
                "An account got another address, confirmed from both mailboxes. Now the former one says that this was not its person.",
            ),
            Block::text(
                "All browsers of the account are signed out, and the new address can still sign in. Please find out whose account it is. The \
                 log has both addresses, and the person’s page puts the former one back.",
            ),
            Block::button("Look at the person", person_url),
        ],
    )
}
