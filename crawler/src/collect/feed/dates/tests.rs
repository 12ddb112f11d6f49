use std::path::Path;

use super::*;

/// Spelling, language, moment.
fn spellings() -> Vec<(String, Option<String>, Option<DateTime<Utc>>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/feeds/dates.tsv");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let some = |field: &str| (field != "-").then(|| field.to_owned());
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [spelling, language, expected] = fields[..] else { panic!("three fields: {line}") };
            let expected = some(expected).map(|text| text.parse::<DateTime<Utc>>().expect("a moment"));
            (spelling.replace("\\n", "\n"), some(language), expected)
        })
        .collect()
}

#[test]
fn the_spellings_of_the_world_are_read() {
    let spellings = spellings();
    assert!(spellings.len() >= 200, "only {} spellings", spellings.len());
    let mut wrong = Vec::new();
    for (spelling, language, expected) in &spellings {
        let found = parse(spelling, language.as_deref());
        if found != *expected {
            wrong.push(format!("{spelling:?} ({language:?}): {found:?} in place of {expected:?}"));
        }
    }
    eprintln!("{} of {} date spellings", spellings.len() - wrong.len(), spellings.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_makes_it_panic() {
    let mut texts: Vec<String> = spellings().into_iter().map(|(spelling, ..)| spelling).collect();
    texts.extend(["9".repeat(500), "年月日".repeat(90), "+-:/.,".repeat(40), "1:".repeat(80), "٣:٣:٣".repeat(30)]);
    for text in &texts {
        for (end, _) in text.char_indices() {
            let _ = parse(&text[..end], Some("de"));
            let _ = parse(&text[end..], None);
        }
    }
}
