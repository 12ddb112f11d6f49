//! Reads the made-up pages of `fixtures/metadata` as their `x.expected.json` says, and holds the figures over them
//! and over the real pages of the development data to the floors in `fixtures/metadata/floors.toml`.
//! Drop two files, gain a test.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use serde::Deserialize;
use watchline_model::{Dated, Precision, Reading};

use crate::read::{ReadHints, bounded, encoding, metadata};

#[derive(Deserialize)]
struct Floors {
    pages: usize,
    own: Figures,
    /// Over all of the development data.
    all: Figures,
    /// Over every tenth page of it, which is what a debug build has time for.
    tenth: Figures,
}

/// Shares of 1, of `none_given_on_undated` pages too: 1 is best everywhere.
#[derive(Deserialize, Debug)]
struct Figures {
    title: f64,
    authors: f64,
    published: f64,
    undated_left_undated: f64,
}

#[derive(Default)]
struct Tally {
    title: Share,
    authors: Share,
    published: Share,
    undated: Share,
}

#[derive(Default)]
struct Share {
    right: f64,
    all: f64,
}

#[derive(Deserialize)]
struct Expected {
    url: String,
    title: String,
    authors: Vec<String>,
    published: Option<String>,
    modified: Option<String>,
    offset: Option<i32>,
    runner_up: Option<String>,
    canonical_url: Option<String>,
    site_name: Option<String>,
    section: Option<String>,
    tags: Option<Vec<String>>,
    paywalled: Option<bool>,
    warning: Option<String>,
}

#[derive(Deserialize)]
struct Gold {
    url: String,
    html_path: String,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/metadata")
}

fn floors() -> Floors {
    toml::from_str(&std::fs::read_to_string(folder().join("floors.toml")).expect("floors.toml")).expect("floors")
}

fn own_pages() -> Vec<(PathBuf, Expected, Reading)> {
    let entries = std::fs::read_dir(folder()).expect("fixtures").map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "html")).collect();
    pages.sort();
    let read = |page: PathBuf| {
        let expected = std::fs::read_to_string(page.with_extension("expected.json")).expect("an expected file");
        let expected: Expected =
            serde_json::from_str(&expected).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        let reading = reading(&std::fs::read(&page).expect("a page"), &expected.url);
        (page, expected, reading)
    };
    pages.into_iter().map(read).collect()
}

fn reading(body: &[u8], url: &str) -> Reading {
    let html = bounded::bounded(&encoding::decode(body, None).text).html;
    metadata::of_document(&scraper::Html::parse_document(&html), url, &ReadHints::default())
}

fn shown(date: Option<Dated>) -> Option<String> {
    date.map(|date| date.value_text())
}

#[test]
fn every_made_up_page_is_read_as_expected() {
    let mut wrong = Vec::new();
    for (page, expected, reading) in own_pages() {
        let mut check = |what: &str, found: String, wanted: String| {
            if found != wanted {
                wrong.push(format!("{}: {what} is {found}, not {wanted}", page.display()));
            }
        };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        check("title", reading.title.clone(), expected.title);
        check("authors", reading.authors.join("; "), expected.authors.join("; "));
        check("published", text(&shown(reading.published)), text(&expected.published));
        check("modified", text(&shown(reading.modified)), text(&expected.modified));
        check("offset", format!("{:?}", reading.published_offset_minutes), format!("{:?}", expected.offset));
        check("runner-up", text(&shown(reading.published_runner_up)), text(&expected.runner_up));
        check("section", text(&reading.section), text(&expected.section));
        check("tags", reading.tags.join("; "), expected.tags.unwrap_or_default().join("; "));
        check("paywalled", format!("{:?}", reading.paywalled), format!("{:?}", expected.paywalled));
        check("address", text(&reading.canonical_url), expected.canonical_url.unwrap_or(expected.url));
        if expected.site_name.is_some() {
            check("site name", text(&reading.site_name), text(&expected.site_name));
        }
        if let Some(start) = expected.warning {
            let warning = reading.warnings.first().and_then(|warning| warning.get(..start.len())).unwrap_or_default();
            check("warning", warning.to_owned(), start);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_figure_over_the_made_up_pages_falls_below_its_floor() {
    let pages = own_pages();
    assert!(pages.len() >= floors().pages, "only {} pages", pages.len());
    let mut tally = Tally::default();
    for (_, expected, reading) in pages {
        tally.title.take(reading.title == expected.title);
        tally.authors.take(reading.authors == expected.authors);
        match &expected.published {
            Some(_) => tally.published.take(shown(reading.published) == expected.published),
            None => tally.undated.take(reading.published.is_none()),
        }
    }
    tally.hold(&floors().own);
}

#[test]
fn no_figure_over_real_pages_falls_below_its_floor() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/extraction");
    let Ok(gold) = std::fs::read_to_string(folder.join("gold.jsonl")) else {
        eprintln!("skipped: no development data at {}", folder.display());
        return;
    };
    let step = if cfg!(debug_assertions) { 10 } else { 1 };
    let mut tally = Tally::default();
    for line in gold.lines().step_by(step) {
        let gold: Gold = serde_json::from_str(line).expect("a gold record");
        let mut html = Vec::new();
        let file = std::fs::File::open(folder.join(&gold.html_path)).expect("a page");
        flate2::read::GzDecoder::new(file).read_to_end(&mut html).expect("a whole page");
        let reading = reading(&html, &gold.url);
        tally.title.take(plain(&reading.title) == plain(&gold.title.unwrap_or_default()));
        if let Some(author) = gold.author.filter(|author| !author.is_empty()) {
            tally.authors.take(names(&reading.authors.join(",")) == names(&author));
        }
        let offset = TimeDelta::minutes(i64::from(reading.published_offset_minutes.unwrap_or(0)));
        let is_month = reading.published.is_some_and(|date| date.precision == Precision::Month);
        let form = if is_month { "%Y-%m" } else { "%Y-%m-%d" };
        let day = reading.published.map(|date| (date.value + offset).format(form).to_string());
        match gold.published {
            Some(wanted) => tally.published.take(day == Some(wanted)),
            None => tally.undated.take(day.is_none()),
        }
    }
    let floors = floors();
    tally.hold(if step == 1 { &floors.all } else { &floors.tenth });
}

impl Share {
    fn take(&mut self, is_right: bool) {
        self.right += f64::from(u8::from(is_right));
        self.all += 1.0;
    }

    fn of_one(&self) -> f64 {
        self.right / self.all.max(1.0)
    }
}

impl Tally {
    fn hold(&self, floors: &Figures) {
        for (name, share, floor) in [
            ("title", &self.title, floors.title),
            ("authors", &self.authors, floors.authors),
            ("published", &self.published, floors.published),
            ("undated left undated", &self.undated, floors.undated_left_undated),
        ] {
            println!("{name}: {:.4} of {}", share.of_one(), share.all);
            assert!(share.of_one() >= floor, "{name} is {:.4} and has to be {floor} at least", share.of_one());
        }
    }
}

fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The names of a list as people write it, degrees left out.
fn names(list: &str) -> BTreeSet<String> {
    let list = list.replace(" and ", ",").replace(" & ", ",").replace(';', ",");
    let is_degree =
        |part: &str| part.len() <= 5 && !part.contains(' ') && part.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let parts = list.split(',').map(str::trim).filter(|part| !is_degree(part));
    parts.map(|part| plain(part.trim_start_matches("Dr. "))).filter(|part| !part.is_empty()).collect()
}
