//! A pattern over plain letters, run where it can begin.

use regex_automata::{Anchored, Input as Search, meta, util::syntax};

use super::{GAPS, SIZE_LIMIT_BYTES, lowered};

/// Where the first matches of a pattern are negated, a later one may count; beyond these it is not sought.
const MOST_MATCHES: usize = 4;
/// After so many places at which only the unlimited form matches, the exact one is searched for as a whole, so that no text
/// makes the search slower than its length.
const MOST_PLACES: usize = 8;
/// Room for the states of one pattern; the same as crate `regex` allows.
const CACHE_BYTES: usize = 2 << 20;

/// A pattern, and before it the same with gaps of any length: far cheaper to run, and mostly enough to say no. Where it says
/// yes, the exact one is tried from that place only: a search for it from every place at once would have to keep count of many
/// gaps, which is what makes such automata large and slow. Where all places are known at which a match can begin, only these are
/// tried.
#[derive(Debug)]
pub(super) struct PlainRegexes {
    unlimited: meta::Regex,
    exact: meta::Regex,
    unless: Option<meta::Regex>,
    also: Option<meta::Regex>,
}

impl PlainRegexes {
    /// `None` where the pattern is no expression; of the others one that is none is left out.
    pub(super) fn new(text: &str, unless: Option<&str>, also: Option<&str>) -> Option<Self> {
        Some(Self {
            unlimited: regex(&unlimited(text))?,
            exact: regex(text)?,
            unless: unless.and_then(regex),
            also: also.and_then(regex),
        })
    }

    /// Whether the sentence holds what it must hold besides, and nothing that it must not.
    fn sentence_fits(&self, plain: &[u8]) -> bool {
        !self.unless.as_ref().is_some_and(|unless| unless.is_match(plain))
            && self.also.as_ref().is_none_or(|also| also.is_match(plain))
    }

    /// The match that begins just there.
    fn find_here(&self, plain: &[u8], start: usize) -> Option<(usize, usize)> {
        let here = Search::new(plain).range(start..).anchored(Anchored::Yes);
        self.exact.search(&here).map(|hit| (start, hit.end()))
    }

    /// The leftmost match from `at` on, as `exact` alone would give it. `starts` are all places where one may begin.
    fn find_at(&self, plain: &[u8], starts: Option<&[usize]>, mut at: usize) -> Option<(usize, usize)> {
        if let Some(starts) = starts {
            let next = starts.partition_point(|&start| start < at);
            return starts[next..].iter().find_map(|&start| self.find_here(plain, start));
        }
        for _ in 0..MOST_PLACES {
            let start = self.unlimited.search(&Search::new(plain).range(at..))?.start();
            if let Some(hit) = self.find_here(plain, start) {
                return Some(hit);
            }
            at = start + 1;
        }
        self.exact.search(&Search::new(plain).range(at..)).map(|hit| (hit.start(), hit.end()))
    }

    /// The first of the leftmost few matches that is not taken back.
    pub(super) fn find(
        &self,
        plain: &[u8],
        starts: Option<&[usize]>,
        is_countered: impl Fn(usize, usize) -> bool,
    ) -> Option<(usize, usize)> {
        let mut at = 0;
        for nth in 0..MOST_MATCHES {
            let (start, end) = self.find_at(plain, starts, at)?;
            if nth == 0 && !self.sentence_fits(plain) {
                return None;
            }
            if !is_countered(start, end) {
                return Some((start, end));
            }
            at = end.max(start + 1);
        }
        None
    }
}

/// The sentence is lower case already, so the pattern is put into lower case (but for its escapes).
fn regex(pattern: &str) -> Option<meta::Regex> {
    let config = meta::Config::new().utf8_empty(false).onepass(false).hybrid_cache_capacity(CACHE_BYTES);
    let config = config.nfa_size_limit(Some(SIZE_LIMIT_BYTES));
    let syntax = syntax::Config::new().unicode(false).utf8(false);
    meta::Builder::new().configure(config).syntax(syntax).build(&lowered(pattern)).ok()
}

/// The pattern with its gaps unlimited.
fn unlimited(pattern: &str) -> String {
    let mut loose = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((at, gap)) = GAPS.iter().filter_map(|gap| Some((rest.find(gap)?, gap.len()))).min() {
        let Some(close) = rest[at + gap..].find('}') else { break };
        loose.push_str(&rest[..at]);
        loose.push_str("(?s:.*)");
        rest = &rest[at + gap + close + 1..];
    }
    loose.push_str(rest);
    loose
}
