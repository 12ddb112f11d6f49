use super::*;

const BACK_DATED: &[u8] = include_bytes!("../../../fixtures/records/statuspage/back_dated.json");
const REPORT: &[u8] = include_bytes!("../../../fixtures/records/statuspage/report_with_updates.json");
const URL: &str = "https://status.watchline-fixture.example/incidents/watchlinefixture1";

fn events(reading: &Reading) -> Vec<(String, String)> {
    let shown = |event: &StatedEvent| (event.kind.as_str().to_owned(), event.date.value_text());
    reading.stated_events.iter().map(shown).collect()
}

#[test]
fn updates_stand_in_the_order_of_time_and_keep_both_their_times() {
    let reading = read(BACK_DATED, URL, None).unwrap();
    let paragraphs: Vec<&str> = reading.text.split("\n\n").collect();
    let expected = [
        "Impact: major.",
        "Affected: Chat, API (Europe).",
        "Investigating, 3 July 2026 10:00 UTC (shown as 10:00 UTC, written at 12:31 UTC): We are looking into errors.",
        "Identified, 3 July 2026 12:45 UTC: The cause is known.",
        "Monitoring, 3 July 2026 13:10 UTC: A fix is in place. See the note. We are watching it.",
        "Resolved, 3 July 2026 14:00 UTC: This incident has been resolved.",
        "Postmortem, 6 July 2026 09:00 UTC: What happened",
        "A deployment removed a cache that two services shared.",
        "We are sorry.",
    ];
    assert_eq!(paragraphs, expected);
    assert_eq!(reading.published.map(|date| date.value_text()).as_deref(), Some("2026-07-03T12:31:05Z"));
    assert_eq!(reading.modified.map(|date| date.value_text()).as_deref(), Some("2026-07-06T09:00:00Z"));
    assert_eq!(reading.canonical_url.as_deref(), Some(URL));
    assert_eq!(reading.links.first().map(|link| link.url.as_str()), Some("https://watchline-fixture.example/fix"));
}

#[test]
fn a_status_page_states_the_fault_and_each_step_once() {
    let reading = read(BACK_DATED, URL, None).unwrap();
    let expected = [
        ("outage", "2026-07-03T10:00:00Z"),
        ("acknowledgement", "2026-07-03T12:45:00Z"),
        ("mitigation", "2026-07-03T13:10:20Z"),
        ("mitigation", "2026-07-03T14:00:00Z"),
        ("postmortem", "2026-07-06T09:00:00Z"),
    ];
    assert_eq!(events(&reading), expected.map(|(kind, date)| (kind.to_owned(), date.to_owned())));
    for event in &reading.stated_events {
        assert!(reading.full_text().contains(&event.quote), "{}", event.quote);
        assert_eq!(event.date.basis, Basis::Occurred);
    }
}

#[test]
fn the_pages_name_comes_from_the_list_that_named_the_incident() {
    let name = "Elevated error rates on Watchfixture Chat";
    let listed = format!("Fixture Lab: {name}");
    let reading = read(BACK_DATED, URL, Some(&listed)).unwrap();
    assert_eq!((reading.title, reading.site_name.as_deref()), (listed, Some("Fixture Lab")));
    let reading = read(BACK_DATED, URL, Some("Something else")).unwrap();
    assert_eq!(
        (reading.title.as_str(), reading.site_name.as_deref()),
        (name, Some("status.watchline-fixture.example"))
    );
}

#[test]
fn a_report_with_its_updates_apart_is_read_alike() {
    let reading = read(REPORT, URL, None).unwrap();
    assert_eq!(reading.title, "Watchfixture Agents run slowly");
    assert_eq!(events(&reading), [("degradation".to_owned(), "2026-07-08T08:00:00Z".to_owned())]);
    assert!(reading.text.ends_with(
        "Update, 8 July 2026 08:05 UTC: Runs take minutes.\n\nUpdate, 8 July 2026 10:00 UTC: Back to normal."
    ));
}

#[test]
fn a_page_that_claims_no_effect_states_no_fault_unless_a_component_shows_one() {
    let record = |impact: &str, state: &str| {
        format!(
            r#"{{"name":"Odd answers","status":"investigating","impact":"{impact}","incident_updates":[{{"status":"investigating",
            "body":"We look.","created_at":"2026-07-03T10:00:00Z","affected_components":[{{"name":"API","new_status":"{state}"}}]}}]}}"#
        )
    };
    let cases = [
        ("none", "operational", None),
        ("none", "degraded_performance", Some("degradation")),
        ("minor", "operational", Some("degradation")),
        ("critical", "operational", Some("outage")),
        ("PARTIALOUTAGE", "operational", Some("outage")),
    ];
    for (impact, state, expected) in cases {
        let reading = read(record(impact, state).as_bytes(), URL, None).unwrap();
        assert_eq!(reading.stated_events.first().map(|event| event.kind.as_str()), expected, "{impact} {state}");
    }
}

#[test]
fn what_is_no_incident_is_none_and_a_broken_part_costs_only_itself() {
    for body in
        [b"".as_slice(), b"[]", b"{}", br#"{"name":"x"}"#, br#"{"name":"","status":"resolved"}"#, b"<html>", b"\xff"]
    {
        assert_eq!(read(body, URL, None), None, "{}", String::from_utf8_lossy(body));
    }
    let odd = br#"{"name":"Odd","incident_updates":[7,{"status":3,"body":["x"],"created_at":"never"},{"status":"resolved","body":"Done.","created_at":"2026-07-03T10:00:00Z"}],"components":"none","impact":null}"#;
    let reading = read(odd, URL, None).unwrap();
    assert!(reading.text.contains("Resolved, 3 July 2026 10:00 UTC: Done."));
}

#[test]
fn the_order_of_keys_changes_nothing() {
    let value: Value = serde_json::from_slice(BACK_DATED).unwrap();
    let reordered = serde_json::to_vec(&value).unwrap();
    assert_eq!(read(&reordered, URL, None), read(BACK_DATED, URL, None));
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
    for body in damaged(BACK_DATED) {
        let Some(reading) = read(&body, URL, None) else { continue };
        read_well += 1;
        assert!(reading.stated_events.iter().all(|event| reading.full_text().contains(&event.quote)));
    }
    assert!(read_well > 50, "{read_well}");
}
