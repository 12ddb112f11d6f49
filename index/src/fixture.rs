//! A made-up taxonomy and thirty-two records over eight months, for tests.

use chrono::{DateTime, TimeZone, Utc};
use watchline_model::taxonomy::{EventDefinition, Family, TaxonomyEntity};
use watchline_model::{
    Basis, ChangeSeq, Dated, DocumentId, EntityId, EntityKind, EventKind, IncidentId, Record, RecordKind, Severity,
    Status, Taxonomy,
};

use crate::{Found, Index, Parsed, Request, Resolution, Sort};

pub(crate) fn now() -> DateTime<Utc> {
    day(2026, 8, 15)
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, 0, 0, 0).single().unwrap()
}

fn entity(id: &str, kind: EntityKind, name: &str, owner: Option<&str>, aliases: &[&str]) -> TaxonomyEntity {
    TaxonomyEntity {
        id: EntityId::from(id),
        kind,
        name: name.to_owned(),
        owner: owner.map(EntityId::from),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ambiguous: Vec::new(),
        context: Vec::new(),
        except: Vec::new(),
        domains: Vec::new(),
        country: (kind == EntityKind::Country).then(|| if id == "china" { "cn".to_owned() } else { "us".to_owned() }),
        ai: true,
    }
}

fn event(id: &str, family: Family, label: &str) -> EventDefinition {
    EventDefinition {
        id: EventKind::from(id),
        family,
        label: label.to_owned(),
        definition: String::new(),
        example: String::new(),
        counter_example: None,
        recognised: None,
        severity_weight: 1.0,
        patterns: Vec::new(),
    }
}

pub(crate) fn taxonomy() -> Taxonomy {
    use EntityKind::{Country, Model, Organization, Product, Vendor};
    Taxonomy {
        entities: vec![
            entity("orchid", Vendor, "Orchid AI", None, &["Orchid Labs"]),
            entity("bluefin", Vendor, "Bluefin", None, &[]),
            entity("zhulin", Vendor, "Zhulin", None, &["竹林科技"]),
            entity("fern-code", Product, "Fern Code", Some("orchid"), &["Fern"]),
            entity("reef-chat", Product, "Reef Chat", Some("bluefin"), &[]),
            entity("fern-4", Model, "Fern 4", Some("orchid"), &[]),
            entity("harbour-bank", Organization, "Harbour Bank", None, &[]),
            entity("china", Country, "China", None, &["PRC"]),
            entity("united-states", Country, "United States", None, &["USA"]),
        ],
        events: vec![
            event("ban", Family::Restriction, "Ban"),
            event("product_substitution", Family::Restriction, "Product substitution"),
            event("data_exposure", Family::Breach, "Data exposure"),
            event("outage", Family::Service, "Outage"),
        ],
        ..Taxonomy::default()
    }
}

/// A document's record with nothing in it but its key, published on the given day.
pub(crate) fn plain(id: i64, published: DateTime<Utc>) -> Record {
    Record {
        kind: RecordKind::Document,
        key: format!("d{id}"),
        document: Some(DocumentId(id)),
        incidents: Vec::new(),
        title: String::new(),
        text: String::new(),
        url: None,
        vendors: Vec::new(),
        products: Vec::new(),
        entities: Vec::new(),
        vulnerabilities: Vec::new(),
        countries: Vec::new(),
        event_kinds: Vec::new(),
        status: None,
        severity: None,
        document_kind: Some("article".to_owned()),
        tiers: vec!["press".to_owned()],
        sources: vec!["morning-post".to_owned()],
        languages: vec!["en".to_owned()],
        published: Some(published),
        happened: Vec::new(),
        known: None,
        independent_sources: 0,
    }
}

