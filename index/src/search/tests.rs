use watchline_model::{ChangeSeq, DocumentId, IncidentId, RecordKind};

use super::Request;
use crate::fixture::{day, find, index, now, plain, records, request};
use crate::{Facet, Found, Index, Resolution, Sort};

mod operators;
mod paging;

fn facet<'a>(found: &'a Found, name: &str) -> &'a Facet {
    found.facets.iter().find(|facet| facet.name == name).unwrap()
}

fn count(found: &Found, name: &str, value: &str) -> Option<u64> {
    facet(found, name).values.iter().find(|(known, ..)| known == value).map(|(.., count)| *count)
}

fn counted(index: &Index, query: &str) -> Found {
    let parsed = index.parse(query, now());
    index.search(&Request { facets: true, limit: 0, ..request(&parsed) }).unwrap()
}

#[test]
fn facets_count_what_the_query_finds() {
    let found = counted(&index(), "fern");
    assert_eq!(found.total, 3);
    assert!(found.hits.is_empty());
    assert_eq!(facet(&found, "vendor").values[0], ("orchid".to_owned(), "Orchid AI".to_owned(), 2));
    assert_eq!(count(&found, "vendor", "zhulin"), Some(1));
    assert_eq!(count(&found, "vendor", "bluefin"), None);
    assert_eq!(count(&found, "event", "ban"), Some(1));
    assert_eq!(count(&found, "kind", "statement"), Some(1));
    assert_eq!(count(&found, "tier", "press"), Some(2));
    assert_eq!(count(&found, "country", "cn"), Some(2));
}

#[test]
fn every_facet_is_there_and_labelled_for_people() {
    let found = counted(&index(), "");
    let names: Vec<&str> = found.facets.iter().map(|facet| facet.name).collect();
    let all = ["vendor", "product", "event", "status", "severity", "tier", "source", "language", "country", "kind"];
    assert_eq!(names, all);
    let label = |name: &str, value: &str| {
        facet(&found, name).values.iter().find(|(known, ..)| known == value).map(|(_, label, _)| label.clone())
    };
    assert_eq!(label("language", "zh").as_deref(), Some("Chinese"));
    assert_eq!(label("country", "us").as_deref(), Some("United States"));
    assert_eq!(label("event", "data_exposure").as_deref(), Some("Data exposure"));
    assert_eq!(label("product", "reef-chat").as_deref(), Some("Reef Chat"));
}

#[test]
fn a_facets_value_narrows_to_as_many_as_it_counts() {
    let index = index();
    for facet in counted(&index, "").facets {
        for (value, _, count) in &facet.values {
            let query = crate::narrow("", facet.name, value);
            let parsed = index.parse(&query, now());
            assert_eq!(parsed.notes, [], "{query}");
            assert_eq!(index.search(&request(&parsed)).unwrap().total, *count, "{query}");
        }
    }
}

#[test]
fn the_histogram_counts_by_month_of_publication() {
    let found = counted(&index(), "-filler");
    let expected = [("2026-01", 1), ("2026-02", 1), ("2026-06", 2), ("2026-07", 3)];
    assert_eq!(found.histogram, expected.map(|(month, count)| (month.to_owned(), count)));
    // d7 has no date.
    assert_eq!(found.total, 8);
}

#[test]
fn a_facets_own_choice_does_not_narrow_its_counts_and_all_others_do() {
    let index = index();
    let found = counted(&index, "vendor:orchid severity>=moderate -filler");
    assert_eq!(found.total, 2);
    // Of severity moderate or more, whoever the vendor.
    assert_eq!(facet(&found, "vendor").values.len(), 2);
    assert_eq!((count(&found, "vendor", "orchid"), count(&found, "vendor", "bluefin")), (Some(2), Some(1)));
    // Of Orchid's, whatever the severity.
    assert_eq!((count(&found, "severity", "high"), count(&found, "severity", "moderate")), (Some(1), Some(1)));
    assert_eq!((count(&found, "severity", "low"), count(&found, "severity", "critical")), (None, None));
    // Both hold for all others.
    assert_eq!((count(&found, "tier", "press"), count(&found, "tier", "database")), (Some(1), None));
}

