//! What the elements of all feed dialects are called, whatever their case and prefix. Pure.
//!
//! Prefixes are taken by what they are declared as, where they are declared, and else by what they are
//! usually called: a feed with an undeclared `dc:` means Dublin Core.

use std::collections::HashMap;

/// What an element is to a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `rss`, `rdf:RDF`, `feed`.
    Root(Dialect),
    Channel,
    Item,
    /// Parts with titles and links of their own, which are not the feed's: `image`, `textInput`, `source`.
    Aside,
    Person(PersonKind),
    /// Holds text, and maybe markup.
    Leaf(Leaf),
    /// Known, of no use here, holds nothing but text; tells where its neighbours end.
    Known,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Dialect {
    #[default]
    Rss,
    Rdf,
    Atom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PersonKind {
    /// RSS `author`, `managingEditor`, Atom `author`.
    Author,
    /// `dc:creator`, `itunes:author`: counts where no author of the first kind is named.
    Creator,
}

/// The number of a variant is its rank: where several name the same thing, the lowest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Title(u8),
    Link,
    /// `url`, `permalink`: an address, where no link is.
    OtherLink,
    /// `feedburner:origLink`: the address behind a counted one.
    OriginalLink,
    Id,
    Summary(u8),
    Content(u8),
    Published(u8),
    Updated(u8),
    Language,
    /// Minutes.
    TimeToLive,
    UpdatePeriod,
    UpdateFrequency,
    /// A tagline: what the feed says of itself.
    Tagline,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    /// RSS of all versions, Atom, and what has no prefix.
    Core,
    DublinCore,
    Content,
    Media,
    Itunes,
    Syndication,
    Feedburner,
    Prism,
    Other,
}

/// The prefixes that a feed declares.
#[derive(Default)]
pub(super) struct Prefixes {
    declared: HashMap<String, Space>,
}

impl Prefixes {
    /// Takes over `xmlns:prefix="address"`.
    pub(super) fn declare(&mut self, prefix: &str, address: &str) {
        if let Some(space) = by_address(address) {
            self.declared.insert(prefix.to_ascii_lowercase(), space);
        }
    }

    /// What the element `name` (with its prefix) is.
    pub(super) fn kind(&self, name: &str) -> Kind {
        if name.len() > 40 {
            return Kind::Other;
        }
        let lower = name.to_ascii_lowercase();
        match lower.split_once(':') {
            None => kind(Space::Core, &lower),
            Some((prefix, local)) => {
                let space = self.declared.get(prefix).copied().unwrap_or_else(|| by_prefix(prefix));
                if (prefix, local) == ("excerpt", "encoded") {
                    return Kind::Leaf(Leaf::Summary(2));
                }
                // An item is an item whatever prefix a tool has made up for it.
                if space == Space::Other && matches!(local, "rss" | "rdf" | "item" | "entry") {
                    return if is_made_up(prefix) { kind(Space::Core, local) } else { Kind::Other };
                }
                kind(space, local)
            }
        }
    }
}

