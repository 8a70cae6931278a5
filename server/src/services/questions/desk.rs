//! What the creator reads and does. Each change is written down in the audit log.

use super::check::{self, or_keep};
use super::reading::{self, ANSWERS};
use super::{finding, view, writing};
use crate::core::Core;
use crate::error::Result;
use crate::repo::questions::desk as rows;
use crate::repo::questions::drafts::{self, Form};
use crate::repo::questions::posts;
use crate::repo::questions::reading as lines;
use crate::repo::questions::{self as repo, Slice};
use crate::services::audit;
use app::api::dto::{DeskAnswer, DeskFilter, DeskThread, DeskView, Page, Posted};
use app::api::ports::{AdminActor, NewText, QuestionDesk};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::ids::{AnswerId, QuestionId};
use domain::question::Post;
use sea_orm::DatabaseTransaction;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Questions on one page of the list.
const PAGE_SIZE: u32 = 20;

/// The desk over the database.
pub struct DeskService(pub Arc<Core>);

#[async_trait]
impl QuestionDesk for DeskService {
    async fn list(&self, _admin: &AdminActor, show: DeskFilter, search: &str, page: u32) -> api::Result<DeskView> {
        Ok(self.page(show, &reading::searched(search), page).await?)
    }

    async fn thread(&self, admin: &AdminActor, question: QuestionId, page: u32) -> api::Result<DeskThread> {
        Ok(self.whole(admin, question, page).await?)
    }

    async fn answer(&self, admin: &AdminActor, command: NewText<QuestionId>) -> api::Result<Posted> {
        let found = repo::question(self.0.db.read(), command.about.into()).await.map_err(ApiError::from)?;
        let asked = found.ok_or(ApiError::NotFound)?;
        Ok(writing::answer_as(&self.0, admin, &asked, &command).await?)
    }

    async fn edit_answer(&self, admin: &AdminActor, command: NewText<AnswerId>) -> api::Result<Posted> {
        let (user, id) = (admin.user.0, command.about.0);
        let NewText { about, typed, keep } = command;
        let command = NewText { about: Post::Answer(about), typed, keep };
        let post = writing::change_as_creator(&self.0, user, id, &command);
        Ok(or_keep(&self.0, user, Form::Edit(id), &command.typed, keep, post).await?)
    }

    async fn set_hidden(&self, admin: &AdminActor, post: Post, hidden: bool) -> api::Result<()> {
        Ok(self.hide(admin, post, hidden).await?)
    }

    async fn delete_answer(&self, admin: &AdminActor, answer: AnswerId) -> api::Result<()> {
        Ok(self.remove(admin, answer).await?)
    }

    async fn dismiss_reports(&self, admin: &AdminActor, post: Post) -> api::Result<()> {
        Ok(self.dismiss(admin, post).await?)
    }
}

impl DeskService {
    async fn page(&self, show: DeskFilter, search: &str, page: u32) -> Result<DeskView> {
        let db = self.0.db.read();
        let total = rows::count(db, show, search).await?;
        let (number, pages) = reading::place(page, total, PAGE_SIZE);
        let found = rows::list(db, show, search, Slice::page(number, PAGE_SIZE)).await?;
        Ok(DeskView {
            page: Page { rows: found.into_iter().map(view::desk).collect(), number, pages, total },
            open: rows::count(db, DeskFilter::Open, "").await?,
            reported: rows::count(db, DeskFilter::Reported, "").await?,
        })
    }

    async fn whole(&self, admin: &AdminActor, id: QuestionId, page: u32) -> Result<DeskThread> {
        let (db, user) = (self.0.db.read(), admin.user.0);
        let question = rows::line(db, id.into()).await?.ok_or(ApiError::NotFound)?;
        let total = lines::count_answers(db, user, question.id, true).await?;
        let (number, pages) = reading::place(page, total, ANSWERS);
        let found = lines::answers(db, user, question.id, true, Slice::page(number, ANSWERS)).await?;
        let ids: Vec<_> = found.iter().map(|line| line.id).collect();
        let kept: HashMap<_, _> = drafts::kept_edits(db, user, &ids).await?.into_iter().collect();
        let reports = rows::reports(db, question.id, &ids).await?;
        let about = |answer: Option<Uuid>| reports.iter().filter(|(post, _)| *post == answer).map(|(_, reason)| *reason).collect();
        let answers = found
            .into_iter()
            .map(|line| DeskAnswer { reports: about(Some(line.id)), answer: reading::answer_view(&self.0, line, user, &kept) });
        Ok(DeskThread {
            answers: Page { rows: answers.collect(), number, pages, total },
            reports: about(None),
            kept: check::kept(&self.0, user, Form::Answer(question.id)).await?,
            question: view::desk(question),
        })
    }

    async fn hide(&self, admin: &AdminActor, post: Post, hidden: bool) -> Result<()> {
        let core = &self.0;
        let transaction = core.db.begin().await?;
        let question = repo::question_of(&transaction, post).await?.ok_or(ApiError::NotFound)?;
        if !posts::set_state(&transaction, post, hidden).await? {
            return Ok(());
        }
        if hidden {
            posts::dismiss_reports(&transaction, post, core.now()).await?;
        }
        posts::settle(&transaction, question, core.now()).await?;
        finding::put(&transaction, question).await?;
        let action = if hidden { "question.hide" } else { "question.show" };
        self.note(&transaction, admin, action, post, json!({ "hidden": !hidden }), json!({ "hidden": hidden })).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn remove(&self, admin: &AdminActor, id: AnswerId) -> Result<()> {
        let core = &self.0;
        let transaction = core.db.begin().await?;
        let answer = repo::answer(&transaction, id.into()).await?.ok_or(ApiError::NotFound)?;
        posts::delete_answer(&transaction, answer.id).await?;
        posts::settle(&transaction, answer.question_id, core.now()).await?;
        finding::put(&transaction, answer.question_id).await?;
        let before = json!({ "question": answer.question_id, "author": answer.author_id, "text": answer.source });
        self.note(&transaction, admin, "question.delete_answer", Post::Answer(id), before, Value::Null).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn dismiss(&self, admin: &AdminActor, post: Post) -> Result<()> {
        let core = &self.0;
        let transaction = core.db.begin().await?;
        repo::question_of(&transaction, post).await?.ok_or(ApiError::NotFound)?;
        let dismissed = posts::dismiss_reports(&transaction, post, core.now()).await?;
        if dismissed > 0 {
            let (before, after) = (json!({ "reports": dismissed }), json!({ "reports": 0 }));
            self.note(&transaction, admin, "question.dismiss_reports", post, before, after).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn note(
        &self,
        db: &DatabaseTransaction,
        admin: &AdminActor,
        action: &str,
        post: Post,
        before: Value,
        after: Value,
    ) -> Result<()> {
        audit::record(&self.0, db, Some(admin.user.into()), action, &post.to_string(), before, after).await
    }
}
