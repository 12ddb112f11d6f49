//! The patterns of events.toml, compiled: one pass over a sentence says which it may match, and only those are run.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder, bytes};
use watchline_model::taxonomy::{EventPattern, Family, Side};
use watchline_model::{EventKind, Taxonomy};

use super::prefilter::{Prefilter, Scratch};
use super::{Sighting, counter};
use crate::text::Text;

/// Room for the automaton over all patterns of a language.
const SIZE_LIMIT_BYTES: usize = 256 << 20;
const CACHE_LIMIT_BYTES: usize = 48 << 20;

/// How a gap between words begins in a pattern; a number and a brace follow.
const GAPS: [&str; 4] = [".{0,", "(?: [^ ,;:]+){0,", "(?:[^ ,;:]+ ){0,", "(?: \\S+){0,"];

/// The rules of one language.
#[derive(Debug)]
pub(super) struct Rules {
    rules: Vec<Rule>,
    /// Of patterns in plain letters.
    prefilter: Option<Prefilter>,
    /// The beginnings of the other patterns: it may say yes too often, never no.
    wide: Option<RegexSet>,
    is_plain: bool,
}

#[derive(Debug)]
struct Rule {
    kind: EventKind,
    family: Family,
    /// `ban#2`: the second pattern of the kind.
    name: String,
    text: String,
    unless: Option<String>,
    actor: Side,
    target: Side,
    /// Compiled when first needed: most rules are needed by few documents.
    compiled: OnceLock<Compiled>,
}

#[derive(Debug, Default)]
struct Compiled {
    plain: Option<PlainRegexes>,
    wide: Option<(Regex, Option<Regex>)>,
}

/// A pattern, and before it the same with gaps of any length: far cheaper to run, and mostly enough to say no.
#[derive(Debug)]
struct PlainRegexes {
    unlimited: bytes::Regex,
    exact: bytes::Regex,
    unless: Option<bytes::Regex>,
}

impl Rules {
    pub(super) fn new(taxonomy: &Taxonomy, language: &str, warnings: &mut Vec<String>) -> Self {
        let is_plain = language != "zh";
        let mut rules = Vec::new();
        for definition in &taxonomy.events {
            for (number, pattern) in definition.patterns.iter().enumerate() {
                if pattern.language != language {
                    continue;
                }
                let name = format!("{}#{}", definition.id, number + 1);
                match check(pattern, is_plain) {
                    Ok(()) => rules.push(Rule {
                        kind: definition.id.clone(),
                        family: definition.family,
                        name,
                        text: pattern.text.clone(),
                        unless: pattern.unless.clone(),
                        actor: pattern.actor,
                        target: pattern.target,
                        compiled: OnceLock::new(),
                    }),
                    Err(message) => warnings.push(format!("{name}: {message}; the pattern is left out")),
                }
            }
        }
        let lowered: Vec<String> = rules.iter().map(|rule| lowered(&rule.text)).collect();
        let prefilter = is_plain.then(|| Prefilter::new(lowered.iter().map(String::as_str))).flatten();
        let loose: Vec<String> = rules.iter().map(|rule| loosened(&rule.text)).collect();
        let mut failed = |message: String| {
            warnings
                .push(format!("the patterns for `{language}` make no automaton: {message}; no event is looked for"));
        };
        let wide = (!is_plain)
            .then(|| {
                RegexSetBuilder::new(&loose)
                    .case_insensitive(true)
                    .size_limit(SIZE_LIMIT_BYTES)
                    .dfa_size_limit(CACHE_LIMIT_BYTES)
                    .build()
                    .map_err(|error| failed(error.to_string()))
                    .ok()
            })
            .flatten();
        Self { rules, prefilter, wide, is_plain }
    }

    /// Matches in plain letters, at most one for each kind.
    /// `letters` is the plain text with the names of products masked.
    pub(super) fn find_plain(
        &self,
        text: &Text,
        letters: &[u8],
        number: usize,
        scratch: &mut Scratch,
    ) -> Vec<Sighting> {
        if !self.is_plain {
            return Vec::new();
        }
        let sentence = &text.sentences[number];
        let plain = &letters[sentence.start..sentence.end];
        let mut found: Vec<Sighting> = Vec::new();
        let all: Vec<usize>;
        let candidates = if let Some(prefilter) = &self.prefilter {
            prefilter.candidates(plain, scratch)
        } else {
            all = (0..self.rules.len()).collect();
            &all
        };
        for &index in candidates {
            let rule = &self.rules[index];
            if found.iter().any(|sighting| sighting.kind == rule.kind) {
                continue;
            }
            let Some(regexes) = &rule.compiled(true).plain else { continue };
            if !regexes.unlimited.is_match(plain)
                || regexes.unless.as_ref().is_some_and(|unless| unless.is_match(plain))
            {
                continue;
            }
            let hit = regexes
                .exact
                .find_iter(plain)
                .take(4)
                .find(|hit| !counter::is_countered(plain, hit.start(), hit.end(), rule.kind.as_str(), rule.family));
            if let Some(hit) = hit {
                found.push(rule.sighting(number, sentence.start + hit.start(), sentence.start + hit.end()));
            }
        }
        found
    }

