//! What a watched page teaches: an edit, a removal, a failure, and a change that says nothing.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::program::{Served, run_well};
use crate::site::{Answer, Site};

const PATH: &str = "/statement";
const FIRST: &str = "No message was read by people outside the company.";
const SECOND: &str = "Some messages were read by people outside the company.";

/// Made-up names, given to the program as a user's own taxonomy.
const TAXONOMY: &str = "[[entity]]\nid = \"quillmont\"\nkind = \"vendor\"\nname = \"Quillmont\"\n\
    [[entity]]\nid = \"plumechat\"\nkind = \"product\"\nname = \"PlumeChat\"\nowner = \"quillmont\"\n";

/// A statement with what changes on every page of the world: a cookie banner, a counter, a clock.
fn statement(sentence: &str, banner: &str, views: u32) -> Answer {
    let html = format!(
        "<html lang=en><head><title>Quillmont on the leak of chats</title></head><body>\
         <div class=\"cookie-banner\" role=\"dialog\"><p>{banner}</p><button>Accept</button></div>\
         <article><h1>Quillmont on the leak of chats</h1><time datetime=\"2026-07-02\">2 July 2026</time>\
         <p>Quillmont confirmed that its chatbot PlumeChat exposed the titles of some users' chats to other users for nine \
         hours on Thursday, and that it took PlumeChat offline as soon as it knew.</p><p>{sentence} The company said that \
         it would notify everyone whose data was exposed, and that the bug is fixed.</p>\
         <p class=\"views\">{views} views</p></article></body></html>"
    );
    Answer::of("text/html; charset=utf-8", html)
}

fn missing() -> Answer {
    Answer { status: 404, headers: Vec::new(), body: b"no longer here".to_vec() }
}

fn failing() -> Answer {
    Answer { status: 500, headers: Vec::new(), body: Vec::new() }
}

fn write_config(folder: &Path, site: &str) {
    let text = format!(
        "[sources]\nshipped = false\n[taxonomy]\nfiles = [\"made-up.toml\"]\n\
         [crawler]\nallowed_private_networks = [\"127.0.0.1/32\"]\nhost_gap_ms = 0\nabsent_hours = 0\nabsent_confirmations = 3\n\
         [[source]]\nid = \"statement\"\nname = \"Quillmont\"\ntier = \"vendor\"\nvendor = \"quillmont\"\nkind = \"page\"\n\
         url = \"{site}{PATH}\"\n",
    );
    std::fs::write(folder.join("watchline.toml"), text).unwrap();
    std::fs::write(folder.join("made-up.toml"), TAXONOMY).unwrap();
}

/// The document's versions, and the observed events among its own.
struct Seen {
    versions: usize,
    edited: usize,
    removed: usize,
    document: Value,
}

fn look(folder: &Path) -> Seen {
    let served = Served::start(folder, "watchline.toml");
    let found = served.json("/api/v1/documents");
    assert_eq!(found["total"], 1, "{found}");
    let document = served.json(&format!("/api/v1/documents/{}", found["items"][0]["id"]));
    let count = |kind: &str| {
        let events = document["events"].as_array().unwrap();
        events.iter().filter(|event| event["kind"] == kind).count()
    };
    Seen {
        versions: document["versions"].as_array().unwrap().len(),
        edited: count("statement_edited"),
        removed: count("statement_removed"),
        document: document.clone(),
    }
}

/// Fetches the page now; waits for a host that rests after a failure.
fn crawl(folder: &Path) {
    run_well(folder, &["crawl", "--data", ".", "--source", "statement", "--patience", "30"]);
}

#[test]
fn an_edit_and_a_removal_are_one_event_each_and_a_failure_or_a_banner_none() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = Site::start(|_| BTreeMap::from([(PATH.to_owned(), statement(FIRST, "We use cookies.", 12))]));
    write_config(folder, &site.address);
    crawl(folder);
    let seen = look(folder);
    assert_eq!((seen.versions, seen.edited, seen.removed), (1, 0, 0), "{}", seen.document);

    site.set(PATH, statement(FIRST, "Your privacy matters: choose what may be stored.", 4_711));
    crawl(folder);
    let seen = look(folder);
    assert_eq!((seen.versions, seen.edited, seen.removed), (1, 0, 0), "a banner: {}", seen.document);

    site.set(PATH, failing());
    crawl(folder);
    let seen = look(folder);
    assert_eq!((seen.versions, seen.edited, seen.removed), (1, 0, 0), "a failure: {}", seen.document);

    site.set(PATH, statement(SECOND, "We use cookies.", 9_000));
    crawl(folder);
    let seen = look(folder);
    assert_eq!((seen.versions, seen.edited, seen.removed), (2, 1, 0), "an edit: {}", seen.document);

    site.set(PATH, missing());
    for miss in 1..=4 {
        crawl(folder);
        let seen = look(folder);
        let removed = usize::from(miss >= 3);
        assert_eq!(
            (seen.versions, seen.edited, seen.removed),
            (2, 1, removed),
            "missed {miss} times: {}",
            seen.document
        );
    }

    site.set(PATH, statement(SECOND, "We use cookies.", 9_001));
    crawl(folder);
    let seen = look(folder);
    assert_eq!((seen.versions, seen.edited, seen.removed), (2, 1, 1), "it is back: {}", seen.document);
    run_well(folder, &["verify", "--data", "."]);
}

#[test]
fn the_evidence_of_a_removal_stands_in_the_version_that_was_last_seen() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let site = Site::start(|_| BTreeMap::from([(PATH.to_owned(), statement(FIRST, "We use cookies.", 12))]));
    write_config(folder, &site.address);
    crawl(folder);
    site.set(PATH, missing());
    for _ in 0..3 {
        crawl(folder);
    }
    let seen = look(folder);
    let events = seen.document["events"].as_array().unwrap();
    let removed = events.iter().find(|event| event["kind"] == "statement_removed").expect("the removal is an event");
    assert_eq!(removed["evidence"]["quote"], "Quillmont on the leak of chats");
    assert!(removed["date"]["value"].as_str().is_some(), "{removed}");
}
