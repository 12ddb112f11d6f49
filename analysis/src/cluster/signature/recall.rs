//! What a report tells only of the past: the terms of the sentences that look back.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::fingerprint::{Term, extract_terms, write_out_amounts};
use crate::text::{Sentence, Text};

/// Words by which the press points back beyond the news.
static LOOKS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:in|since|of|last|by|until) (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|",
        r"\blast (?:week|month|year|spring|summer|autumn|fall|winter)\b|\b(?:days?|weeks?|months?|years?) (?:ago|earlier|before)\b|",
        r"\bearlier (?:this|in|attack|case|leak|incident|breach|outage)\b|\bprevious(?:ly)?\b|\b(?:had|hadn't) (?:\w+ly )?(?:been|\w+ed|taken|told|said|sent|gone|made|found|lost|shown|paid|got|put|begun|come|done|given|written|known|seen|stolen|broken|brought)\b|",
        r"\bthe first (?:time|case|incident|attack|leak|outage)\b|\bformer\b|\bback then\b|\bat (?:the|that) time\b|\bthen\b|",
        r"去年|此前|曾于|上月|上个月|今年\S{1,3}月"
    ))
    .expect("a valid pattern")
});

/// Those of `terms` that stand in such sentences only.
pub(super) fn recalled(text: &Text, sentences: &[&Sentence], terms: &[Term]) -> BTreeSet<String> {
    let (back, now): (Vec<&Sentence>, Vec<&Sentence>) =
        sentences.iter().copied().partition(|sentence| !sentence.headline && LOOKS_BACK.is_match(sentence.words(text)));
    let stems = |sentences: Vec<&Sentence>| -> BTreeSet<String> {
        let told = sentences.iter().map(|sentence| sentence.words(text)).collect::<Vec<&str>>().join("\n");
        extract_terms("", &write_out_amounts(&told)).into_iter().map(|term| term.stem).collect()
    };
    let now = stems(now);
    let back = stems(back);
    let stems = terms.iter().map(|term| &term.stem);
    stems.filter(|stem| back.contains(*stem) && !now.contains(*stem)).cloned().collect()
}
