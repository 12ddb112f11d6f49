//! What a facet's value is called for people.

use crate::query::{KeywordField, Names};

/// ISO 639-1 codes and English names of the languages in which the press writes on AI.
pub(crate) const LANGUAGES: [(&str, &str); 38] = [
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("ms", "Malay"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The code of a language's English name, in lower case.
pub(crate) fn language_code(name: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(code, _)| *code)
}

/// The label of a value; the value itself where nothing better is known.
pub(crate) fn label(names: &Names, field: KeywordField, value: &str) -> String {
    let known = match field {
        KeywordField::Vendor | KeywordField::Product | KeywordField::Entity => names.name_of(value),
        KeywordField::Event => names.event_label(value),
        KeywordField::Country => names.country_name(value),
        KeywordField::Language => LANGUAGES.iter().find(|(code, _)| *code == value).map(|(_, name)| *name),
        _ => None,
    };
    match (known, field) {
        (Some(known), _) => known.to_owned(),
        (None, KeywordField::Event) => value.replace('_', " "),
        (None, KeywordField::Country) => value.to_uppercase(),
        (None, _) => value.to_owned(),
    }
}
