//! A record into the document that tantivy keeps.

use chrono::{Datelike, TimeDelta};
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use watchline_model::{Dated, Precision, Record};

use crate::query::KeywordField;
use crate::schema::Fields;

pub(crate) fn document(fields: &Fields, record: &Record) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.key, &record.key);
    document.add_text(fields.record_kind, record.kind.as_str());
    if let Some(id) = record.document {
        document.add_i64(fields.document, id.0);
    }
    for field in [fields.title_words, fields.title_stems] {
        document.add_text(field, &record.title);
    }
    for field in [fields.text_words, fields.text_stems] {
        document.add_text(field, &record.text);
    }
    add_times(&mut document, fields, record);
    for field in KeywordField::ALL {
        add_keywords(&mut document, fields.keyword(field), keywords(record, field));
    }
    document
}

fn add_times(document: &mut TantivyDocument, fields: &Fields, record: &Record) {
    if let Some(published) = record.published {
        document.add_i64(fields.published, published.timestamp_micros());
        if let Ok(month) = u64::try_from(i64::from(published.year()) * 12 + i64::from(published.month0())) {
            document.add_u64(fields.month, month);
        }
    }
    if let Some(known) = record.known.or(record.published) {
        document.add_i64(fields.known, known.timestamp_micros());
    }
    for span in &record.happened {
        document.add_i64(fields.happened_from, span.value.timestamp_micros());
        document.add_i64(fields.happened_to, end_of(span));
    }
}

/// The first microsecond after a span; a moment lasts one.
fn end_of(span: &Dated) -> i64 {
    let end = match span.precision {
        Precision::Time => span.value.checked_add_signed(TimeDelta::microseconds(1)).unwrap_or(span.value),
        _ => span.end(),
    };
    end.timestamp_micros()
}

fn keywords(record: &Record, field: KeywordField) -> Vec<String> {
    let ids = |entities: &[watchline_model::EntityId]| entities.iter().map(|id| id.as_str().to_owned()).collect();
    let lower = |values: &[String]| values.iter().map(|value| value.to_lowercase()).collect();
    match field {
        KeywordField::Vendor => ids(&record.vendors),
        KeywordField::Product => ids(&record.products),
        KeywordField::Entity => {
            [&record.entities, &record.vendors, &record.products].into_iter().flat_map(|of| ids(of)).collect()
        }
        KeywordField::Event => record.event_kinds.clone(),
        KeywordField::Status => record.status.iter().map(|status| status.as_str().to_owned()).collect(),
        KeywordField::Severity => record.severity.iter().map(|severity| severity.as_str().to_owned()).collect(),
        KeywordField::Kind => record.document_kind.iter().map(|kind| kind.to_lowercase()).collect(),
        KeywordField::Tier => lower(&record.tiers),
        KeywordField::Source => lower(&record.sources),
        KeywordField::Language => lower(&record.languages),
        KeywordField::Country => lower(&record.countries),
        KeywordField::Vulnerability => record.vulnerabilities.iter().map(|id| id.to_uppercase()).collect(),
        KeywordField::Incident => record.incidents.iter().map(ToString::to_string).collect(),
    }
}

/// Each value once, so that a facet counts a record once; in the order given.
fn add_keywords(document: &mut TantivyDocument, field: Field, values: Vec<String>) {
    for (place, value) in values.iter().enumerate() {
        if !value.is_empty() && !values[..place].contains(value) {
            document.add_text(field, value);
        }
    }
}