#[test]
fn each_count_tells_what_choosing_that_value_instead_would_find() {
    let index = index();
    for (query, field) in
        [("vendor:orchid", "vendor"), ("ban OR outage tier:press", "tier"), ("fern lang:en", "language")]
    {
        let found = counted(&index, query);
        for (value, _, count) in &facet(&found, field).values {
            let chosen =
                facet(&found, field).values.iter().fold(query.to_owned(), |q, (v, ..)| crate::widen(&q, field, v));
            assert_eq!(counted(&index, &crate::narrow(&chosen, field, value)).total, *count, "{query}: {value}");
        }
    }
}

#[test]
fn two_values_of_a_facet_find_either() {
    let index = index();
    let query = crate::narrow("vendor:orchid -filler", "vendor", "bluefin");
    assert_eq!(find(&index, &query).total, 4, "{query}");
}

#[test]
fn the_histogram_is_told_by_day_month_or_year() {
    let index = index();
    let parsed = index.parse("-filler after:2026-06", now());
    let by = |resolution| -> Vec<(String, u64)> {
        index.search(&Request { facets: true, resolution, ..request(&parsed) }).unwrap().histogram
    };
    let owned = |bars: &[(&str, u64)]| -> Vec<(String, u64)> {
        bars.iter().map(|(bar, count)| ((*bar).to_owned(), *count)).collect()
    };
    let days = [("2026-06-01", 1), ("2026-06-30", 1), ("2026-07-03", 1), ("2026-07-04", 1), ("2026-07-05", 1)];
    assert_eq!(by(Resolution::Day), owned(&days));
    assert_eq!(by(Resolution::Month), owned(&[("2026-06", 2), ("2026-07", 3)]));
    assert_eq!(by(Resolution::Year), owned(&[("2026", 5)]));
}

#[test]
fn checks_beside_lookups_find_what_lookups_alone_find() {
    let index = index();
    for condition in ["after:2026-07-03", "before:2026-07", "happened:2026-03", "known:2026-07-02", "by:2026-07-03"] {
        let mut both: Vec<String> = Vec::new();
        // A word that all have but one is checked beside; its opposite is looked up alone.
        for query in
            [format!("{condition} (press OR tier:press OR tier:vendor OR tier:database)"), condition.to_owned()]
        {
            both.push(find(&index, &query).hits.iter().map(|hit| hit.key.as_str()).collect::<Vec<_>>().join(" "));
        }
        assert_eq!(both[0], both[1], "{condition}");
    }
}

#[test]
fn words_of_other_languages_are_found_in_their_inflections() {
    let index = index();
    let mut german = plain(200, day(2026, 8, 1));
    (german.text, german.languages) = ("Neue Verbote folgten.".to_owned(), vec!["de".to_owned()]);
    index.apply(&[german], &[], &[], ChangeSeq(8)).unwrap();
    let found = find(&index, "verbot");
    assert_eq!(found.total, 1);
    let lit: Vec<&str> =
        found.hits[0].snippet.iter().filter(|part| part.highlighted).map(|part| part.text.as_str()).collect();
    assert_eq!(lit, ["Verbote"]);
    assert_eq!(find(&index, "\"verbot\"").total, 0);
}

#[test]
fn a_request_for_a_period_narrows_hits_and_counts() {
    let index = index();
    let parsed = index.parse("", now());
    let request =
        Request { after: Some(day(2026, 7, 3)), before: Some(day(2026, 7, 5)), facets: true, ..request(&parsed) };
    let found = index.search(&request).unwrap();
    let keys: Vec<&str> = found.hits.iter().map(|hit| hit.key.as_str()).collect();
    assert_eq!(keys, ["d5", "d1"]);
    assert_eq!(found.histogram, [("2026-07".to_owned(), 2)]);
}

