use super::*;

const ADVISORY: &[u8] = include_bytes!("../../../fixtures/records/csaf/advisory.json");
const URL: &str = "https://watchline-fixture.example/csaf/2026/watchfixture-sa-2026-0007.json";

fn changed(change: impl FnOnce(&mut Value)) -> Reading {
    let mut value: Value = serde_json::from_slice(ADVISORY).unwrap();
    change(&mut value);
    read(&serde_json::to_vec(&value).unwrap(), URL).unwrap()
}

fn events(reading: &Reading) -> Vec<(&str, String)> {
    reading.stated_events.iter().map(|event| (event.kind.as_str(), event.date.value_text())).collect()
}

#[test]
fn an_advisory_becomes_a_document_with_all_it_says() {
    let reading = read(ADVISORY, URL).unwrap();
    assert_eq!(reading.title, "Watchfixture Assistant: prompts of other tenants shown (WATCHFIXTURE-SA-2026-0007)");
    let paragraphs: Vec<&str> = reading.text.split("\n\n").collect();
    let expected = [
        "A cache key without the tenant gave prompts to others.",
        "Hosted instances only.",
        "CVE-2026-902007, Cache shared by tenants: The key of the cache lacked the tenant.",
        "Affected: P9; Watchfixture Assistant from 4.0 before 4.2.1; Watchfixture Assistant within Fixture Gateway",
        "Fixed: Watchfixture Assistant 4.2.1",
        "Not affected: Fixture Gateway",
        "Workaround: Switch off the cache. (Watchfixture Assistant 4.0 to 4.2.0)",
        "Impact: Prompts of others are shown.",
        "Justification: component not present (Fixture Gateway)",
        "State of the document: interim",
        "2026-06-20: the weakness was discovered.",
        "2026-07-04 08:00 UTC, vendor fix: Update to 4.2.1.",
        "2026-07-05 12:00 UTC, version 2: Fixed release named",
        "Aliases: CVE-2026-902007, GHSA-fixt-ure1-aaaa",
        "Credits: Fixture Finder (Fixture Labs), Fixture CERT",
    ];
    for paragraph in expected {
        let plain = paragraph.replace("; ", ", ");
        assert!(paragraphs.iter().any(|found| found.replace("; ", ", ") == plain), "{paragraph}\n{}", reading.text);
    }
    assert!(!reading.text.contains("own risk") && !reading.text.contains("FT-17"));
    assert!(reading.text.contains("6.5 (CVSS:3.1/AV:N"));
    assert_eq!(reading.site_name.as_deref(), Some("Watchfixture PSIRT"));
    let page = "https://watchline-fixture.example/advisories/WATCHFIXTURE-SA-2026-0007";
    assert_eq!(reading.canonical_url.as_deref(), Some(page));
    assert_eq!(reading.published.map(|date| date.value_text()).as_deref(), Some("2026-07-03T09:00:00Z"));
    assert_eq!(reading.links.len(), 4);
    let advisory = reading.advisory.unwrap();
    assert_eq!(advisory.id, "WATCHFIXTURE-SA-2026-0007");
    assert_eq!(advisory.aliases, ["CVE-2026-902007", "GHSA-fixt-ure1-aaaa"]);
    assert_eq!((advisory.scores.len(), advisory.disputed, advisory.withdrawn), (2, true, None));
}

#[test]
fn dated_steps_state_what_happened() {
    let reading = read(ADVISORY, URL).unwrap();
    let expected = [
        ("denial", "2026-06-25"),
        ("vulnerability_disclosed", "2026-07-02"),
        ("vulnerability_exploited", "2026-07-03"),
        ("vulnerability_patched", "2026-07-04T08:00:00Z"),
    ];
    assert_eq!(events(&reading), expected.map(|(kind, date)| (kind, date.to_owned())));
    for event in &reading.stated_events {
        assert!(reading.full_text().contains(&event.quote), "{}", event.quote);
    }
}

#[test]
fn one_document_on_many_weaknesses_is_no_alias_of_any() {
    let reading = changed(|csaf| {
        let list = csaf["vulnerabilities"].as_array_mut().unwrap();
        let mut second = list[0].clone();
        second["cve"] = "CVE-2026-902008".into();
        list.push(second);
    });
    assert_eq!(reading.advisory.unwrap().aliases, Vec::<String>::new());
    assert!(reading.text.contains("CVE-2026-902008"));
    assert!(reading.text.contains("vendor fix: CVE-2026-902008: Update to 4.2.1."));
}

