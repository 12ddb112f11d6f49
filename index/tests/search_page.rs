//! `docs/search.md` tells the truth: its queries run and find, its suggestions are made, all fields are on it.

use chrono::{DateTime, Utc};
use watchline_index::{Index, Request, Resolution, Sort};
use watchline_model::taxonomy::{EventDefinition, Family, TaxonomyEntity};
use watchline_model::{
    Basis, ChangeSeq, Dated, DocumentId, EntityId, EntityKind, EventKind, IncidentId, Record, RecordKind, Severity,
    Status, Taxonomy,
};

const PAGE: &str = include_str!("../../docs/search.md");

fn at(day: &str) -> DateTime<Utc> {
    format!("{day}T00:00:00Z").parse().expect("a day")
}

fn taxonomy() -> Taxonomy {
    let entity = |id: &str, kind: EntityKind, name: &str, country: Option<&str>| TaxonomyEntity {
        id: EntityId::from(id),
        kind,
        name: name.to_owned(),
        owner: None,
        aliases: Vec::new(),
        ambiguous: Vec::new(),
        context: Vec::new(),
        except: Vec::new(),
        domains: Vec::new(),
        country: country.map(str::to_owned),
        ai: true,
    };
    let event = |id: &str, family: Family, label: &str| EventDefinition {
        id: EventKind::from(id),
        family,
        label: label.to_owned(),
        definition: String::new(),
        example: String::new(),
        counter_example: None,
        recognised: None,
        severity_weight: 1.0,
        patterns: Vec::new(),
    };
    Taxonomy {
        entities: vec![
            entity("anthropic", EntityKind::Vendor, "Anthropic", None),
            entity("openai", EntityKind::Vendor, "OpenAI", None),
            entity("claude-code", EntityKind::Product, "Claude Code", None),
            entity("alibaba", EntityKind::Organization, "Alibaba", None),
            entity("china", EntityKind::Country, "China", Some("cn")),
        ],
        events: vec![event("ban", Family::Restriction, "Ban"), event("data_exposure", Family::Breach, "Data exposure")],
        ..Taxonomy::default()
    }
}

fn record(number: i64, language: &str, title: &str, text: &str) -> Record {
    Record {
        kind: RecordKind::Document,
        key: format!("d{number}"),
        document: Some(DocumentId(number)),
        incidents: Vec::new(),
        title: title.to_owned(),
        text: text.to_owned(),
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
        tiers: Vec::new(),
        sources: Vec::new(),
        languages: vec![language.to_owned()],
        published: Some(at("2026-07-02")),
        happened: Vec::new(),
        known: None,
        independent_sources: 1,
    }
}

fn index() -> Index {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let full = Record {
        vendors: vec![EntityId::from("anthropic")],
        products: vec![EntityId::from("claude-code")],
        entities: vec![EntityId::from("alibaba")],
        vulnerabilities: words(&["CVE-2026-1234"]),
        countries: words(&["cn"]),
        event_kinds: words(&["ban", "data_exposure"]),
        incidents: vec![IncidentId { year: 2026, number: 42 }],
        status: Some(Status::Alleged),
        severity: Some(Severity::High),
        document_kind: Some("statement".to_owned()),
        tiers: words(&["vendor"]),
        sources: words(&["example-news"]),
        happened: vec![Dated::month(2026, 3, Basis::Occurred).expect("a month")],
        ..record(1, "en", "A ban after a leak", "The system prompt leaked; GPT-4o and a leaking experiment are named.")
    };
    let plain = Record {
        vendors: vec![EntityId::from("anthropic")],
        ..record(2, "en", "Leaks", "Nothing else is known of these leaks.")
    };
    let records = [
        full,
        plain,
        record(3, "de", "Neue Verbote", "Es gibt neue Verbote."),
        record(4, "es", "Investigaciones", "Siguen las investigaciones."),
        record(5, "ru", "О запрете", "Причины запрета неизвестны."),
        record(6, "zh", "禁止使用", "公司禁止使用该产品。"),
        Record { published: Some(at("2020-02-02")), ..record(7, "en", "Older", "Of another time.") },
        Record { published: Some(at("2026-07-19")), ..record(8, "en", "Newer", "Of this week.") },
    ];
    let index = Index::in_memory(&taxonomy()).expect("an index in memory");
    index.apply(&records, &[], &[], ChangeSeq(1)).expect("an index in memory");
    index
}

/// The first two cells of each row under a heading that begin with a query.
fn rows(wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut heading = "";
    let mut rows = Vec::new();
    for line in PAGE.lines() {
        if let Some(text) = line.strip_prefix("## ") {
            heading = text;
        }
        let Some(rest) = line.strip_prefix("| `") else { continue };
        let (query, rest) = rest.split_once("` | ").expect("a row has two cells");
        if wanted(heading) {
            rows.push((query.to_owned(), rest.trim_end_matches(" |").to_owned()));
        }
    }
    rows
}

fn search(index: &Index, query: &str) -> (u64, Vec<watchline_index::Note>) {
    let parsed = index.parse(query, at("2026-07-20"));
    let request = Request {
        parsed: &parsed,
        kind: RecordKind::Document,
        sort: parsed.sort.unwrap_or(Sort::Newest),
        limit: 10,
        cursor: None,
        after: None,
        before: None,
        facets: true,
        resolution: Resolution::Month,
    };
    let found = index.search(&request).expect("a search");
    (found.total, [parsed.notes, found.notes].concat())
}

#[test]
fn every_query_on_the_page_is_understood_and_finds_something() {
    let index = index();
    let queries = rows(|heading| heading != "What is not understood");
    assert!(queries.len() > 40, "{}", queries.len());
    for (query, _) in queries {
        let (total, notes) = search(&index, &query);
        assert_eq!(notes, [], "notes on `{query}`");
        assert!(total > 0, "`{query}` finds nothing");
        assert!(total < 8, "`{query}` finds everything");
    }
}

#[test]
fn every_suggestion_on_the_page_is_made() {
    let index = index();
    let queries = rows(|heading| heading == "What is not understood");
    assert!(queries.len() > 5);
    for (query, suggestion) in queries {
        let (_, notes) = search(&index, &query);
        let made = notes.first().and_then(|note| note.suggestion.clone());
        assert_eq!(made.as_deref(), Some(suggestion.trim_matches('`')), "suggestion for `{query}`");
    }
}

#[test]
fn every_field_has_a_row_on_the_page() {
    let index = index();
    let mut fields = Vec::new();
    for first in 'a'..='z' {
        let typed = first.to_string();
        let candidates = index.complete(&typed, typed.len(), 50, at("2026-07-20")).expect("a completion").candidates;
        fields.extend(candidates.into_iter().map(|candidate| candidate.text).filter(|text| text.ends_with(':')));
    }
    assert!(fields.len() > 15, "{fields:?}");
    let rows = rows(|_| true);
    for field in fields {
        assert!(rows.iter().any(|(query, _)| query.contains(&field)), "`{field}` has no row");
    }
}