fn ids(names: &[&str]) -> Vec<EntityId> {
    names.iter().map(|name| EntityId::from(*name)).collect()
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub(crate) fn month(year: i32, month: u32) -> Dated {
    Dated::month(year, month, Basis::Occurred).unwrap()
}

pub(crate) fn on(year: i32, month: u32, of_month: u32) -> Dated {
    Dated { value: day(year, month, of_month), precision: watchline_model::Precision::Day, basis: Basis::Occurred }
}

/// d1 to d8 are told apart by every operator, d9 to d27 are filling (`filler`), then three events and two incidents.
pub(crate) fn records() -> Vec<Record> {
    let mut records = vec![
        Record {
            title: "Harbour Bank bans Fern Code".to_owned(),
            text: "Harbour Bank told its staff to stop using Fern Code. The ban takes effect on 10 July.".to_owned(),
            vendors: ids(&["orchid"]),
            products: ids(&["fern-code"]),
            entities: ids(&["harbour-bank", "fern-code", "orchid"]),
            countries: owned(&["cn"]),
            event_kinds: owned(&["ban", "product_substitution"]),
            status: Some(Status::Alleged),
            severity: Some(Severity::High),
            incidents: vec![IncidentId { year: 2026, number: 42 }],
            happened: vec![on(2026, 7, 10), month(2026, 3)],
            known: Some(day(2026, 7, 2)),
            ..plain(1, day(2026, 7, 3))
        },
        Record {
            title: "A statement on Fern Code".to_owned(),
            text: "Orchid AI acknowledges an experiment begun in March. The system prompt was changed.".to_owned(),
            vendors: ids(&["orchid"]),
            products: ids(&["fern-code"]),
            entities: ids(&["fern-4"]),
            event_kinds: owned(&["data_exposure"]),
            status: Some(Status::Acknowledged),
            severity: Some(Severity::Moderate),
            incidents: vec![IncidentId { year: 2026, number: 42 }],
            document_kind: Some("statement".to_owned()),
            tiers: owned(&["vendor"]),
            sources: owned(&["orchid-newsroom"]),
            happened: vec![month(2026, 3)],
            ..plain(2, day(2026, 7, 5))
        },
        Record {
            title: "Reef Chat down for hours".to_owned(),
            text: "Bluefin reports an outage. Prompt the system again later.".to_owned(),
            vendors: ids(&["bluefin"]),
            products: ids(&["reef-chat"]),
            event_kinds: owned(&["outage"]),
            status: Some(Status::Resolved),
            severity: Some(Severity::Low),
            tiers: owned(&["vendor"]),
            sources: owned(&["bluefin-status"]),
            document_kind: Some("status".to_owned()),
            happened: vec![on(2026, 5, 31)],
            ..plain(3, day(2026, 6, 1))
        },
        Record {
            title: "Advisory for Reef Chat".to_owned(),
            text: "A flaw allows data exposure (CVE-2026-1234).".to_owned(),
            vendors: ids(&["bluefin"]),
            products: ids(&["reef-chat"]),
            vulnerabilities: owned(&["CVE-2026-1234"]),
            event_kinds: owned(&["data_exposure"]),
            severity: Some(Severity::Critical),
            tiers: owned(&["database"]),
            sources: owned(&["flaw-list"]),
            document_kind: Some("advisory".to_owned()),
            happened: vec![Dated::year(2025, Basis::Occurred).unwrap()],
            ..plain(4, day(2026, 6, 30))
        },
        Record {
            title: "竹林科技禁止使用Fern Code".to_owned(),
            text: "竹林科技通知员工停止使用该产品，并改用自家工具。".to_owned(),
            vendors: ids(&["zhulin"]),
            countries: owned(&["cn"]),
            languages: owned(&["zh"]),
            sources: owned(&["bamboo-daily"]),
            ..plain(5, day(2026, 7, 4))
        },
        Record {
            title: "Über den Ausfall bei Bluefin".to_owned(),
            text: "Das Café Müller berichtet; résumé und naïve Größen.".to_owned(),
            languages: owned(&["de"]),
            countries: owned(&["us"]),
            sources: owned(&["abendblick"]),
            ..plain(6, day(2026, 2, 28))
        },
        Record { text: "No date is known for this leaked memo.".to_owned(), published: None, ..plain(7, now()) },
        Record {
            title: "The memo".to_owned(),
            text: "Nothing of the headline stands in here.".to_owned(),
            ..plain(8, day(2026, 1, 1))
        },
    ];
    records.extend((9..28).map(filler));
    records.extend((0..3).map(|number| Record {
        kind: RecordKind::Event,
        key: format!("d1e{number}"),
        text: "Harbour Bank told its staff to stop using Fern Code.".to_owned(),
        event_kinds: owned(&["ban"]),
        ..plain(1, day(2026, 7, 3))
    }));
    records.extend([(42, 3), (43, 5)].map(|(number, of_month)| Record {
        kind: RecordKind::Incident,
        key: format!("INC-2026-00{number}"),
        document: None,
        incidents: vec![IncidentId { year: 2026, number }],
        title: "Harbour Bank bans Fern Code".to_owned(),
        text: "The bank told its staff to stop.".to_owned(),
        ..plain(0, day(2026, 7, of_month))
    }));
    records
}

/// Two filling documents share a day, so that orders have ties.
fn filler(id: i64) -> Record {
    let published = day(2026, 4, 1) + chrono::TimeDelta::days(id / 2 * 3);
    Record { title: format!("Filler {id}"), text: "Much filling and little else.".to_owned(), ..plain(id, published) }
}

pub(crate) fn index() -> Index {
    let index = Index::in_memory(&taxonomy()).unwrap();
    index.apply(&records(), &[], &[], ChangeSeq(7)).unwrap();
    index
}

pub(crate) fn request(parsed: &Parsed) -> Request<'_> {
    Request {
        parsed,
        kind: RecordKind::Document,
        sort: Sort::Newest,
        limit: 50,
        cursor: None,
        after: None,
        before: None,
        facets: false,
        resolution: Resolution::Month,
    }
}

/// The documents that a query finds, newest first, and what is said about the query.
pub(crate) fn find(index: &Index, query: &str) -> Found {
    let parsed = index.parse(query, now());
    index.search(&request(&parsed)).unwrap()
}

/// The keys of the documents that a query finds, sorted, filling left out; the query must be understood.
#[track_caller]
pub(crate) fn check(index: &Index, query: &str, expected: &[&str]) {
    let parsed = index.parse(query, now());
    assert_eq!(parsed.notes, [], "notes on `{query}`");
    let found = index.search(&request(&parsed)).unwrap();
    assert_eq!(usize::try_from(found.total).unwrap(), found.hits.len(), "total of `{query}`");
    let mut keys: Vec<&str> = found.hits.iter().map(|hit| hit.key.as_str()).filter(|key| key.len() == 2).collect();
    keys.retain(|key| *key != "d9");
    keys.sort_unstable();
    assert_eq!(keys, expected, "hits of `{query}`");
}
