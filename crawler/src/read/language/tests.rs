use super::*;

const ENGLISH: &str = "The council switched the assistant off after residents found that it showed other people's letters. \
    Nobody knows yet how many letters were shown, or for how long, and the vendor did not answer questions on Friday. \
    The council has told the data protection office and will publish what it finds before the end of the month.";

/// Headlines and short texts of our own: code, "title" or "text", words.
fn samples() -> Vec<(String, String, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/metadata/languages.tsv");
    let lines = std::fs::read_to_string(path).expect("the samples");
    let fields = lines.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let row = |fields: Vec<&str>| match fields.as_slice() {
        [code, kind, text] => ((*code).to_owned(), (*kind).to_owned(), (*text).to_owned()),
        other => panic!("not a sample: {other:?}"),
    };
    fields.map(row).collect()
}

#[test]
fn the_text_overrules_a_template() {
    assert_eq!(language(ENGLISH, Some("de-DE"), None).as_deref(), Some("en"));
    assert_eq!(language(ENGLISH, None, None).as_deref(), Some("en"));
    assert_eq!(language(ENGLISH, Some("en-GB"), Some("fr")).as_deref(), Some("en"));
}

#[test]
fn a_short_text_is_what_the_page_says_it_is() {
    assert_eq!(language("Hallo.", Some("de"), None).as_deref(), Some("de"));
    assert_eq!(language("", None, Some("FR")).as_deref(), Some("fr"));
    assert_eq!(language("", Some("x-klingon"), None), None);
}

#[test]
fn a_declaration_in_another_script_is_not_believed() {
    assert_eq!(language("市政府停用聊天助手", Some("en"), None).as_deref(), Some("zh"));
    assert_eq!(language("Город отключил помощника", Some("en"), None).as_deref(), Some("ru"));
    assert_eq!(language("المدينة توقف المساعد", Some("en-US"), None).as_deref(), Some("ar"));
    assert_eq!(language("Orbit", Some("zh-Hant"), None), None);
}

#[test]
fn headlines_and_short_texts_are_told_apart_better_than_by_letters_alone() {
    let samples = samples();
    let count = |told: &dyn Fn(&str) -> Option<String>| {
        let wrong = samples.iter().filter(|(code, _, text)| told(text).as_ref() != Some(code));
        wrong.map(|(code, kind, text)| format!("{code} {kind}: {:?}: {text}", told(text))).collect::<Vec<String>>()
    };
    let letters = |text: &str| detect(text).and_then(|guess| super::code(guess.lang())).map(str::to_owned);
    let wrong = count(&|text| language(text, None, None));
    let by_letters = count(&letters);
    println!("wrong of {}: {}; by letters alone {}: {by_letters:#?}", samples.len(), wrong.len(), by_letters.len());
    assert!(wrong.len() < by_letters.len(), "{wrong:#?}");
    assert!(wrong.len() <= 1, "{wrong:#?}");
}
