//! The forms of an incident's edit page, each one call of the store.

use watchline_model::{DecisionId, IncidentId, SetSeverity, Severity, Status};
use watchline_store::{Decided, Deciding};

use super::refusal;
use crate::error::WebError;
use crate::pages::edit;
use crate::params::Params;
use crate::state::WebState;

/// Titles are headlines.
const LONGEST_TITLE: usize = 300;

/// What was decided, and where to go on.
pub(super) struct Done {
    pub(super) decisions: Vec<DecisionId>,
    pub(super) path: String,
}

/// # Errors
/// Where the store fails; what cannot be done is a sentence within.
pub(super) async fn carry_out(
    state: &WebState,
    id: IncidentId,
    params: &Params,
    by: &Deciding,
) -> Result<Result<Done, String>, WebError> {
    let store = &state.store;
    let value = params.text("value");
    let machine = params.get("machine").is_some();
    let outcome = match params.get("do").unwrap_or_default() {
        "retitle" if machine => refusal(store.retitle_incident(id, None, by).await)?,
        "retitle" if value.is_empty() || value.chars().count() > LONGEST_TITLE => {
            Err(format!("a title has 1 to {LONGEST_TITLE} characters"))
        }
        "retitle" => refusal(store.retitle_incident(id, Some(&value), by).await)?,
        "status" if machine => refusal(store.set_status(id, None, by).await)?,
        "status" => match value.parse::<Status>() {
            Ok(status) => refusal(store.set_status(id, Some(status), by).await)?,
            Err(error) => Err(error.to_string()),
        },
        "severity" if machine => refusal(store.set_severity(id, None, by).await)?,
        "severity" => match read_severity(&value) {
            Ok(severity) => refusal(store.set_severity(id, Some(SetSeverity { severity }), by).await)?,
            Err(why) => Err(why),
        },
        "move" => return move_away(state, id, params, by).await,
        "join" => return join(state, id, params, by).await,
        "split" => refusal(store.split_incident(id, &edit::documents(params), None, by).await)?,
        "remove" => return remove(state, id, params, by).await,
        other => Err(format!("`{other}` is none of this page's forms")),
    };
    Ok(outcome.map(|decided| done(id, &[decided])))
}

fn read_severity(word: &str) -> Result<Option<Severity>, String> {
    match word {
        "none" => Ok(None),
        word => word.parse().map(Some).map_err(|error: watchline_model::ids::NotAWord| error.to_string()),
    }
}

async fn move_away(
    state: &WebState,
    from: IncidentId,
    params: &Params,
    by: &Deciding,
) -> Result<Result<Done, String>, WebError> {
    let documents = edit::documents(params);
    if documents.is_empty() {
        return Ok(Err(NOTHING_MARKED.to_owned()));
    }
    let into = match edit::incident_named(state, &params.text("into")).await? {
        Ok(into) if into == from => return Ok(Err(format!("they are in {from} already"))),
        Ok(into) => into,
        Err(why) => return Ok(Err(why)),
    };
    let outcome = refusal(state.store.move_documents(&documents, from, into, by).await)?;
    Ok(outcome.map(|decided| done(from, &[decided])))
}

/// The documents belong to another incident too.
async fn join(
    state: &WebState,
    own: IncidentId,
    params: &Params,
    by: &Deciding,
) -> Result<Result<Done, String>, WebError> {
    let into = match edit::incident_named(state, &params.text("into")).await? {
        Ok(into) => into,
        Err(why) => return Ok(Err(why)),
    };
    let mut decided = Vec::new();
    for document in edit::documents(params) {
        match refusal(state.store.join_document(document, into, by).await)? {
            Ok(one) => decided.push(one),
            Err(why) => return Ok(Err(so_far(&decided, &why))),
        }
    }
    Ok(if decided.is_empty() { Err(NOTHING_MARKED.to_owned()) } else { Ok(done(own, &decided)) })
}

async fn remove(
    state: &WebState,
    from: IncidentId,
    params: &Params,
    by: &Deciding,
) -> Result<Result<Done, String>, WebError> {
    let mut decided = Vec::new();
    for document in edit::documents(params) {
        match refusal(state.store.remove_document(document, from, by).await)? {
            Ok(one) => decided.push(one),
            Err(why) => return Ok(Err(so_far(&decided, &why))),
        }
    }
    Ok(if decided.is_empty() { Err(NOTHING_MARKED.to_owned()) } else { Ok(done(from, &decided)) })
}

const NOTHING_MARKED: &str = "mark the documents first";

/// Each is a decision of its own: what was done before the refusal stands.
fn so_far(decided: &[Decided], why: &str) -> String {
    match decided.len() {
        0 => why.to_owned(),
        count => format!("{why} (done for {count} before it; the history can undo that)"),
    }
}

fn done(id: IncidentId, decided: &[Decided]) -> Done {
    Done { decisions: decided.iter().map(|one| one.decision).collect(), path: format!("/incidents/{id}/edit") }
}