fn is_made_up(prefix: &str) -> bool {
    prefix.strip_prefix("ns").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn by_address(address: &str) -> Option<Space> {
    let address = address.trim().to_ascii_lowercase();
    let address = address.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches(['/', '#']);
    Some(match address {
        "www.w3.org/2005/atom"
        | "purl.org/atom/ns"
        | "purl.org/rss/1.0"
        | "my.netscape.com/rdf/simple/0.9"
        | "channel.netscape.com/rdf/simple/0.9"
        | "backend.userland.com/rss"
        | "backend.userland.com/rss2"
        | "blogs.law.harvard.edu/tech/rss"
        | "www.rssboard.org/rss-specification"
        | "cyber.law.harvard.edu/rss"
        | "my.netscape.com/publish/formats/rss-0.91.dtd"
        | "www.w3.org/1999/02/22-rdf-syntax-ns" => Space::Core,
        _ if address.starts_with("purl.org/dc/") => Space::DublinCore,
        _ if address.contains("purl.org/rss/1.0/modules/content") => Space::Content,
        _ if address.contains("purl.org/rss/1.0/modules/syndication") => Space::Syndication,
        _ if address.contains("search.yahoo.com/mrss") => Space::Media,
        _ if address.contains("itunes.com/dtds/podcast") => Space::Itunes,
        _ if address.contains("rssnamespace.org/feedburner") => Space::Feedburner,
        _ if address.contains("prismstandard.org/namespaces") => Space::Prism,
        _ => return None,
    })
}

fn by_prefix(prefix: &str) -> Space {
    match prefix {
        "rss" | "rss1" | "rss2" | "rss10" | "rss20" | "rdf" | "a" | "a10" | "atom" | "atom03" | "atom10" | "feed" => {
            Space::Core
        }
        "dc" | "dcterms" | "dct" | "dcq" => Space::DublinCore,
        "content" => Space::Content,
        "media" | "mrss" => Space::Media,
        "itunes" | "googleplay" => Space::Itunes,
        "sy" | "syn" => Space::Syndication,
        "feedburner" => Space::Feedburner,
        "prism" => Space::Prism,
        _ => Space::Other,
    }
}

fn kind(space: Space, local: &str) -> Kind {
    match space {
        Space::Core => core(local),
        Space::DublinCore => match local {
            "title" => Kind::Leaf(Leaf::Title(1)),
            "description" | "abstract" => Kind::Leaf(Leaf::Summary(2)),
            "creator" | "author" => Kind::Person(PersonKind::Creator),
            "date" | "issued" | "available" => Kind::Leaf(Leaf::Published(1)),
            "created" => Kind::Leaf(Leaf::Published(3)),
            "modified" => Kind::Leaf(Leaf::Updated(1)),
            "language" => Kind::Leaf(Leaf::Language),
            _ => Kind::Known,
        },
        Space::Content => match local {
            "encoded" => Kind::Leaf(Leaf::Content(0)),
            _ => Kind::Other,
        },
        Space::Media => match local {
            "title" => Kind::Leaf(Leaf::Title(2)),
            "description" => Kind::Leaf(Leaf::Summary(5)),
            _ => Kind::Other,
        },
        Space::Itunes => match local {
            "title" => Kind::Leaf(Leaf::Title(3)),
            "summary" | "description" => Kind::Leaf(Leaf::Summary(3)),
            "subtitle" => Kind::Leaf(Leaf::Summary(4)),
            "author" => Kind::Person(PersonKind::Creator),
            "owner" | "category" => Kind::Aside,
            _ => Kind::Known,
        },
        Space::Syndication => match local {
            "updateperiod" => Kind::Leaf(Leaf::UpdatePeriod),
            "updatefrequency" => Kind::Leaf(Leaf::UpdateFrequency),
            _ => Kind::Known,
        },
        Space::Feedburner => match local {
            "origlink" => Kind::Leaf(Leaf::OriginalLink),
            _ => Kind::Known,
        },
        Space::Prism => match local {
            "publicationdate" => Kind::Leaf(Leaf::Published(2)),
            "modificationdate" => Kind::Leaf(Leaf::Updated(2)),
            _ => Kind::Known,
        },
        Space::Other => match local {
            // The prefix of `content:encoded` is often another one.
            "encoded" => Kind::Leaf(Leaf::Content(2)),
            _ => Kind::Other,
        },
    }
}

fn core(local: &str) -> Kind {
    match local {
        "rss" => Kind::Root(Dialect::Rss),
        "rdf" => Kind::Root(Dialect::Rdf),
        "feed" => Kind::Root(Dialect::Atom),
        "channel" => Kind::Channel,
        "item" | "entry" => Kind::Item,
        "image" | "textinput" | "source" | "cloud" | "skiphours" | "skipdays" | "items" => Kind::Aside,
        "author" | "managingeditor" => Kind::Person(PersonKind::Author),
        "creator" | "byline" => Kind::Person(PersonKind::Creator),
        "title" => Kind::Leaf(Leaf::Title(0)),
        "headline" => Kind::Leaf(Leaf::Title(2)),
        "link" => Kind::Leaf(Leaf::Link),
        "url" | "permalink" => Kind::Leaf(Leaf::OtherLink),
        "guid" | "id" => Kind::Leaf(Leaf::Id),
        "description" => Kind::Leaf(Leaf::Summary(0)),
        "summary" => Kind::Leaf(Leaf::Summary(1)),
        "content" => Kind::Leaf(Leaf::Content(1)),
        "encoded" | "fulltext" => Kind::Leaf(Leaf::Content(2)),
        "subtitle" | "tagline" | "info" => Kind::Leaf(Leaf::Tagline),
        "pubdate" | "published" | "issued" | "pub-date" | "pub_date" | "publisheddate" | "datepublished" => {
            Kind::Leaf(Leaf::Published(0))
        }
        "date" => Kind::Leaf(Leaf::Published(1)),
        "created" => Kind::Leaf(Leaf::Published(3)),
        "updated" | "modified" | "datemodified" => Kind::Leaf(Leaf::Updated(0)),
        "lastbuilddate" | "lastmodified" => Kind::Leaf(Leaf::Updated(2)),
        "language" => Kind::Leaf(Leaf::Language),
        "ttl" => Kind::Leaf(Leaf::TimeToLive),
        "category" | "comments" | "enclosure" | "copyright" | "rights" | "generator" | "docs" | "webmaster"
        | "rating" | "logo" | "icon" | "uri" | "email" | "name" => Kind::Known,
        _ => Kind::Other,
    }
}
