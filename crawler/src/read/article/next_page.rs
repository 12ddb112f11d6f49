//! The address of an article's next page, where the article is spread over several.
//!
//! A page says "next" of many things: the next post of a blog, the next page of the comments, the next day of an
//! archive. Only an address counts that is this page's own with the next number in it, said by a link that calls
//! itself next or by that number; `rel=next` alone proves nothing, since blogs give it to their next post.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::read::article::marks::{self, Mark};
use crate::read::collapse;

/// Names of the parameter that holds the number of a page.
const PAGE_KEYS: &[&str] = &[
    "page",
    "p",
    "pg",
    "pn",
    "paged",
    "pageno",
    "page_no",
    "pagenum",
    "page_num",
    "pagenumber",
    "page_number",
    "seite",
    "pagina",
    "strona",
    "sida",
];
/// Articles have few pages; larger numbers in a path are dates and numbers of articles.
const PAGES_MAX: u32 = 60;
/// A page's number in a path, with what says that it is one, is short.
const NUMBER_MAX_BYTES: usize = 20;
/// How far up a link's surroundings are asked whether they are comments.
const AROUND: usize = 12;
/// A link's words that say where it leads are few, in bytes.
const WORDS_MAX_BYTES: usize = 60;

static LINKS: LazyLock<Selector> =
    LazyLock::new(|| Selector::parse("a[href], link[rel][href]").expect("a valid selector"));

static NEXT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:next(?: page)?|continue(?: reading)?(?: on (?:the )?next page)?|nächste(?: seite)?|weiter|page suivante|suivante?|",
        r"(?:página )?siguiente|próxima(?: página)?|seguinte|pagina successiva|successiva|avanti|volgende(?: pagina)?|",
        r"(?:следующая(?: страница)?|далее|вперёд)|下一[页頁]|次の?(?:ページ|へ)|次|다음(?: 페이지)?|الصفحة التالية|التالي|[›»→>]|>>)[\s:»›→>]*(?:\d+)?$"
    ))
    .expect("a valid pattern")
});

/// A path that ends in a number of a page: what stands before it, the number, and what stands after it.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<stem>.*?/[^/]*?[\p{L}%][^/]*?)(?P<mark>/page/|/page-|/seite-|/pagina-|/|[-_,](?:page|seite|p)?[-_]?)(?P<number>[1-9]\d?)(?P<rest>/|\.s?html?|\.php|\.aspx?)?$")
        .expect("a valid pattern")
});

/// The next page of the article that stands at `url`, as far as the page says.
pub(crate) fn next_page(document: &Html, url: &str, base: Option<&Url>) -> Option<Url> {
    let here = Url::parse(url).ok()?;
    let mut links = document.select(&LINKS).filter_map(|link| {
        // Most links of a page hold no number, and need not be resolved.
        let href = link.attr("href").filter(|href| href.contains(|c: char| c.is_ascii_digit()))?;
        let address = base.unwrap_or(&here).join(href.trim()).ok()?;
        let number = follows(&here, &address)?;
        (says_next(link, number) && !is_among_comments(link)).then_some(address)
    });
    let mut next = links.next()?;
    next.set_fragment(None);
    Some(next)
}

/// Whether the link calls itself the next page, or by its number.
fn says_next(link: ElementRef<'_>, number: Number) -> bool {
    let rel = link.attr("rel").unwrap_or_default();
    let is_rel = rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next"));
    let words = collapse(&link.text().collect::<String>());
    let words = if words.is_empty() { collapse(link.attr("aria-label").unwrap_or_default()) } else { words };
    let shown = match number {
        Number::Sure(number) | Number::OfTitle(number) => number,
        // Some count from naught: the page that is shown as 2 has number 1.
        Number::FromNaught => 2,
    };
    let says_number = words.trim_start_matches(|c: char| !c.is_ascii_digit()) == shown.to_string()
        && words.len() <= WORDS_MAX_BYTES
        && words.split_whitespace().count() <= 2;
    match number {
        // A title can end in a number, and the next post's title in the next.
        Number::OfTitle(_) => says_number,
        _ => is_rel || says_number || (words.len() <= WORDS_MAX_BYTES && NEXT.is_match(&words)),
    }
}

fn is_among_comments(link: ElementRef<'_>) -> bool {
    let around = link.ancestors().filter_map(ElementRef::wrap).take(AROUND);
    around.map(marks::of).any(|marks| marks.has(Mark::Comment) || marks.has(Mark::Related))
}

/// What makes an address the next page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Sure(u32),
    FromNaught,
    /// The number could be part of the last word of the path.
    OfTitle(u32),
}

/// The number of `next` if it is the page after `here`.
fn follows(here: &Url, next: &Url) -> Option<Number> {
    if !matches!(next.scheme(), "http" | "https") || next.host_str() != here.host_str() {
        return None;
    }
    let (here_path, next_path) = (here.path().trim_end_matches('/'), next.path().trim_end_matches('/'));
    if here_path == next_path {
        return by_query(here, next);
    }
    let common = here_path.bytes().zip(next_path.bytes()).take_while(|(here, next)| here == next).count();
    if next_path.len() - common > NUMBER_MAX_BYTES || without_page(here) != without_page(next) {
        return None;
    }
    let found = NUMBERED.captures(next_path)?;
    let number: u32 = found.name("number")?.as_str().parse().ok().filter(|number| *number <= PAGES_MAX)?;
    let (stem, mark, rest) = (found.name("stem")?.as_str(), found.name("mark")?.as_str(), found.name("rest"));
    let rest = rest.map_or("", |rest| rest.as_str());
    let is_first = number == 2 && (here_path == stem || here_path == format!("{stem}{rest}"));
    let before = format!("{stem}{mark}{}{rest}", number - 1);
    if !is_first && here_path != before {
        return None;
    }
    let is_part_of_word = !mark.starts_with('/') && !mark.contains(char::is_alphabetic);
    let is_of_title = is_part_of_word && (!is_first || rest.is_empty());
    Some(if is_of_title { Number::OfTitle(number) } else { Number::Sure(number) })
}

fn by_query(here: &Url, next: &Url) -> Option<Number> {
    // The front page with a number is a list.
    if here.path().len() <= 1 && here.query_pairs().all(|(key, _)| is_page_key(&key)) {
        return None;
    }
    if without_page(here) != without_page(next) {
        return None;
    }
    let number = |url: &Url| {
        let pair = url.query_pairs().find(|(key, _)| is_page_key(key))?;
        pair.1.parse::<u32>().ok().filter(|number| *number <= PAGES_MAX)
    };
    match (number(here), number(next)?) {
        (Some(here), next) if next == here + 1 => Some(Number::Sure(next)),
        (None, 2) => Some(Number::Sure(2)),
        (None, 1) => Some(Number::FromNaught),
        _ => None,
    }
}

fn is_page_key(key: &str) -> bool {
    PAGE_KEYS.iter().any(|page| key.eq_ignore_ascii_case(page))
}

/// The parameters of the query other than the page's number, sorted.
fn without_page(url: &Url) -> Vec<(String, String)> {
    let pairs = url.query_pairs().filter(|(key, _)| !is_page_key(key));
    let mut pairs: Vec<(String, String)> = pairs.map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
    pairs.sort();
    pairs
}

#[cfg(test)]
mod tests;
