//! Whether a text says that the weakness is disputed: the mark `** DISPUTED **` of the CVE list, or a sentence in which
//! the party concerned or a third one disputes it.

use std::sync::LazyLock;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

static DISPUTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\*\* ?DISPUTED ?\*\*|^DISPUTED\b|",
        r"(?i)\b(?:vendors?|suppliers?|maintainers?|developers?|manufacturers?|projects?|authors?|(?:third|multiple|other) part(?:y|ies)|researchers?)\b.{0,80}\bdisput(?:es|ed|ing|e)\b|",
        r"\bdisput(?:es|ed) by (?:the |a |multiple |several )*(?:vendors?|suppliers?|maintainers?|developers?|third part(?:y|ies)|project)\b|",
        r"\b(?:validity|existence|severity|relevance) of (?:this|the) [^.]{0,40}\b(?:is|has been|was) (?:being )?(?:disputed|questioned|doubted)\b|\breal existence of this vulnerability is still doubted\b"
    ))
    .expect("a valid pattern")
});

/// The sentence that says so.
pub(crate) fn disputed_sentence(body: &[String]) -> Option<String> {
    let paragraph = body.iter().find(|paragraph| DISPUTED.is_match(paragraph))?;
    let sentence = paragraph.unicode_sentences().find(|sentence| DISPUTED.is_match(sentence));
    Some(sentence.unwrap_or(paragraph).trim().to_owned())
}
