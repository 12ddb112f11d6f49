//! What is read off a text for its signature: terms, days, language.

use std::collections::BTreeSet;
use std::sync::{LazyLock, OnceLock};

use regex::Regex;
use watchline_model::{EntityKind, Event, Precision};

use crate::dates::DateFinder;
use crate::fingerprint::{Term, extract_terms, ideograph_pairs, split_words, stem, stems_in_order, write_out_amounts};
use crate::text::{Sentence, Text};
use crate::{Analysis, Input};

pub(in crate::cluster) const PRODUCTS: &[EntityKind] = &[EntityKind::Product, EntityKind::Model];
pub(in crate::cluster) const PARTIES: &[EntityKind] =
    &[EntityKind::Vendor, EntityKind::Organization, EntityKind::Regulator, EntityKind::Person];
/// Days kept of one document: a calendar is no report.
const MOST_DAYS: usize = 20;

/// Terms of which is kept after which they stand.
const MOST_IN_ORDER: usize = 240;

/// Sentences, the headline among them, in which a report says that something happened again.
const ANOTHER_SENTENCES: usize = 3;
const SAID_AFTER_HEADLINE: f32 = 0.4;
/// Fewer tell no language.
const FEWEST_COMMON_WORDS: usize = 3;
/// Words that are common in one language and rare in the others.
const COMMON_WORDS: &[(&str, &str)] = &[
    ("en", "the and of to with that was were has from its which by they this"),
    ("de", "der die das und nicht mit ist wurde auch eine einen sich von dem den"),
    ("fr", "le les des et une dans est pour qui sur avec pas aux cette"),
    ("es", "el los las y una por con para del que su más fue según"),
    ("pt", "os das não uma com para foi dos ao mais são pela pelo"),
    ("it", "il gli di che della per con una sono è nel alla dei delle"),
    ("nl", "het een van niet zijn met voor op ook aan werd door"),
];

/// More of them, which are no words of English.
const EMPTY_WORDS: &str = "von im am zu des ein einer einem für auf als es aus bei hat haben sind wird werden war waren sie er wir sich nach über \
    durch wie noch nur oder aber auch vor bis zum zur kann mehr du en au aux un ce ces cette il elle ils ne plus que son sa ses leur \
    été être avait ont sont mais ou où comme entre sans sous se au a lo al se su sus es fue han ha sido como más pero sobre entre sin \
    ya cuando este esta do da em no na nos nas se ser foi tem são mas seu sua como até quando ed ai dei degli dalla nella anche ma se \
    hanno era sono stato op te in aan dat die is bij uit er maar nog wel heeft hebben werd og i det som på er av til med ikke de den \
    har var för ett att inte och om så men";

/// Dates and times in figures, and score vectors: no words, though in pieces each of them looks rare.
static CIPHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)?(?:Z\b| ?UTC\b)?|",
        r"\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\.?\b|",
        r"\bCVSS[: ]\d(?:\.\d)?(?: \d{1,2}\.\d\b)?|(?:\b[A-Za-z]{1,3}:[A-Z]{1,2}\b/?){3,}"
    ))
    .expect("a valid pattern")
});

/// The ids of the entities of these kinds.
pub(in crate::cluster) fn of_kinds<'a>(
    analysis: &'a Analysis,
    kinds: &'a [EntityKind],
) -> impl Iterator<Item = String> + 'a {
    analysis.entities.iter().filter(|entity| kinds.contains(&entity.kind)).map(|entity| entity.id.0.clone())
}

/// The terms without the names of vendors, products, models and countries: these say whom a report is about, not
/// what happened, and count by entity instead (countries not at all: too much happens in each).
pub(in crate::cluster) fn terms_of(input: &Input, title: &str, told: &str, analysis: &Analysis) -> Vec<Term> {
    let subject = |entity: &&watchline_model::Entity| {
        matches!(
            entity.kind,
            EntityKind::Vendor
                | EntityKind::Product
                | EntityKind::Model
                | EntityKind::Vulnerability
                | EntityKind::Country
        )
    };
    let subjects: BTreeSet<&str> = analysis.entities.iter().filter(subject).map(|entity| entity.id.as_str()).collect();
    let named = analysis.mentions.iter().filter(|mention| subjects.contains(mention.entity.as_str()));
    let named: Vec<&str> = named.map(|mention| mention.text.as_str()).collect();
    let mut named_words: BTreeSet<String> =
        named.iter().flat_map(|name| split_words(name)).map(|word| stem(&word.to_lowercase())).collect();
    named_words.extend(named.iter().flat_map(|name| ideograph_pairs(name)));
    let own_words = host_words(input.url.unwrap_or_default());
    let common = common_elsewhere();
    let told = CIPHERS.replace_all(told, " ");
    let mut terms = extract_terms(&write_out_amounts(title), &write_out_amounts(&told));
    terms.retain(|term| {
        !named_words.contains(&term.stem) && !own_words.contains(&term.stem) && !common.contains(&term.stem)
    });
    terms
}

