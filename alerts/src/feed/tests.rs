use super::*;
use crate::testing::day;

fn feed() -> Feed {
    Feed {
        title: "Incidents <all>".to_owned(),
        id: "https://watch.example/feed.atom?q=a&b".to_owned(),
        home_url: "https://watch.example/search?q=a&b".to_owned(),
        self_url: "https://watch.example/feed.atom?q=a&b".to_owned(),
        updated: day(20),
    }
}

fn entry() -> FeedEntry {
    FeedEntry {
        id: "https://watch.example/incidents/INC-2026-0001".to_owned(),
        title: "Corvina & <b>strangers</b>".to_owned(),
        url: "https://watch.example/incidents/INC-2026-0001".to_owned(),
        updated: day(20),
        published: Some(day(19)),
        summary: "It showed \u{1}invoices.".to_owned(),
        authors: vec!["The Quay Post".to_owned()],
    }
}

/// Text of all elements of this name, entities resolved.
fn texts(xml: &str, element: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut inside, mut found) = (false, Vec::<String>::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(start) if start.name().as_ref() == element => {
                inside = true;
                found.push(String::new());
            }
            quick_xml::events::Event::End(_) => inside = false,
            quick_xml::events::Event::Text(text) if inside => {
                found.last_mut().expect("inside one").push_str(text.as_ref())
            }
            quick_xml::events::Event::GeneralRef(name) if inside => {
                let name: &str = name.as_ref();
                let symbol = quick_xml::escape::resolve_predefined_entity(name).expect("a predefined entity");
                found.last_mut().expect("inside one").push_str(symbol);
            }
            quick_xml::events::Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn atom_is_well_formed_whatever_a_title_holds() {
    let xml = atom(&feed(), &[entry()]);
    assert_eq!(texts(&xml, "title"), ["Incidents <all>", "Corvina & <b>strangers</b>"]);
    assert_eq!(texts(&xml, "summary"), ["It showed invoices."]);
    assert_eq!(texts(&xml, "updated"), ["2026-07-20T09:30:00Z", "2026-07-20T09:30:00Z"]);
    assert_eq!(texts(&xml, "name"), ["Watchline", "The Quay Post"]);
}

#[test]
fn an_empty_feed_is_a_feed() {
    let xml = atom(&feed(), &[]);
    assert_eq!(texts(&xml, "id").len(), 1);
    let document: serde_json::Value = serde_json::from_str(&json(&feed(), &[])).expect("JSON");
    assert_eq!(document["items"].as_array().map(Vec::len), Some(0));
}

#[test]
fn json_feed_has_what_readers_need() {
    let document: serde_json::Value = serde_json::from_str(&json(&feed(), &[entry()])).expect("JSON");
    assert_eq!(document["version"], "https://jsonfeed.org/version/1.1");
    let item = &document["items"][0];
    assert_eq!(item["id"], "https://watch.example/incidents/INC-2026-0001");
    assert_eq!(item["date_published"], "2026-07-19T09:30:00Z");
    assert_eq!(item["authors"][0]["name"], "The Quay Post");
}
