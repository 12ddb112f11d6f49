//! A record into the document that tantivy keeps.

use chrono::TimeDelta;
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use watchline_model::{Dated, DocumentId, Precision, Record, RecordKind};

use crate::packed::Packer;
use crate::query::KeywordField;
use crate::schema::Fields;
use crate::tokenize::{Stemmer, Tongue};

/// What making a document needs and keeps between records.
pub(crate) struct Maker {
    pub(crate) stemmer: Stemmer,
    pub(crate) packer: Packer,
}

pub(crate) fn document(fields: &Fields, record: &Record, maker: &mut Maker) -> TantivyDocument {
    let Maker { stemmer, packer } = maker;
    let mut document = TantivyDocument::default();
    document.add_text(fields.key, &record.key);
    document.add_u64(fields.record_kind, kind_number(record.kind));
    if let Some(id) = record.document.filter(|id| record.key != document_key(*id)) {
        document.add_i64(fields.document, id.0);
    }
    let tongues = Tongue::of(&record.languages);
    document.add_bytes(fields.text, &packer.pack(&record.text));
    document.add_text(fields.title_words, &record.title);
    document.add_text(fields.words, &record.title);
    document.add_text(fields.words, &record.text);
    let title = stemmer.text(&record.title, &tongues);
    document.add_text(fields.title_stems, &title);
    document.add_text(fields.stems, &title);
    document.add_text(fields.stems, stemmer.text(&record.text, &tongues));
    add_times(&mut document, fields, record);
    for field in KeywordField::ALL {
        add_keywords(&mut document, fields.keyword(field), keywords(record, field));
    }
    document
}

/// The key of a document's own record; its events have keys of their own.
pub(crate) fn document_key(id: DocumentId) -> String {
    format!("d{}", id.0)
}

/// The number under which a kind is kept.
pub(crate) fn kind_number(kind: RecordKind) -> u64 {
    kind as u64
}

fn add_times(document: &mut TantivyDocument, fields: &Fields, record: &Record) {
    if let Some(published) = record.published {
        document.add_i64(fields.published, published.timestamp_micros());
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
