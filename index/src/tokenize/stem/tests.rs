use super::{Stemmer, Tongue, variants};
use crate::tokenize::fold;

fn stems(language: &str, text: &str) -> Vec<String> {
    let text = Stemmer::new().text(text, &Tongue::of(&[language]));
    text.split(' ').filter(|stem| !stem.is_empty()).map(str::to_owned).collect()
}

fn finds(language: &str, asked: &str, written: &str) -> bool {
    let (variants, held) = (variants(asked).unwrap(), stems(language, written));
    variants.stems.iter().any(|stem| held.contains(stem)) || variants.words.contains(&fold(written))
}

/// A query's word finds a text's word of that language.
#[track_caller]
fn check_finds(language: &str, pairs: &[(&str, &str)]) {
    for (asked, written) in pairs {
        assert!(finds(language, asked, written), "`{asked}` finds `{written}` in {language}");
    }
}

#[test]
fn inflections_are_joined_in_each_language() {
    check_finds("en", &[("ban", "banned"), ("banning", "bans"), ("exposures", "exposure")]);
    check_finds("de", &[("Verbot", "Verbote"), ("Sicherheitslücken", "Sicherheitslücke"), ("Lucken", "Lücke")]);
    check_finds("fr", &[("interdiction", "interdictions"), ("fuites", "fuite"), ("données", "donnée")]);
    check_finds("es", &[("investigación", "investigaciones"), ("prohibido", "prohibida")]);
    check_finds("pt", &[("vulnerabilidade", "vulnerabilidades"), ("proibido", "proibida")]);
    check_finds("it", &[("vietato", "vietata"), ("indagine", "indagini")]);
    check_finds("nl", &[("boetes", "boete"), ("modellen", "model")]);
    check_finds("ru", &[("запрет", "запрета"), ("уязвимости", "уязвимость")]);
    check_finds("sv", &[("förbudet", "förbud")]);
    check_finds("da", &[("forbuddet", "forbud")]);
    check_finds("nb-NO", &[("forbudet", "forbud")]);
    check_finds("fi", &[("mallit", "malli")]);
    check_finds("hu", &[("modellek", "modell")]);
    check_finds("tr", &[("yasaklar", "yasak")]);
    check_finds("ar", &[("الشركة", "شركة"), ("أمان", "امان")]);
}

#[test]
fn any_word_finds_itself_with_and_without_its_accents() {
    let words =
        ["investigación", "Größe", "résumé", "não", "уязвимость", "ёлка", "zakázaný", "żółć", "ΑΠΑΓΌΡΕΥΣΗ", "OpenAI"];
    for language in ["en", "de", "fr", "es", "pt", "it", "ru", "cs", "pl", "el", "tr", "und", ""] {
        for word in words {
            let bare = crate::tokenize::fold(word);
            check_finds(language, &[(word, word), (&bare, word), (word, &bare)]);
        }
    }
}

#[test]
fn a_stem_of_one_language_is_none_of_another() {
    // `meta` has the stem `met` in Spanish.
    assert!(!finds("en", "meta", "met"));
    check_finds("es", &[("meta", "metas")]);
}

#[test]
fn words_that_are_their_own_stem_are_not_kept_twice() {
    assert_eq!(stems("en", "ban banned"), ["ban"]);
    check_finds("en", &[("ban", "banned"), ("banned", "ban"), ("bans", "banning")]);
    assert!(stems("de", "gpt4 2026").is_empty() && stems("cs", "zakázaný").is_empty());
    assert!(variants("2026").unwrap().words == ["2026"]);
}

#[test]
fn unspaced_scripts_have_no_stems() {
    assert!(stems("zh", "禁止使用").is_empty());
    assert!(variants("禁").is_none() && variants("GPT-4o").is_none());
}

#[test]
fn a_record_in_two_languages_has_the_stems_of_both() {
    let tongues = Tongue::of(&["de", "zh", "en", "de"]);
    assert_eq!(Stemmer::new().text("Verbote", &tongues), "de~verbot verbot");
}
