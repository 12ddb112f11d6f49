//! What a page is, as far as its dates depend on it: told from its address, from what a content system writes
//! into its body's class, and from JSON-LD. `og:type` does not tell: content systems write "article" on every page. Pure.

use std::sync::LazyLock;

use regex::Regex;
use scraper::ElementRef;

use crate::read::json_ld::JsonLd;
use crate::read::metadata::address;
use crate::read::survey::Survey;

/// What is known of a page before its dates are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    Article,
    /// The front page of a site: what is on it changes, and its machine dates are of the template.
    Front,
    /// An incident of a status page, which tells the newest first: it is as old as its oldest line.
    Incident,
    /// Documentation, or the page of a product or a service: it stands, and is changed rather than published. What
    /// machines are told there is the day of a build or of the first draft.
    Standing,
    Unknown,
}

/// Parts of addresses under which pages stand.
static STANDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)//(?:docs?|documentation|developers?|api|help|support|kb|wiki|man|manual)\.",
        r"|/(?:docs?|documentation|reference|manuals?|man|handbook|api|apis|sdk|wiki|help|",
        r"services?|products?|solutions?|pricing|plans|industries|platform|",
        r"dokumentation|hilfe|produkte|leistungen|produits|aide|productos|servicios|produtos|servicos|ajuda|prodotti|servizi)",
        r"(?:/|$|\.html?$)",
    ))
    .expect("a valid pattern")
});
/// And under which something is published even there.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)//(?:blog|news|press)\.|/(?:blogs?|news|press|articles?|posts?|stories|story|updates?|announcements?|",
        r"advisor(?:y|ies)|security|incidents?|statements?|changelog|release-notes|presse|actualites|noticias|notizie)(?:/|$)",
        r"|/20\d\d/",
    ))
    .expect("a valid pattern")
});
/// Types of content of WordPress that are published like articles.
static POST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^single-\S*(?:post|article|news|blog|press|story|event|podcast|report|review|guide|insight|recipe|statement)",
    )
    .expect("a valid pattern")
});

pub(super) fn kind(survey: &Survey<'_>, ld: &JsonLd, url: &str) -> PageKind {
    if address::is_front(url) {
        return PageKind::Front;
    }
    if crate::url::site(url).starts_with("status.") || url.contains("/incidents/") {
        return PageKind::Incident;
    }
    if STANDING.is_match(url) && !is_dated(url) {
        return PageKind::Standing;
    }
    let is_described = ld.articles.iter().any(|one| !one.is_part);
    if is_described || is_post(survey) { PageKind::Article } else { PageKind::Unknown }
}

/// Whether the address says that what stands there is published: news, posts, advisories.
pub(super) fn is_dated(url: &str) -> bool {
    DATED.is_match(url)
}

/// WordPress writes what a page is into its body's class: "single single-post", "single single-service".
fn is_post(survey: &Survey<'_>) -> bool {
    let body =
        survey.root.and_then(|root: ElementRef<'_>| root.child_elements().find(|child| child.value().name() == "body"));
    let classes = body.and_then(|body| body.attr("class")).unwrap_or_default();
    let mut classes = classes.split_ascii_whitespace();
    classes.clone().any(|class| POST.is_match(class))
        || (classes.any(|class| class == "single")
            && !body.and_then(|body| body.attr("class")).is_some_and(|all| all.contains(" single-")))
}

#[cfg(test)]
mod tests;
