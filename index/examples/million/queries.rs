//! Two hundred queries as people ask them: mostly a word or two and a vendor, now and then a phrase, a period,
//! everything.

use chrono::{Datelike, TimeDelta};
use serde_json::{Value, json};
use watchline_index::Sort;
use watchline_model::Record;

use crate::corpus::{Corpus, Random, is_made_up, start};

/// One query, in our language and in pieces for peers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) text: String,
    /// All of these words.
    pub(crate) words: Vec<String>,
    /// Any of these words.
    pub(crate) any: Vec<String>,
    /// None of these words.
    pub(crate) not: Vec<String>,
    pub(crate) phrase: Option<String>,
    /// Facet -> any of these values.
    pub(crate) chosen: Vec<(&'static str, Vec<String>)>,
    /// Seconds since 1970, from and before.
    pub(crate) after: Option<i64>,
    pub(crate) before: Option<i64>,
    pub(crate) sort: Sort,
}

impl Asked {
    pub(crate) fn as_json(&self) -> Value {
        let chosen: serde_json::Map<String, Value> =
            self.chosen.iter().map(|(facet, values)| ((*facet).to_owned(), json!(values))).collect();
        json!({
            "text": self.text, "words": self.words, "any": self.any, "not": self.not, "phrase": self.phrase,
            "chosen": chosen, "after": self.after, "before": self.before, "sort": self.sort.as_str(),
        })
    }

    fn finish(mut self) -> Self {
        let mut parts = self.words.clone();
        if !self.any.is_empty() {
            parts.push(format!("({})", self.any.join(" OR ")));
        }
        parts.extend(self.not.iter().map(|word| format!("-{word}")));
        parts.extend(self.phrase.iter().map(|phrase| format!("\"{phrase}\"")));
        parts.extend(self.chosen.iter().map(|(facet, values)| match (*facet, values.as_slice()) {
            ("severity", [_, _]) => "severity>=high".to_owned(),
            (facet, values) => format!("{facet}:{}", values.join(",")),
        }));
        let month = |seconds: i64| {
            let date = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default();
            format!("{}-{:02}", date.year(), date.month())
        };
        parts.extend(self.after.map(|after| format!("after:{}", month(after))));
        parts.extend(self.before.map(|before| format!("before:{}", month(before))));
        self.text = parts.join(" ");
        self
    }
}

/// The beginning of a month, so many days after the first.
fn month(days: i64) -> i64 {
    let date = (start() + TimeDelta::days(days)).date_naive();
    let first = date.with_day(1).unwrap_or(date);
    first.and_hms_opt(0, 0, 0).map_or(0, |at| at.and_utc().timestamp())
}

pub(crate) fn queries(corpus: &Corpus, records: i64, count: usize) -> Vec<Asked> {
    let mut random = Random::new(200);
    (0..count).map(|number| query(corpus, records, number, &mut random)).collect()
}

fn query(corpus: &Corpus, records: i64, number: usize, random: &mut Random) -> Asked {
    let word = |random: &mut Random| corpus.made_up(random.skewed(20_000)).to_owned();
    let vendor = |random: &mut Random| ("vendor", vec![format!("vendor-{}", random.skewed(60))]);
    let event = |random: &mut Random| ("event", vec![format!("event_{}", random.skewed(38))]);
    let sort = match number % 10 {
        0..=4 => Sort::Newest,
        5..=8 => Sort::Relevance,
        _ => Sort::Oldest,
    };
    let mut asked = Asked { sort, ..Asked::default() };
    match number % 20 {
        0 | 5 | 10 | 15 => asked.words.push(word(random)),
        1 | 6 | 11 => asked.words.extend([word(random), word(random)]),
        2 | 7 => asked.phrase = Some(phrase(corpus, records, random)),
        3 | 8 | 13 => {
            asked.words.push(word(random));
            asked.chosen.push(vendor(random));
        }
        4 | 9 => {
            asked.chosen.extend([vendor(random), event(random)]);
            let days = 1_500 + random.below(2_000).cast_signed();
            (asked.after, asked.before) = (Some(month(days)), Some(month(days + 200)));
        }
        12 => asked.chosen.push(if random.below(2) == 0 { vendor(random) } else { event(random) }),
        14 => asked.after = Some(month(3_000 + random.below(900).cast_signed())),
        16 => asked.any.extend([word(random), word(random)]),
        17 => {
            asked.words.push(word(random));
            asked.not.push(word(random));
        }
        18 => {
            asked.words.push(word(random));
            asked.chosen.push(("severity", vec!["high".to_owned(), "critical".to_owned()]));
            asked.chosen.push(("tier", vec!["press".to_owned()]));
        }
        _ => {
            asked.words.extend([0, 1, 2].map(|_| corpus.made_up(random.skewed(300)).to_owned()));
            asked.chosen.push(("language", vec!["en".to_owned(), "de".to_owned()]));
        }
    }
    asked.finish()
}

/// Two made-up words that stand in a row somewhere, which no stemmer changes.
fn phrase(corpus: &Corpus, records: i64, random: &mut Random) -> String {
    loop {
        let Record { text, .. } = corpus.record(random.below(records.cast_unsigned()).cast_signed());
        let words: Vec<&str> = text.split(' ').collect();
        let pairs = words.windows(2).filter(|pair| pair.iter().all(|word| is_made_up(word)));
        let pairs: Vec<&[&str]> = pairs.collect();
        if !pairs.is_empty() {
            return pairs[random.index(pairs.len())].join(" ");
        }
    }
}
