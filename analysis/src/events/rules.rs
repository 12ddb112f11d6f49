//! The patterns of events.toml, compiled: one pass over a sentence says which it may match, and only those are run.

mod plain;

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder, bytes};
use watchline_model::taxonomy::{EventPattern, Family, Needs, Side};
use watchline_model::{EventKind, Taxonomy};

use self::plain::PlainRegexes;
use super::company::Company;
use super::prefilter::{Prefilter, Scratch, Wanted};
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
    also: Option<String>,
    needs: Option<Needs>,
    yields_to: Vec<EventKind>,
    actor: Side,
    target: Side,
    /// Compiled when first needed: most rules are needed by few documents.
    compiled: OnceLock<Compiled>,
}

#[derive(Debug, Default)]
struct Compiled {
    plain: Option<PlainRegexes>,
    wide: Option<WideRegexes>,
}

#[derive(Debug)]
struct WideRegexes {
    exact: Regex,
    unless: Option<Regex>,
    also: Option<Regex>,
}

impl Rules {
    pub(super) fn new(taxonomy: &Taxonomy, language: &str, warnings: &mut Vec<String>) -> Self {
        let is_plain = language != "zh";
        let mut rules = Vec::new();
        for definition in &taxonomy.events {
            for (number, pattern) in definition.patterns.iter().enumerate() {
                if is_wide(&pattern.language) == is_plain {
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
                        also: pattern.also.clone(),
                        needs: pattern.needs,
                        yields_to: pattern.yields_to.clone(),
                        actor: pattern.actor,
                        target: pattern.target,
                        compiled: OnceLock::new(),
                    }),
                    Err(message) => warnings.push(format!("{name}: {message}; the pattern is left out")),
                }
            }
        }
        let lowered: Vec<(String, Option<String>)> =
            rules.iter().map(|rule| (lowered(&rule.text), rule.also.as_deref().map(lowered))).collect();
        let wanted = lowered.iter().map(|(text, also)| Wanted { text, also: also.as_deref() });
        let prefilter = is_plain.then(|| Prefilter::new(wanted)).flatten();
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

    /// The kinds beside which a sighting by this rule does not count.
    pub(super) fn yields_to(&self, rule: &str) -> &[EventKind] {
        self.rules.iter().find(|known| known.name == rule).map_or(&[], |known| &known.yields_to)
    }

    /// Matches in plain letters, at most one for each kind.
    /// `letters` is the plain text with the names of products masked.
    pub(super) fn find_plain(
        &self,
        text: &Text,
        letters: &[u8],
        number: usize,
        company: &Company,
        scratch: &mut Scratch,
    ) -> Vec<Sighting> {
        if !self.is_plain {
            return Vec::new();
        }
        let sentence = &text.sentences[number];
        let plain = &letters[sentence.start..sentence.end];
        let mut found: Vec<Sighting> = Vec::new();
        let count = self.prefilter.as_ref().map_or(self.rules.len(), |prefilter| {
            prefilter.search(plain, scratch);
            scratch.candidates().len()
        });
        for nth in 0..count {
            let index = if self.prefilter.is_some() { scratch.candidates()[nth] } else { nth };
            let rule = &self.rules[index];
            if found.iter().any(|sighting| sighting.kind == rule.kind) {
                continue;
            }
            let Some(regexes) = &rule.compiled(true).plain else { continue };
            let starts = self.prefilter.as_ref().and_then(|prefilter| prefilter.starts(index, scratch));
            let is_countered = |start, end| counter::is_countered(plain, start, end, rule.kind.as_str(), rule.family);
            if let Some((start, end)) = regexes.find(plain, starts, is_countered)
                && rule.needs.is_none_or(|needs| company.has(needs, number))
            {
                found.push(rule.sighting(number, sentence.start + start, sentence.start + end));
            }
        }
        found
    }

    /// Matches in the text as it stands, at most one for each kind.
    pub(super) fn find_wide(&self, text: &Text, number: usize, company: &Company) -> Vec<Sighting> {
        let Some(set) = &self.wide else { return Vec::new() };
        let sentence = &text.sentences[number];
        let words = sentence.words(text);
        let mut found: Vec<Sighting> = Vec::new();
        for index in set.matches(words) {
            let rule = &self.rules[index];
            if found.iter().any(|sighting| sighting.kind == rule.kind) {
                continue;
            }
            let Some(regexes) = &rule.compiled(false).wide else { continue };
            if regexes.unless.as_ref().is_some_and(|unless| unless.is_match(words))
                || regexes.also.as_ref().is_some_and(|also| !also.is_match(words))
                || !rule.needs.is_none_or(|needs| company.has(needs, number))
            {
                continue;
            }
            let is_countered =
                |start, end| counter::is_countered_wide(words, start, end, rule.kind.as_str(), rule.family);
            if let Some(hit) = regexes.exact.find_iter(words).take(4).find(|hit| !is_countered(hit.start(), hit.end()))
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
                let plain = PlainRegexes::new(&self.text, self.unless.as_deref(), self.also.as_deref());
                Compiled { plain, wide: None }
            } else {
                let unless = self.unless.as_deref().and_then(|unless| wide_regex(unless).ok());
                let also = self.also.as_deref().and_then(|also| wide_regex(also).ok());
                Compiled {
                    plain: None,
                    wide: wide_regex(&self.text).ok().map(|exact| WideRegexes { exact, unless, also }),
                }
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

fn wide_regex(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(SIZE_LIMIT_BYTES).build()
}

/// Whether both expressions are well formed; cheaper than compiling them.
fn check(pattern: &EventPattern, is_plain: bool) -> Result<(), String> {
    for expression in std::iter::once(&pattern.text).chain(&pattern.unless).chain(&pattern.also) {
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

/// Whether the language is written in wide characters; all others are read in plain letters, together.
fn is_wide(language: &str) -> bool {
    matches!(language, "zh" | "ja" | "ko")
}

#[cfg(test)]
mod tests;
