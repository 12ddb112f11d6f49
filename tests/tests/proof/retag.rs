//! A new taxonomy: what it would change is said first, it is applied once, it survives a kill, and what people
//! decided stays.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{Served, command, run, run_well};

const QUILLMONT: &str = "[[entity]]\nid = \"quillmont\"\nkind = \"vendor\"\nname = \"Quillmont\"\n";
const PLUMECHAT: &str =
    "[[entity]]\nid = \"plumechat\"\nkind = \"product\"\nname = \"PlumeChat\"\nowner = \"quillmont\"\n";
const OTHER: &str = "[[entity]]\nid = \"inkwell\"\nkind = \"vendor\"\nname = \"Inkwell\"\n";

/// Several batches of tagging.
const DOCUMENTS: usize = 300;

fn write_taxonomy(folder: &Path, blocks: &[&str]) {
    std::fs::write(folder.join("made-up.toml"), blocks.concat()).unwrap();
}

/// A folder with a configuration and these many imported articles about a made-up product.
fn imported(documents: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(
        path.join("watchline.toml"),
        "[sources]\nshipped = false\n[taxonomy]\nfiles = [\"made-up.toml\"]\n[log]\nlevel = \"warn\"\n",
    )
    .unwrap();
    write_taxonomy(path, &[QUILLMONT, PLUMECHAT]);
    let mut lines = String::new();
    for number in 0..documents {
        let record = json!({
            "id": number.to_string(),
            "url": format!("https://press.example/{number}"),
            "title": format!("Quillmont leaked chats in case {number}"),
            "text": format!("Quillmont confirmed on Thursday that its product PlumeChat exposed the chats of {} users to \
                             other users. Inkwell was not affected.", number + 10),
            "published": "2026-07-03",
        });
        writeln!(lines, "{record}").unwrap();
    }
    std::fs::write(path.join("documents.jsonl"), lines).unwrap();
    run_well(path, &["import", "--data", ".", "documents.jsonl"]);
    folder
}

fn retag(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = run(folder, &[&["retag", "--data", "."], arguments].concat());
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {err}");
    (String::from_utf8_lossy(&output.stdout).into_owned(), err)
}

fn report(folder: &Path, arguments: &[&str]) -> Value {
    let (out, err) = retag(folder, &[arguments, &["--json"]].concat());
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out} {err}"))
}

fn doctor_on_tags(folder: &Path) -> String {
    let output = run(folder, &["doctor", "--data", "."]);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    out.lines().find(|line| line.contains("  tags  ")).unwrap_or_else(|| panic!("{out}")).to_owned()
}

fn tally<'a>(tallies: &'a Value, name: &str) -> &'a Value {
    let found = tallies.as_array().unwrap().iter().find(|tally| tally["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {tallies}"))
}

/// Entities of the first document, as the API tells them, and its relevance.
fn first(folder: &Path) -> (Vec<String>, Value) {
    let served = Served::start(folder, "watchline.toml");
    let document = served.json("/api/v1/documents/1");
    let entities = document["entities"].as_array().unwrap().iter();
    (entities.map(|entity| entity["id"].as_str().unwrap().to_owned()).collect(), document["relevance"].clone())
}

#[test]
fn an_edited_taxonomy_is_noticed_reported_applied_once_and_then_there_is_nothing_to_do() {
    let folder = imported(3);
    let folder = folder.path();
    assert!(doctor_on_tags(folder).starts_with("ok"), "{}", doctor_on_tags(folder));
    assert!(retag(folder, &[]).1.contains("nothing to do"), "an untouched store");

    write_taxonomy(folder, &[QUILLMONT, PLUMECHAT, OTHER]);
    let line = doctor_on_tags(folder);
    assert!(line.starts_with("watch") && line.contains("3 documents") && line.contains("retag"), "{line}");

    let before = first(folder);
    let dry = report(folder, &["--dry-run"]);
    assert_eq!((&dry["report"]["documents"], &dry["report"]["changed"]), (&json!(3), &json!(3)), "{dry}");
    let inkwell = tally(&dry["report"]["entities"], "vendor Inkwell");
    assert_eq!((&inkwell["gained"], &inkwell["lost"]), (&json!(3), &json!(0)), "{dry}");
    assert_eq!(inkwell["examples"].as_array().unwrap().len(), 2, "{dry}");
    assert_eq!(inkwell["examples"][0]["quote"], "Inkwell");
    assert_eq!(dry["applied"], Value::Null);
    assert_eq!(first(folder), before, "a dry run changes nothing");
    assert!(doctor_on_tags(folder).starts_with("watch"));

    let (out, err) = retag(folder, &[]);
    assert!(out.is_empty(), "people's output goes to stderr: {out}");
    assert!(err.contains("entity vendor Inkwell: +3 -0 ~0") && err.contains("3 versions tagged anew"), "{err}");
    assert!(first(folder).0.contains(&"inkwell".to_owned()));
    assert!(doctor_on_tags(folder).starts_with("ok"));
    let (_, again) = retag(folder, &[]);
    assert!(again.contains("nothing to do") && again.contains("0 versions tagged anew"), "{again}");
    run_well(folder, &["verify", "--data", "."]);
}

