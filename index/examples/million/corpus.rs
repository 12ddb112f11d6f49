//! Made-up records, the same for the same number: words by Zipf's law over a vocabulary of function words and made-up
//! ones, with turns of phrase and words that come again within a text; few vendors in most records and most in few, more records the nearer the present.
//!
//! Made-up words end so that no stemmer shortens them: all engines find the same records, and their totals can be
//! compared.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{Basis, Dated, DocumentId, EntityId, EntityKind, Record, RecordKind, Severity, Status, Taxonomy};

const VOCABULARY: usize = 300_000;
const VENDORS: usize = 60;
const PRODUCTS: usize = 200;
const EVENTS: usize = 38;
const SOURCES: usize = 120;
/// Exponent of the words' frequencies; English texts have about this one.
const ZIPF: f64 = 1.05;

/// Of a hundred words so many were in the text before: what a text is about comes again.
const REPEATED: u64 = 12;
/// … and so many less are one of a few that often follow the word before: words come in turns of phrase.
const FOLLOWING: u64 = 50;
const FOLLOWERS: u64 = 12;

const FUNCTION_WORDS: &str = "the of and to in a is that for it as was with be by on not he his but at are this have from \
    or had an they which one you were all her she there would their we him been has when who will no more if out so \
    said what its about into than them can only other new some could time these two may then do first any my now such \
    like our over even most me after also did many before must through years where much your way well down should \
    because each just those people too how state good make world still own see work long get here between both life";
const LANGUAGES: [(&str, u64); 7] = [("en", 80), ("de", 5), ("fr", 4), ("es", 4), ("pt", 3), ("it", 2), ("pl", 2)];
const KINDS: [(&str, u64); 5] = [("article", 70), ("advisory", 14), ("post", 8), ("status", 5), ("statement", 3)];
const TIERS: [(&str, u64); 6] =
    [("press", 62), ("database", 15), ("researcher", 8), ("vendor", 7), ("community", 5), ("regulator", 3)];
const COUNTRIES: [&str; 16] =
    ["us", "cn", "gb", "de", "fr", "jp", "kr", "in", "it", "es", "ca", "br", "nl", "au", "ie", "sg"];

/// xorshift64*, seeded.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            random.below(2);
        }
        random
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 20) % bound.max(1)
    }

    pub(crate) fn index(&mut self, bound: usize) -> usize {
        usize::try_from(self.below(bound as u64)).unwrap_or_default()
    }

    pub(crate) fn unit(&mut self) -> f64 {
        self.below(1 << 40) as f64 / (1_u64 << 40) as f64
    }

    /// Small numbers far more often than large ones.
    pub(crate) fn skewed(&mut self, bound: usize) -> usize {
        ((bound as f64).powf(self.unit()) - 1.0) as usize % bound
    }

    fn weighted(&mut self, words: &[(&'static str, u64)]) -> &'static str {
        let mut place = self.below(words.iter().map(|(_, weight)| weight).sum());
        for (word, weight) in words {
            if place < *weight {
                return word;
            }
            place -= weight;
        }
        ""
    }
}

pub(crate) struct Corpus {
    words: Vec<String>,
    /// Sums of the words' shares, rising to 1.
    shares: Vec<f64>,
}

impl Corpus {
    pub(crate) fn new() -> Self {
        let mut words: Vec<String> = FUNCTION_WORDS.split_whitespace().map(str::to_owned).collect();
        let mut number = 0_usize;
        while words.len() < VOCABULARY {
            words.push(made_up(number));
            number += 1;
        }
        let mut sum = 0.0;
        let mut shares: Vec<f64> = Vec::with_capacity(VOCABULARY);
        for rank in 0..VOCABULARY {
            sum += 1.0 / (rank as f64 + 2.7).powf(ZIPF);
            shares.push(sum);
        }
        shares.iter_mut().for_each(|share| *share /= sum);
        Self { words, shares }
    }

    /// The made-up word of a rank; 0 is the most frequent.
    pub(crate) fn made_up(&self, rank: usize) -> &str {
        self.words.get(FUNCTION_WORDS.split_whitespace().count() + rank).map_or("", String::as_str)
    }

    fn any(&self, random: &mut Random) -> usize {
        let share = random.unit();
        self.shares.partition_point(|sum| *sum < share)
    }

    /// One of the words that like to stand behind a word.
    fn follower(&self, rank: usize, which: u64) -> usize {
        self.any(&mut Random::new((rank as u64) * FOLLOWERS + which))
    }

    fn text(&self, random: &mut Random, count: usize) -> String {
        let mut text = String::with_capacity(count * 7);
        let mut sentence = 0;
        let mut ranks: Vec<usize> = Vec::with_capacity(count);
        for _ in 0..count {
            let rank = match (random.below(100), ranks.last()) {
                (0..REPEATED, Some(_)) => ranks[random.index(ranks.len())],
                (REPEATED..FOLLOWING, Some(last)) => self.follower(*last, random.below(FOLLOWERS)),
                _ => self.any(random),
            };
            ranks.push(rank);
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(self.words.get(rank).map_or("", String::as_str));
            sentence += 1;
            if sentence > 8 && random.below(9) == 0 {
                text.push('.');
                sentence = 0;
            }
        }
        text
    }

    /// The record of a number.
    pub(crate) fn record(&self, number: i64) -> Record {
        let mut random = Random::new(number.cast_unsigned().wrapping_add(0x5eed));
        let random = &mut random;
        let days = 1.0 - random.unit().powi(2);
        let published = start() + TimeDelta::seconds((days * 4_000.0 * 86_400.0) as i64);
        let count = 1 + usize::from(random.below(4) == 0);
        let vendors = distinct(random, count, |r| format!("vendor-{}", r.skewed(VENDORS)));
        let count = random.index(3);
        let products = distinct(random, count, |r| format!("product-{}", r.skewed(PRODUCTS)));
        let count = 1 + random.index(2);
        let events = distinct(random, count, |r| format!("event_{}", r.skewed(EVENTS)));
        let ids = |names: &[String]| names.iter().map(|name| EntityId::new(name.clone())).collect::<Vec<_>>();
        // Notices of a hundred words are many, reports of a thousand few.
        let length = 60 + (170.0 * (-(1.0 - random.unit()).ln())) as usize;
        let titled = 5 + random.index(7);
        Record {
            kind: RecordKind::Document,
            key: format!("d{number}"),
            document: Some(DocumentId(number)),
            incidents: Vec::new(),
            title: self.text(random, titled),
            text: self.text(random, length),
            url: None,
            entities: [ids(&vendors), ids(&products)].concat(),
            vendors: ids(&vendors),
            products: ids(&products),
            vulnerabilities: Vec::new(),
            countries: (0..random.below(2)).map(|_| COUNTRIES[random.skewed(COUNTRIES.len())].to_owned()).collect(),
            event_kinds: events,
            status: (random.below(10) < 4).then(|| Status::all()[random.skewed(Status::all().len())]),
            severity: (random.below(10) < 5).then(|| Severity::all()[random.index(Severity::all().len())]),
            document_kind: Some(random.weighted(&KINDS).to_owned()),
            tiers: vec![random.weighted(&TIERS).to_owned()],
            sources: vec![format!("source-{}", random.skewed(SOURCES))],
            languages: vec![random.weighted(&LANGUAGES).to_owned()],
            published: Some(published),
            happened: (0..random.below(3))
                .map(|_| {
                    let days = TimeDelta::days(i64::try_from(random.below(60)).unwrap_or_default());
                    Dated::day((published - days).date_naive(), Basis::Occurred)
                })
                .collect(),
            known: None,
            independent_sources: 0,
        }
    }
}

/// The first day on which anything is published.
pub(crate) fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_440_000_000, 0).unwrap_or_default()
}

