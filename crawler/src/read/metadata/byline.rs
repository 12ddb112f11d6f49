//! The people who wrote the page. Pure.
//!
//! JSON-LD, `meta`, then what the reader is shown: marked elements and "By …" lines near the headline, links to
//! an author's page, at last a box about the author. The first place that names people counts, with three
//! exceptions: a line "By …" with other names outweighs what machines are told (they are told who posted it);
//! an account name ("jdoe2") gives way to the whole name that is shown; and a list that holds all the names
//! of another and more wins.

use scraper::ElementRef;

use crate::read::authors;
use crate::read::json_ld::JsonLd;
use crate::read::metadata::layout::Layout;
use crate::read::metadata::lines::{Line, SEAM, lines};
use crate::read::metadata::names::{SiteNames, plain};
use crate::read::metadata::places::own;
use crate::read::metadata::region::{Region, region_within};
use crate::read::survey::{Survey, words};

const METAS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "cxenseparse:author",
    "twitter:data1",
    "article.author",
    "rbauthors",
    "mediator_author",
    "authors",
    "creator",
];
/// Parts of the addresses of pages about one author.
const AUTHOR_PAGES: &[&str] = &[
    "/author/",
    "/authors/",
    "/contributor/",
    "/contributors/",
    "/profile/",
    "/profiles/",
    "/people/",
    "/person/",
    "/writer/",
    "/writers/",
    "/by/",
    "/staff/",
    "/team/",
    "/reporter/",
    "/journalist/",
    "/columnist/",
    "/autor/",
    "/autores/",
    "/auteur/",
    "/autori/",
    "/autoren/",
    "/redakteur/",
    "/journaliste/",
    "/u/",
    "/@",
];
/// A box about the author is longer than a byline, in characters.
const MARKED_MAX_CHARS: usize = 160;
/// More authors than this and it is a list of staff.
const AUTHORS_MAX: usize = 14;

pub(super) fn people(
    survey: &Survey<'_>,
    ld: &JsonLd,
    url: &str,
    title: &str,
    sites: &SiteNames,
    layout: &Layout<'_>,
) -> Vec<String> {
    let known = |names: Vec<String>| {
        let names = each_once(names.into_iter().filter(|name| !sites.is_author(name) && plain(name) != plain(title)));
        // "Ana Ruiz, The Courier" is Ana Ruiz of The Courier.
        let is_beside = names.iter().any(|name| !sites.is_exactly(name));
        names.into_iter().filter(|name| !is_beside || !sites.is_exactly(name)).collect::<Vec<String>>()
    };
    let described =
        own(&ld.articles, url, title).filter(|one| !one.authors.is_empty()).or_else(|| own(&ld.pages, url, title));
    let from_ld = known(
        described.map(|one| one.authors.iter().flat_map(|name| authors::split(name)).collect()).unwrap_or_default(),
    );
    let from_meta = known(from_meta(survey));
    let (shown, is_line) = shown(survey, layout);
    let shown = known(shown);
    let labelled = if shown.is_empty() { known(labelled(layout)) } else { Vec::new() };
    let lists = [from_ld, from_meta, shown, labelled];
    let Some(said) = lists.iter().find(|names| !names.is_empty()) else {
        return known(at_the_end(survey, layout));
    };
    // Who posted it is told to machines, who wrote it to readers.
    let [.., shown, _] = &lists;
    let is_apart =
        is_line && !shown.iter().any(|name| said.iter().any(|other| holds(name, other) || holds(other, name)));
    if is_apart && !shown.is_empty() {
        return shown.clone();
    }
    let is_account = said.iter().all(|name| is_account(name));
    let better = lists.iter().enumerate().find(|(place, other)| {
        let holds_all = said.iter().all(|name| other.iter().any(|one| holds(one, name)));
        // Elements marked as authors are also those of whoever reviewed it; one line is not.
        let is_list = *place < 2 || is_line;
        (holds_all && is_list && other.len() > said.len() && other.len() <= AUTHORS_MAX)
            || (holds_all
                && other.len() == said.len()
                && said.iter().all(|name| !name.contains(' '))
                && other.iter().all(|name| name.contains(' ')))
            || (is_account && other.iter().any(|name| name.contains(' ')))
    });
    better.map_or(said, |(_, better)| better).clone()
}

/// Whether `whole` is `name`, or `name` and more ("Ana Ruiz" holds "Ana").
fn holds(whole: &str, name: &str) -> bool {
    whole.eq_ignore_ascii_case(name) || whole.to_lowercase().starts_with(&format!("{} ", name.to_lowercase()))
}

