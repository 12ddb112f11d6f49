//! The language of a text: what the page says where the text bears it out, else what the text shows.
//!
//! Rules, in order:
//! 1. A script that one language alone is written with tells it, however short the text: kana, Hangul, the letters
//!    that only Ukrainian or Persian has. Han without kana is Chinese.
//! 2. A text of [`ENOUGH_CHARS`] whose letters or whose small words show one language is in that language, whatever
//!    the page declares: templates say "en" whatever is written into them.
//! 3. Else what the page declares (`lang`, then the source's own), unless the text is written in another script.
//! 4. Else what the small words of a short text show, if they show one language.
//!
//! Pure; never guesses from one word.

mod script;
mod small_words;

use whatlang::{Lang, detect};

pub use crate::read::language::script::{ChineseScript, chinese_script};

/// Below this many characters a guess is worth less than a declaration.
const ENOUGH_CHARS: usize = 200;
/// Fewer words may all be names.
const WORDS_MIN: usize = 5;
/// More of a text tells nothing more, in characters.
const SAMPLE_CHARS: usize = 4000;

/// ISO 639-1. `declared` is the page's `lang` ("en-GB"), `hint` the source's.
pub fn language(text: &str, declared: Option<&str>, hint: Option<&str>) -> Option<String> {
    let sample: String = text.chars().take(SAMPLE_CHARS).collect();
    let declared = declared.and_then(primary).or_else(|| hint.and_then(primary));
    let by_script = script::language(&sample);
    if let Some(only) = by_script.only {
        return Some(only.to_owned());
    }
    let declared = declared.filter(|declared| by_script.could_be(declared));
    let is_long = sample.chars().count() >= ENOUGH_CHARS;
    // A few Cyrillic or Arabic words may be of any of several languages; the most usual one is the last resort.
    let shown = if is_long || by_script.usual.is_none() { shown(&sample, is_long) } else { None };
    let told = if is_long { shown.map(str::to_owned).or(declared) } else { declared.or(shown.map(str::to_owned)) };
    told.or_else(|| by_script.usual.map(str::to_owned))
}

/// What a text shows of itself: a statistic of its letters where it is long enough to have one, else its small words,
/// else whatever the letters of a few words make likely.
fn shown(sample: &str, is_long: bool) -> Option<&'static str> {
    let guess = detect(sample);
    let reliable = guess.as_ref().filter(|guess| guess.is_reliable()).and_then(|guess| code(guess.lang()));
    if is_long {
        return reliable.or_else(|| small_words::language(sample));
    }
    let likely = guess.filter(|_| sample.split_whitespace().nth(WORDS_MIN - 1).is_some());
    small_words::language(sample).or(reliable).or_else(|| likely.and_then(|guess| code(guess.lang())))
}

/// `en` of `en-GB` or `EN_us`; `None` for what is no two-letter code.
fn primary(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(primary)
}

/// ISO 639-1 of the languages that whatlang tells apart.
fn code(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Eng => "en",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Tur => "tr",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Ell => "el",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Pes => "fa",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Hrv => "hr",
        Lang::Slk => "sk",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
