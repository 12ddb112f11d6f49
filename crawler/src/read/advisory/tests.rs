mod fixtures;

use chrono::{NaiveDate, TimeZone, Utc};

use super::*;

fn day(year: i32, month: u32, day: u32) -> Dated {
    Dated::day(NaiveDate::from_ymd_opt(year, month, day).expect("a day"), Basis::Occurred)
}

fn record() -> Record {
    Record {
        id: "WLFX-1".to_owned(),
        body: vec!["Fixture is a tool. An attacker can read any file.".to_owned()],
        page_url: "https://database.example/WLFX-1".to_owned(),
        ..Record::default()
    }
}

fn step(date: Dated, text: &str, kind: Option<&'static str>) -> Step {
    Step { date, state: None, text: text.to_owned(), kind }
}

#[test]
fn the_headline_is_the_sentence_that_names_the_weakness() {
    assert_eq!(compose(record()).title, "An attacker can read any file (WLFX-1)");
    let own = Record { title: Some("Files can be read".to_owned()), ..record() };
    assert_eq!(compose(own).title, "Files can be read (WLFX-1)");
    let too_short = Record { title: Some("File access".to_owned()), ..record() };
    assert_eq!(compose(too_short).title, "An attacker can read any file (WLFX-1)");
    let with_id = Record { title: Some("wlfx-1: files can be read".to_owned()), ..record() };
    assert_eq!(compose(with_id).title, "wlfx-1: files can be read");
    let only_affected = Affected { product: "npm/fixture".to_owned(), versions: String::new() };
    let nothing_said = Record { body: Vec::new(), affected: vec![only_affected], ..record() };
    assert_eq!(compose(nothing_said).title, "Weakness in npm/fixture (WLFX-1)");
    assert_eq!(compose(Record { body: Vec::new(), ..record() }).title, "WLFX-1");
}

#[test]
fn a_derived_headline_names_the_package() {
    let affected = |product: &str| vec![Affected { product: product.to_owned(), versions: String::new() }];
    let other = Record { affected: affected("PyPI/chain-tools"), ..record() };
    assert_eq!(compose(other).title, "chain-tools: An attacker can read any file (WLFX-1)");
    let body = vec!["An attacker can make Chain read any file.".to_owned()];
    let named = Record { affected: affected("PyPI/chain-tools"), body, ..record() };
    assert_eq!(compose(named).title, "An attacker can make Chain read any file (WLFX-1)");
}

#[test]
fn a_long_headline_is_cut_at_a_word() {
    let title = compose(Record { title: Some("word ".repeat(100)), ..record() }).title;
    assert!(title.ends_with("word… (WLFX-1)"), "{title}");
    assert!(title.chars().count() < 180, "{title}");
}

#[test]
fn every_quote_of_a_stated_event_stands_in_the_text() {
    let text = "fixed\n\n  in   2.0";
    let steps =
        vec![step(day(2026, 3, 2), text, Some("vulnerability_patched")), step(day(2026, 3, 1), "reported", None)];
    let reading = compose(Record { steps, published: Some(day(2026, 3, 4)), ..record() });
    let kinds: Vec<&str> = reading.stated_events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["vulnerability_patched", "vulnerability_disclosed"]);
    for event in &reading.stated_events {
        assert!(reading.full_text().contains(&event.quote), "{}", event.quote);
    }
    assert!(reading.text.contains("2026-03-01: reported\n\n2026-03-02: fixed in 2.0\n\n"), "{}", reading.text);
}

#[test]
fn a_disclosure_is_stated_once_and_by_the_surest_date() {
    let steps = vec![step(day(2026, 3, 2), "made public", Some("vulnerability_disclosed"))];
    let reading = compose(Record { steps, published: Some(day(2026, 3, 4)), ..record() });
    assert_eq!(reading.stated_events.len(), 1);
    assert_eq!(reading.stated_events[0].date.value_text(), "2026-03-02");
    let public_since = Some(day(2026, 3, 3));
    let reading = compose(Record { public_since, published: Some(day(2026, 3, 4)), ..record() });
    assert_eq!(reading.stated_events[0].quote, "Public since 2026-03-03.");
}

