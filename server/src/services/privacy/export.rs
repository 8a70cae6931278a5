//! Everything about a person as a ZIP archive. It is read list by list, in parts, and never held whole.

use super::readme;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo;
use crate::repo::personal::{self, NOUNS, PART};
use crate::services::invoices::InvoicesService;
use crate::services::notes::export as notes;
use crate::zip::Zip;
use app::api::ApiError;
use app::api::ports::Archive;
use entity::{order, user};
use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use std::sync::Arc;

/// A text is cut into files of about so many bytes.
const FILE: usize = 1024 * 1024;

/// What is written next.
enum Step {
    /// What the archive says about itself.
    Readme,
    /// A part of a list, by the list's place and the part's, both from 0.
    List(usize, u64),
    /// The notes to read, and how many files of them there are.
    Notes(BoxStream<'static, std::result::Result<String, ApiError>>, u32),
    /// The papers of orders; after the last of them the archive ends.
    Papers(std::vec::IntoIter<order::Model>),
}

/// Where the writing stands.
struct Writing {
    core: Arc<Core>,
    person: user::Model,
    zip: Zip,
    step: Step,
}

/// The archive.
pub fn archive(core: Arc<Core>, person: user::Model) -> Archive {
    let zip = Zip::new(core.now());
    let writing = Some(Writing { core, person, zip, step: Step::Readme });
    let parts = stream::try_unfold(writing, |writing: Option<Writing>| async move {
        match writing {
            Some(writing) => writing.next().await.map(Some),
            None => Ok(None),
        }
    });
    Archive { name: "my-data.zip", parts: parts.map_err(|fault: Fault| ApiError::from(fault)).boxed() }
}

impl Writing {
    /// The next bytes, and what comes after them.
    async fn next(mut self) -> Result<(Vec<u8>, Option<Self>)> {
        let bytes = match self.step {
            Step::Readme => {
                self.step = Step::List(0, 0);
                self.zip.entry("README.txt", readme::text(&self.person.email, self.core.now()).as_bytes())
            }
            Step::List(noun, part) => self.list(noun, part).await?,
            Step::Notes(parts, files) => {
                let (text, rest) = file_of(parts).await?;
                let name = numbered("notes", u64::from(files), "md");
                self.step = match rest {
                    Some(rest) => Step::Notes(rest, files + 1),
                    None => Step::Papers(repo::order_list::of_person(self.core.db.read(), self.person.id).await?.into_iter()),
                };
                self.zip.entry(&name, text.as_bytes())
            }
            Step::Papers(mut orders) => {
                let Some(order) = orders.next() else {
                    return Ok((self.zip.end(), None));
                };
                self.step = Step::Papers(orders);
                let papers = InvoicesService(self.core.clone()).papers(&order).await?;
                papers.iter().flat_map(|paper| self.zip.entry(&format!("invoices/{}", paper.name), &paper.bytes)).collect()
            }
        };
        Ok((bytes, Some(self)))
    }

    /// A part of a list. An empty list is a file too, so that nobody wonders.
    async fn list(&mut self, noun: usize, part: u64) -> Result<Vec<u8>> {
        let Some(list) = NOUNS.get(noun) else {
            let parts = notes::file(self.core.clone(), self.person.id).await?.parts;
            self.step = Step::Notes(parts, 0);
            return Ok(Vec::new());
        };
        let lines = personal::part(self.core.db.read(), list, self.person.id, part).await?;
        let is_full = lines.len() as u64 == PART;
        self.step = if is_full { Step::List(noun, part + 1) } else { Step::List(noun + 1, 0) };
        if lines.is_empty() && part > 0 {
            return Ok(Vec::new());
        }
        let text = format!("[\n{}\n]\n", lines.join(",\n"));
        Ok(self.zip.entry(&numbered(list.name, part, "json"), text.as_bytes()))
    }
}

/// So much of a text as a file takes, and what is left of it.
type Cut = (String, Option<BoxStream<'static, std::result::Result<String, ApiError>>>);

async fn file_of(mut parts: BoxStream<'static, std::result::Result<String, ApiError>>) -> Result<Cut> {
    let mut text = String::new();
    while let Some(part) = parts.try_next().await? {
        text.push_str(&part);
        if text.len() >= FILE {
            return Ok((text, Some(parts)));
        }
    }
    Ok((text, None))
}

/// The name of a list's file: `notes.json`, then `notes-2.json`.
fn numbered(name: &str, part: u64, ending: &str) -> String {
    if part == 0 { format!("{name}.{ending}") } else { format!("{name}-{}.{ending}", part + 1) }
}
