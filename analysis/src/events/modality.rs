//! How firmly the words state that it happened.

use std::sync::LazyLock;

use regex::Regex as WideRegex;
use regex::bytes::Regex;
use watchline_model::taxonomy::Family;
use watchline_model::{Basis, Dated, Modality};

use super::{Setting, Sighting, counter};
use crate::text::Text;

static ALLEGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:alleg(?:e|es|ed|edly|ing|ations?)|accus(?:e|es|ed|ing|ations?)|claim(?:s|ed|ing)?|purported(?:ly)?|reportedly|suspect(?:s|ed)?|suspicions?|rumou?r(?:s|ed)?|apparently|said to have|posts (?:on|that|by|in|from|said|claim\w*|circulat\w*)|unverified|unconfirmed|users? (?:said|claim\w*|report\w*)|appear(?:s|ed)? to)\b")
        .expect("the pattern is a constant")
});
static ALLEGED_WIDE: LazyLock<WideRegex> = LazyLock::new(|| {
    WideRegex::new("指称|声称|据称|指控|涉嫌|质疑|网传|爆料|帖子|疑似").expect("the pattern is a constant")
});
static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:will(?: be| also)?|shall|plans? to|planning to|intends? to|is set to|are set to|is to|are to|due to|going to|about to|scheduled to|expected to)\b[^,;:]{0,24}$")
        .expect("the pattern is a constant")
});

pub(super) fn read(text: &Text, setting: &Setting, sighting: &Sighting, date: Option<&Dated>) -> Modality {
    let sentence = &text.sentences[sighting.sentence];
    let plain = sentence.plain(text);
    let at = sighting.start - sentence.start;
    let before = &plain[at.saturating_sub(90)..at];
    let can_be_alleged = matches!(sighting.family, Family::Weakness | Family::Breach | Family::Misuse);
    if can_be_alleged && counter::is_denied(before) {
        return Modality::Denied;
    }
    let ahead = date.zip(setting.reference).is_some_and(|(date, reference)| {
        date.value.date_naive() > reference && (date.basis == Basis::Effective || sighting.family != Family::Response)
    });
    if ahead || (!can_be_alleged && PLANNED.is_match(before)) {
        return Modality::Planned;
    }
    let own_voice = setting.voice.is_some() && plain.windows(3).any(|window| window == b"we " || window == b"our");
    if sighting.kind.as_str() == "backdoor_alleged" && !own_voice {
        return Modality::Alleged;
    }
    if can_be_alleged
        && !own_voice
        && sighting.rule != super::followup::RULE
        && (ALLEGED.is_match(plain) || (sentence.wide && ALLEGED_WIDE.is_match(sentence.words(text))))
    {
        return Modality::Alleged;
    }
    Modality::Stated
}
