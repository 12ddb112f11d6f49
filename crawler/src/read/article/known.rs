//! What the page says of itself beside its paragraphs: the article's body in JSON-LD, description,
//! title, kind and address. A guide to the text, and never the text: bodies in JSON-LD are cut short,
//! stale, or of another page often enough.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use url::Url;
use watchline_model::Link;

use crate::read::article::Head;
use crate::read::json_ld::JsonLd;
use crate::read::survey::Survey;

/// Longer bodies are not compared word by word beyond this, in bytes.
const BODY_MAX_BYTES: usize = 400_000;

/// A longer paragraph is not looked for in the title, in bytes.
const TITLE_MAX_BYTES: usize = 400;
/// And a longer one is none of the page's titles, which can be longer than the headline.
const ANY_TITLE_MAX_BYTES: usize = 600;

/// Words are hashed letter by letter as compilers hash their names (a turn, a letter, a product). Pages could make two
/// words alike on purpose, and gain nothing.
const HASH_START: u64 = 0x9e37_79b9_7f4a_7c15;
const HASH_FACTOR: u64 = 0x517c_c1b7_2722_0a95;

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:19|20)\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2}|\d{1,2}:\d\d|(?i)(?-u:\b)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?-u:\b)|\d{1,2}月\d{1,2}日").expect("a valid pattern")
});

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:written |posted |reported |reviewed |edited |story |words )?by(?-u:\b)|author(?-u:\b)|von |par |por |作者|文[/／]|記者|기자|автор|بقلم)").expect("a valid pattern")
});

/// Runs of one, two and three words.
#[derive(Debug, Default)]
struct Runs {
    sets: [HashSet<u64>; 3],
}

impl Runs {
    fn of(text: &str) -> Self {
        let words = words(text);
        let mut runs = Self::default();
        for (length, set) in (1..).zip(&mut runs.sets) {
            set.extend(words.windows(length).map(hash));
        }
        runs
    }

    fn is_empty(&self) -> bool {
        self.sets[0].is_empty()
    }

    /// Which share of the runs of a text stands here too, 0 to 1; -1 where there is nothing to compare.
    fn share(&self, words: &[u64]) -> f32 {
        let length = words.len().min(3);
        let Some(set) = length.checked_sub(1).and_then(|index| self.sets.get(index)) else { return -1.0 };
        if self.is_empty() {
            return -1.0;
        }
        let runs = words.windows(length).map(hash);
        let (mut found, mut all) = (0.0_f32, 0.0_f32);
        for run in runs {
            all += 1.0;
            found += f32::from(u8::from(set.contains(&run)));
        }
        found / all.max(1.0)
    }
}

fn hash(words: &[u64]) -> u64 {
    words.iter().fold(HASH_START, |known, word| mixed(known, *word))
}

fn mixed(known: u64, next: u64) -> u64 {
    (known.rotate_left(5) ^ next).wrapping_mul(HASH_FACTOR)
}

/// Hashes of the words, lower case; a letter of a script without blanks is a word.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut word: Option<u64> = None;
    for c in text.chars() {
        let is_unspaced = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        let is_part = c.is_alphanumeric();
        if !is_part || is_unspaced {
            words.extend(word.take());
        }
        if is_part {
            let known = word.unwrap_or(HASH_START);
            word = Some(mixed(known, u64::from(c.to_ascii_lowercase())));
        }
    }
    words.extend(word);
    words
}

/// What is known.
pub(crate) struct Known {
    body: Runs,
    description: Runs,
    title: Runs,
    plain_titles: Vec<String>,
    plain_authors: Vec<String>,
    host: Option<String>,
    facts: Vec<(&'static str, f32)>,
}

impl Known {
    pub(crate) fn of(survey: &Survey<'_>, ld: &JsonLd, head: Head<'_>) -> Self {
        let Head { title, authors, url } = head;
        let address = Url::parse(url).ok();
        let body = ld.body.as_deref().unwrap_or_default();
        let body = body.get(..BODY_MAX_BYTES).unwrap_or(body);
        let description = survey.meta(&["description", "og:description", "twitter:description"]).unwrap_or_default();
        let titles = [Some(title), survey.meta(&["og:title"]), survey.title.as_deref(), ld.headline.as_deref()];
        Self {
            body: Runs::of(body),
            description: Runs::of(description),
            title: Runs::of(title),
            plain_titles: titles.into_iter().flatten().map(plain).filter(|title| !title.is_empty()).collect(),
            plain_authors: authors.iter().map(|author| plain(author)).filter(|author| !author.is_empty()).collect(),
            host: address.as_ref().and_then(Url::host_str).map(site).map(str::to_owned),
            facts: facts(survey, ld, address.as_ref()),
        }
    }

