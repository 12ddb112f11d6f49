//! What the documents claim is so: commands, files, languages of code blocks, words.

use std::process::Command;

use crate::architecture::root;
use crate::program::{Served, command, run_well};

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_command_that_the_readme_names_exists() {
    let readme = read("README.md");
    let named: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("watchline ")).collect();
    assert!(named.len() >= 8, "the README no longer shows the commands");
    let folder = tempfile::tempdir().unwrap();
    for line in named {
        let words: Vec<&str> =
            line.split_whitespace().take_while(|word| word.chars().all(|char| char.is_ascii_lowercase())).collect();
        if words.is_empty() {
            continue;
        }
        let subcommands: Vec<&str> = if words[0] == "source" { words } else { vec![words[0]] };
        let help = command(folder.path(), &[subcommands.as_slice(), &["--help"]].concat()).output().unwrap();
        assert!(help.status.success(), "README names `watchline {line}`: {}", String::from_utf8_lossy(&help.stderr));
    }
}

#[test]
fn every_file_that_the_documents_link_to_exists() {
    let link = regex::Regex::new(r"\]\(([^)#:]+)\)").unwrap();
    let mut links = 0;
    for name in ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"] {
        for found in link.captures_iter(&read(name)) {
            links += 1;
            assert!(root().join(&found[1]).exists(), "{name} links to {}, which is not there", &found[1]);
        }
    }
    assert!(links > 5, "the search for links is broken");
}

#[test]
fn every_folder_of_the_code_map_exists() {
    let architecture = read("ARCHITECTURE.md");
    let map = architecture.split("## Layout").nth(1).unwrap().split("```").nth(1).unwrap();
    let mut parent = String::new();
    for line in map.lines().filter(|line| !line.starts_with("        ") && !line.trim().is_empty()) {
        let indented = line.starts_with("  ");
        for part in line.trim().split("  ").next().unwrap().split_whitespace() {
            let path = if indented { format!("{parent}{part}") } else { part.to_owned() };
            assert!(root().join(&path).exists(), "ARCHITECTURE.md names {path}, which is not there");
            if !indented {
                parent = part.to_owned();
            }
        }
    }
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let readme = read("README.md");
    let commands: Vec<&str> = readme.lines().filter(|line| line.starts_with("cargo ")).collect();
    assert_eq!(commands.len(), 2, "exactly two commands do all the set-up: {commands:?}");
    let ci = read(".ci/run");
    assert!(ci.lines().any(|line| line.starts_with(commands[1])), ".ci/run does not call `{}`", commands[1]);
}

#[test]
fn the_printed_configuration_is_accepted_again() {
    let folder = tempfile::tempdir().unwrap();
    let printed = run_well(folder.path(), &["config", "print"]);
    std::fs::write(folder.path().join("watchline.toml"), &printed).unwrap();
    run_well(folder.path(), &["config", "check"]);
    let schema: serde_json::Value = serde_json::from_str(&run_well(folder.path(), &["config", "schema"])).unwrap();
    assert!(schema["properties"]["crawler"].is_object(), "{schema}");
}

#[test]
fn no_tracked_file_is_large_or_names_a_machine() {
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    let home = regex::Regex::new(concat!("/ho", "me/[a-z]|/ro", "ot/[a-z.]|/wo", "rk/[a-z]")).unwrap();
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let path = root().join(name);
        let Ok(metadata) = std::fs::metadata(&path) else { continue };
        assert!(metadata.len() <= 1024 * 1024, "{name} is larger than 1 MiB");
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let found = text.lines().find(|line| home.is_match(line));
        assert!(
            found.is_none() || name == "Cargo.lock",
            "{name} names a path of a machine: {}",
            found.unwrap_or_default()
        );
    }
}

#[test]
fn every_worked_example_on_the_front_page_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("watchline.toml"), "").unwrap();
    let served = Served::start(folder.path(), "watchline.toml");
    let (status, home) = served.get("/");
    assert_eq!(status, 200, "{home}");
    let link = regex::Regex::new(r#"href="/search\?q=([^"&]+)""#).unwrap();
    let queries: Vec<String> = link.captures_iter(&home).map(|found| found[1].to_owned()).collect();
    assert!(queries.len() >= 3, "the front page shows no worked examples: {home}");
    for query in queries {
        let answer = served.json(&format!("/api/v1/documents?q={query}"));
        assert_eq!(answer["notes"], serde_json::json!([]), "`{query}` is not understood");
    }
}
