//! What the made-up hosts publish, as read from their files. Copies of wire stories are written out here.

use std::collections::HashMap;
use std::sync::OnceLock;

use anyhow::{Context, bail};
use chrono::{DateTime, Datelike, FixedOffset};
use serde::Deserialize;
use watchline_model::{DocumentKind, EntityId, ListingSelectors, Tier};

use super::embedded::SITES;
use super::records::Interface;

/// One host: its skin, its feeds and its documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Site {
    /// Under `.example`.
    pub host: String,
    pub name: String,
    pub tagline: String,
    /// ISO 639-1.
    pub language: String,
    /// ISO 3166-1, lower case; left out where the publisher sits in a made-up country.
    #[serde(default)]
    pub country: Option<String>,
    pub tier: Tier,
    /// Whose own voice it is, for tier `vendor`.
    #[serde(default)]
    pub vendor: Option<EntityId>,
    #[serde(default)]
    pub document_kind: Option<DocumentKind>,
    pub family: Family,
    /// `{authors}` is replaced; empty: no byline is shown.
    #[serde(default)]
    pub byline: String,
    /// How a date is written on its pages, as chrono's `strftime` writes it.
    pub date_style: String,
    /// Path of a document: `{year}`, `{month}`, `{day}` and `{slug}` are replaced.
    pub path: String,
    #[serde(default)]
    pub nav: Vec<String>,
    /// What its newsletter box says.
    #[serde(default)]
    pub newsletter: String,
    /// More lines of clutter: promotions, notices, headlines of other sections.
    #[serde(default)]
    pub clutter: Vec<String>,
    /// Paths that its robots.txt forbids.
    #[serde(default)]
    pub disallow: Vec<String>,
    /// How long it takes over each answer.
    #[serde(default)]
    pub delay_ms: u64,
    /// Whether anything answers there.
    #[serde(default)]
    pub down: bool,
    #[serde(default, rename = "feed")]
    pub feeds: Vec<Feed>,
    /// Indexes of a site without a feed.
    #[serde(default, rename = "listing")]
    pub listings: Vec<Listing>,
    #[serde(default, rename = "sitemap")]
    pub sitemaps: Vec<SitemapIndex>,
    #[serde(default, rename = "interface")]
    pub interfaces: Vec<Interface>,
    /// Single pages that are watched for changes.
    #[serde(default, rename = "watch")]
    pub watched: Vec<Watched>,
    #[serde(default, rename = "document")]
    pub documents: Vec<Document>,
}

