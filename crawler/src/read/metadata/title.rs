//! The headline, without the site's name. Pure.
//!
//! The places that name it vote: what a reader sees as the headline (`h1`) counts where the words for machines
//! (`<title>`, `og:title`, JSON-LD) bear it out; else what most of those agree on, the site's name cut off.

use scraper::ElementRef;

use crate::read::ReadHints;
use crate::read::json_ld::JsonLd;
use crate::read::metadata::address::is_front;
use crate::read::metadata::names::{SiteNames, plain};
use crate::read::metadata::spelling;
use crate::read::metadata::witness::{is_named_so, likeness, names_in_order, words_of_address};
use crate::read::survey::{Survey, words};
use crate::read::{collapse, plain_text};

/// Marks between a headline and the site's name, with the blanks without which they also stand within words.
const DIVIDERS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " › ", " ‹ ", " > ", " < ", " / ", " ~ ", " ‖ ",
    " │ ", " ⋆ ", "｜", "_", "|", ": ", " : ", "- ", "– ",
];
/// Names of pages that tell nothing without the site's.
const EMPTY_HEADS: &[&str] =
    &["home", "homepage", "index", "welcome", "about", "aboutus", "start", "mainpage", "untitled"];
/// A heading that shares less with the words of the address has other words than the headline, 0 to 1.
const OTHER_WORDS: f64 = 0.6;
/// A longer heading is a paragraph in disguise, in characters.
const HEADING_MAX_CHARS: usize = 300;

/// A heading that only resembles the title is a sentence beneath it if it is longer, in characters.
const LIKE_MAX_CHARS: usize = 150;

pub(super) fn title(survey: &Survey<'_>, ld: &JsonLd, url: &str, sites: &SiteNames, hints: &ReadHints<'_>) -> String {
    let page_title = survey.title.as_deref().map(decoded).unwrap_or_default();
    let meta = |names: &[&str]| survey.meta(names).map(decoded).unwrap_or_default();
    let og = meta(&["og:title"]);
    let others = [
        ld.headline.as_deref().map(decoded).unwrap_or_default(),
        meta(&["twitter:title"]),
        meta(&["citation_title", "dc.title", "parsely-title", "sailthru.title", "headline"]),
    ];
    let said: Vec<&str> = [og.as_str(), page_title.as_str()]
        .into_iter()
        .chain(others.iter().map(String::as_str))
        .filter(|text| !text.is_empty())
        .collect();
    let headings: Vec<String> = survey
        .headings
        .iter()
        .filter(|h1| !is_logo(**h1) && !is_hidden(**h1))
        .map(|h1| without_anchor(&decoded(&heading_words(*h1))))
        .filter(|text| is_heading(text))
        .collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();

    // A title cut short by its system is nobody's headline.
    let is_whole = |text: &&str| headings.is_empty() || !(text.ends_with("...") || text.ends_with('…'));
    let said: Vec<&str> = said.into_iter().filter(is_whole).collect();
    let cut: Vec<String> = said.iter().map(|text| without_site(text, sites, &headings)).collect();
    if is_front(url) && begins_with_site(&page_title, sites) {
        // Without its name, what is left of a site's own title is a slogan.
        return page_title;
    }
    let is_story = is_story(survey, ld, url);
    if let Some(seen) = borne_out(&headings, &said, &cut, sites, is_story, url) {
        let [described, card, _] = &others;
        let places =
            [og.as_str(), page_title.as_str(), described.as_str(), if og.is_empty() { card.as_str() } else { "" }];
        let places: Vec<&str> = headings.iter().copied().chain(places).collect();
        return spelling::spelled(&seen, &places);
    }
    // What two places for machines agree on, else the one that is cleanest.
    let agreed = cut.iter().find(|text| cut.iter().filter(|other| plain(other) == plain(text)).count() >= 2);
    let first = agreed.or_else(|| cut.iter().find(|text| !sites.is_exactly(text))).or(cut.first()).cloned();
    let own_heading = headings.iter().find(|heading| !sites.is_exactly(heading)).map(|heading| (*heading).to_owned());
    first
        .filter(|text| !text.is_empty())
        .or(own_heading)
        .or_else(|| headings.first().map(|text| (*text).to_owned()))
        .or_else(|| survey.headings.first().map(|h1| decoded(&words(*h1))).filter(|text| !text.is_empty()))
        .or_else(|| hints.title.map(decoded))
        .unwrap_or_default()
}