    /// Matches in the text as it stands, at most one for each kind.
    pub(super) fn find_wide(&self, text: &Text, number: usize) -> Vec<Sighting> {
        let Some(set) = &self.wide else { return Vec::new() };
        let sentence = &text.sentences[number];
        let words = sentence.words(text);
        let mut found: Vec<Sighting> = Vec::new();
        for index in set.matches(words) {
            let rule = &self.rules[index];
            if found.iter().any(|sighting| sighting.kind == rule.kind) {
                continue;
            }
            let Some((regex, unless)) = &rule.compiled(false).wide else { continue };
            if unless.as_ref().is_some_and(|unless| unless.is_match(words)) {
                continue;
            }
            if let Some(hit) =
                regex.find_iter(words).take(4).find(|hit| !counter::is_countered_wide(words, hit.start()))
            {
                let start = sentence.start + words[..hit.start()].chars().count();
                found.push(rule.sighting(number, start, start + hit.as_str().chars().count()));
            }
        }
        found
    }
}

impl Rule {
    fn compiled(&self, is_plain: bool) -> &Compiled {
        self.compiled.get_or_init(|| {
            if is_plain {
                let regexes = || {
                    Some(PlainRegexes {
                        unlimited: plain_regex(&unlimited(&self.text)).ok()?,
                        exact: plain_regex(&self.text).ok()?,
                        unless: self.unless.as_deref().and_then(|unless| plain_regex(unless).ok()),
                    })
                };
                Compiled { plain: regexes(), wide: None }
            } else {
                let unless = self.unless.as_deref().and_then(|unless| wide_regex(unless).ok());
                Compiled { plain: None, wide: wide_regex(&self.text).ok().map(|regex| (regex, unless)) }
            }
        })
    }

    fn sighting(&self, sentence: usize, start: usize, end: usize) -> Sighting {
        Sighting {
            kind: self.kind.clone(),
            family: self.family,
            sentence,
            start,
            end,
            actor: self.actor,
            target: self.target,
            rule: self.name.clone(),
        }
    }
}

#[cfg(test)]
impl Rules {
    /// The same rules, every one of them tried on every sentence.
    fn without_prefilter(mut self) -> Self {
        self.prefilter = None;
        self
    }
}

/// The sentence is lower case already, so the pattern is put into lower case (but for its escapes).
fn plain_regex(pattern: &str) -> Result<bytes::Regex, regex::Error> {
    bytes::RegexBuilder::new(&lowered(pattern)).unicode(false).size_limit(SIZE_LIMIT_BYTES).build()
}

fn wide_regex(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(SIZE_LIMIT_BYTES).build()
}

/// Whether both expressions are well formed; cheaper than compiling them.
fn check(pattern: &EventPattern, is_plain: bool) -> Result<(), String> {
    for expression in std::iter::once(&pattern.text).chain(&pattern.unless) {
        let built = if is_plain {
            bytes::RegexSetBuilder::new([loosened(expression)]).unicode(false).build().map(|_| ())
        } else {
            RegexSetBuilder::new([loosened(expression)]).build().map(|_| ())
        };
        built.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// The pattern with each of its alternatives cut at its first gap, in lower case: what must stand in a sentence for the
/// pattern to match at all. A gap keeps an automaton over many patterns from ever coming to rest; the words before it do not.
fn loosened(pattern: &str) -> String {
    let kept: Vec<&str> = alternatives(pattern).into_iter().map(before_gap).collect();
    lowered(&kept.join("|"))
}

/// The pattern with its gaps unlimited.
fn unlimited(pattern: &str) -> String {
    let mut loose = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((at, gap)) = GAPS.iter().filter_map(|gap| Some((rest.find(gap)?, gap.len()))).min() {
        let Some(close) = rest[at + gap..].find('}') else { break };
        loose.push_str(&rest[..at]);
        loose.push_str(".*");
        rest = &rest[at + gap + close + 1..];
    }
    loose.push_str(rest);
    loose
}

/// The alternatives of the outermost level.
fn alternatives(pattern: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, depth, byte) in outline(pattern) {
        if byte == b'|' && depth == 0 {
            parts.push(&pattern[start..at]);
            start = at + 1;
        }
    }
    parts.push(&pattern[start..]);
    parts
}

/// The part before the first gap of the outermost level; all of it where there is none, or where the gap begins it.
fn before_gap(alternative: &str) -> &str {
    let gap = outline(alternative)
        .into_iter()
        .find(|&(at, depth, _)| depth == 0 && GAPS.iter().any(|gap| alternative[at..].starts_with(gap)));
    match gap {
        Some((at, _, _)) if at > 0 => &alternative[..at],
        _ => alternative,
    }
}

/// Each byte outside classes and escapes, with how many groups are open there.
fn outline(pattern: &str) -> Vec<(usize, usize, u8)> {
    let mut seen = Vec::new();
    let (mut depth, mut in_class, mut escaped) = (0usize, false, false);
    for (at, byte) in pattern.bytes().enumerate() {
        if escaped {
            escaped = false;
            continue;
        }
        match byte {
            b'\\' => escaped = true,
            b'[' if !in_class => in_class = true,
            b']' => in_class = false,
            _ if in_class || !byte.is_ascii() => {}
            b'(' => {
                seen.push((at, depth, byte));
                depth += 1;
            }
            b')' => {
                depth = depth.saturating_sub(1);
                seen.push((at, depth, byte));
            }
            _ => seen.push((at, depth, byte)),
        }
    }
    seen
}

/// Lower case, but for the letter after a backslash (`\S` is not `\s`).
fn lowered(pattern: &str) -> String {
    let mut escaped = false;
    pattern
        .chars()
        .map(|character| {
            let keep = escaped;
            escaped = character == '\\' && !keep;
            if keep { character } else { character.to_ascii_lowercase() }
        })
        .collect()
}

#[cfg(test)]
mod tests;
