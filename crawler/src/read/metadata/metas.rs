//! Dates in `meta`, by their many names. Decides nothing. Pure.

use crate::read::metadata::labels::{Said, said};
use crate::read::metadata::places::Place;
use crate::read::survey::Survey;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "published_time",
    "article:published",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "pub_date",
    "published-date",
    "publication_date",
    "publicationdate",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_online_date",
    "dcterms.issued",
    "dc.date.issued",
    "bt:pubdate",
    "rnews:datepublished",
    "ptime",
    "weibo: article:create_at",
    "article:create_at",
    "prism.publicationdate",
    "release_date",
    "og:release_date",
    "publishedat",
    "article:post_date",
    "article:date",
    "article_date",
    "dc.issued",
    "dcterms.available",
    "video:release_date",
    "og:video:release_date",
    "og:book:release_date",
    "book:release_date",
    "music:release_date",
    "displaydate",
    "date.issued",
];
const LOOSE: &[&str] = &[
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "datecreated",
    "citation_date",
    "created",
    "eprints.date",
    "last-published",
    "dc.created",
    "article:created_time",
    "article.created",
    "article:created",
    "created_at",
    "createdat",
    "date_created",
    "creation_date",
    "content_create_date",
    "timestamp",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "article.updated",
    "article:modified",
    "revised",
    "updated_time",
    "utime",
    "article:update_at",
    "last_updated",
    "dc.modified",
    "date_modified",
    "modified",
    "modified_time",
    "updated",
    "article:updated",
    "article:updated_time",
    "sailthru.modified",
    "parsely-modified",
];

/// What each date is said to be, where it stands, and its text; in the order in which they are believed.
pub(super) fn dates<'a>(survey: &'a Survey<'_>) -> Vec<(Said, Place, &'a str)> {
    let mut found = Vec::new();
    for (names, said, place) in [
        (PUBLISHED, Said::Published, Place::Meta),
        (LOOSE, Said::Published, Place::LooseMeta),
        (MODIFIED, Said::Modified, Place::Meta),
    ] {
        found.extend(names.iter().filter_map(|name| survey.meta(&[name])).map(|text| (said, place, text)));
    }
    for (name, text) in &survey.metas {
        if is_published(name) && !PUBLISHED.contains(&name.as_str()) {
            found.push((Said::Published, Place::Meta, text.as_str()));
        }
        if let Some(number) = name.strip_prefix("twitter:label") {
            let value = survey.meta(&[&format!("twitter:data{number}")]);
            let label = said(text);
            if matches!(label, Said::Published | Said::Modified) {
                found.extend(value.map(|value| (label, Place::Meta, value)));
            }
        }
    }
    found
}

/// "w-published-date", "dcs.publishDate", "article-publish-time": every system has its own.
fn is_published(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    let is_of_it = ["publi", "posted", "issued"].iter().any(|word| letters.contains(word));
    let is_date = ["date", "time"].iter().any(|word| letters.contains(word))
        || ["publishedon", "publishedat", "postedon", "postedat"].iter().any(|end| letters.ends_with(end));
    let is_other = ["modif", "updat", "expir", "unpubl", "republ"].iter().any(|word| letters.contains(word));
    is_of_it && is_date && !is_other
}

#[cfg(test)]
mod tests;
