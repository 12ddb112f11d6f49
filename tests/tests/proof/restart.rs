//! Promise 2: a kill at any moment loses no page, document, decision or alert, and tells no one twice.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{Served, command, run_well};

/// Kills that must hit a running demo, unless WATCHLINE_KILLS asks for more.
const KILLS: u32 = 20;

fn kills_wanted() -> u32 {
    std::env::var("WATCHLINE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS).max(KILLS)
}

/// After so many, a demo is left to come to its end.
const KILLS_A_FOLDER: u32 = 20;

/// What the end state is compared by: nothing that depends on when something was done.
#[derive(Debug, PartialEq)]
struct EndState {
    /// Address -> title, text, number of versions, relevance, event kinds with quotes.
    documents: BTreeMap<String, String>,
    /// Sorted member addresses, title, status and severity of each incident.
    incidents: Vec<(Vec<String>, String)>,
    /// Recipient and subject of each mail.
    mail: Vec<(String, String)>,
}

fn documents(served: &Served) -> BTreeMap<String, String> {
    let mut documents = BTreeMap::new();
    let mut cursor = String::new();
    loop {
        let page = served.json(&format!("/api/v1/documents?limit=100{cursor}"));
        for item in page["items"].as_array().unwrap() {
            let document = served.json(&format!("/api/v1/documents/{}", item["id"]));
            let versions = document["versions"].as_array().map_or(0, Vec::len);
            let mut events: Vec<String> = document["events"]
                .as_array()
                .unwrap()
                .iter()
                .map(|event| format!("{} {} {}", event["kind"], event["date"]["precision"], event["evidence"]["quote"]))
                .collect();
            events.sort();
            let text = format!("{} {} {versions} {}", document["title"], document["text"], events.join("\n"));
            assert!(
                documents.insert(document["url"].as_str().unwrap().to_owned(), text).is_none(),
                "doubled: {document}"
            );
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return documents,
        }
    }
}

fn incidents(served: &Served) -> Vec<(Vec<String>, String)> {
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (url, ids) in crate::story::placements(served) {
        for id in ids {
            members.entry(id).or_default().push(url.clone());
        }
    }
    let mut incidents: Vec<(Vec<String>, String)> = members
        .into_iter()
        .map(|(id, urls)| {
            let incident: Value = served.json(&format!("/api/v1/incidents/{id}"));
            (urls, format!("{} {} {}", incident["title"], incident["status"], incident["severity"]))
        })
        .collect();
    incidents.sort();
    incidents
}

fn mail(folder: &Path) -> Vec<(String, String)> {
    let mut mail = Vec::new();
    for entry in std::fs::read_dir(folder.join("outbox")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "eml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let header = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
        mail.push((header("To: "), header("Subject: ")));
    }
    mail.sort();
    mail
}

fn end_state(folder: &Path) -> EndState {
    run_well(folder, &["verify", "--config", "demo.toml", "--data", "."]);
    let served = Served::start(folder, "demo.toml");
    EndState { documents: documents(&served), incidents: incidents(&served), mail: mail(folder) }
}

/// A small generator (SplitMix64), seeded by the process id, so that each run kills at other moments; the seed is printed.
struct Moments(u64);

impl Moments {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }
}

/// Starts the demo and kills it after `wait`; `false` if it had ended by itself before.
fn start_and_kill(folder: &Path, wait: Duration) -> bool {
    let mut child = command(folder, &["demo", "--once", "--data", "."])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The moment of the kill is what is being tested, so it is waited for.
    std::thread::sleep(wait);
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    running
}

/// Kills a fresh demo again and again until it has come to its end; answers how many kills hit it running.
fn kill_until_done(folder: &Path, longest_ms: u64, moments: &mut Moments) -> u32 {
    let mut kills = 0;
    loop {
        let wait = Duration::from_millis(moments.next(longest_ms));
        if !start_and_kill(folder, wait) {
            return kills;
        }
        kills += 1;
        println!("kill {kills} after {wait:?}");
        if kills >= KILLS_A_FOLDER {
            return kills;
        }
    }
}

#[test]
fn a_demo_killed_at_twenty_moments_ends_like_one_left_alone() {
    let alone = tempfile::tempdir().unwrap();
    let start = Instant::now();
    run_well(alone.path(), &["demo", "--once", "--data", "."]);
    let whole_ms = u64::try_from(start.elapsed().as_millis()).unwrap();
    let undisturbed = end_state(alone.path());
    assert!(!undisturbed.documents.is_empty() && !undisturbed.incidents.is_empty() && !undisturbed.mail.is_empty());
    let seed = u64::from(std::process::id());
    println!("seed {seed}, undisturbed run {whole_ms} ms");
    let mut moments = Moments(seed);
    let mut kills = 0;
    while kills < kills_wanted() {
        let killed = tempfile::tempdir().unwrap();
        kills += kill_until_done(killed.path(), whole_ms / 2, &mut moments);
        run_well(killed.path(), &["demo", "--once", "--data", "."]);
        let disturbed = end_state(killed.path());
        assert_eq!(disturbed.mail, undisturbed.mail, "every subscriber is told once");
        assert_eq!(disturbed.incidents, undisturbed.incidents);
        assert_eq!(disturbed.documents, undisturbed.documents);
    }
}