#[test]
fn only_prose_of_the_taxonomy_and_comments_make_nothing_due() {
    let folder = imported(1);
    write_taxonomy(folder.path(), &["# a comment\n", QUILLMONT, PLUMECHAT]);
    assert!(doctor_on_tags(folder.path()).starts_with("ok"), "{}", doctor_on_tags(folder.path()));
}

#[test]
fn a_document_that_is_relevant_no_more_is_marked_and_neither_deleted_nor_moved_and_comes_back() {
    let folder = imported(2);
    let folder = folder.path();
    let served = Served::start(folder, "watchline.toml");
    let incidents = served.json("/api/v1/documents/1")["incidents"].clone();
    assert!(!incidents.as_array().unwrap().is_empty());
    drop(served);

    write_taxonomy(folder, &["# nobody\n"]);
    let (out, err) = retag(folder, &["--json", "--yes"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    let flip = &told["report"]["relevance"][0];
    assert_eq!((&flip["from"], &flip["documents"]), (&json!("relevant"), &json!(2)), "{told} {err}");
    assert!(tally(&told["report"]["entities"], "product PlumeChat")["lost"] == 2, "{told}");
    assert_eq!(told["applied"]["versions"], 2, "{told}");

    let served = Served::start(folder, "watchline.toml");
    let document = served.json("/api/v1/documents/1");
    assert_eq!(document["incidents"], incidents, "its place stays");
    assert_eq!(document["relevance"], flip["to"], "{document}");
    assert_eq!(served.json("/api/v1/documents")["facets"]["product"], json!([]), "the index follows");
    let kept = served.json("/api/v1/documents/2");
    assert_eq!(kept["versions"].as_array().unwrap().len(), 1, "nothing is deleted");
    drop(served);
    run_well(folder, &["verify", "--data", "."]);

    write_taxonomy(folder, &[QUILLMONT, PLUMECHAT]);
    retag(folder, &["--apply"]);
    let served = Served::start(folder, "watchline.toml");
    let document = served.json("/api/v1/documents/1");
    assert_eq!((&document["relevance"], &document["incidents"]), (&json!("relevant"), &incidents));
    assert_eq!(served.json("/api/v1/documents")["facets"]["product"][0]["value"], "plumechat");
}

/// A copy of a folder with a store in it.
fn copied(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let mut folders = vec![std::path::PathBuf::new()];
    while let Some(inner) = folders.pop() {
        std::fs::create_dir_all(copy.path().join(&inner)).unwrap();
        for entry in std::fs::read_dir(folder.join(&inner)).unwrap() {
            let entry = entry.unwrap();
            let name = inner.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.push(name);
            } else {
                std::fs::copy(entry.path(), copy.path().join(&name)).unwrap();
            }
        }
    }
    copy
}

/// Applies and is killed after `wait`; whether that hit it running.
fn apply_and_kill(folder: &Path, wait: Duration) -> bool {
    let mut child = command(folder, &["retag", "--data", ".", "--apply"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The moment of the kill is what is being tested, so it is waited for.
    std::thread::sleep(wait);
    let is_running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    is_running
}

#[test]
fn a_retag_that_is_killed_is_completed_by_the_next() {
    let folder = imported(DOCUMENTS);
    let folder = folder.path();
    write_taxonomy(folder, &[QUILLMONT, PLUMECHAT, OTHER]);
    let alone = copied(folder);
    let start = Instant::now();
    retag(alone.path(), &["--apply"]);
    let whole = start.elapsed();

    let mut left = Vec::new();
    for part in 2..10 {
        if !apply_and_kill(folder, whole * part / 10) {
            break;
        }
        left.push(report(folder, &["--dry-run"])["report"]["documents"].as_u64().unwrap());
    }
    println!("left after each kill: {left:?}");
    assert!(left.len() >= 2, "the kills came too late to hit anything");
    assert!(left.is_sorted_by(|before, after| before >= after), "nothing that was done is done again: {left:?}");
    retag(folder, &["--apply"]);
    let (_, err) = retag(folder, &[]);
    assert!(err.contains("nothing to do"), "{err}");
    run_well(folder, &["verify", "--data", "."]);
    let found = |folder: &Path| {
        let served = Served::start(folder, "watchline.toml");
        served.json("/api/v1/documents?q=vendor:inkwell")["total"].clone()
    };
    assert_eq!(found(folder), DOCUMENTS, "every document, and the index with it");
    assert_eq!(found(alone.path()), DOCUMENTS);
}