/// The terms of headline and body as they follow each other, by their places in `terms`, which are in order of their stems.
pub(super) fn order_of(terms: &[Term], title: &str, told: &str) -> Vec<u8> {
    let place = |stem: String| terms.binary_search_by(|term| term.stem.as_str().cmp(&stem)).ok();
    let told = CIPHERS.replace_all(told, " ");
    let (title, told) = (write_out_amounts(title), write_out_amounts(&told));
    let places = stems_in_order(&title).chain(stems_in_order(&told)).filter_map(place);
    places.filter_map(|place| u8::try_from(place).ok()).take(MOST_IN_ORDER).collect()
}

/// Stems of words that carry no matter in other languages than English.
fn common_elsewhere() -> &'static BTreeSet<String> {
    static STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let listed =
            COMMON_WORDS.iter().filter(|(language, _)| *language != "en").flat_map(|(_, words)| words.split(' '));
        listed.chain(EMPTY_WORDS.split_whitespace()).map(stem).collect()
    });
    &STEMS
}

/// The words of a publisher's own name, by its host: what a paper says of itself tells nothing of the happening.
fn host_words(url: &str) -> BTreeSet<String> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split('/').next().unwrap_or_default();
    host.split(['.', '-']).filter(|word| word.len() > 2).map(|word| stem(&word.to_lowercase())).collect()
}

/// Days by which a later report says which happening it means ("the exposure of 10 February").
pub(in crate::cluster) fn named_days_in(input: &Input, text: &Text, sentences: &[&Sentence]) -> BTreeSet<String> {
    static FINDER: OnceLock<DateFinder> = OnceLock::new();
    let finder = FINDER.get_or_init(DateFinder::new);
    let published = input.published.map(|published| published.value.date_naive());
    let found = sentences.iter().flat_map(|sentence| finder.find(text, sentence, published));
    let days = found.filter(|found| found.dated.precision == Precision::Day);
    let days = days.map(|found| found.dated.value.date_naive()).filter(|day| Some(*day) != published);
    days.map(|day| day.format("%Y-%m-%d").to_string()).take(MOST_DAYS).collect()
}

/// "Another", "second", "again": in the headline, or in the first sentences of the body.
pub(super) fn says_another(text: &Text) -> f32 {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(?:another|again|yet more|twice|(?:second|third|fourth|fifth) (?:\w+ ){0,2}(?:time|outage|breach|leak|fine|lawsuit|",
            r"suit|ban|attack|incident|case|flaw|complaint|failure|firm|company|state|country|agency|authority|vendor|arrest|crash|cyclist|",
            r"app|ministry|regulator|court|death|collision|recall)|erneut|schon wieder|de nouveau|",
            r"otra vez|di nuovo|novamente)\b|再次|又一|第二次|再び|또다시"
        ))
        .expect("a valid pattern")
    });
    let told = text.sentences.iter().filter(|sentence| !sentence.clutter).take(ANOTHER_SENTENCES);
    let mut found = told.filter(|sentence| WORDS.is_match(sentence.words(text)));
    found.next().map_or(0.0, |sentence| if sentence.headline { 1.0 } else { SAID_AFTER_HEADLINE })
}

/// As stated, or by the commonest words.
pub(super) fn language(input: &Input, folded: &[String]) -> Option<String> {
    if let Some(stated) = input.language {
        return Some(stated.split(['-', '_']).next().unwrap_or(stated).to_lowercase());
    }
    let counts = COMMON_WORDS.iter().map(|(language, words)| {
        let words: Vec<&str> = words.split(' ').collect();
        (folded.iter().filter(|word| words.contains(&word.as_str())).count(), *language)
    });
    let (count, language) = counts.max_by_key(|(count, _)| *count)?;
    (count >= FEWEST_COMMON_WORDS).then(|| language.to_owned())
}

/// Days and months that events are dated to.
pub(in crate::cluster) fn dates_of(input: &Input, events: &[&Event]) -> BTreeSet<String> {
    let published = input.published.map(|published| published.value.date_naive());
    let dated = events.iter().filter_map(|event| event.date);
    dated
        .filter(|date| date.precision != Precision::Year && Some(date.value.date_naive()) != published)
        .map(|date| match date.precision {
            Precision::Month => date.value.format("%Y-%m").to_string(),
            _ => date.value.format("%Y-%m-%d").to_string(),
        })
        .collect()
}
