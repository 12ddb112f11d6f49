//! The language of a text: what the page says where the text bears it out, else what the text shows.

use whatlang::{Lang, detect};

/// Below this many characters a guess is worth less than a declaration.
const ENOUGH_CHARS: usize = 200;

/// ISO 639-1. `declared` is the page's `lang` ("en-GB"), `hint` the source's.
pub fn language(text: &str, declared: Option<&str>, hint: Option<&str>) -> Option<String> {
    let declared = declared.and_then(primary).or_else(|| hint.and_then(primary));
    let sample: String = text.chars().take(4000).collect();
    let guess = detect(&sample).filter(|guess| guess.is_reliable()).and_then(|guess| code(guess.lang()));
    match (declared, guess) {
        // Templates say "en" whatever is written into them.
        (Some(declared), Some(guess)) if declared != guess && sample.chars().count() >= ENOUGH_CHARS => {
            Some(guess.to_owned())
        }
        (Some(declared), _) => Some(declared),
        (None, guess) => guess.map(str::to_owned),
    }
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
