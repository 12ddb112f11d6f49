//! Words reduced to their stems, by the language of the text they stand in.
//!
//! # Design
//! Which language a query is in nobody says, and a name is looked for in texts of every language. So a stem
//! carries its language (`de~verbot`), and a query asks for the stem that its word has in each of them.
//! Without the mark `meta` would be `met` in Spanish and find every English sentence with that word.
//! English and unknown languages carry no mark. What every text holds are its words as they are (folded): they find
//! themselves in any language, and stand for an English stem that is the same; most English words are their own.
//!
//! Stemmers know endings by their accents (`investigación`, `investigaciones`), people leave accents out. A word
//! with accents therefore has two stems: that of the word as written, and that of the word without them.
//! Words with digits and those of unspaced scripts have no stems.

use std::cell::RefCell;
use std::collections::HashMap;

use tantivy::tokenizer::{Language, RawTokenizer, TextAnalyzer};

use super::{Use, accented, is_unspaced, tokens, words};

/// Stems of words seen before are kept, up to so many words while writing …
const MOST_WRITTEN: usize = 100_000;
/// … and so many on each thread that asks.
const MOST_ASKED: usize = 4_000;
/// Languages of one record whose stems it gets; an incident may be told of in more.
const MOST_TONGUES: usize = 6;

/// ISO 639-1 codes of the languages that have a stemmer (Snowball); English stands first.
const STEMMED: [(&str, Language); 18] = [
    ("en", Language::English),
    ("ar", Language::Arabic),
    ("da", Language::Danish),
    ("de", Language::German),
    ("el", Language::Greek),
    ("es", Language::Spanish),
    ("fi", Language::Finnish),
    ("fr", Language::French),
    ("hu", Language::Hungarian),
    ("it", Language::Italian),
    ("nl", Language::Dutch),
    ("no", Language::Norwegian),
    ("pt", Language::Portuguese),
    ("ro", Language::Romanian),
    ("ru", Language::Russian),
    ("sv", Language::Swedish),
    ("ta", Language::Tamil),
    ("tr", Language::Turkish),
];
/// How the words of a language are reduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Tongue(usize);

impl Tongue {
    /// Those of a record that have a stemmer; English where nothing is known.
    pub(crate) fn of<S: AsRef<str>>(languages: &[S]) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let known = languages.iter().filter(|language| !matches!(language.as_ref(), "" | "und"));
        for language in known.clone() {
            let tongue = Self::of_code(language.as_ref()).filter(|tongue| !found.contains(tongue));
            found.extend(tongue.filter(|_| found.len() < MOST_TONGUES));
        }
        if known.count() == 0 { vec![ENGLISH] } else { found }
    }

    fn of_code(code: &str) -> Option<Self> {
        let code = code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let code = if matches!(code.as_str(), "nb" | "nn") { "no" } else { code.as_str() };
        STEMMED.iter().position(|(known, _)| *known == code).map(Self)
    }

    fn all() -> impl Iterator<Item = Self> {
        (0..STEMMED.len()).map(Self)
    }
}

const ENGLISH: Tongue = Tongue(0);

/// Finds stems, and remembers them.
pub(crate) struct Stemmer {
    splitter: TextAnalyzer,
    folder: TextAnalyzer,
    /// By tongue; made when first needed.
    stemmers: Vec<Option<TextAnalyzer>>,
    /// By tongue.
    remembered: Vec<HashMap<String, Vec<String>>>,
    count: usize,
    most: usize,
}

impl Stemmer {
    pub(crate) fn new() -> Self {
        Self::remembering(MOST_WRITTEN)
    }

    fn remembering(most: usize) -> Self {
        Self {
            most,
            splitter: accented(Use::Index),
            folder: words(Use::Index),
            stemmers: (0..STEMMED.len()).map(|_| None).collect(),
            remembered: vec![HashMap::new(); STEMMED.len()],
            count: 0,
        }
    }

    /// The stems of a text's words, with blanks between: those that the words themselves do not stand for.
    pub(crate) fn text(&mut self, text: &str, tongues: &[Tongue]) -> String {
        let mut found = String::with_capacity(text.len() / 2);
        let mut splitter = self.splitter.clone();
        let mut stream = splitter.token_stream(text);
        while let Some(token) = stream.next() {
            if is_unspaced(&token.text) {
                continue;
            }
            for tongue in tongues {
                for stem in self.stems(*tongue, &token.text) {
                    if !found.is_empty() {
                        found.push(' ');
                    }
                    found.push_str(stem);
                }
            }
        }
        found
    }