fn distinct(random: &mut Random, count: usize, make: impl Fn(&mut Random) -> String) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for _ in 0..count {
        let next = make(random);
        if !found.contains(&next) {
            found.push(next);
        }
    }
    found
}

/// A word of syllables, the longer the rarer; its end is none that a stemmer knows.
fn made_up(number: usize) -> String {
    const BEGIN: [&str; 16] = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "t", "v", "br", "gr", "st", "tr"];
    const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
    const LAST: [&str; 12] = ["ab", "ob", "ub", "ap", "op", "up", "ak", "ok", "uk", "ax", "ox", "ux"];
    let mut word = String::new();
    let mut rest = number;
    loop {
        word.push_str(BEGIN[rest % BEGIN.len()]);
        rest /= BEGIN.len();
        if rest < LAST.len() {
            word.push_str(LAST[rest]);
            return word;
        }
        rest -= LAST.len();
        word.push_str(VOWELS[rest % VOWELS.len()]);
        rest /= VOWELS.len();
    }
}

pub(crate) fn is_made_up(word: &str) -> bool {
    !word.contains('.') && !FUNCTION_WORDS.split_whitespace().any(|known| known == word)
}

/// The vendors of the made-up records.
pub(crate) fn taxonomy() -> Taxonomy {
    let entity = |place: usize| TaxonomyEntity {
        id: EntityId::new(format!("vendor-{place}")),
        kind: EntityKind::Vendor,
        name: format!("Vendor {place}"),
        owner: None,
        aliases: Vec::new(),
        ambiguous: Vec::new(),
        context: Vec::new(),
        except: Vec::new(),
        domains: Vec::new(),
        country: None,
        ai: true,
    };
    let mut taxonomy = Taxonomy { entities: (0..VENDORS).map(entity).collect(), ..Taxonomy::default() };
    let definition = |place: usize| watchline_model::taxonomy::EventDefinition {
        id: watchline_model::EventKind::from(format!("event_{place}").as_str()),
        family: watchline_model::taxonomy::Family::Misuse,
        label: format!("Event {place}"),
        definition: String::new(),
        example: String::new(),
        counter_example: None,
        recognised: None,
        severity_weight: 1.0,
        patterns: Vec::new(),
    };
    taxonomy.events = (0..EVENTS).map(definition).collect();
    taxonomy
}

/// The values of a facet, as peers keep them.
pub(crate) fn values(record: &Record, facet: &str) -> Vec<String> {
    let ids = |ids: &[EntityId]| ids.iter().map(|id| id.as_str().to_owned()).collect();
    match facet {
        "vendor" => ids(&record.vendors),
        "product" => ids(&record.products),
        "event" => record.event_kinds.clone(),
        "status" => record.status.iter().map(ToString::to_string).collect(),
        "severity" => record.severity.iter().map(ToString::to_string).collect(),
        "kind" => record.document_kind.iter().cloned().collect(),
        "tier" => record.tiers.clone(),
        "source" => record.sources.clone(),
        "language" => record.languages.clone(),
        "country" => record.countries.clone(),
        _ => Vec::new(),
    }
}

/// The facets, as our answers name them.
pub(crate) const FACETS: [&str; 10] =
    ["vendor", "product", "event", "status", "severity", "tier", "source", "language", "country", "kind"];

/// A record as a line for peers.
pub(crate) fn line(record: &Record) -> Value {
    let mut line = json!({
        "id": record.document.map(|id| id.0),
        "title": record.title,
        "text": record.text,
        "published": record.published.map(|at| at.timestamp()),
    });
    for facet in FACETS {
        line[facet] = json!(values(record, facet));
    }
    line
}
