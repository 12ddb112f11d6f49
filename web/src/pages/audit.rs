//! `/review/audit`: who decided what, when and why, over everything; also as CSV and JSON Lines.

mod files;

use askama::Template;
use axum::extract::State;
use watchline_model::{DecisionId, DecisionKind};
use watchline_store::{AuditBy, AuditFilter};

use crate::error::WebError;
use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::session::Editor;
use crate::state::WebState;
use crate::view::decided::{DecisionLine, Done, Undo, what};
use crate::view::frame::{Frame, Section};

pub(crate) use files::{csv, jsonl};

/// Decisions on a page.
const PAGE: u32 = 30;
/// How `by=` names everybody, rules too; no account can be called so, since names are single words of letters.
const EVERYTHING: &str = "*";

#[derive(Template)]
#[template(path = "audit.html")]
struct Audit {
    frame: Frame,
    done: Option<Done>,
    people: Vec<(String, bool)>,
    everything: bool,
    kinds: Vec<(&'static str, &'static str, bool)>,
    lines: Vec<DecisionLine>,
    here: String,
    more: Option<String>,
    csv: String,
    jsonl: String,
}

/// What the address asks for.
struct Asked {
    filter: AuditFilter,
    by: String,
    kind: String,
}

impl Asked {
    fn read(params: &Params) -> Result<Self, WebError> {
        let (by, kind) = (params.text("by"), params.text("kind"));
        let parsed = match kind.as_str() {
            "" => None,
            word => Some(word.parse().map_err(|error: watchline_model::ids::NotAWord| {
                WebError::bad("kind", format!("is not understood: {error}"))
            })?),
        };
        let author = match by.as_str() {
            "" => AuditBy::Persons,
            EVERYTHING => AuditBy::Anyone,
            name => AuditBy::Person(name.to_owned()),
        };
        Ok(Self { filter: AuditFilter { by: author, kind: parsed }, by, kind })
    }

    fn address(&self, path: &str, before: &str) -> String {
        address(path, &[("by", &self.by), ("kind", &self.kind), ("before", before)])
    }
}

pub(crate) async fn audit(State(state): State<WebState>, editor: Editor, params: Params) -> Page {
    let asked = Asked::read(&params)?;
    let before: Option<DecisionId> = params.get("before").and_then(|id| id.parse().ok());
    let mut decisions = state.store.list_audit(&asked.filter, before, PAGE + 1).await?;
    let more = decisions.len() > PAGE as usize;
    decisions.truncate(PAGE as usize);
    let last = decisions.last().filter(|_| more).map(|decision| decision.id.to_string());
    let users = state.store.list_users().await?;
    let mut people: Vec<(String, bool)> =
        users.into_iter().map(|user| (user.name.clone(), user.name == asked.by)).collect();
    // Somebody whose account is gone.
    if !matches!(asked.by.as_str(), "" | EVERYTHING) && !people.iter().any(|(_, chosen)| *chosen) {
        people.push((asked.by.clone(), true));
    }
    let kind = |kind: &DecisionKind| (kind.as_str(), what(*kind), asked.filter.kind == Some(*kind));
    let here = asked.address("/review/audit", "");
    render(&Audit {
        frame: Frame::new(&state, Section::Elsewhere, "Audit log", "/review/audit").edited_by(&editor),
        done: Done::read(&state, &params, &here).await?,
        people,
        everything: asked.by == EVERYTHING,
        kinds: DecisionKind::all().iter().map(kind).collect(),
        lines: super::history::lines(&state, &decisions, Some(&editor)).await?,
        more: last.map(|last| asked.address("/review/audit", &last)),
        csv: asked.address("/review/audit.csv", ""),
        jsonl: asked.address("/review/audit.jsonl", ""),
        here,
    })
}