#[test]
fn withdrawal_is_told_by_category_and_by_title() {
    let by_title = changed(|csaf| csaf["document"]["title"] = "[WITHDRAWN] Watchfixture Assistant".into());
    assert!(by_title.advisory.unwrap().withdrawn.is_some());
    assert!(by_title.text.contains("Withdrawn on 2026-07-05 12:00 UTC"));
    let by_category = changed(|csaf| {
        csaf["document"]["category"] = "csaf_withdrawn".into();
        csaf["document"]["notes"][1]["title"] = "Reasoning for Withdrawal".into();
    });
    assert!(by_category.text.contains("Withdrawn on 2026-07-05 12:00 UTC: A cache key without"));
    let not = changed(|csaf| csaf["document"]["title"] = "Consent withdrawn by users is ignored".into());
    assert_eq!(not.advisory.unwrap().withdrawn, None);
}

#[test]
fn the_names_of_2_1_are_understood() {
    let reading = changed(|csaf| {
        csaf["document"]["csaf_version"] = "2.1".into();
        csaf["document"]["distribution"]["tlp"]["label"] = "CLEAR".into();
        let vulnerability = &mut csaf["vulnerabilities"][0];
        vulnerability["cwes"] = serde_json::json!([{"id": "CWE-524", "name": "Cache"}]);
        vulnerability["metrics"] = serde_json::json!([{"products": ["P1"], "content": {"cvss_v4": {"version": "4.0",
            "vectorString": "CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N", "baseScore": 7.1, "baseSeverity": "HIGH"}}}]);
    });
    assert_eq!(reading.warnings, Vec::<String>::new());
    assert!(reading.text.contains("CWE-524 Cache") && reading.text.contains("4.0 7.1"), "{}", reading.text);
    let closed = changed(|csaf| csaf["document"]["distribution"]["tlp"]["label"] = "AMBER".into());
    assert!(closed.warnings[0].contains("AMBER"));
}

#[test]
fn the_order_of_keys_changes_nothing() {
    assert_eq!(changed(|_| ()), read(ADVISORY, URL).unwrap());
}

#[test]
fn what_is_no_csaf_document_is_none_and_odd_fields_cost_only_themselves() {
    let deep = format!(
        r#"{{"document":{{"tracking":{{"id":"x"}}}},"product_tree":{}1{}}}"#,
        r#"{"branches":["#.repeat(60),
        "]}".repeat(60)
    );
    let deeper = format!(r#"{{"document":{}1{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    for body in [
        b"".as_slice(),
        b"{}",
        b"[]",
        b"\xff",
        br#"{"document":1}"#,
        br#"{"document":{"tracking":{}}}"#,
        deeper.as_bytes(),
    ] {
        assert_eq!(read(body, URL), None);
    }
    assert_eq!(read(deep.as_bytes(), URL).unwrap().title, "x");
    let odd = br#"{"document":{"title":7,"tracking":{"id":"WATCHFIXTURE-1","revision_history":"none"},"notes":[1,{"category":"summary"}]},
        "vulnerabilities":[null,3,{"cve":["x"],"product_status":[],"remediations":{"category":"vendor_fix","date":"someday"},"threats":[{}]}]}"#;
    let reading = read(odd, URL).unwrap();
    assert_eq!(reading.canonical_url.as_deref(), Some(URL));
    assert!(reading.title.contains("WATCHFIXTURE-1"));
}

/// Every cut of `bytes`, and every one with a byte changed, so many at most.
fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let step = (bytes.len() / 150).max(1);
    let changed = [0, b'"', b'<', b'{', b'9', 0xff];
    (0..bytes.len()).step_by(step).flat_map(move |at| {
        let mut other = bytes.to_vec();
        if let Some(byte) = other.get_mut(at) {
            *byte = changed.get(at % changed.len()).copied().unwrap_or_default();
        }
        [bytes.get(..at).unwrap_or_default().to_vec(), other]
    })
}

#[test]
fn no_damage_breaks_the_reader_and_quotes_stand_in_what_is_left() {
    let mut read_well = 0;
    for body in damaged(ADVISORY) {
        let Some(reading) = read(&body, URL) else { continue };
        read_well += 1;
        assert!(reading.stated_events.iter().all(|event| reading.full_text().contains(&event.quote)));
    }
    assert!(read_well > 50, "{read_well}");
}