#[test]
fn a_number_that_was_never_used_disclosed_nothing() {
    let withdrawal = Some("the number was rejected.".to_owned());
    let rejected = Record { withdrawal, body: Vec::new(), published: Some(day(2026, 3, 4)), ..record() };
    let reading = compose(rejected);
    assert_eq!(reading.stated_events, Vec::new());
    assert!(reading.advisory.expect("an advisory").withdrawn.is_some());
    assert!(reading.text.ends_with("Withdrawn: the number was rejected."), "{}", reading.text);
}

#[test]
fn aliases_stand_once_and_in_one_order() {
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let aliases = ids(&["PYSEC-1", "GHSA-b", "wlfx-1", "CVE-2", "GHSA-b", "CVE-1"]);
    let reading = compose(Record { aliases, related: ids(&["CVE-2", "CVE-9"]), ..record() });
    assert!(reading.text.contains("Aliases: CVE-1, CVE-2, GHSA-b, PYSEC-1\n\nRelated: CVE-9"), "{}", reading.text);
}

#[test]
fn the_order_of_packages_does_not_show() {
    let affected =
        |product: &str, versions: &str| Affected { product: product.to_owned(), versions: versions.to_owned() };
    let one = vec![affected("b", "before 2"), affected("a", ""), affected("b", "before 1")];
    let other = vec![affected("b", "before 1"), affected("b", "before 2"), affected("a", ""), affected("a", "")];
    let (one, other) = (compose(Record { affected: one, ..record() }), compose(Record { affected: other, ..record() }));
    assert_eq!(one.text, other.text);
    assert!(one.text.contains("Affected: a; b before 1, before 2"), "{}", one.text);
}

#[test]
fn lists_without_end_are_cut_and_said_to_be() {
    let references =
        (0..100_000).map(|n| Reference { url: format!("https://report.example/{n}"), label: String::new() });
    let affected = (0..500).map(|n| Affected { product: format!("p{n:03}"), versions: String::new() }).collect();
    let steps = (0..5_000).map(|n| step(day(2026, 3, 1 + n % 28), &format!("step {n}"), None)).collect();
    let body = vec!["word ".repeat(30_000); 20];
    let reading = compose(Record { references: references.collect(), affected, steps, body, ..record() });
    assert_eq!(reading.links.len(), REFERENCES_MAX);
    assert!(reading.text.contains("p039, and 460 more") || reading.text.contains("p039; and 460 more"));
    assert!(reading.text.chars().count() < BODY_MAX_CHARS + 10_000);
    assert_eq!(reading.warnings.len(), 2, "{:?}", reading.warnings);
}

#[test]
fn scores_keep_their_scheme() {
    let of = |vector: &str| cvss_score(vector).map(|score| (score.scheme, score.score, score.rating));
    let is = |scheme: &str, score: f32, word: &str| Some((scheme.to_owned(), Some(score), Some(word.to_owned())));
    assert_eq!(of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), is("CVSS:3.1", 9.8, "critical"));
    assert_eq!(of("CVSS:3.0/AV:L/AC:H/PR:L/UI:R/S:C/C:L/I:L/A:N"), is("CVSS:3.0", 3.9, "low"));
    assert_eq!(of("(AV:N/AC:L/Au:N/C:P/I:P/A:P)"), is("CVSS:2.0", 7.5, "high"));
    let four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
    assert_eq!(of(four), is("CVSS:4.0", 9.3, "critical"));
    assert_eq!(of("high"), None);
    let broken = cvss_score("CVSS:3.1/AV:N").expect("its scheme is known");
    assert_eq!((broken.score, broken.vector.as_deref()), (None, Some("CVSS:3.1/AV:N")));
}

#[test]
fn ranges_read_like_sentences() {
    let cases = [
        (">= 1.0, < 1.4.1", "from 1.0 before 1.4.1"),
        ("< 2.0.0", "before 2.0.0"),
        ("<= 0.9.8", "up to 0.9.8"),
        ("= 3.0", "3.0"),
        ("> 1.0, <= 1.5", "after 1.0 up to 1.5"),
        (">= 4", "from 4 on"),
        (">= 0", "all versions"),
        ("> 0", "all versions"),
        ("< 1.0 || >= 2.0, < 2.1", "before 1.0, from 2.0 before 2.1"),
        ("1.x before patch 7", "1.x before patch 7"),
        ("", "all versions"),
    ];
    for (range, words) in cases {
        assert_eq!(range_text(range), words, "{range}");
    }
}

