use super::*;

#[tokio::test]
async fn feeds_hold_the_incidents_that_the_query_finds() {
    let site = site().await;
    let atom = site.get("/feed.atom?q=vendor:bluefin").await;
    assert_eq!(atom.header(header::CONTENT_TYPE), "application/atom+xml; charset=utf-8");
    assert_eq!(atom.body.matches("<entry>").count(), 1, "{}", atom.body);
    assert!(atom.body.contains("https://watch.example/incidents/INC-2026-0002"));
    let mut reader = quick_xml::Reader::from_str(&atom.body);
    loop {
        match reader.read_event().expect("well formed") {
            quick_xml::events::Event::Eof => break,
            _ => continue,
        }
    }
    let json = site.get("/feed.json").await.json();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["items"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn the_calendar_holds_what_takes_effect_once() {
    let site = site().await;
    let calendar = site.get("/calendar.ics").await.body;
    assert_eq!(calendar.matches("SUMMARY:ban by Harbour Group").count(), 1, "{calendar}");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20260710"), "{calendar}");
    assert!(!calendar.contains("DTEND"), "a day without an end is that whole day");
    assert_eq!(calendar.matches("PRODID").count(), 1);
    assert!(!calendar.contains("SUMMARY:acknowledgement"), "{calendar}");
}

#[tokio::test]
async fn exports_hold_every_document() {
    let site = site().await;
    assert_eq!(site.get("/export.jsonl").await.body.lines().count(), 7);
    let csv = site.get("/export.csv").await;
    assert_eq!(csv.body.lines().count(), 8, "{}", csv.body);
    assert!(csv.header(header::CONTENT_DISPOSITION).contains("watchline.csv"));
    assert_eq!(site.get("/export.bib?q=tier:vendor").await.body.matches("@online{").count(), 1);
    assert_eq!(site.get("/export.csl.json").await.json().as_array().map(Vec::len), Some(7));
}

#[tokio::test]
async fn the_stix_bundle_refers_only_to_what_it_holds_and_is_the_same_each_time() {
    let site = site().await;
    let first = site.get("/export.stix.json").await;
    assert_eq!(first.body, site.get("/export.stix.json").await.body);
    let bundle = first.json();
    let objects = bundle["objects"].as_array().expect("objects");
    let ids: std::collections::BTreeSet<&str> = objects.iter().filter_map(|object| object["id"].as_str()).collect();
    assert_eq!(ids.len(), objects.len(), "ids are unique");
    for object in objects {
        let kind = object["type"].as_str().expect("a type");
        assert!(object["id"].as_str().is_some_and(|id| id.starts_with(&format!("{kind}--"))));
        // Observable objects have no moments.
        for time in ["created", "modified"].into_iter().filter(|_| kind != "software") {
            let text = object[time].as_str().expect("a time");
            assert!(text.len() == 24 && text.ends_with('Z'), "{text}");
        }
        let lists = object["object_refs"].as_array().into_iter().flatten();
        let single = ["created_by_ref", "source_ref", "target_ref"].iter().map(|name| &object[*name]);
        for reference in lists.chain(single).filter_map(|reference| reference.as_str()) {
            assert!(ids.contains(reference), "{kind} refers to {reference}");
        }
    }
    let of = |kind: &str| objects.iter().filter(|object| object["type"] == kind).count();
    assert_eq!((of("report"), of("incident")), (7, 3));
    assert!(of("note") > 7 && of("relationship") > 2 && of("identity") > 5 && of("software") > 1);
    let notes = objects.iter().filter(|object| object["type"] == "note");
    for reference in notes.map(|note| &note["external_references"][0]) {
        assert_eq!(reference["hashes"]["SHA-256"].as_str().map(str::len), Some(64), "{reference}");
    }
}

#[tokio::test]
async fn what_has_an_id_is_the_same_in_every_bundle() {
    let site = site().await;
    let bundle = async |q: &str| {
        let bundle = site.get(&format!("/export.stix.json?q={q}")).await.json();
        let objects = bundle["objects"].as_array().expect("objects").clone();
        let by_id = objects.into_iter().map(|object| (object["id"].to_string(), object));
        (bundle["id"].clone(), by_id.collect::<std::collections::BTreeMap<_, _>>())
    };
    let (all_id, all) = bundle("").await;
    let (some_id, some) = bundle("tier:vendor").await;
    assert!(some.len() > 3 && some.len() < all.len());
    assert_ne!(all_id, some_id, "two bundles are two things");
    for (id, object) in some.iter().filter(|(_, object)| object["type"] != "relationship") {
        assert_eq!(all.get(id), Some(object));
    }
}

#[tokio::test]
async fn an_entry_of_the_calendar_keeps_its_name() {
    let site = site().await;
    let uids = |calendar: &str| {
        let mut uids: Vec<String> =
            calendar.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        uids.sort();
        uids
    };
    let all = uids(&site.get("/calendar.ics").await.body);
    let mut distinct = all.clone();
    distinct.dedup();
    assert!(!all.is_empty() && distinct == all, "{all:?}");
    // Told by fewer documents, it is the same entry.
    let some = uids(&site.get("/calendar.ics?q=event:ban%20source:meridian").await.body);
    assert!(!some.is_empty() && some.iter().all(|uid| all.contains(uid)), "{some:?} of {all:?}");
}

#[tokio::test]
async fn a_long_export_is_written_as_it_is_read_and_is_the_same() {
    use futures::StreamExt as _;
    let site = site().await;
    let whole = site.get("/export.jsonl").await.body;
    let export = crate::export::Export::new(&site.state, crate::export::ExportFormat::Jsonl, "");
    let mut parts = crate::feeds::rest(String::new(), export).into_data_stream();
    let mut written = Vec::new();
    while let Some(part) = parts.next().await {
        written.extend_from_slice(&part.expect("the archive is whole"));
    }
    assert_eq!(String::from_utf8(written).expect("text"), whole);
    assert!(parts.next().await.is_none(), "it may be asked once more after its end, as compression does");
}
