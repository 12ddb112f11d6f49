//! The public pairs of feeds and what is in them, where they lie beside the project. Compared before anything
//! is judged: titles, links, dates, authors, summaries and contents of feeds and items.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::draft::{Draft, Part};
use super::super::{dates, decoding, json, xml};

/// Differences that are meant, by a part of the file's name and the field.
const MEANT: &[(&str, &str, &str)] = &[
    ("entry_link", "items", "an entry that only holds a link without an address says nothing"),
    ("webMaster", "feed author", "who looks after the server has not written the feed"),
    ("dublincore", "updated", "a Dublin Core date says when it was published"),
    ("fallbacks", "updated", "a Dublin Core date says when it was published"),
    ("modified", "item published", "when it was changed does not say when it was published"),
    ("_full.json", "feed", "JSON Feed has no dates of its own: these are those of its first item"),
    ("html_div_escaped", "content", "a wrapper that was escaped with its content stays: only its words are taken"),
    ("issue_275_extensions_and_source", "content", "markup is told from text by what it is, not by its escaping"),
    ("xml_base", "", "addresses inside of markup are not rewritten: only its words are taken"),
    ("relative_uri", "", "addresses inside of markup are not rewritten: only its words are taken"),
];

#[test]
fn the_public_pairs_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/feeds/gofeed");
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let mut feeds = Vec::new();
    gather(&folder, &mut feeds);
    feeds.sort();
    let mut pairs = 0;
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for feed in &feeds {
        let Some(expected) = expected_of(feed) else { continue };
        pairs += 1;
        let name = feed.strip_prefix(&folder).expect("inside").display().to_string();
        for (field, words) in differences(&std::fs::read(feed).expect("readable"), &expected) {
            let meant = MEANT.iter().position(|(part, only, _)| name.contains(part) && field.contains(only));
            match meant {
                Some(place) => drop(used.insert(place)),
                None => wrong.push(format!("{name}: {field}: {words}")),
            }
        }
    }
    eprintln!("{pairs} pairs, {} differences that are not meant", wrong.len());
    assert!(pairs >= 500, "only {pairs} pairs");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
    for (place, (part, field, reason)) in MEANT.iter().enumerate() {
        assert!(used.contains(&place), "no pair differs as was meant any more: {part} {field} ({reason})");
    }
}

fn gather(folder: &Path, feeds: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let is_expected = |path: &Path| path.with_extension("xml").exists();
        match path.extension().and_then(|extension| extension.to_str()) {
            None if path.is_dir() => gather(&path, feeds),
            Some("xml") => feeds.push(path),
            Some("json") if !is_expected(&path) && !path.to_string_lossy().contains("_expected") => feeds.push(path),
            _ => {}
        }
    }
}

fn expected_of(feed: &Path) -> Option<Value> {
    let beside = match feed.extension()?.to_str()? {
        "xml" => feed.with_extension("json"),
        _ => feed.with_file_name(format!("{}_expected.json", feed.file_stem()?.to_str()?)),
    };
    serde_json::from_str(&std::fs::read_to_string(beside).ok()?).ok()
}

fn differences(body: &[u8], expected: &Value) -> Vec<(String, String)> {
    let text = decoding::decode(body, None);
    let draft = if text.trim_start().starts_with('{') {
        json::read(&text).map(|read| read.draft).unwrap_or_default()
    } else {
        xml::read(&text)
    };
    let mut found = Vec::new();
    compare_part("feed", &draft.feed, expected, &mut found);
    let items = ["items", "entries"].iter().find_map(|name| expected[*name].as_array()).cloned().unwrap_or_default();
    let with_words = |item: &&Value| item.as_object().is_some_and(|item| !item.is_empty());
    let spoken = items.iter().filter(with_words).filter(|item| says_something(item)).count();
    if draft.items.len() < spoken {
        found.push(("items".to_owned(), format!("{} in place of {}", draft.items.len(), spoken)));
    }
    for (item, expected) in draft.items.iter().zip(items.iter().filter(|item| says_something(item))) {
        compare_part("item", item, expected, &mut found);
    }
    check_language(&draft, expected, &mut found);
    found
}