/// Entities resolved, also where they were escaped twice; single blanks.
fn decoded(text: &str) -> String {
    let once = plain_text(text);
    if once.contains('&') && once.contains(';') { plain_text(&once) } else { once }
}

/// The words of a heading, without those of buttons and of what only screen readers read.
fn heading_words(h1: ElementRef<'_>) -> String {
    let is_beside = |element: ElementRef<'_>| element.value().name() == "button" || is_hidden(element);
    let mut text = String::new();
    for node in h1.descendants() {
        let Some(piece) = node.value().as_text() else { continue };
        let around = node.ancestors().take_while(|ancestor| *ancestor != *h1).filter_map(ElementRef::wrap);
        if !around.into_iter().any(is_beside) {
            text.push_str(piece);
            text.push(' ');
        }
    }
    let text = collapse(&text);
    if text.is_empty() { words(h1) } else { text }
}

fn begins_with_site(title: &str, sites: &SiteNames) -> bool {
    DIVIDERS.iter().any(|divider| title.split_once(divider).is_some_and(|(head, _)| sites.is_exactly(head.trim())))
}

/// Headings for screen readers name a part of the page.
fn is_hidden(h1: ElementRef<'_>) -> bool {
    let class = h1.attr("class").unwrap_or_default().to_ascii_lowercase();
    ["screen-reader", "visually-hidden", "sr-only"].iter().any(|word| class.contains(word))
}

/// Sites set their own name as a heading, in the bar on top.
pub(super) fn is_logo(h1: ElementRef<'_>) -> bool {
    let class = h1.attr("class").unwrap_or_default().to_ascii_lowercase();
    let id = h1.attr("id").unwrap_or_default().to_ascii_lowercase();
    ["logo", "site-title", "site_title", "sitename", "site-name", "menu-title", "brand"]
        .iter()
        .any(|word| class.contains(word) || id.contains(word))
}

/// Documentation puts a link to the heading itself behind it.
fn without_anchor(heading: &str) -> String {
    heading
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '¶' | '#' | '§' | '🔗' | '\u{e000}'..='\u{f8ff}'))
        .to_owned()
}

fn is_heading(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= HEADING_MAX_CHARS
}