#[test]
fn versions_are_compared_by_value() {
    let mut versions = ["2.0.0", "0", "1.10", "1.9", "1.9.1", "10"];
    versions.sort_by(|a, b| compare_versions(a, b));
    assert_eq!(versions, ["0", "1.9", "1.9.1", "1.10", "2.0.0", "10"]);
}

#[test]
fn a_dispute_is_seen_in_the_words() {
    let disputed = |text: &str| disputed_sentence(&[text.to_owned()]);
    let sentence = "NOTE: the vendor disputes the significance of this.";
    assert_eq!(disputed(&format!("A flaw was found. {sentence}")).as_deref(), Some(sentence));
    assert!(disputed("** DISPUTED ** A flaw in 1.0.").is_some());
    assert!(disputed("The existence of this issue is disputed by multiple third parties.").is_some());
    assert!(disputed("The tool settles disputes between agents.").is_none());
}

#[test]
fn steps_are_events_only_where_they_say_so() {
    let cases = [
        ("Fix released in 1.2", Some("vulnerability_patched")),
        ("Patch committed to main", Some("vulnerability_patched")),
        ("Vendor releases version 2.1.4", Some("vulnerability_patched")),
        ("Countermeasure disclosed", Some("vulnerability_patched")),
        ("The maintainers merged a fix", Some("vulnerability_patched")),
        ("Vendor is working on a fix", None),
        ("Asked the vendor when a fix will be released", None),
        ("Public disclosure", Some("vulnerability_disclosed")),
        ("Advisory disclosed", Some("vulnerability_disclosed")),
        ("Vulnerability details published on our blog", Some("vulnerability_disclosed")),
        ("Made public.", Some("vulnerability_disclosed")),
        ("Initial disclosure to vendor", None),
        ("Reported to vendor", None),
        ("90-day disclosure deadline", None),
        ("Responsible disclosure to the maintainers", None),
        ("CVE reserved", None),
        ("VulDB entry created", None),
        ("Exploited in the wild since March", Some("vulnerability_exploited")),
        ("CVE-2026-902001 added to CISA KEV", Some("vulnerability_exploited")),
        ("No exploitation has been observed; not exploited", None),
        ("Vendor acknowledged the report", Some("acknowledgement")),
        ("Confirmed by the maintainer", Some("acknowledgement")),
        ("No confirmation by the vendor", None),
        ("Vendor confirmed the receipt of the report", None),
        ("No response from vendor. Request for confirmation", None),
        ("Issue acknowledged by Fixture Labs", Some("acknowledgement")),
        ("Issue reported publicly via https://code.example/issues/1", Some("vulnerability_disclosed")),
        ("Fixture releases 1.0.20.52", Some("vulnerability_patched")),
        ("Updated version of the application released", Some("vulnerability_patched")),
        ("48 hour notice before public disclosure sent to the vendor", None),
        ("The vendor rejected the report", Some("denial")),
    ];
    let wrong: Vec<_> = cases.iter().filter(|(words, kind)| kind_of_step(words) != *kind).collect();
    assert!(wrong.is_empty(), "{:?}", wrong.iter().map(|(words, _)| (words, kind_of_step(words))).collect::<Vec<_>>());
    assert!(is_bookkeeping("VulnFixture entry last update"));
    assert!(!is_bookkeeping("Vendor updated the advisory's fix"));
}

#[test]
fn dates_show_no_more_than_is_known() {
    let moment = Utc.with_ymd_and_hms(2026, 3, 2, 14, 5, 59).single().expect("a moment");
    assert_eq!(date_text(&Dated::time(moment, Basis::Occurred)), "2026-03-02 14:05 UTC");
    assert_eq!(date_text(&day(2026, 3, 2)), "2026-03-02");
}