    /// Which share of a text stands in the body, the description and the title, 0 to 1; -1 where there is nothing to
    /// compare.
    pub(crate) fn shares(&self, text: &str) -> [f32; 3] {
        let is_long = text.len() > TITLE_MAX_BYTES;
        let none = if is_long { 0.0 } else { -1.0 };
        if self.body.is_empty() && self.description.is_empty() && (is_long || self.title.is_empty()) {
            return [-1.0, -1.0, none];
        }
        let words = words(text);
        [self.body.share(&words), self.description.share(&words), if is_long { 0.0 } else { self.title.share(&words) }]
    }

    pub(crate) fn is_title(&self, text: &str) -> bool {
        text.len() <= ANY_TITLE_MAX_BYTES && self.plain_titles.iter().any(|title| letters(text).eq(title.chars()))
    }

    /// Whether a text names an author of the page.
    pub(crate) fn names_author(&self, text: &str) -> bool {
        if self.plain_authors.is_empty() {
            return false;
        }
        let plain = plain(text);
        self.plain_authors.iter().any(|author| plain.contains(author))
    }

    /// Whether a text has what a date is made of: digits with a month, a stroke or a colon, or a year.
    pub(crate) fn has_date(&self, text: &str) -> bool {
        let may_have = text.bytes().any(|byte| byte.is_ascii_digit() || !byte.is_ascii());
        may_have && DATE.is_match(text)
    }

    /// Whether a text begins as a byline does.
    pub(crate) fn is_byline(&self, text: &str) -> bool {
        BYLINE.is_match(text)
    }

    /// Which share of the links leads to the page's own site; -1 without links.
    pub(crate) fn same_host_share(&self, links: &[Link]) -> f32 {
        if links.is_empty() {
            return -1.0;
        }
        let host_of = |link: &Link| {
            let rest = link.url.split_once("://").map_or("", |(_, rest)| rest);
            site(rest.split(['/', '?', '#']).next().unwrap_or_default()).to_owned()
        };
        let own = links.iter().filter(|link| Some(host_of(link)) == self.host).count();
        own as f32 / links.len() as f32
    }

    /// Facts about the page as a whole.
    pub(crate) fn page_facts(&self) -> impl Iterator<Item = (&'static str, f32)> + '_ {
        self.facts.iter().copied()
    }
}

fn site(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Letters and digits, lower case.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn plain(text: &str) -> String {
    letters(text).collect()
}

fn facts(survey: &Survey<'_>, ld: &JsonLd, url: Option<&Url>) -> Vec<(&'static str, f32)> {
    let path = url.map_or("", Url::path);
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let last = segments.last().copied().unwrap_or_default();
    let host = url.and_then(Url::host_str).unwrap_or_default();
    let number = |is: bool| f32::from(u8::from(is));
    let says =
        |words: &[&str]| number(survey.json_ld.iter().any(|script| words.iter().any(|word| script.contains(word))));
    let og = survey.meta(&["og:type"]).unwrap_or_default();
    let is_docs = |text: &str| {
        ["doc", "api", "reference", "manual", "guide", "help", "support", "learn", "dev", "wiki", "tutorial"]
            .iter()
            .any(|word| text.starts_with(word))
    };
    let generator = survey.meta(&["generator"]).unwrap_or_default().to_ascii_lowercase();
    let docs_generators = [
        "sphinx",
        "docusaurus",
        "mkdocs",
        "hugo",
        "gitbook",
        "jekyll",
        "doxygen",
        "vuepress",
        "vitepress",
        "javadoc",
        "antora",
        "rustdoc",
    ];
    vec![
        ("has_json_ld_body", number(ld.body.is_some())),
        ("says_article", says(&["\"Article\"", "NewsArticle\"", "BlogPosting\"", "\"Report\""])),
        ("says_product", says(&["\"Product\"", "\"Service\"", "SoftwareApplication\"", "\"Offer\""])),
        ("says_faq", says(&["FAQPage\""])),
        ("says_docs", says(&["TechArticle\"", "APIReference\"", "HowTo\""])),
        ("og_article", number(og == "article")),
        ("og_website", number(og == "website")),
        ("has_published", number(ld.published.is_some() || survey.meta(&["article:published_time"]).is_some())),
        ("path_segments", segments.len() as f32),
        ("last_segment_words", last.split(['-', '_']).filter(|word| word.len() > 1).count() as f32),
        ("path_docs", number(segments.iter().any(|segment| is_docs(segment)) || is_docs(host))),
        ("generator_docs", number(docs_generators.iter().any(|name| generator.contains(name)))),
    ]
}
