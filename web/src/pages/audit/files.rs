//! The audit log to take away: everything that the filter finds, the newest first.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use watchline_model::Decision;

use super::Asked;
use crate::api::dto;
use crate::error::WebError;
use crate::export::csv::cell;
use crate::params::Params;
use crate::session::Editor;
use crate::state::WebState;
use crate::view::decided::DecisionLine;
use crate::view::deeds::{Deed, Titles, bindings, deeds};

/// Decisions asked of the store at once.
const BATCH: u32 = 200;

const COLUMNS: &str = "id,at,author,author_kind,kind,subject_kind,subject_id,did,reasons,undone_by,undoes\r\n";

/// `/review/audit.csv`: a decision a row.
pub(crate) async fn csv(State(state): State<WebState>, _editor: Editor, params: Params) -> Result<Response, WebError> {
    let row = |decision: &Decision, titles: &Titles| {
        let did: Vec<String> = did(decision, titles).iter().map(Deed::text).collect();
        let reasons: Vec<&str> = decision.reasons.iter().map(|reason| reason.detail.as_str()).collect();
        let number = |id: Option<watchline_model::DecisionId>| id.map_or_else(String::new, |id| id.to_string());
        let cells = [
            decision.id.to_string(),
            decision.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            decision.author.to_string(),
            DecisionLine::author_kind(&decision.author).to_owned(),
            decision.kind.to_string(),
            decision.subject.kind().to_owned(),
            decision.subject.id(),
            did.join("; "),
            reasons.join("; "),
            number(decision.undone_by),
            number(decision.undoes),
        ];
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        format!("{}\r\n", cells.join(","))
    };
    let body = format!("{COLUMNS}{}", written(&state, &params, row).await?);
    Ok(file("text/csv; charset=utf-8", "audit.csv", body))
}

/// `/review/audit.jsonl`: a decision a line, as the API prints it, with what it did in words.
pub(crate) async fn jsonl(
    State(state): State<WebState>,
    _editor: Editor,
    params: Params,
) -> Result<Response, WebError> {
    let line = |decision: &Decision, titles: &Titles| {
        let mut value = dto::decision(decision);
        value["did"] = did(decision, titles).iter().map(Deed::text).collect();
        format!("{value}\n")
    };
    let body = written(&state, &params, line).await?;
    Ok(file("application/x-ndjson", "audit.jsonl", body))
}

fn did(decision: &Decision, titles: &Titles) -> Vec<Deed> {
    let mut did = deeds(decision, titles);
    did.extend(bindings(decision));
    did
}

async fn written(
    state: &WebState,
    params: &Params,
    line: impl Fn(&Decision, &Titles) -> String,
) -> Result<String, WebError> {
    let asked = Asked::read(params)?;
    let (mut body, mut before) = (String::new(), None);
    loop {
        let decisions = state.store.list_audit(&asked.filter, before, BATCH).await?;
        let titles = Titles::load(state, &decisions).await?;
        decisions.iter().for_each(|decision| body.push_str(&line(decision, &titles)));
        before = decisions.last().map(|decision| decision.id);
        if decisions.len() < BATCH as usize {
            return Ok(body);
        }
    }
}

fn file(kind: &'static str, name: &str, body: String) -> Response {
    let disposition = format!("attachment; filename=\"watchline-{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response()
}
