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
    /// What is told beside an event and makes it worse, with its points.
    facts: Vec<(String, String)>,
    fields: Vec<Field>,
    api: String,
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

/// A field of the query language.
struct Field {
    name: &'static str,
    what: &'static str,
    example: &'static str,
    address: String,
}

const FIELDS: [(&str, &str, &str); 17] = [
    ("vendor:", "a vendor, by any of its names", "vendor:openai"),
    ("product:", "a product or a model", "product:\"claude code\""),
    ("event:", "what happened, of the kinds above", "event:data_exposure"),
    ("status:", "how sure it is", "status:alleged"),
    ("severity:", "a word, or from one on: >= <= > <", "severity>=high"),
    ("kind:", "article, statement, advisory, status or post", "kind:statement"),
    ("tier:", "who speaks", "tier:regulator"),
    ("source:", "where it was published, as on the page of sources", "source:osv"),
    ("lang:", "the language of the document", "lang:zh"),
    ("country:", "a country that is concerned", "country:italy"),
    ("cve:", "the number of a vulnerability", "cve:CVE-2026-1234"),
    ("incident:", "the documents and events of one incident", "incident:INC-2026-0001"),
    ("after: before:", "when it was published; also 7d, 4w, today", "after:2026-06 before:2026-07-15"),
    ("happened:", "when it happened: a day, a month, a year, or from one to another", "happened:2026-03..2026-05"),
    ("known:", "when it became known", "known:2026-07"),
    ("by:", "what was known at the end of a day", "by:2026-07-03"),
    ("sort:", "newest, oldest or relevance", "leak sort:oldest"),
];

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
    let facts = state.taxonomy.severity.facts.iter().map(|fact| (fact.label.clone(), format!("{:+}", fact.weight)));
    let field = |(name, what, example): (&'static str, &'static str, &'static str)| Field {
        name,
        what,
        example,
        address: address("/search", &[("q", example)]),
    };
    render(&About {
        frame: Frame::new(&state, Section::About, "Method", "/about"),
        statuses: Status::all().iter().map(|status| (StatusMark(*status), meaning(*status))).collect(),
        severities: Severity::all().iter().map(|one| (SeverityMark(*one), threshold(one))).collect(),
        facts: facts.collect(),
        fields: FIELDS.map(field).into(),
        api: state.address("/api/v1"),
        families: families.filter(|(_, kinds)| !kinds.is_empty()).collect(),
        examples: examples(),
    })
}
