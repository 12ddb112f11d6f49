//! `/incidents/{id}`: what happened, in order, who says so, and why we think these documents belong together.

mod sections;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::LAST_MODIFIED;
use axum::response::{IntoResponse, Redirect, Response};
use watchline_model::EntityKind;

use crate::error::WebError;
use crate::export::{bibtex, csl};
use crate::material::{self, Asked, IncidentMaterial, as_of};
use crate::pages::document::Why;
use crate::pages::render;
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::clock::ClockSpan;
use crate::view::evidence::EvidenceMark;
use crate::view::frame::{Frame, Section};
use crate::view::lanes::Lanes;
use crate::view::marks::{Chip, SeverityMark, StatusMark};
use crate::view::names;
use crate::view::timeline::came_out;
use crate::view::when::{When, plural};
use sections::{ClaimRow, Group, StatementView, Step, TimelineItem};

#[derive(Template)]
#[template(path = "incident.html")]
struct IncidentPage {
    frame: Frame,
    id: String,
    title: String,
    status: StatusMark,
    severity: Option<SeverityMark>,
    sources: String,
    documents: String,
    first: Option<(String, When)>,
    changed: When,
    path: Vec<Step>,
    clock: Vec<ClockSpan>,
    summary: Vec<(String, EvidenceMark)>,
    lanes: Option<Lanes>,
    timeline: Vec<TimelineItem>,
    claims: Vec<ClaimRow>,
    groups: Vec<Group>,
    statements: Vec<StatementView>,
    entities: Vec<(&'static str, Vec<Chip>)>,
    severity_reasons: Vec<(String, String)>,
    decisions: Vec<Why>,
    permalink: String,
    bibtex: String,
    csl: String,
    alert: String,
    json: String,
    /// Who set the title, and when.
    titled: Option<(String, When)>,
    then: Option<Then>,
    /// Today, as the date field writes it.
    by: String,
    history: String,
}

/// The notice on a page that shows how things stood.
struct Then {
    /// "on 3 July 2026".
    at: String,
    now: String,
    now_address: String,
}

pub(crate) async fn incident(
    State(state): State<WebState>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, WebError> {
    let asked = match as_of::asked_moment(&state, &params)? {
        Some(dated) => as_of::incident_by(&state, &id, dated).await?,
        None => material::incident(&state, &id).await?,
    };
    let by = params.text("by");
    let material = match asked {
        Asked::Found(material) => material,
        Asked::Moved(into) => {
            let there = address(&format!("/incidents/{into}"), &[("by", &by)]);
            return Ok(Redirect::permanent(&there).into_response());
        }
    };
    let modified = material.incident.changed_at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let mut response = render(&page(&material, &state, &by))?.into_response();
    if let Ok(value) = HeaderValue::from_str(&modified) {
        response.headers_mut().insert(LAST_MODIFIED, value);
    }
    Ok(response)
}

fn page(material: &IncidentMaterial, state: &WebState, by: &str) -> IncidentPage {
    let (incident, documents) = (&material.incident, &material.documents);
    let id = incident.id.to_string();
    let own = format!("/incidents/{id}");
    let by = if material.as_of.is_some() { by } else { "" };
    let path = address(&own, &[("by", by)]);
    let moment = material.as_of.as_ref().map_or_else(|| state.now(), |then| then.moment);
    let query = format!("incident:{id}");
    let summary = crate::api::dto::summary(incident);
    let quoted = |part: &watchline_model::incident::SummarySentence| {
        let mark = EvidenceMark::new(documents, [(part.document, &part.evidence)]);
        (part.evidence.quote.trim().to_owned(), mark)
    };
    let kinds = EntityKind::all().iter().map(|kind| (kind.as_str(), names::leading(documents, &[*kind], 24)));
    let reasons = incident.severity_reasons.iter();
    let lanes = Lanes::new(&material.lines, &material.names, moment);
    IncidentPage {
        frame: Frame::new(state, Section::Incidents, format!("{}: {}", id, incident.title), &path)
            .described(summary)
            .with_feed(address("/feed.atom", &[("q", &query)])),
        title: incident.title.clone(),
        status: StatusMark(incident.status),
        severity: incident.severity.map(SeverityMark),
        sources: plural(u64::from(incident.independent_sources), "independent source"),
        documents: plural(u64::from(incident.documents), "document"),
        first: documents.first().map(|view| (view.source.publisher.clone(), When::moment(came_out(view)))),
        changed: When::moment(incident.changed_at),
        path: sections::path(material),
        clock: material.clock.spans(moment),
        summary: incident.summary.iter().map(quoted).collect(),
        lanes: lanes.map(|lanes| if material.as_of.is_some() { lanes.ending("as known then") } else { lanes }),
        timeline: sections::timeline(material),
        claims: sections::claims(material),
        groups: sections::groups(material),
        statements: sections::statements(material),
        entities: kinds.filter(|(_, chips)| !chips.is_empty()).collect(),
        severity_reasons: reasons.map(|reason| (format!("{:+}", reason.weight), reason.detail.clone())).collect(),
        decisions: sections::own_decisions(material),
        permalink: state.address(&path),
        bibtex: bibtex::incident(incident, state).trim().to_owned(),
        csl: serde_json::to_string_pretty(&csl::incident(incident, state)).unwrap_or_default(),
        alert: address("/alerts/new", &[("q", &query)]),
        json: address(&format!("/api/v1/incidents/{id}"), &[("by", by)]),
        titled: sections::titled(material),
        then: material.as_of.as_ref().map(|then| Then::new(then, &own)),
        by: if by.is_empty() { state.now().format("%Y-%m-%d").to_string() } else { by.to_owned() },
        history: format!("{own}/history"),
        id,
    }
}

impl Then {
    fn new(then: &as_of::AsOf, own: &str) -> Self {
        let now = match then.merged_since {
            Some(into) => format!("now part of {into}"),
            None => format!("now {}, {}", then.status, plural(u64::from(then.documents), "document")),
        };
        Self { at: as_of::when(&then.dated), now, now_address: own.to_owned() }
    }
}
