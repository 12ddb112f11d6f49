//! Editors' pages that change one thing: an incident, a pair of incidents, a document.
//!
//! A form that cannot be carried out comes back with what was typed and a sentence that says why.

pub(crate) mod document;
pub(crate) mod incident;
mod lookup;
pub(crate) mod merge;

use watchline_model::{DocumentId, IncidentId};

use crate::error::WebError;
use crate::params::Params;
use crate::state::WebState;

/// Documents that one form names.
const MOST: usize = 1_000;

/// The documents marked in a form.
fn documents(params: &Params) -> Vec<DocumentId> {
    params.all("document").take(MOST).filter_map(|id| id.trim().parse().ok()).collect()
}

/// An incident's id as people type it: also lower case, or its address.
///
/// # Errors
/// The sentence that says what is wrong.
async fn incident_named(state: &WebState, typed: &str) -> Result<Result<IncidentId, String>, WebError> {
    let word = typed.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if word.is_empty() {
        return Ok(Err("name the other incident, such as INC-2026-0042".to_owned()));
    }
    let Ok(id) = word.parse::<IncidentId>() else {
        return Ok(Err(format!("`{word}` is no incident id; write one such as INC-2026-0042")));
    };
    Ok(state.store.resolve_incident(id).await?.ok_or_else(|| format!("there is no incident {id}")))
}
