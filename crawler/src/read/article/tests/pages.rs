//! Every `fixtures/pages/x.html` must be read as `fixtures/pages/x.expected.json` says: `paragraphs` is the
//! whole text; none of `without` may stand in it. Drop two files, gain a test.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::read::{ReadHints, read_page};

pub(super) struct Case {
    pub(super) name: String,
    pub(super) found: String,
    pub(super) expected: String,
    without: Vec<String>,
}

/// All pages of the folder, read.
pub(super) fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    files.sort();
    files.iter().map(|file| case(file)).collect()
}

fn case(file: &Path) -> Case {
    let expected = std::fs::read_to_string(file.with_extension("expected.json")).expect("an expected.json beside it");
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    let list = |key: &str| {
        let items = expected[key].as_array().unwrap_or_else(|| panic!("{}: no {key}", file.display()));
        items.iter().map(|item| item.as_str().expect("a string").to_owned()).collect::<Vec<_>>()
    };
    let body = std::fs::read(file).expect("a page");
    let url = expected["url"].as_str().expect("the page's address");
    let found = read_page(&body, Some("text/html"), url, &ReadHints::default()).text;
    let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
    Case { name, found, expected: list("paragraphs").join("\n\n"), without: list("without") }
}

#[test]
fn every_page_comes_out_whole_and_without_what_is_around_it() {
    let cases = cases();
    assert!(cases.len() >= 16, "only {} pages", cases.len());
    let mut faults = Vec::new();
    for case in &cases {
        for paragraph in case.expected.split("\n\n").filter(|paragraph| !case.found.contains(paragraph)) {
            faults.push(format!("{}: missing: {paragraph}", case.name));
        }
        for words in case.without.iter().filter(|words| case.found.contains(words.as_str())) {
            faults.push(format!("{}: not wanted: {words}", case.name));
        }
        if case.found.len() > case.expected.len() + case.expected.len() / 10 + 60 {
            faults.push(format!("{}: {} bytes instead of {}", case.name, case.found.len(), case.expected.len()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
