//! The edges between crates, the size and the names of files: the rules of ARCHITECTURE.md and STYLE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Which of our crates a crate may name in `[dependencies]`.
const EDGES: &[(&str, &[&str])] = &[
    ("watchline-model", &[]),
    ("watchline-config", &["watchline-model"]),
    ("watchline-crawler", &["watchline-model"]),
    ("watchline-analysis", &["watchline-model"]),
    ("watchline-store", &["watchline-model"]),
    ("watchline-index", &["watchline-model"]),
    ("watchline-alerts", &["watchline-model"]),
    ("watchline-web", &["watchline-model", "watchline-store", "watchline-index", "watchline-alerts"]),
    (
        "watchline",
        &[
            "watchline-model",
            "watchline-config",
            "watchline-crawler",
            "watchline-analysis",
            "watchline-store",
            "watchline-index",
            "watchline-alerts",
            "watchline-web",
        ],
    ),
    ("watchline-tests", &["watchline", "watchline-model"]),
];

/// Only these crates may use these: "only `store` knows SQL", and so on.
const KEPT: &[(&str, &[&str])] = &[
    ("sqlx", &["watchline-store"]),
    ("tantivy", &["watchline-index"]),
    ("reqwest", &["watchline-crawler", "watchline-alerts"]),
    ("lettre", &["watchline-alerts"]),
    ("toml", &["watchline-config", "watchline"]),
    ("tokio-cron-scheduler", &["watchline"]),
];

const LONGEST_LINES: usize = 400;
const VAGUE: &[&str] = &["utils", "util", "common", "helpers", "helper", "types", "core", "manager", "misc"];

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata =
        cargo_metadata::MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap();
    let normal = |package: &cargo_metadata::Package| {
        let kept =
            package.dependencies.iter().filter(|dependency| dependency.kind == cargo_metadata::DependencyKind::Normal);
        kept.map(|dependency| dependency.name.clone()).collect()
    };
    metadata.packages.iter().map(|package| (package.name.to_string(), normal(package))).collect()
}

#[test]
fn crates_know_only_whom_the_architecture_lets_them_know() {
    let found = dependencies();
    assert_eq!(found.len(), EDGES.len(), "a crate came or went: {:?}", found.keys());
    for (name, allowed) in EDGES {
        let ours = found[*name].iter().filter(|dependency| dependency.starts_with("watchline"));
        let strangers: Vec<_> = ours.filter(|dependency| !allowed.contains(&dependency.as_str())).collect();
        assert!(strangers.is_empty(), "{name} must not know {strangers:?}");
    }
}

#[test]
fn sql_tantivy_and_outgoing_connections_stay_in_their_rooms() {
    let found = dependencies();
    for (library, rooms) in KEPT {
        for (name, dependencies) in &found {
            assert!(
                !dependencies.contains(*library) || rooms.contains(&name.as_str()),
                "{name} must not use {library}"
            );
        }
    }
}

fn rust_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with('.') && name != "target" && name != "node_modules" && name != "data" {
                    folders.push(path);
                }
            } else if name.ends_with(".rs") {
                found.push(path);
            }
        }
    }
    assert!(found.len() > 100, "the walk over the tree is broken");
    found
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    for path in rust_files() {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LONGEST_LINES, "{} has {lines} lines; the ceiling is {LONGEST_LINES}", path.display());
    }
}

#[test]
fn no_file_has_a_vague_name() {
    for path in rust_files() {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!VAGUE.contains(&stem.as_str()), "{}: name it after what it holds", path.display());
    }
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    for path in rust_files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let is_test = path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs");
        assert!(is_test || text.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let unfinished =
        regex::Regex::new(concat!(r"\b(to", r"do|unimplem", r"ented)!\(|#\[ign", r"ore|\b(TO", r"DO|FIX", r"ME)\b"))
            .unwrap();
    for path in rust_files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let found = text.lines().find(|line| unfinished.is_match(line));
        assert!(found.is_none(), "{}: {}", path.display(), found.unwrap_or_default());
    }
}
