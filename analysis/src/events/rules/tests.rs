use std::path::Path;

use super::{Rules, Scratch};
use crate::Input;
use crate::text::Text;

/// Headlines and bodies of the labelled documents.
fn labelled() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let record = |path| serde_json::from_str::<serde_json::Value>(&std::fs::read_to_string(path).unwrap()).unwrap();
    let part = |record: &serde_json::Value, name: &str| record[name].as_str().unwrap().to_owned();
    paths.into_iter().map(record).map(|record| (part(&record, "title"), part(&record, "text"))).collect()
}

#[test]
fn the_prefilter_holds_back_no_pattern_that_matches() {
    let taxonomy = watchline_config::shipped_taxonomy();
    let quick = Rules::new(&taxonomy, "en", &mut Vec::new());
    let thorough = Rules::new(&taxonomy, "en", &mut Vec::new()).without_prefilter();
    let (mut scratch, mut seen) = (Scratch::default(), 0);
    for (title, body) in labelled() {
        let text = Text::new(&Input { title: &title, body: &body, ..Input::default() });
        for number in 0..text.sentences.len() {
            let names = |rules: &Rules, scratch: &mut Scratch| -> Vec<String> {
                let sightings = rules.find_plain(&text, text.plain(), number, scratch);
                sightings.into_iter().map(|found| format!("{} {} {}", found.rule, found.start, found.end)).collect()
            };
            let found = names(&quick, &mut scratch);
            assert_eq!(found, names(&thorough, &mut scratch), "{}", text.sentences[number].words(&text));
            seen += found.len();
        }
    }
    assert!(seen > 60, "the labelled documents tell {seen} events");
}
