//! What an archive says about itself.

use crate::repo::personal::PART;
use app::components::text::date_time;
use chrono::{DateTime, Utc};

/// The text of its first file.
pub fn text(email: &str, now: DateTime<Utc>) -> String {
    format!(
        "What is stored about {email}\n\
         Made on {} (UTC).\n\
         \n\
         person.json              who you are here\n\
         sessions.json            the browsers that you signed in with\n\
         orders.json, order-lines.json, order-events.json\n\
         \x20                        what you bought, line by line, and what happened to it\n\
         payments.json, refunds.json, disputes.json\n\
         \x20                        the money; card numbers are never here, only at the payment provider\n\
         invoices/                your invoices and credit notes as PDF\n\
         consents.json            what you agreed to, in the words that you read\n\
         access.json              what you may open, and why\n\
         progress.json, places-in-videos.json, completed-courses.json, certificates.json\n\
         \x20                        what you learned\n\
         notes.md, notes.json, bookmarks.json\n\
         \x20                        what you kept for yourself, to read and for other programs\n\
         questions.json, answers.json, votes.json, reports.json, unsent-posts.json\n\
         \x20                        what you wrote below lessons\n\
         mails.json               the mails that we sent to you: subject and time\n\
         mail-choices.json        which mails you want\n\
         \n\
         The other files say what else is known: the waitlist, seats that were held, coupons, reminders, links that signed you in, addresses that you had.\n\
         \n\
         Files that end in .json are lists that any program can read. A list of more than {PART} entries goes on in files of the\n\
         same name with a number. All times are UTC, and money is counted in the smallest unit of its currency: 14900 EUR is 149.00.\n\
         \n\
         Not here: visits of our pages, which are counted without knowing whose they are, and the log of who changed what, which\n\
         names you only by a number.\n",
        date_time(now)
    )
}