#[test]
fn kinds_of_records_are_searched_apart() {
    let index = index();
    let parsed = index.parse("harbour", now());
    let total = |kind| index.search(&Request { kind, ..request(&parsed) }).unwrap().total;
    assert_eq!(total(RecordKind::Document), 1);
    assert_eq!(total(RecordKind::Event), 3);
    assert_eq!(total(RecordKind::Incident), 2);
}

#[test]
fn a_hit_says_what_it_is() {
    let index = index();
    let parsed = index.parse("harbour", now());
    let event = Request { kind: RecordKind::Event, ..request(&parsed) };
    let hit = index.search(&event).unwrap().hits.remove(2);
    assert_eq!((hit.key.as_str(), hit.document, hit.event), ("d1e2", Some(DocumentId(1)), Some(2)));
    let hit = find(&index, "incident:INC-2026-0042 status:alleged").hits.remove(0);
    assert_eq!(hit.incident, Some(IncidentId { year: 2026, number: 42 }));
    assert_eq!(hit.event, None);
}

#[test]
fn snippets_highlight_and_a_find_in_the_title_shows_the_beginning() {
    let index = index();
    let hit = find(&index, "\"system prompt\"").hits.remove(0);
    let lit: Vec<&str> = hit.snippet.iter().filter(|part| part.highlighted).map(|part| part.text.as_str()).collect();
    assert_eq!(lit, ["system", "prompt"]);
    let hit = find(&index, "title:x memo -leaked").hits.remove(0);
    assert_eq!(hit.key, "d8");
    assert_eq!(hit.snippet[0].text, "Nothing of the headline stands in here.");
}

#[test]
fn a_better_match_comes_first_by_relevance() {
    let index = index();
    let mut lukewarm = plain(100, day(2026, 8, 14));
    lukewarm.text = format!("{} A sycamore is mentioned once.", "Other matters. ".repeat(80));
    let mut apt = plain(101, day(2026, 8, 1));
    apt.title = "Sycamore".to_owned();
    apt.text = "The sycamore fell.".to_owned();
    index.apply(&[lukewarm, apt], &[], &[], ChangeSeq(8)).unwrap();
    let parsed = index.parse("sycamore", now());
    let hits = |sort| -> Vec<String> {
        index.search(&Request { sort, ..request(&parsed) }).unwrap().hits.into_iter().map(|hit| hit.key).collect()
    };
    assert_eq!(hits(Sort::Relevance), ["d101", "d100"]);
    assert_eq!(hits(Sort::Newest), ["d100", "d101"]);
}

#[test]
fn matches_tells_which_of_the_records_a_query_finds() {
    let index = index();
    let keys = ["d3", "d1", "INC-2026-0042", "d999"].map(str::to_owned);
    let matching = |query: &str| index.matches(&index.parse(query, now()), &keys).unwrap();
    assert_eq!(matching("harbour"), ["d1", "INC-2026-0042"]);
    assert_eq!(matching(""), ["d3", "d1", "INC-2026-0042"]);
    assert_eq!(matching("-harbour"), ["d3"]);
    assert!(index.matches(&index.parse("", now()), &[]).unwrap().is_empty());
    let all: Vec<String> = records().into_iter().map(|record| record.key).collect();
    assert_eq!(index.matches(&index.parse("outage", now()), &all).unwrap(), ["d3"]);
}

#[test]
fn a_source_that_nothing_came_from_is_noted_and_still_asked_for() {
    let index = index();
    let parsed = index.parse("source:orchid-newsrom", now());
    assert_eq!(parsed.notes[0].suggestion.as_deref(), Some("source:orchid-newsroom"));
    assert_eq!(index.search(&request(&parsed)).unwrap().total, 0);
}
