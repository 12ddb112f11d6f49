//! `/incidents/{id}/edit`: title, status, severity, and which documents belong there.

mod deed;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use watchline_model::{Incident, IncidentId, Severity, Status};
use watchline_store::{Deciding, DocumentView, SetWords, StoreError};

use super::lookup::{self, Candidate};
use crate::error::WebError;
use crate::material;
use crate::pages::render;
use crate::pages::search::title;
use crate::params::{Params, address};
use crate::session::Editor;
use crate::state::WebState;
use crate::view::decided::{Done, after};
use crate::view::evidence::published;
use crate::view::frame::{Frame, Section};
use crate::view::timeline::came_out_by;
use crate::view::when::When;

#[derive(Template)]
#[template(path = "edit_incident.html")]
struct EditIncident {
    frame: Frame,
    done: Option<Done>,
    refused: Option<String>,
    id: String,
    title: String,
    words: Words,
    documents: Vec<Member>,
    /// What was typed into the form about documents.
    into: String,
    find: String,
    candidates: Vec<Candidate>,
    typed: Typed,
    with: String,
    find_other: String,
    others: Vec<Candidate>,
}

/// Title, status and severity as they are shown, and as the machine finds them where a person set them.
struct Words {
    title: String,
    found_title: Option<String>,
    statuses: Vec<(&'static str, bool)>,
    status_set: bool,
    found_status: String,
    severities: Vec<(&'static str, bool)>,
    severity_set: bool,
    found_severity: String,
}

struct Member {
    id: String,
    title: String,
    publisher: String,
    at: When,
    is_copy: bool,
    /// Other incidents that it is in.
    also: Vec<String>,
    checked: bool,
}

/// The reasons as typed, by form.
#[derive(Default)]
struct Typed {
    what: String,
    why: String,
}

impl Typed {
    /// The reason typed into this form.
    fn why(&self, form: &str) -> &str {
        if self.what == form { &self.why } else { "" }
    }
}

pub(crate) async fn ask(
    State(state): State<WebState>,
    editor: Editor,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, WebError> {
    match found(&state, &id).await? {
        Ok(incident) => show(&state, &editor, &incident, &params, None).await,
        Err(into) => {
            let query: Vec<(&str, &str)> = params.pairs().collect();
            Ok(Redirect::permanent(&address(&format!("/incidents/{into}/edit"), &query)).into_response())
        }
    }
}

/// The incident, or the one that it leads to.
async fn found(state: &WebState, id: &str) -> Result<Result<Incident, IncidentId>, WebError> {
    let id: IncidentId = id.parse().map_err(|_| WebError::missing("such incident"))?;
    let found = state.store.find_incident(id).await?.ok_or_else(|| WebError::missing(format!("incident {id}")))?;
    Ok(material::survivor(state, &found).await?.map_or(Ok(found), Err))
}

async fn show(
    state: &WebState,
    editor: &Editor,
    incident: &Incident,
    params: &Params,
    refused: Option<String>,
) -> Result<Response, WebError> {
    let id = incident.id;
    let path = format!("/incidents/{id}/edit");
    let mut views = state.store.incident_material(id).await?;
    views.sort_by_key(|view| (came_out_by(view), view.document.id));
    let checked = super::documents(params);
    let member = |view: &DocumentView| Member {
        id: view.document.id.to_string(),
        title: title(view),
        publisher: view.source.publisher.clone(),
        at: published(view),
        is_copy: view.copy_of.is_some(),
        also: view.incidents.iter().filter(|other| **other != id).map(ToString::to_string).collect(),
        checked: checked.contains(&view.document.id),
    };
    let set = state.store.set_words(id).await?;
    let (find, find_other) = (params.text("find"), params.text("find_other"));
    let page = EditIncident {
        frame: Frame::new(state, Section::Incidents, format!("Change {id}"), &path).edited_by(editor),
        done: Done::read(state, params, &path).await?,
        words: words(incident, &set, params),
        documents: views.iter().map(member).collect(),
        into: params.get("take").or(params.get("into")).unwrap_or_default().to_owned(),
        candidates: lookup::find(state, &find, &[id]).await?,
        find,
        typed: Typed { what: params.text("do"), why: params.text("why") },
        with: params.text("with"),
        others: lookup::find(state, &find_other, &[id]).await?,
        find_other,
        title: incident.title.clone(),
        id: id.to_string(),
        refused,
    };
    let status = if page.refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, render(&page)?).into_response())
}

fn words(incident: &Incident, set: &SetWords, typed: &Params) -> Words {
    let choice = |form: &str| (typed.get("do") == Some(form)).then(|| typed.text("value"));
    let status = choice("status").unwrap_or_else(|| incident.status.to_string());
    let severity =
        choice("severity").unwrap_or_else(|| incident.severity.map_or("none", |one| one.as_str()).to_owned());
    let severities = ["none"].into_iter().chain(Severity::all().iter().map(|severity| severity.as_str()));
    Words {
        title: choice("retitle").unwrap_or_else(|| incident.title.clone()),
        found_title: set.title.as_ref().and(set.found_title.clone()),
        statuses: Status::all().iter().map(|one| (one.as_str(), one.as_str() == status)).collect(),
        status_set: set.status.is_some(),
        found_status: set.found_status.map_or_else(String::new, |status| status.to_string()),
        severities: severities.map(|word| (word, word == severity)).collect(),
        severity_set: set.severity.is_some(),
        found_severity: set.found_severity.map_or("none", |severity| severity.as_str()).to_owned(),
    }
}

/// Takes any of the page's forms; `do` names it.
pub(crate) async fn change(
    State(state): State<WebState>,
    editor: Editor,
    Path(id): Path<String>,
    body: String,
) -> Result<Response, WebError> {
    let params = Params::read(&body);
    let incident = match found(&state, &id).await? {
        Ok(incident) => incident,
        Err(into) => {
            let told = format!("{id} was merged into {into} in the meantime: go to /incidents/{into}/edit");
            return Err(WebError::Conflict(told));
        }
    };
    let by = Deciding::person(&editor.name, &params.text("why"), state.now());
    match deed::carry_out(&state, incident.id, &params, &by).await? {
        Ok(done) => Ok(Redirect::to(&after(&done.path, &[], &done.decisions)).into_response()),
        Err(refused) => show(&state, &editor, &incident, &params, Some(refused)).await,
    }
}

/// Keeps a refusal apart from a failure.
fn refusal<T>(outcome: Result<T, StoreError>) -> Result<Result<T, String>, WebError> {
    match outcome {
        Ok(done) => Ok(Ok(done)),
        Err(StoreError::Conflict(why)) => Ok(Err(why)),
        Err(other) => Err(other.into()),
    }
}
