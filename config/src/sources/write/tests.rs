use watchline_model::{DocumentKind, EntityId, ListingSelectors, Schedule, Source, SourceKind, Tier};

use super::source_toml;
use crate::document::parse;
use crate::sources::read;

/// Texts that need care in TOML.
const AWKWARD: [&str; 4] = ["plain", "“quoted” \"twice\"", "back\\slash and #hash", "多字节 [brackets] = x"];

/// A small generator (SplitMix64): the same seed gives the same source.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn maybe(&mut self) -> Option<String> {
        let text = AWKWARD[self.roll(AWKWARD.len())].to_owned();
        (self.roll(2) == 0).then_some(text)
    }

    fn some_of(&mut self, all: &[&str]) -> Vec<String> {
        let mut some = Vec::new();
        for item in all {
            if self.roll(2) == 0 {
                some.push((*item).to_owned());
            }
        }
        some
    }
}

fn make_source(kind: SourceKind, dice: &mut Dice) -> Source {
    let url = if kind == SourceKind::Osv { "https://a.example/all.zip" } else { "https://a.example/x?a=1&b=2#c" };
    let mut source = Source::new("example", kind, Tier::all()[dice.roll(Tier::all().len())], url);
    source.name = dice.maybe().unwrap_or_else(|| "example".to_owned());
    source.publisher = dice.maybe().unwrap_or_else(|| source.name.clone());
    source.language = (dice.roll(2) == 0).then(|| "de".to_owned());
    source.country = (dice.roll(2) == 0).then(|| "at".to_owned());
    source.vendor = (dice.roll(2) == 0).then(|| EntityId("example".to_owned()));
    source.enabled = dice.roll(2) == 0;
    source.note = dice.maybe();
    source.document_kind = (dice.roll(2) == 0).then_some(DocumentKind::Advisory);
    source.schedule = match dice.roll(3) {
        0 => Schedule::Adaptive,
        1 => Schedule::Every(5_400),
        _ => Schedule::Cron("0 */15 * * * *".to_owned()),
    };
    if matches!(kind, SourceKind::Osv | SourceKind::Ghsa) {
        source.packages = dice.some_of(&["PyPI/torch", "npm/@scope/name", "GitHub Actions/a/b"]);
    }
    if matches!(kind, SourceKind::Listing | SourceKind::Sitemap) {
        source.include = dice.some_of(&["https://a.example/news/*", "*\"quoted\"*"]);
        source.exclude = dice.some_of(&["*/jobs/*", "*\\*"]);
    }
    if !kind.gives_records() {
        source.article_selector = dice.maybe();
    }
    if kind == SourceKind::Listing && dice.roll(3) > 0 {
        source.selectors = Some(ListingSelectors {
            item: "li:not([hidden]) > a[href^=\"/news/\"]".to_owned(),
            link: dice.maybe(),
            title: dice.maybe(),
            date: dice.maybe(),
            summary: dice.maybe(),
        });
    }
    source
}

#[test]
fn whatever_the_kind_what_is_written_reads_back_equal() {
    let mut dice = Dice(1);
    for kind in SourceKind::all() {
        for _ in 0..200 {
            let source = make_source(*kind, &mut dice);
            let text = source_toml(&source);
            let root = parse("w.toml", &text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
            let mut problems = Vec::new();
            let back = read("w.toml", &root, &[], &mut problems);
            assert_eq!(problems, [], "{text}");
            assert_eq!(back.into_iter().map(|source| source.value).collect::<Vec<_>>(), [source], "{text}");
        }
    }
}

#[test]
fn two_written_blocks_stand_side_by_side() {
    let mut dice = Dice(7);
    let mut first = make_source(SourceKind::Listing, &mut dice);
    first.selectors = Some(ListingSelectors { item: "li".to_owned(), ..ListingSelectors::default() });
    let second = Source { id: "second".into(), ..make_source(SourceKind::Ghsa, &mut dice) };
    let text = format!("{}\n{}", source_toml(&first), source_toml(&second));
    let mut problems = Vec::new();
    let back = read("w.toml", &parse("w.toml", &text).unwrap(), &[], &mut problems);
    assert_eq!((back.len(), problems.len()), (2, 0), "{text}");
    assert_eq!(back[1].value, second);
}
