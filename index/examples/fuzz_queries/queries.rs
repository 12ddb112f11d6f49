//! Queries right, wrong and absurd, the same for the same number; and what must hold of each.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use watchline_index::{Index, Request, Resolution, Sort, narrow, widen};
use watchline_model::taxonomy::{EventDefinition, Family, TaxonomyEntity};
use watchline_model::{
    Basis, ChangeSeq, Dated, DocumentId, EntityId, EntityKind, EventKind, Record, RecordKind, Severity, Status,
    Taxonomy,
};

const FIELDS: [&str; 26] = [
    "vendor", "product", "entity", "event", "status", "severity", "kind", "tier", "source", "lang", "country", "cve",
    "incident", "after", "before", "happened", "known", "by", "sort", "model", "language", "VENDOR", "vendr", "a", "é",
    "_",
];
const SIGNS: [&str; 14] = [":", ":", ":", ":", "=", ">=", "<=", ">", "<", ":>=", "：", "::", ": ", "=>"];
const VALUES: [&str; 40] = [
    "anthropic",
    "\"claude code\"",
    "ban",
    "restriction",
    "alleged",
    "high",
    "medium",
    "statement",
    "press",
    "en-US",
    "german",
    "cn",
    "china",
    "CVE-2026-1234",
    "2026-1",
    "GHSA-abcd-efgh-ijkl",
    "INC-2026-0042",
    "INC-9999-99999999999",
    "2026",
    "2026-07",
    "2026-07-10",
    "2026-13-45",
    "0000-00-00",
    "-9999",
    "99999-01",
    "2026..2025",
    "..2026-03",
    "2026-03..",
    "..",
    "7d",
    "9999w",
    "today",
    "2026-07-10T12:00:00+14:00",
    "newest",
    "relevance",
    "a,b,,c",
    ",",
    "",
    "vendor:x",
    "禁止",
];
const WORDS: [&str; 34] = [
    "leak",
    "leaked",
    "GPT-4o",
    "prompt",
    "禁止使用",
    "停",
    "コード",
    "안녕하세요",
    "запрета",
    "الشركة",
    "Größe",
    "e\u{301}",
    "'s",
    "d'un",
    "https://a.example/x?y=z",
    "12:30",
    "C++",
    "a_b",
    "OR",
    "AND",
    "NOT",
    "or",
    "|",
    "||",
    "&&",
    "-",
    "--",
    "−x",
    "*",
    "?",
    "\\",
    "CVE-2026-1234",
    "\u{200d}",
    "ﬁ½ß",
];
const PUNCTUATION: [&str; 14] = ["(", ")", "((", "))", "\"", "“", "”", "（", "）", " ", "\t", "\n", "\u{3000}", "\0"];

pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap_or_default() % bound.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }

    /// Any character that there is; half of them of the first few blocks.
    fn character(&mut self) -> char {
        let bound = [0x80, 0x600, 0x3000, 0x11_0000][self.below(4)];
        char::from_u32(u32::try_from(self.below(bound)).unwrap_or_default()).unwrap_or('\u{fffd}')
    }
}

/// The query of a number.
pub(crate) fn query(number: u64) -> String {
    let random = &mut Random::new(number + 1);
    let mut text = String::new();
    // Now and then one that is far too long, or far too deep.
    let pieces = if number.is_multiple_of(5_000) { 3_000 } else { random.below(14) };
    for _ in 0..pieces {
        match random.below(20) {
            0..=6 => {
                text.push_str(random.pick(&["", "", "", "-", "NOT ", "("]));
                text.push_str(random.pick(&FIELDS));
                text.push_str(random.pick(&SIGNS));
                text.push_str(random.pick(&VALUES));
            }
            7..=12 => text.push_str(random.pick(&WORDS)),
            13..=15 => text.push_str(random.pick(&PUNCTUATION)),
            16 => {
                text.push('"');
                text.push_str(random.pick(&WORDS));
                text.push(' ');
                text.push_str(random.pick(&WORDS));
                text.push_str(random.pick(&["\"", ""]));
            }
            _ => (0..random.below(9)).for_each(|_| text.push(random.character())),
        }
        text.push_str(random.pick(&[" ", " ", " ", ""]));
    }
    text
}

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_786_000_000, 0).unwrap_or_default()
}

