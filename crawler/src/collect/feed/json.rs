//! JSON Feed 1.0 and 1.1 (jsonfeed.org), and what else of JSON lists items with addresses, as a [`Draft`].
//! Pure. Values of the wrong type are read as what they mean, where they mean something.

use serde_json::{Map, Value};

use super::draft::{Draft, Form, Link, Part, Text};
use super::lenient_json;
use super::people::Person;

/// What a lenient reading found out beside the feed.
pub(super) struct JsonDraft {
    pub draft: Draft,
    /// Whether it is a feed at all.
    pub is_feed: bool,
}

/// Reads `text`; `None` where no JSON begins.
pub(super) fn read(text: &str) -> Option<JsonDraft> {
    let (value, fault, is_cut_off) = match serde_json::from_str::<Value>(text) {
        Ok(value) => (value, None, false),
        Err(_) => {
            let lenient = lenient_json::parse(text)?;
            (lenient.value, lenient.fault.or(Some(text.len())), lenient.is_cut_off)
        }
    };
    let mut draft = Draft { fault, is_cut_off, ..Draft::default() };
    let is_feed = match &value {
        Value::Array(items) => {
            take_items(&mut draft, items);
            !draft.items.is_empty()
        }
        Value::Object(feed) => take_feed(&mut draft, feed),
        _ => false,
    };
    if draft.is_cut_off
        && let Some(last) = draft.items.last_mut()
    {
        last.is_cut_off = true;
    }
    Some(JsonDraft { draft, is_feed })
}

/// Whether the object is a feed.
fn take_feed(draft: &mut Draft, feed: &Map<String, Value>) -> bool {
    // RSS in JSON: {"rss": {"channel": {…, "item": […]}}}
    for wrapper in ["rss", "channel", "feed", "data"] {
        if let Some(Value::Object(inner)) = feed.get(wrapper) {
            return take_feed(draft, inner);
        }
    }
    draft.feed = part(feed);
    draft.feed.language = text_of(feed, &["language"]);
    draft.time_to_live = feed.get("ttl").and_then(|ttl| string(ttl)?.trim().parse().ok());
    if let Some(feed_url) = text_of(feed, &["feed_url"]) {
        draft.feed.links.push(Link { href: feed_url, rel: Some("self".to_owned()), ..Link::default() });
    }
    for hub in list(feed.get("hubs")) {
        let href = string(hub.get("url").unwrap_or(hub));
        draft.feed.links.extend(href.map(|href| Link { href, rel: Some("hub".to_owned()), ..Link::default() }));
    }
    let has_version = text_of(feed, &["version"]).is_some_and(|version| version.contains("jsonfeed"));
    let items = ["items", "item", "entries"].iter().find_map(|name| feed.get(*name));
    for item in list(items).iter().filter_map(|item| item.as_object()) {
        take_item(draft, item);
    }
    has_version || !draft.items.is_empty() || (items.is_some_and(Value::is_array) && !draft.feed.title.is_none())
}

fn take_items(draft: &mut Draft, items: &[Value]) {
    for item in items.iter().filter_map(Value::as_object) {
        if item.contains_key("url") || item.contains_key("link") || item.contains_key("external_url") {
            take_item(draft, item);
        }
    }
}

fn take_item(draft: &mut Draft, item: &Map<String, Value>) {
    let part = part(item);
    if !part.is_empty() {
        draft.items.push(part);
    }
}

fn part(object: &Map<String, Value>) -> Part {
    let mut part = Part::default();
    let form = |html: bool| if html { Form::Html } else { Form::Plain };
    let mut offer = |to: fn(&mut Part) -> &mut super::draft::Ranked<Text>, rank: u8, names: &[&str], html: bool| {
        if let Some(value) = text_of(object, names) {
            to(&mut part).offer(rank, Text { value, form: form(html) });
        }
    };
    offer(|part| &mut part.title, 0, &["title"], false);
    offer(|part| &mut part.summary, 0, &["summary"], false);
    offer(|part| &mut part.summary, 1, &["description"], true);
    offer(|part| &mut part.content, 0, &["content_html"], true);
    offer(|part| &mut part.content, 1, &["content_text"], false);
    offer(|part| &mut part.content, 2, &["content:encoded", "content"], true);
    for (rank, name) in [(0, "date_published"), (1, "published"), (1, "pubDate"), (2, "date"), (3, "created")] {
        part.published.extend(text_of(object, &[name]).map(|date| (rank, date)));
    }
    for (rank, name) in [(0, "date_modified"), (1, "updated"), (1, "modified")] {
        part.updated.extend(text_of(object, &[name]).map(|date| (rank, date)));
    }
    for (name, is_guess) in
        [("url", false), ("link", false), ("external_url", true), ("permalink", true), ("href", true)]
    {
        let href = text_of(object, &[name]);
        part.links.extend(href.map(|href| Link { href, is_guess, ..Link::default() }));
    }
    part.links.extend(text_of(object, &["home_page_url"]).map(|href| Link { href, ..Link::default() }));
    part.id = text_of(object, &["id", "guid"]);
    let people = list(object.get("authors")).into_iter().chain(list(object.get("author"))).filter_map(person);
    for person in people {
        if !part.authors.contains(&person) {
            part.authors.push(person);
        }
    }
    part
}

fn person(value: &Value) -> Option<Person> {
    let person = match value {
        Value::Object(object) => Person { name: text_of(object, &["name"]), email: text_of(object, &["email"]) },
        other => Person::from_text(&string(other)?),
    };
    (!person.is_nobody()).then_some(person)
}

/// The elements of an array, or the one value in place of one.
fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}

/// The first of `names` that is there as a text, or as something that can be told as one.
fn text_of(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| string(object.get(*name)?)).filter(|text| !text.trim().is_empty())
}

fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        // {"value": …} and {"#text": …}, as XML converters write; the first of several.
        Value::Object(object) => {
            ["value", "#text", "_", "content", "url", "href"].iter().find_map(|name| match object.get(*name) {
                Some(Value::String(text)) => Some(text.trim().to_owned()),
                _ => None,
            })
        }
        Value::Array(values) => values.first().filter(|value| !value.is_array()).and_then(string),
        Value::Bool(_) | Value::Null => None,
    }
}
