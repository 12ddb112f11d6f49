use watchline_model::EntityKind::{Product, Vendor};
use watchline_model::{Advisory, EntityKind};

use crate::cluster::Clusterer;
use crate::cluster::tests::story::Story;

const ENTITIES: &[(EntityKind, &str)] = &[(Vendor, "Nordlys Ledger"), (Product, "Tallybot")];

fn record(day: u32, weakness: &str) -> Story {
    Story {
        title: "Path traversal in Tallybot",
        body: format!(
            "Tallybot allows a remote attacker to read arbitrary files by a path traversal in {weakness}. Update to the \
             version that was released on the day of this advisory. Nordlys Ledger thanks the finder for the report."
        ),
        published: Some((2026, 7, day)),
        entities: ENTITIES,
        events: &["vulnerability_disclosed"],
        ..Story::default()
    }
}

/// Clusters of records given as day, weakness in words, id and aliases.
fn clusters(records: &[(u32, &str, &str, &[&str])]) -> Vec<u64> {
    let mut clusterer = Clusterer::new();
    let mut clusters = Vec::new();
    for (number, (day, weakness, id, aliases)) in records.iter().enumerate() {
        let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        let advisory = Advisory { id: (*id).to_owned(), aliases, ..Advisory::default() };
        let signature = record(*day, weakness).signature().of_record(&advisory);
        clusters.push(clusterer.place(number as u64, &signature).clusters[0]);
    }
    clusters
}

#[test]
fn records_of_one_weakness_join_by_alias_over_a_chain_of_databases() {
    let placed = clusters(&[
        (1, "the name of an invoice", "WATCHFIX-2026-1", &["CVE-2026-99001"]),
        (2, "the folder of invoices", "GHSA-2222-3333-4444", &["CVE-2026-99001", "WATCHFIX-2026-1"]),
        (28, "a name that the client gives", "WATCHFIX-SA-7", &["GHSA-2222-3333-4444"]),
    ]);
    assert_eq!(placed, [placed[0]; 3]);
}

#[test]
fn records_of_two_weaknesses_stay_apart_though_they_say_the_same() {
    let placed = clusters(&[
        (1, "the name of an invoice", "WATCHFIX-2026-1", &["CVE-2026-99001"]),
        (1, "the name of an invoice", "WATCHFIX-2026-2", &["CVE-2026-99002"]),
        (1, "the name of an invoice", "WATCHFIX-2026-3", &[]),
    ]);
    assert_eq!(placed, [1, 2, 3]);
}

#[test]
fn a_record_on_several_weaknesses_is_a_document_like_any_other() {
    let story =
        Story { entities: &[(EntityKind::Vulnerability, "cve-2026-99001")], ..record(1, "the name of an invoice") };
    let advisory = Advisory { id: "WATCHFIX-SA-8".to_owned(), ..Advisory::default() };
    assert_eq!(story.signature().of_record(&advisory), story.signature());
}