/// A small index in which there is something to find.
pub(crate) fn index() -> Index {
    let entity = |id: &str, kind: EntityKind, name: &str| TaxonomyEntity {
        id: EntityId::from(id),
        kind,
        name: name.to_owned(),
        owner: None,
        aliases: Vec::new(),
        ambiguous: Vec::new(),
        context: Vec::new(),
        except: Vec::new(),
        domains: Vec::new(),
        country: (kind == EntityKind::Country).then(|| "cn".to_owned()),
        ai: true,
    };
    let ban = EventDefinition {
        id: EventKind::from("ban"),
        family: Family::Restriction,
        label: "Ban".to_owned(),
        definition: String::new(),
        example: String::new(),
        counter_example: None,
        recognised: None,
        severity_weight: 1.0,
        patterns: Vec::new(),
    };
    let taxonomy = Taxonomy {
        entities: vec![
            entity("anthropic", EntityKind::Vendor, "Anthropic"),
            entity("claude-code", EntityKind::Product, "Claude Code"),
            entity("china", EntityKind::Country, "China"),
        ],
        events: vec![ban],
        ..Taxonomy::default()
    };
    let index = Index::in_memory(&taxonomy).expect("an index in memory");
    let texts = [
        "A leak of the prompt",
        "公司禁止使用该产品",
        "О запрете",
        "الشركة تمنع",
        "Die Größe der Verbote",
        "コードの禁止",
    ];
    let languages = ["en", "zh", "ru", "ar", "de", "ja"];
    let records: Vec<Record> = (0..60)
        .map(|number: usize| Record {
            kind: RecordKind::all()[number % 3],
            key: format!("d{number}"),
            document: Some(DocumentId(number as i64)),
            incidents: Vec::new(),
            title: texts[number % 6].to_owned(),
            text: texts[(number + 1) % 6].repeat(1 + number % 5),
            url: None,
            vendors: vec![EntityId::from("anthropic")],
            products: Vec::new(),
            entities: Vec::new(),
            vulnerabilities: vec!["CVE-2026-1234".to_owned()],
            countries: vec!["cn".to_owned()],
            event_kinds: vec!["ban".to_owned()],
            status: Status::all().get(number % 9).copied(),
            severity: Severity::all().get(number % 5).copied(),
            document_kind: Some("article".to_owned()),
            tiers: vec!["press".to_owned()],
            sources: vec![format!("source-{}", number % 7)],
            languages: vec![languages[number % 6].to_owned()],
            published: (!number.is_multiple_of(10)).then(now),
            happened: vec![Dated::day(now().date_naive(), Basis::Occurred)],
            known: None,
            independent_sources: 1,
        })
        .collect();
    index.apply(&records, &[], &[], ChangeSeq(1)).expect("an index in memory");
    index
}

/// How much is done with a query beside reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    Read,
    Match,
    Search,
}

/// Panics where something does not hold; answers how long it took.
pub(crate) fn check(index: &Index, text: &str, depth: Depth) -> Duration {
    let began = Instant::now();
    let parsed = index.parse(text, now());
    match depth {
        Depth::Read => {}
        Depth::Match => {
            let found = index.matches(&parsed, &["d1".to_owned(), "d2".to_owned()]).expect("a query cannot fail");
            assert!(found.len() <= 2);
        }
        Depth::Search => {
            let sort = parsed.sort.unwrap_or(Sort::Relevance);
            let request = Request {
                parsed: &parsed,
                kind: RecordKind::Document,
                sort,
                limit: 5,
                cursor: None,
                after: None,
                before: None,
                facets: true,
                resolution: Resolution::Day,
            };
            let found = index.search(&request).expect("a query cannot fail");
            assert!(found.total <= 20 && found.hits.len() <= 5);
            let cursor = index.search(&Request { cursor: Some(text), ..request });
            assert!(cursor.is_err() || !text.is_empty(), "a text is no cursor");
            let again = index.parse(&parsed.text, now());
            assert!(again.query == parsed.query, "the normal form means something else");
            assert!(again.notes.iter().all(|note| note.token.starts_with("source:")), "the normal form raises notes");
            index.complete(text, text.len() / 2, 5, now()).expect("completing cannot fail");
            let narrowed = narrow(text, "vendor", "anthropic");
            assert!(widen(&narrowed, "vendor", "anthropic").len() <= narrowed.len(), "widening adds nothing");
        }
    }
    began.elapsed()
}
