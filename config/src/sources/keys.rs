//! The keys that a `[[source]]` block may have, with what the reference and the schema say of them.

use watchline_model::{DocumentKind, SourceKind, Tier};

use crate::fields::{Key, Kind};

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, about }
}

/// The keys of a `[[source]]` block.
pub(crate) const KEYS: &[Key] = &[
    key(
        "id",
        Kind::Text,
        "Its name in addresses and queries: lower-case letters, digits and hyphens. Required. The id \
        of a shipped source overrides that source: what the block leaves out stays as shipped.",
    ),
    key("name", Kind::Text, "Its name for people; left out, the id."),
    key(
        "publisher",
        Kind::Text,
        "Who publishes it; sources of one publisher are not independent of each other. Left \
        out, the name.",
    ),
    key("tier", Kind::Text, "Who speaks there: vendor, regulator, database, press, researcher or community. Required."),
    key(
        "kind",
        Kind::Text,
        "How it is read: feed (RSS, Atom or JSON Feed), listing (an index page whose items CSS selectors find), page (one \
        page watched for changes), sitemap (sitemaps and their indexes), statuspage (a status page of Statuspage or one that answers like it), osv (OSV records), ghsa (GitHub's advisories), cve (CVE records) or csaf (a CSAF provider). Left \
        out, feed.",
    ),
    key(
        "url",
        Kind::Text,
        "Its address, http or https. Required, but for osv (https://api.osv.dev) and ghsa \
        (https://api.github.com/advisories). For statuspage the status page itself; for osv without packages a bulk \
        .zip, a modified_id.csv or one record.",
    ),
    key(
        "language",
        Kind::Text,
        "Language of its documents, ISO 639-1 (en, de, zh), where they do not say it themselves.",
    ),
    key("country", Kind::Text, "Country of its publisher, ISO 3166-1 (us, cn, gb)."),
    key("vendor", Kind::Text, "For tier vendor: the id of the entity whose voice it is."),
    key(
        "every",
        Kind::Text,
        "How often it is fetched: 90s, 15m, 6h, 1d. Left out together with schedule: after its own \
        rhythm.",
    ),
    key("schedule", Kind::Text, "When it is fetched, as six cron fields in UTC: 0 */15 * * * *."),
    key("enabled", Kind::Boolean, "false switches it off; what it has given is kept."),
    key(
        "document_kind",
        Kind::Text,
        "What its documents are: article, statement, advisory, status or post. Left out, \
        after its kind and tier.",
    ),
    key(
        "article_selector",
        Kind::Text,
        "CSS selector of the main text, where the general reader needs help. Not for kinds that give records.",
    ),
    key("note", Kind::Text, "What it yields, in a sentence."),
    key(
        "packages",
        Kind::Texts,
        "For osv and ghsa: the packages whose advisories are wanted, as Ecosystem/name: PyPI/langchain, npm/@scope/name.",
    ),
    key(
        "include",
        Kind::Texts,
        "For listing and sitemap: only addresses that fit one of these patterns; * stands for anything. A pattern with \
        a scheme is held against the whole address, one without against the path: /news/*.",
    ),
    key("exclude", Kind::Texts, "For listing and sitemap: no address that fits one of these patterns."),
    key("selectors", Kind::Table, "For listing: where the items are, as `[source.selectors]`; see below."),
];

/// The keys of `[source.selectors]`.
pub(crate) const SELECTOR_KEYS: &[Key] = &[
    key("item", Kind::Text, "The block of one item. Required."),
    key("link", Kind::Text, "Within the item, the link to its page; left out, the first link."),
    key("title", Kind::Text, "Within the item, its headline; left out, the link's words."),
    key("date", Kind::Text, "Within the item, its date; left out, a time element."),
    key("summary", Kind::Text, "Within the item, its teaser."),
];

/// The keys of the table under a key, for the schema.
pub(crate) fn keys_within(key: &str) -> &'static [Key] {
    if key == "selectors" { SELECTOR_KEYS } else { &[] }
}

/// The words that a key may have, for the schema.
pub(crate) fn words_of(key: &str) -> Option<Vec<&'static str>> {
    match key {
        "tier" => Some(Tier::all().iter().map(|tier| tier.as_str()).collect()),
        "kind" => Some(SourceKind::all().iter().map(|kind| kind.as_str()).collect()),
        "document_kind" => Some(DocumentKind::all().iter().map(|kind| kind.as_str()).collect()),
        _ => None,
    }
}