/// Whether the item has one of the fields that are compared.
fn says_something(item: &Value) -> bool {
    [
        "title",
        "link",
        "links",
        "url",
        "guid",
        "id",
        "description",
        "summary",
        "content",
        "content_html",
        "published",
        "updated",
        "pubDate",
    ]
    .iter()
    .any(|name| !item[*name].is_null())
}

fn compare_part(place: &str, part: &Part, expected: &Value, found: &mut Vec<(String, String)>) {
    let mut compare = |field: &str, ours: Option<String>, theirs: Option<String>| {
        if let Some(theirs) = theirs.filter(|theirs| !theirs.trim().is_empty())
            && ours.as_deref().map(squeezed) != Some(squeezed(&theirs))
        {
            found.push((format!("{place} {field}"), format!("{ours:?} in place of {theirs:?}")));
        }
    };
    let text = |names: &[&str]| names.iter().find_map(|name| words(&expected[*name]));
    compare("title", part.title.get().map(|title| title.value.clone()), text(&["title"]));
    let summary = part.summary.get().map(|summary| summary.value.clone());
    compare("summary", summary.clone(), text(&["description", "subtitle", "summary", "tagline"]));
    let content = part.content.get().map(|content| content.value.clone());
    compare("content", content.or(summary), text(&["content", "content_html", "content_text"]));
    for link in links_of(expected) {
        let has = part.links.iter().any(|known| known.href.trim() == link.trim());
        let is_id = part.id.as_deref() == Some(link.as_str());
        let theirs = format!("{:?} lack {link:?}", part.links.iter().map(|link| &link.href).collect::<Vec<_>>());
        compare(
            "links",
            (has || is_id).then(|| String::from("there")),
            Some(if has || is_id { "there".to_owned() } else { theirs }),
        );
    }
    let moment = |dates: &[(u8, String)]| dates.iter().find_map(|(_, text)| dates::parse(text, None));
    for (field, dates, names) in [
        ("published", &part.published, ["publishedParsed", "pubDateParsed", "date_published"]),
        ("updated", &part.updated, ["updatedParsed", "lastBuildDateParsed", "date_modified"]),
    ] {
        let theirs = names.iter().find_map(|name| dates::parse(expected[*name].as_str()?, None));
        compare(field, moment(dates).map(|moment| moment.to_rfc3339()), theirs.map(|moment| moment.to_rfc3339()));
    }
    for (name, email) in people_of(expected) {
        let people = part.authors.iter().chain(&part.creators);
        let has = people.clone().any(|person| {
            person.name.as_deref().map(squeezed) == name.as_deref().map(squeezed)
                && (email.is_none() || person.email == email)
        });
        let theirs = format!("{name:?} {email:?}");
        let ours = if has { theirs.clone() } else { format!("{:?}", people.collect::<Vec<_>>()) };
        compare("author", Some(ours), Some(theirs));
    }
}

fn check_language(draft: &Draft, expected: &Value, found: &mut Vec<(String, String)>) {
    if let Some(language) = expected["language"].as_str()
        && draft.feed.language.as_deref() != Some(language)
    {
        found.push(("feed language".to_owned(), format!("{:?} in place of {language}", draft.feed.language)));
    }
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => object.get("value").and_then(words),
        _ => None,
    }
}

/// Blanks differ by taste.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn links_of(expected: &Value) -> Vec<String> {
    let mut links: Vec<String> = expected["link"].as_str().into_iter().map(str::to_owned).collect();
    links.extend(expected["url"].as_str().map(str::to_owned));
    for link in expected["links"].as_array().into_iter().flatten() {
        links.extend(link.as_str().or(link["href"].as_str()).map(str::to_owned));
    }
    links
}

fn people_of(expected: &Value) -> Vec<(Option<String>, Option<String>)> {
    let mut values: Vec<&Value> = expected["authors"].as_array().into_iter().flatten().collect();
    values.push(&expected["author"]);
    let some = |value: &Value| value.as_str().map(str::to_owned);
    let person = |value: &&Value| match value {
        Value::Object(object) => Some((object.get("name").and_then(some), object.get("email").and_then(some))),
        _ => None,
    };
    values.iter().filter_map(person).filter(|(name, email)| name.is_some() || email.is_some()).collect()
}
