//! `/incidents/{id}`: what happened, in order, who says so, and why we think these documents belong together.

mod advisories;
mod claims;
mod documents;
mod parties;
mod related;
mod sections;
mod statements;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::LAST_MODIFIED;
use axum::response::{IntoResponse, Redirect, Response};

use crate::error::WebError;
use crate::export::{bibtex, csl};
use crate::material::{self, Asked, IncidentMaterial, as_of};
use crate::pages::document::Why;
use crate::pages::render;
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::clock::ClockSpan;
use crate::view::difference::PieceKind;
use crate::view::evidence::EvidenceMark;
use crate::view::fold::{Fold, Rest};
use crate::view::frame::{Frame, Section};
use crate::view::happenings::{Source, Timeline};
use crate::view::lanes::Today;
use crate::view::lanes::ask::{Ask, Place};
use crate::view::marks::{Chip, SeverityMark, StatusMark, meaning};
use crate::view::timeline::came_out;
use crate::view::when::{When, plural};
use advisories::AdvisoryRow;
use claims::ClaimGroup;
use documents::Group;
use parties::Party;
use related::Related;
use sections::Step;
use statements::StatementView;

#[derive(Template)]
#[template(path = "incident.html")]
struct IncidentPage {
    frame: Frame,
    id: String,
    title: String,
    status: StatusMark,
    /// What the status means, as a sentence without its full stop.
    meaning: &'static str,
    severity: Option<SeverityMark>,
    sources: String,
    documents: String,
    first: Option<(String, When)>,
    changed: When,
    path: Vec<Step>,
    clock: Vec<ClockSpan>,
    summary: Vec<(String, EvidenceMark)>,
    timeline: Timeline,
    claims: Vec<ClaimGroup>,
    claims_rest: Option<Rest>,
    advisories: Vec<AdvisoryRow>,
    advisories_rest: Option<Rest>,
    groups: Vec<Group>,
    documents_rest: Option<Rest>,
    statements: Vec<StatementView>,
    statements_rest: Option<Rest>,
    parties: Vec<Party>,
    entities: Vec<(&'static str, Vec<Chip>)>,
    related: Vec<Related>,
    severity_reasons: Vec<(String, String)>,
    decisions: Vec<Why>,
    cite: Cite,
    alert: String,
    feed: String,
    json: String,
    /// Who set the title, and when.
    titled: Option<(String, When)>,
    then: Option<Then>,
    /// Today, as the date field writes it.
    by: String,
    /// Days that the date field takes.
    first_day: String,
    last_day: String,
    /// What is asked of the timeline, kept by the form of the day.
    kept: Vec<(&'static str, String)>,
    history: String,
    printed: String,
}

/// How to point at this page for ever.
struct Cite {
    /// As it is now and will be.
    permalink: String,
    /// As it is today.
    dated: String,
    day: String,
    fingerprint: String,
    bibtex: String,
    csl: String,
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
    let mut response = render(&page(&material, &state, &by, &params).await?)?.into_response();
    if let Ok(value) = HeaderValue::from_str(&modified) {
        response.headers_mut().insert(LAST_MODIFIED, value);
    }
    Ok(response)
}

async fn page(
    material: &IncidentMaterial,
    state: &WebState,
    by: &str,
    params: &Params,
) -> Result<IncidentPage, WebError> {
    let ask = &Ask::read(params)?;
    let (incident, documents) = (&material.incident, &material.documents);
    let id = incident.id.to_string();
    let own = format!("/incidents/{id}");
    let by = if material.as_of.is_some() { by } else { "" };
    let path = address(&own, &[("by", by)]);
    let moment = material.as_of.as_ref().map_or_else(|| state.now(), |then| then.moment);
    let today = state.now().format("%Y-%m-%d").to_string();
    let query = format!("incident:{id}");
    let quoted = |part: &watchline_model::incident::SummarySentence| {
        let mark = EvidenceMark::new(documents, [(part.document, &part.evidence)]);
        (part.evidence.quote.trim().to_owned(), mark)
    };
    let kept = if by.is_empty() { Vec::new() } else { vec![("by", by.to_owned())] };
    let mut place = Place { path: own.clone(), kept, is_full: false };
    let fold = Fold::new(params, &place, ask);
    place.kept.extend(fold.pairs());
    let source = Source {
        lines: &material.lines,
        documents,
        names: &material.names,
        taxonomy: &state.taxonomy,
        today: Today { at: moment, name: if material.as_of.is_some() { "as known then" } else { "today" } },
        own: Some(incident.id),
        fold: Some(&fold),
    };
    let (claims, claims_rest) = claims::claims(material, &fold);
    let (advisories, advisories_rest) = advisories::advisories(material, &fold);
    let (groups, documents_rest) = documents::groups(material, &fold);
    let (statements, statements_rest) = statements::statements(state, material, &fold).await?;
    let reasons = incident.severity_reasons.iter();
    let parties = parties::parties(material);
    let feed = address("/feed.atom", &[("q", &query)]);
    let day = if by.is_empty() { today.as_str() } else { by };
    Ok(IncidentPage {
        frame: Frame::new(state, Section::Incidents, format!("{}: {}", id, incident.title), &path)
            .described(crate::api::dto::summary(incident))
            .with_feed(feed.as_str()),
        title: incident.title.clone(),
        status: StatusMark(incident.status),
        meaning: meaning(incident.status),
        severity: incident.severity.map(SeverityMark),
        sources: plural(u64::from(incident.independent_sources), "independent source"),
        documents: plural(u64::from(incident.documents), "document"),
        first: documents.first().map(|view| (view.source.publisher.clone(), When::moment(came_out(view)))),
        changed: When::moment(incident.changed_at),
        path: sections::path(material),
        clock: material.clock.spans(moment),
        summary: incident.summary.iter().map(quoted).collect(),
        timeline: Timeline::new(&source, ask, &place),
        claims,
        claims_rest,
        advisories,
        advisories_rest,
        groups,
        documents_rest,
        statements,
        statements_rest,
        entities: parties::others(material, &parties),
        parties,
        // Those of today may have been nothing then.
        related: if by.is_empty() { related::related(state, material).await? } else { Vec::new() },
        severity_reasons: reasons.map(|reason| (format!("{:+}", reason.weight), reason.detail.clone())).collect(),
        decisions: sections::own_decisions(material),
        cite: Cite {
            permalink: state.address(&own),
            dated: state.address(&address(&own, &[("by", day)])),
            day: When::moment(moment).text,
            fingerprint: sections::fingerprint(material),
            bibtex: bibtex::incident(incident, state).trim().to_owned(),
            csl: serde_json::to_string_pretty(&csl::incident(incident, state)).unwrap_or_default(),
        },
        alert: address("/alerts/new", &[("q", &query)]),
        feed,
        json: address(&format!("/api/v1/incidents/{id}"), &[("by", by)]),
        titled: sections::titled(material),
        then: material.as_of.as_ref().map(|then| Then::new(then, &own)),
        by: day.to_owned(),
        first_day: incident.opened_at.format("%Y-%m-%d").to_string(),
        last_day: today,
        kept: ask.pairs().into_iter().chain(fold.pairs()).collect(),
        history: format!("{own}/history"),
        printed: state.now().format("%-d %B %Y, %H:%M UTC").to_string(),
        id,
    })
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

#[cfg(test)]
mod tests;