/// The look and the markup of a site's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Family {
    Semantic,
    Table,
    Meta,
    Blog,
    Newsroom,
    Status,
    Advisory,
    Cms,
    Forum,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FeedFormat {
    Rss,
    /// RSS whose items have no date.
    RssUndated,
    /// RSS that is not well-formed XML.
    RssBroken,
    Atom,
    Json,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Feed {
    /// The source's id.
    pub id: String,
    pub path: String,
    pub format: FeedFormat,
    /// Only documents with this tag; left out: all.
    #[serde(default)]
    pub tag: Option<String>,
    /// Entries whose pages do not exist.
    #[serde(default, rename = "dead")]
    pub dead: Vec<DeadEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeadEntry {
    pub title: String,
    pub path: String,
    pub published: DateTime<FixedOffset>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listing {
    /// The source's id.
    pub id: String,
    pub path: String,
    pub shape: ListingShape,
    /// What the source is told of the page; left out, it is read by its shape.
    #[serde(default)]
    pub selectors: Option<ListingSelectors>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ListingShape {
    Cards,
    Rows,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SitemapIndex {
    /// The source's id.
    pub id: String,
    pub path: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Watched {
    /// The source's id.
    pub id: String,
    pub slug: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Encoding {
    #[default]
    Plain,
    Gzip,
    #[serde(rename = "windows-1252")]
    Windows1252,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub slug: String,
    pub title: String,
    #[serde(default)]
    pub authors: Vec<String>,
    pub published: DateTime<FixedOffset>,
    #[serde(default)]
    pub modified: Option<DateTime<FixedOffset>>,
    #[serde(default)]
    pub tags: Vec<String>,
    /// Paragraphs divided by blank lines; see [`super::markup`].
    #[serde(default)]
    pub text: String,
    /// The text from the second edition on: a silent edit.
    #[serde(default)]
    pub edited_text: Option<String>,
    /// `host/slug` of the story that this one copies …
    #[serde(default)]
    pub copy_of: Option<String>,
    /// … with another first and last paragraph …
    #[serde(default)]
    pub first: Option<String>,
    #[serde(default)]
    pub last: Option<String>,
    /// … and other words: `[[from, to], …]`.
    #[serde(default)]
    pub replace: Vec<[String; 2]>,
    /// Overrides the site's path pattern.
    #[serde(default)]
    pub path: Option<String>,
    #[serde(default)]
    pub encoding: Encoding,
    /// It retells a reported event, not a made-up one.
    #[serde(default)]
    pub retells: bool,
    /// CVSS vector or other one-line facts of an advisory: `[[label, value], …]`.
    #[serde(default)]
    pub facts: Vec<[String; 2]>,
}

impl Site {
    /// Path of a document on this host.
    pub(super) fn path_of(&self, document: &Document) -> String {
        if let Some(path) = &document.path {
            return path.clone();
        }
        let date = document.published;
        self.path
            .replace("{year}", &date.year().to_string())
            .replace("{month}", &format!("{:02}", date.month()))
            .replace("{day}", &format!("{:02}", date.day()))
            .replace("{slug}", &document.slug)
    }

    pub(super) fn url_of(&self, document: &Document) -> String {
        format!("http://{}{}", self.host, self.path_of(document))
    }
}

impl Document {
    /// Its words in an edition (1: as first published).
    pub(super) fn text_in(&self, edition: u32) -> &str {
        match &self.edited_text {
            Some(edited) if edition >= 2 => edited,
            _ => &self.text,
        }
    }
}

/// All hosts, in the order of their files' names.
pub(super) fn sites() -> &'static [Site] {
    static READ: OnceLock<Vec<Site>> = OnceLock::new();
    READ.get_or_init(|| read_sites(SITES).expect("the shipped sites are read by a test"))
}

fn read_sites(files: &[(&str, &str)]) -> anyhow::Result<Vec<Site>> {
    let mut sites = Vec::new();
    for (file, text) in files {
        let site: Site = toml::from_str(text).with_context(|| format!("failed to read the demo's site {file}"))?;
        sites.push(site);
    }
    write_out_copies(&mut sites)?;
    Ok(sites)
}

/// Gives every copy its text. A copy of a copy is an error: name the original.
fn write_out_copies(sites: &mut [Site]) -> anyhow::Result<()> {
    let originals: HashMap<String, String> = sites
        .iter()
        .flat_map(|site| site.documents.iter().map(move |document| (site, document)))
        .filter(|(_, document)| document.copy_of.is_none())
        .map(|(site, document)| (format!("{}/{}", site.host, document.slug), document.text.clone()))
        .collect();
    for document in sites.iter_mut().flat_map(|site| &mut site.documents) {
        let Some(original) = &document.copy_of else { continue };
        let Some(text) = originals.get(original) else {
            bail!("{} copies {original}, which is no original story", document.slug);
        };
        let mut blocks: Vec<String> = text.trim().split("\n\n").map(str::to_owned).collect();
        if let (Some(first), Some(block)) = (&document.first, blocks.first_mut()) {
            block.clone_from(first);
        }
        if let (Some(last), Some(block)) = (&document.last, blocks.last_mut()) {
            block.clone_from(last);
        }
        let mut text = blocks.join("\n\n");
        for [from, to] in &document.replace {
            if !text.contains(from.as_str()) {
                bail!("{} replaces `{from}`, which {original} does not say", document.slug);
            }
            text = text.replace(from.as_str(), to);
        }
        document.text = text;
    }
    Ok(())
}
