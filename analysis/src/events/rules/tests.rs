use std::path::Path;
use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};
use watchline_model::{EventKind, Taxonomy};

use super::super::{counter, literals};
use super::{Company, Rules, Scratch, lowered};
use crate::Input;
use crate::entities::Found;
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

/// The same rules without any short cut: every pattern is searched for in every sentence, from its first letter on.
struct Plodding {
    rules: Rules,
    regexes: Vec<[Option<Regex>; 3]>,
}

impl Plodding {
    fn new(taxonomy: &Taxonomy) -> Self {
        let rules = Rules::new(taxonomy, "en", &mut Vec::new());
        let build = |pattern: &String| RegexBuilder::new(&lowered(pattern)).unicode(false).build().unwrap();
        let regexes = rules
            .rules
            .iter()
            .map(|rule| [Some(&rule.text), rule.unless.as_ref(), rule.also.as_ref()].map(|text| text.map(build)))
            .collect();
        Self { rules, regexes }
    }

    fn find(&self, text: &Text, number: usize, company: &Company) -> Vec<String> {
        let sentence = &text.sentences[number];
        let plain = sentence.plain(text);
        let mut found: Vec<(&EventKind, String)> = Vec::new();
        for (rule, [exact, unless, also]) in self.rules.rules.iter().zip(&self.regexes) {
            let fits = found.iter().all(|(kind, _)| **kind != rule.kind)
                && unless.as_ref().is_none_or(|unless| !unless.is_match(plain))
                && also.as_ref().is_none_or(|also| also.is_match(plain))
                && rule.needs.is_none_or(|needs| company.has(needs, number));
            let taken_back = |start, end| counter::is_countered(plain, start, end, rule.kind.as_str(), rule.family);
            let mut hits = exact.as_ref().unwrap().find_iter(plain).take(4);
            if let Some(hit) = hits.find(|hit| fits && !taken_back(hit.start(), hit.end())) {
                let (start, end) = (sentence.start + hit.start(), sentence.start + hit.end());
                found.push((&rule.kind, format!("{} {start} {end}", rule.name)));
            }
        }
        found.into_iter().map(|(_, shown)| shown).collect()
    }
}

/// Compares both on all sentences of the texts; gives the number of sightings.
fn compare<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> usize {
    static BOTH: LazyLock<(Rules, Plodding)> = LazyLock::new(|| {
        let taxonomy = watchline_config::shipped_taxonomy();
        (Rules::new(&taxonomy, "en", &mut Vec::new()), Plodding::new(&taxonomy))
    });
    let (quick, plodding) = &*BOTH;
    let (mut scratch, mut count) = (Scratch::default(), 0);
    for (title, body) in texts {
        let text = Text::new(&Input { title, body, ..Input::default() });
        let nobody = Found::default();
        let company = Company::new(&text, &nobody);
        for number in 0..text.sentences.len() {
            let sightings = quick.find_plain(&text, text.plain(), number, &company, &mut scratch);
            let shown: Vec<String> =
                sightings.into_iter().map(|found| format!("{} {} {}", found.rule, found.start, found.end)).collect();
            assert_eq!(shown, plodding.find(&text, number, &company), "{}", text.sentences[number].words(&text));
            count += shown.len();
        }
    }
    count
}

#[test]
fn short_cuts_miss_nothing_in_the_labelled_documents() {
    let labelled = labelled();
    let seen = compare(labelled.iter().map(|(title, body)| (title.as_str(), body.as_str())));
    assert!(seen > 60, "the labelled documents tell {seen} events");
}

#[test]
fn short_cuts_miss_nothing_in_sentences_of_the_patterns_own_words() {
    let taxonomy = watchline_config::shipped_taxonomy();
    let mut words: Vec<String> =
        ["the", "of", "to", "was", "not", "s", "ing", "ed", ",", "-", "ai", "its", "users", "42", "\n", "xx"]
            .map(str::to_owned)
            .to_vec();
    let common = words.len();
    for pattern in taxonomy.events.iter().flat_map(|kind| &kind.patterns).filter(|pattern| pattern.language == "en") {
        for required in literals::required(&lowered(&pattern.text)) {
            // Two words of each clause are enough of it.
            let some = required.clauses.iter().flat_map(|clause| clause.iter().take(1).chain(clause.iter().last()));
            words.extend(some.map(|word| word.replace(literals::BOUNDARY, "")));
        }
    }
    let mut state = 0x9e37_79b9_u32;
    let mut draw = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below
    };
    let mut sentences = Vec::new();
    for _ in 0..150 {
        let mut sentence = String::new();
        // Words that follow one another in the list are those of one pattern.
        let mut at = common + draw(words.len() - common);
        for _ in 0..4 + draw(8) {
            if draw(3) == 0 {
                sentence.push_str(&words[draw(common)]);
            } else {
                at = if draw(4) == 0 { common + draw(words.len() - common) } else { (at + 1).min(words.len() - 1) };
                sentence.push_str(&words[at]);
            }
            if draw(8) > 0 {
                sentence.push(' ');
            }
        }
        sentences.push(sentence);
    }
    let seen = compare(sentences.iter().map(|sentence| ("", sentence.as_str())));
    assert!(seen > 40, "the sentences tell {seen} events");
}