fn from_meta(survey: &Survey<'_>) -> Vec<String> {
    for name in METAS {
        let is_written_by =
            || survey.meta(&["twitter:label1"]).is_some_and(|label| label.to_lowercase().contains("written by"));
        let all = survey.metas.iter().filter(|(key, content)| {
            key == name && !content.is_empty() && (*name != "twitter:data1" || is_written_by())
        });
        let found: Vec<String> =
            all.flat_map(|(_, content)| authors::split(&turned(name, &crate::read::plain_text(content)))).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Citation tags hold one author each, the family name first.
fn turned(meta: &str, name: &str) -> String {
    match name.split_once(", ") {
        Some((family, given)) if meta == "citation_author" && !given.contains(',') => format!("{given} {family}"),
        _ => name.to_owned(),
    }
}

/// What the reader is shown near the headline, and whether it stands there as a line "By …".
fn shown(survey: &Survey<'_>, layout: &Layout<'_>) -> (Vec<String>, bool) {
    let mut marked: Vec<(usize, Vec<String>)> = Vec::new();
    for element in survey.authors.iter().take(60) {
        let Some(distance) = layout.distance(*element) else { continue };
        if region_within(*element) == Region::Beside {
            continue;
        }
        let found = names_in(*element);
        if !found.is_empty() {
            marked.push((distance, found));
        }
    }
    let near: Vec<&Line<'_>> = layout.near().map(|(line, _)| line).collect();
    if let Some(found) = bylines(&near) {
        return (found, true);
    }
    let has_whole = marked.iter().any(|(_, names)| names.iter().any(|name| name.contains(' ')));
    marked.retain(|(_, names)| !has_whole || names.iter().any(|name| name.contains(' ')));
    marked.sort_by_key(|(distance, _)| *distance);
    let Some((nearest, _)) = marked.first() else { return (linked(near.into_iter()), false) };
    let nearest = *nearest;
    (each_once(marked.into_iter().filter(|(distance, _)| *distance <= nearest + 1).flat_map(|(_, names)| names)), false)
}

/// A line "By …", or "Written by" with the name in the next line.
fn bylines(lines: &[&Line<'_>]) -> Option<Vec<String>> {
    for line in lines.iter().filter(|line| !line.is_paragraph) {
        if authors::is_byline(&line.text) {
            return Some(authors::split(&line.text));
        }
    }
    None
}

/// Links to a page about an author.
fn linked<'a, 'b: 'a>(lines: impl Iterator<Item = &'a Line<'b>>) -> Vec<String> {
    for line in lines {
        let inner = line.element.descendent_elements();
        let around = line.element.parent().and_then(ElementRef::wrap);
        let links =
            inner.chain(around).chain(std::iter::once(line.element)).filter(|element| element.value().name() == "a");
        let found: Vec<String> = links
            .filter(|link| leads_to_author(*link))
            .map(|link| words(link))
            .filter(|text| authors::is_name(text))
            .collect();
        if !found.is_empty() {
            return each_once(found.into_iter());
        }
    }
    Vec::new()
}

fn leads_to_author(link: ElementRef<'_>) -> bool {
    let address = link.attr("href").unwrap_or_default().to_ascii_lowercase();
    AUTHOR_PAGES.iter().any(|part| address.split_once(part).is_some_and(|(_, rest)| !rest.is_empty()))
}

/// "Author" or "Written by" in a line of its own, and the name in the next.
fn labelled(layout: &Layout<'_>) -> Vec<String> {
    let story: Vec<&Line<'_>> = layout.story().collect();
    let found = story.windows(2).find_map(|pair| match pair {
        [label, name] if authors::is_label(&label.text) && name.text.chars().count() <= MARKED_MAX_CHARS => {
            Some(authors::split(&name.text)).filter(|names| !names.is_empty())
        }
        _ => None,
    });
    found.unwrap_or_default()
}

/// After the story: "Written by Ana Ruiz", or one name marked as the author's.
fn at_the_end(survey: &Survey<'_>, layout: &Layout<'_>) -> Vec<String> {
    let story: Vec<&Line<'_>> = layout.story().collect();
    if let Some(found) = story.iter().find(|line| !line.is_paragraph && authors::is_signature(&line.text)) {
        return authors::split(&found.text);
    }
    let mut marked: Vec<Vec<String>> = Vec::new();
    for element in survey.authors.iter().take(60).filter(|element| region_within(**element) != Region::Beside) {
        let found = names_in(*element);
        if !found.is_empty() && !marked.contains(&found) {
            marked.push(found);
        }
    }
    // Several are the authors of several articles.
    if let [one] = marked.as_slice() { one.clone() } else { Vec::new() }
}

/// The names in an element that is marked as the author's.
fn names_in(element: ElementRef<'_>) -> Vec<String> {
    let text = words(element);
    if text.chars().count() <= MARKED_MAX_CHARS {
        let found = authors::split(&text);
        if !found.is_empty() {
            return found;
        }
    }
    let inner = lines(element);
    let pieces = inner.iter().take(4).flat_map(|line| line.text.split(SEAM));
    pieces.map(authors::split).find(|names| !names.is_empty()).unwrap_or_default()
}

/// "jdoe2", "site_admin", "webteam": a name for a login.
fn is_account(name: &str) -> bool {
    !name.contains(' ')
        && name.is_ascii()
        && (name.chars().all(|c| !c.is_ascii_uppercase()) || name.chars().any(|c| c.is_ascii_digit()))
}

fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        // "Ana Ruiz" and "RD Ana Ruiz": the words of a picture's caption ran into the name.
        let lower = name.to_lowercase();
        if !kept.iter().any(|known| lower.ends_with(&known.to_lowercase())) {
            kept.push(name);
        }
    }
    kept
}
