//! `/about`: the method, the vocabulary, the taxonomy, and how to correct us.

use askama::Template;
use axum::extract::State;
use watchline_model::taxonomy::Family;
use watchline_model::{Severity, Status};

use crate::pages::home::{Example, examples};
use crate::pages::{Page, render};
use crate::params::address;
use crate::state::WebState;
use crate::view::frame::{Frame, Section};
use crate::view::marks::{SeverityMark, StatusMark, meaning};

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    frame: Frame,
    statuses: Vec<(StatusMark, &'static str)>,
    severities: Vec<(SeverityMark, String)>,
    families: Vec<(&'static str, Vec<Kind>)>,
    examples: Vec<Example>,
}

struct Kind {
    id: String,
    label: String,
    definition: String,
    example: String,
    weight: String,
    address: String,
}

pub(crate) async fn about(State(state): State<WebState>) -> Page {
    let events = &state.taxonomy.events;
    let kind = |event: &watchline_model::taxonomy::EventDefinition| Kind {
        id: event.id.to_string(),
        label: event.label.clone(),
        definition: event.definition.clone(),
        example: event.example.clone(),
        weight: format!("{}", event.severity_weight),
        address: address("/search", &[("q", &format!("event:{}", event.id)), ("type", "events")]),
    };
    let families = Family::all().iter().map(|family| {
        (family.as_str(), events.iter().filter(|event| event.family == *family).map(kind).collect::<Vec<_>>())
    });
    let threshold = |severity: &Severity| {
        let rule = state.taxonomy.severity.thresholds.iter().find(|rule| rule.severity == *severity);
        rule.map_or_else(String::new, |rule| format!("from {} points", rule.score))
    };
    render(&About {
        frame: Frame::new(&state, Section::About, "Method", "/about"),
        statuses: Status::all().iter().map(|status| (StatusMark(*status), meaning(*status))).collect(),
        severities: Severity::all().iter().map(|one| (SeverityMark(*one), threshold(one))).collect(),
        families: families.filter(|(_, kinds)| !kinds.is_empty()).collect(),
        examples: examples(),
    })
}