/// The first heading that the words for machines bear out.
fn borne_out(
    headings: &[&str],
    said: &[&str],
    cut: &[String],
    sites: &SiteNames,
    is_story: bool,
    url: &str,
) -> Option<String> {
    let same = headings.iter().find(|heading| {
        let heading = plain(heading);
        !heading.is_empty() && cut.iter().any(|text| plain(text) == heading)
    });
    if let Some(same) = same.filter(|heading| !sites.is_exactly(heading)) {
        return Some((*same).to_owned());
    }
    let part = headings.iter().find(|heading| {
        let length = heading.chars().count();
        length >= 4 && !sites.is_site(heading) && said.iter().any(|text| stands_in(text, heading, sites))
    });
    if let Some(part) = part {
        return Some((*part).to_owned());
    }
    // The page's address is made of one of them.
    let address = words_of_address(url);
    if let Some(address) = &address
        && let Some(named) = headings.iter().find(|heading| is_named_so(address, heading))
    {
        return Some((*named).to_owned());
    }
    // "Title: X", "Blog: X" and "X, and what else the heading holds" are X.
    let within = cut.iter().find(|text| {
        text.contains(' ')
            && headings
                .iter()
                .any(|heading| heading.len() > text.len() && (starts(heading, text) || ends(heading, text)))
    });
    if let Some(within) = within {
        return Some(within.clone());
    }
    let mut parts = cut.iter().filter_map(|text| first_part(text));
    if let Some(first) = parts.find(|first| headings.iter().any(|heading| runs_on(heading, first))) {
        return Some(first.to_owned());
    }
    if let Some(address) = &address {
        // "Whom this is for | A Book on Keys", where the heading is the book's.
        let mut parts = cut.iter().filter_map(|text| first_part(text).map(|first| (text, first)));
        let is_before_heading = |text: &str| headings.iter().any(|heading| text.ends_with(heading));
        if let Some((_, first)) = parts.find(|(text, first)| is_before_heading(text) && is_named_so(address, first)) {
            return Some(first.to_owned());
        }
        // Addresses leave words out of the headline that they were made of, and add none.
        let is_title = cut.iter().any(|text| names_in_order(address, text));
        let heading = headings.iter().find(|heading| !sites.is_exactly(heading) && names_in_order(address, heading));
        if let Some(heading) = heading.filter(|_| !is_title) {
            return Some((*heading).to_owned());
        }
    }
    // On other pages the heading is a slogan as often as not; what two places agree on is the title.
    let is_agreed = cut.iter().any(|text| cut.iter().filter(|other| *other == text).count() >= 2);
    if !is_story && is_agreed {
        let holds = |heading: &&&str| cut.iter().any(|text| holds_all_words(heading, text));
        return headings.iter().find(holds).map(|heading| (*heading).to_owned());
    }
    let like = headings.iter().find(|heading| {
        !sites.is_exactly(heading)
            && heading.chars().count() <= LIKE_MAX_CHARS
            && cut.iter().any(|text| is_like(text, heading))
    });
    let like = (*like?).to_owned();
    let named = address.as_ref().and_then(|address| cut.iter().find(|text| is_named_so(address, text)));
    let is_other =
        |address: &Vec<String>, named: &str| likeness(address, &like) < OTHER_WORDS && !like.starts_with(named);
    match (address, named) {
        (Some(address), Some(named)) if is_other(&address, named) => Some(named.clone()),
        _ => Some(like),
    }
}

/// Whether `heading` is the first part of `text`, or follows the site's name. A heading that is only the last
/// part is the name of the site, the book or the section.
fn stands_in(text: &str, heading: &str, sites: &SiteNames) -> bool {
    let (text, heading) = (text.to_lowercase(), heading.to_lowercase());
    let Some(at) = text.find(&heading) else { return false };
    let before = text.get(..at).unwrap_or_default().trim_end();
    let after = text.get(at + heading.len()..).unwrap_or_default().trim_start();
    let divides = |c: Option<char>| c.is_none_or(|c| "|-–—·•:»«›‹>/~_｜│".contains(c));
    let is_led = before.is_empty() || sites.is_site(before) || !after.is_empty();
    is_led && divides(before.chars().next_back()) && (divides(after.chars().next()) || after.starts_with('('))
}

fn starts(heading: &str, text: &str) -> bool {
    heading
        .strip_prefix(text)
        .and_then(|rest| rest.strip_prefix(' '))
        .is_some_and(|rest| rest.starts_with(char::is_uppercase) && rest.contains(' '))
}

/// "X | Y" is X, as far as it has several words.
fn first_part(text: &str) -> Option<&str> {
    let ends = DIVIDERS.iter().filter(|divider| divider.starts_with(' ')).filter_map(|divider| text.find(divider));
    let first = text.get(..ends.min()?)?.trim();
    first.contains(' ').then_some(first)
}

/// "Keys overview Stay up to date with collections" is "Keys overview" and what a button beside it does; "Keys overview
/// For Helpers" is a headline.
fn runs_on(heading: &str, text: &str) -> bool {
    let rest = heading.strip_prefix(text).and_then(|rest| rest.strip_prefix(' ')).unwrap_or_default();
    let mut words = rest.split(' ');
    let is_sentence = words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.next().is_some_and(|word| word.starts_with(char::is_lowercase));
    is_sentence && words.count() >= 2
}

/// Whether a heading says in its own order what the title says, and not much more: "Online course on keys" and
/// "Course on keys online".
fn holds_all_words(heading: &str, title: &str) -> bool {
    let (own, wanted) = (lower_words(heading), lower_words(title));
    wanted.len() >= 3
        && own.len() < wanted.len() * 2
        && !own.starts_with(&wanted)
        && wanted.iter().all(|word| own.contains(word))
}

