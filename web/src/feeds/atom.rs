//! `/feed.atom?q=` (RFC 4287): an entry an incident, updated when the incident changes.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SecondsFormat, Utc};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use watchline_model::Incident;

use crate::api::{Problem, dto};
use crate::error::WebError;
use crate::params::{Params, address};
use crate::state::WebState;

type Xml = Writer<Vec<u8>>;

pub(crate) async fn feed(State(state): State<WebState>, params: Params) -> Result<Response, Problem> {
    let (q, incidents) = super::incidents(&state, &params).await?;
    let own = state.address(&address("/feed.atom", &[("q", &q)]));
    let page = state.address(&address("/search", &[("q", &q), ("type", "incidents")]));
    let body = write(&state, &super::title(&q), &own, &page, &incidents)?;
    Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body).into_response())
}

fn write(state: &WebState, title: &str, own: &str, page: &str, incidents: &[Incident]) -> Result<Vec<u8>, WebError> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.write_event(Event::Start(BytesStart::new("feed").with_attributes([("xmlns", "http://www.w3.org/2005/Atom")])))?;
    text(&mut xml, "id", own)?;
    text(&mut xml, "title", title)?;
    let updated = incidents.iter().map(|incident| incident.changed_at).max().unwrap_or(DateTime::UNIX_EPOCH);
    text(&mut xml, "updated", &stamp(updated))?;
    link(&mut xml, "self", own)?;
    link(&mut xml, "alternate", page)?;
    author(&mut xml)?;
    for incident in incidents {
        entry(&mut xml, state, incident)?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Xml, state: &WebState, incident: &Incident) -> Result<(), WebError> {
    let own = state.address(&format!("/incidents/{}", incident.id));
    xml.write_event(Event::Start(BytesStart::new("entry")))?;
    text(xml, "id", &own)?;
    text(xml, "title", &incident.title)?;
    text(xml, "published", &stamp(incident.first_reported.unwrap_or(incident.opened_at)))?;
    text(xml, "updated", &stamp(incident.changed_at))?;
    link(xml, "alternate", &own)?;
    text(xml, "summary", format!("{} {}", super::standing(incident), dto::summary(incident)).trim())?;
    let severity = incident.severity.map(|severity| severity.as_str());
    for term in [incident.status.as_str()].into_iter().chain(severity) {
        xml.write_event(Event::Empty(BytesStart::new("category").with_attributes([("term", term)])))?;
    }
    xml.write_event(Event::End(BytesEnd::new("entry")))?;
    Ok(())
}

fn author(xml: &mut Xml) -> Result<(), WebError> {
    xml.write_event(Event::Start(BytesStart::new("author")))?;
    text(xml, "name", "Watchline")?;
    xml.write_event(Event::End(BytesEnd::new("author")))?;
    Ok(())
}

fn text(xml: &mut Xml, name: &str, value: &str) -> Result<(), WebError> {
    // Control characters have no place in XML 1.0, escaped or not.
    let clean: String = value.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    xml.write_event(Event::Start(BytesStart::new(name)))?;
    xml.write_event(Event::Text(BytesText::new(&clean)))?;
    xml.write_event(Event::End(BytesEnd::new(name)))?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, href: &str) -> Result<(), WebError> {
    xml.write_event(Event::Empty(BytesStart::new("link").with_attributes([("rel", rel), ("href", href)])))?;
    Ok(())
}

fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