    /// The stems of a word in lower case, with its accents; none where the word stands for its stem itself.
    pub(crate) fn stems(&mut self, tongue: Tongue, word: &str) -> &[String] {
        let Some(known) = self.remembered.get(tongue.0) else { return &[] };
        if !known.contains_key(word) {
            let stems = self.find(tongue, word);
            if self.count >= self.most {
                self.remembered.iter_mut().for_each(HashMap::clear);
                self.count = 0;
            }
            if let Some(known) = self.remembered.get_mut(tongue.0) {
                known.insert(word.to_owned(), stems);
                self.count += 1;
            }
        }
        self.remembered.get(tongue.0).and_then(|known| known.get(word)).map_or(&[], Vec::as_slice)
    }

    fn find(&mut self, tongue: Tongue, word: &str) -> Vec<String> {
        let folded = self.fold(word);
        if folded.is_empty() || folded.chars().any(|c| c.is_ascii_digit() || c.is_whitespace()) {
            return Vec::new();
        }
        let plain = self.stem(tongue, &folded);
        let plain = self.fold(&plain);
        if tongue == ENGLISH {
            return if plain == folded { Vec::new() } else { vec![plain] };
        }
        let mut stems = vec![marked(tongue, &plain)];
        if folded != word {
            let with_accents = self.stem(tongue, word);
            let with_accents = marked(tongue, &self.fold(&with_accents));
            if !stems.contains(&with_accents) {
                stems.push(with_accents);
            }
        }
        stems
    }

    fn stem(&mut self, tongue: Tongue, word: &str) -> String {
        let Some((_, language)) = STEMMED.get(tongue.0) else { return word.to_owned() };
        let Some(slot) = self.stemmers.get_mut(tongue.0) else { return word.to_owned() };
        let stemmer = slot.get_or_insert_with(|| {
            TextAnalyzer::builder(RawTokenizer::default()).filter(tantivy::tokenizer::Stemmer::new(*language)).build()
        });
        let mut stream = stemmer.token_stream(word);
        let stem = stream.next().map(|token| token.text.clone()).unwrap_or_default();
        if stem.is_empty() { word.to_owned() } else { stem }
    }

    fn fold(&mut self, word: &str) -> String {
        if word.is_ascii() {
            return word.to_owned();
        }
        tokens(&mut self.folder, word).into_iter().map(|token| token.text).collect()
    }
}

fn marked(tongue: Tongue, stem: &str) -> String {
    STEMMED.get(tongue.0).map_or_else(String::new, |(code, _)| format!("{code}~{stem}"))
}

/// What a word of a query is looked for as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Variants {
    /// Among the words as they are: itself, and its English stem.
    pub(crate) words: Vec<String>,
    /// Among the stems, in any language.
    pub(crate) stems: Vec<String>,
}

/// The variants of a word; nothing unless it is one word, and of a script that has stems.
pub(crate) fn variants(word: &str) -> Option<Variants> {
    let parts = tokens(&mut accented(Use::Query), word);
    let [part] = parts.as_slice() else { return None };
    if is_unspaced(&part.text) {
        return None;
    }
    ASKED.with_borrow_mut(|stemmer| Some(of_word(stemmer, &part.text)))
}

thread_local! {
    /// Eighteen stemmers take longer to make than a query to find.
    static ASKED: RefCell<Stemmer> = RefCell::new(Stemmer::remembering(MOST_ASKED));
}

fn of_word(stemmer: &mut Stemmer, word: &str) -> Variants {
    let folded = stemmer.fold(word);
    let mut found = Variants { words: vec![folded.clone()], stems: Vec::new() };
    for tongue in Tongue::all() {
        for stem in stemmer.stems(tongue, word).to_vec() {
            if tongue == ENGLISH {
                found.words.push(stem.clone());
            }
            found.stems.push(stem);
        }
    }
    // `ban` is its own stem: it finds what `banned` has for a stem.
    if found.words.len() == 1 {
        found.stems.push(folded);
    }
    found
}

#[cfg(test)]
mod tests;