fn lower_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// "Blog: X"; but "X: Y" is no Y.
fn ends(heading: &str, text: &str) -> bool {
    heading
        .strip_suffix(text)
        .is_some_and(|rest| rest.trim_end().ends_with([':', '|', '-', '–']) && rest.split_whitespace().count() <= 2)
}

/// Whether the page is a story rather than a page of a shop or a service, as far as its address and its words for
/// machines tell.
fn is_story(survey: &Survey<'_>, ld: &JsonLd, url: &str) -> bool {
    let path = url.to_ascii_lowercase();
    let is_named = [
        "/blog",
        "/news",
        "/article",
        "/post",
        "/story",
        "/stories",
        "/press",
        "/insight",
        "/resources/",
        "/learn/",
        "/guide",
        "/20",
    ]
    .iter()
    .any(|part| path.contains(part));
    let is_dated = survey.meta(&["article:published_time", "author", "parsely-pub-date", "citation_title"]).is_some()
        || !survey.authors.is_empty();
    is_named || is_dated || !ld.articles.is_empty()
}

/// The same headline in other words: most of the shorter one's words stand in the other.
pub(super) fn is_like(title: &str, heading: &str) -> bool {
    // Chinese and Japanese have no blanks to divide words by.
    if heading.chars().count() >= 6 && title.starts_with(heading) {
        return true;
    }
    let (title, heading) = (lower_words(title), lower_words(heading));
    let (shorter, longer) = if title.len() < heading.len() { (title, heading) } else { (heading, title) };
    let shared = shorter.iter().filter(|word| longer.contains(word)).count();
    let is_long_enough = shorter.len() >= 3 || shorter.len() * 2 > longer.len();
    !shorter.is_empty() && is_long_enough && shared * 2 >= shorter.len()
}

/// "Headline | Section | Example News" and "Example News: Headline" without what is not the headline.
fn without_site(title: &str, sites: &SiteNames, headings: &[&str]) -> String {
    let mut title = collapse(title);
    // Each turn takes one part off.
    for _ in 0..4 {
        if headings.iter().any(|heading| plain(heading) == plain(&title)) {
            break;
        }
        let shorter = DIVIDERS
            .iter()
            .find_map(|divider| cut_end(&title, divider, sites).or_else(|| cut_start(&title, divider, sites)));
        match shorter {
            Some(shorter) => title = shorter,
            None => break,
        }
    }
    title
}

fn cut_end(title: &str, divider: &str, sites: &SiteNames) -> Option<String> {
    let (head, tail) = title.rsplit_once(divider)?;
    let (head, tail) = (head.trim(), tail.trim());
    let is_bar = matches!(divider.trim(), "|" | "_" | "｜" | "»" | "::" | "·" | "•" | "›" | "│" | "‖" | "⋆");
    let count = |text: &str| text.split_whitespace().count();
    let is_short = is_bar && count(tail) <= 4 && count(head) >= count(tail) && tail.chars().count() <= 40;
    // "the my_key setting" holds a name; "标题_网站" does not.
    let is_word = divider == "_" && head.ends_with(|c: char| c.is_ascii()) && tail.starts_with(|c: char| c.is_ascii());
    let is_short = is_short && !is_word;
    let is_spaced = divider.starts_with(' ') || is_bar;
    let is_site = is_spaced && sites.is_site(tail) && !sites.is_exactly(head);
    // "Home" is no title; "Home - Example News" is one.
    let is_telling = !EMPTY_HEADS.contains(&plain(head).as_str());
    (!head.is_empty() && is_telling && (is_site || is_short)).then(|| head.to_owned())
}

fn cut_start(title: &str, divider: &str, sites: &SiteNames) -> Option<String> {
    let (head, tail) = title.split_once(divider)?;
    let (head, tail) = (head.trim(), tail.trim());
    (!tail.is_empty() && sites.is_exactly(head) && !sites.is_site(tail)).then(|| tail.to_owned())
}

#[cfg(test)]
mod tests;
