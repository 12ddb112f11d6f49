//! XML feeds, well formed or not, as a [`Draft`]: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, and mixtures. Pure.
//!
//! ## Design
//! Feeds are flat: a feed has items, an item has fields, a field has text. So nothing depends on a stack
//! of open elements, which one lost tag would ruin for the rest of the feed: an item begins at its start
//! tag, whatever is still open, a field ends at the latest where the next one begins, and an element that
//! nobody knows is left out together with what it holds, if it ends before the item does.
//!
//! There is one reader for sound feeds and broken ones, so that a feed that breaks for a day lists the same
//! addresses as on the day before.

use super::atom_text::text;
use super::attributes::{self, value as attribute};
use super::draft::{Draft, Form, Link, Part, Text};
use super::entities::{self, Declared};
use super::leaf::{self, Content};
use super::markup::{Markup, Piece, Tag, find};
use super::people::Person;
use super::vocabulary::{Dialect, Kind, Leaf, PersonKind, Prefixes};

/// More items than any feed has; the rest of a longer one is left out.
const ITEMS_MAX: usize = 50_000;
/// More of one thing (links, authors, dates) than any item has.
const REPEATED_MAX: usize = 64;

/// Reads whatever of a feed `text` holds.
pub(super) fn read(text: &str) -> Draft {
    let mut reader = Reader {
        markup: Markup::new(text),
        prefixes: Prefixes::default(),
        declared: Declared::new(),
        draft: Draft::default(),
        item: None,
        start: Start::Tag,
        is_closed: false,
    };
    reader.read();
    let mut draft = reader.draft;
    draft.fault = reader.markup.fault;
    draft
}

/// How the open item began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Tag,
    /// With a second title inside of an item: it counts if it has an address of its own.
    Title,
    /// With a title outside of all items: it counts if it has an end tag, too.
    LooseTitle,
}

struct Reader<'a> {
    markup: Markup<'a>,
    prefixes: Prefixes,
    declared: Declared,
    draft: Draft,
    item: Option<Part>,
    start: Start,
    /// The end tag of a root was seen.
    is_closed: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let whole = self.markup.text;
        let (mut at, mut loose) = (0, 0);
        while let Some(bracket) = find(whole, "<", at) {
            let next = match self.markup.piece_at(bracket, "") {
                Piece::Text { end } => {
                    at = end;
                    continue;
                }
                Piece::Cdata { end, .. } => {
                    at = end;
                    continue;
                }
                Piece::Nothing { end } => end,
                Piece::Doctype { subset, end } => {
                    self.declared = entities::declared(subset);
                    end
                }
                Piece::CutOff => break,
                Piece::End { name, end } => {
                    self.at_end_tag(name, whole.get(loose..bracket).unwrap_or_default());
                    end
                }
                Piece::Start(tag) => self.at_start_tag(&tag),
            };
            // Every step moves on, whatever the text is.
            at = next.max(bracket + 1);
            loose = at;
            if self.draft.items.len() >= ITEMS_MAX {
                break;
            }
        }
        self.draft.is_cut_off = self.item.is_some() || (self.draft.dialect.is_some() && !self.is_closed);
        if let Some(item) = &mut self.item {
            item.is_cut_off = true;
        }
        self.finish_item();
    }

    fn part(&mut self) -> &mut Part {
        self.item.as_mut().unwrap_or(&mut self.draft.feed)
    }

    fn finish_item(&mut self) {
        let start = std::mem::replace(&mut self.start, Start::Tag);
        let Some(item) = self.item.take() else { return };
        let counts = match start {
            Start::Tag => !item.is_empty(),
            Start::Title => !item.links.is_empty(),
            Start::LooseTitle => false,
        };
        if counts {
            self.draft.items.push(item);
        }
    }

    fn begin_item(&mut self) -> &mut Part {
        self.finish_item();
        self.item.insert(Part::default())
    }

    /// Takes in what the tag opens; where to go on.
    fn at_start_tag(&mut self, tag: &Tag<'a>) -> usize {
        if tag.attributes.contains("xmlns:") {
            declare(&mut self.prefixes, tag.attributes);
        }
        let kind = self.prefixes.kind(tag.name);
        match kind {
            Kind::Root(dialect) => {
                self.finish_item();
                self.draft.dialect.get_or_insert(dialect);
                self.frame(tag);
            }
            Kind::Channel => {
                self.finish_item();
                self.draft.dialect.get_or_insert(Dialect::Rss);
                self.frame(tag);
            }
            Kind::Item => {
                self.begin_item();
                self.frame(tag);
                if let Some(about) = attribute(tag, "rdf:about", &self.declared) {
                    let part = self.part();
                    part.id.get_or_insert(about);
                }
                if tag.is_empty {
                    self.finish_item();
                }
            }
            Kind::Aside | Kind::Other | Kind::Known => return self.end_of_element(tag).unwrap_or(tag.end),
            Kind::Person(person) => {
                let content = leaf::read(&mut self.markup, &self.prefixes, &self.declared, tag, kind);
                self.take_person(person, &content);
                return content.end;
            }
            Kind::Leaf(field) => {
                let content = leaf::read(&mut self.markup, &self.prefixes, &self.declared, tag, kind);
                let end = content.end;
                self.take_leaf(field, tag, content);
                return end;
            }
        }
        tag.end
    }

    /// `loose` is the text since the last tag: the content of a field whose start tag got lost.
    fn at_end_tag(&mut self, name: &str, loose: &str) {
        match self.prefixes.kind(name) {
            Kind::Item => {
                if self.start == Start::LooseTitle {
                    self.start = Start::Title;
                }
                self.finish_item();
            }
            Kind::Root(_) => {
                self.finish_item();
                self.is_closed = true;
            }
            Kind::Channel => self.finish_item(),
            Kind::Leaf(field) if !loose.trim().is_empty() => self.take_loose(field, name, loose),
            _ => {}
        }
    }

    fn take_loose(&mut self, field: Leaf, name: &str, loose: &str) {
        let is_missing = match field {
            Leaf::Title(rank) => !self.part().title.has(rank),
            Leaf::Link => self.part().links.is_empty(),
            Leaf::Id => self.part().id.is_none(),
            Leaf::Published(_) => self.part().published.is_empty(),
            _ => false,
        };
        if !is_missing || self.item.is_none() {
            return;
        }
        // `title>Words</title>`: the bracket got lost.
        let loose = loose.trim();
        let words = match loose.split_once('>') {
            Some((before, words)) if before.get(..name.len()).is_some_and(|x| x.eq_ignore_ascii_case(name)) => words,
            _ => loose,
        };
        let words = words.replace("<![CDATA[", "").replace("]]>", "");
        let text = entities::resolve(&words, &self.declared).into_owned();
        let tag = Tag { name: "", attributes: "", end: 0, is_empty: false };
        self.take_leaf(field, &tag, Content { text, ..Content::default() });
    }

    /// Base and language that hold for all inside.
    fn frame(&mut self, tag: &Tag<'_>) {
        let base = attribute(tag, "xml:base", &self.declared);
        let language = attribute(tag, "xml:lang", &self.declared);
        let part = self.part();
        part.base = part.base.take().or(base);
        part.language = part.language.take().or(language);
    }

    fn take_person(&mut self, kind: PersonKind, content: &Content<'_>) {
        if content.is_cut_off {
            return;
        }
        let person = Person::from_elements(content.inner, &self.declared)
            .unwrap_or_else(|| Person::from_text(&super::words::line(&content.text, Form::Html)));
        let part = self.part();
        let people = match kind {
            PersonKind::Author => &mut part.authors,
            PersonKind::Creator => &mut part.creators,
        };
        if !person.is_nobody() && people.len() < REPEATED_MAX {
            people.push(person);
        }
    }

    fn take_leaf(&mut self, field: Leaf, tag: &Tag<'_>, content: Content<'a>) {
        // Half an address or half a date is a wrong one; half a text is better than none.
        let is_prose = matches!(field, Leaf::Summary(_) | Leaf::Content(_));
        if content.is_cut_off && !is_prose {
            return;
        }
        match field {
            Leaf::Title(rank) => {
                if let Some(title) = text(tag, content, &self.declared) {
                    self.take_title(rank, title);
                }
            }
            Leaf::Summary(rank) => {
                if let Some(summary) = text(tag, content, &self.declared) {
                    self.part().summary.offer(rank, summary);
                }
            }
            Leaf::Content(rank) => {
                if let Some(source) = attribute(tag, "src", &self.declared) {
                    self.add_link(Link { href: source, is_guess: true, ..Link::default() });
                } else if let Some(content) = text(tag, content, &self.declared) {
                    self.part().content.offer(rank, content);
                }
            }
            Leaf::Tagline => {
                if self.item.is_none()
                    && let Some(tagline) = text(tag, content, &self.declared)
                {
                    self.part().summary.offer(1, tagline);
                }
            }
            Leaf::Link => self.take_link(tag, &content),
            Leaf::OtherLink => {
                self.add_link(Link { href: content.text, is_guess: true, ..Link::default() });
            }
            Leaf::OriginalLink => {
                self.part().original_link.get_or_insert(content.text);
            }
            Leaf::Id => {
                let stated = attribute(tag, "isPermaLink", &self.declared);
                let part = self.part();
                if !content.text.trim().is_empty() {
                    part.id = Some(content.text.trim().to_owned());
                    part.id_is_address = stated.map(|stated| !stated.trim().eq_ignore_ascii_case("false"));
                }
            }
            Leaf::Published(rank) => push_some(&mut self.part().published, rank, content.text),
            Leaf::Updated(rank) => push_some(&mut self.part().updated, rank, content.text),
            Leaf::Language => {
                let language = content.text.split('<').next().unwrap_or_default().trim();
                if self.item.is_none() && !language.is_empty() {
                    self.draft.feed.language = Some(language.to_owned());
                }
            }
            Leaf::TimeToLive => self.draft.time_to_live = self.draft.time_to_live.or(number(&content.text)),
            Leaf::UpdatePeriod => {
                self.draft.update_period.get_or_insert(content.text.trim().to_ascii_lowercase());
            }
            Leaf::UpdateFrequency => {
                self.draft.update_frequency = self.draft.update_frequency.or(number(&content.text));
            }
        }
    }

    /// A second title is another item's, whose start tag got lost.
    fn take_title(&mut self, rank: u8, title: Text) {
        let is_second = rank == 0 && self.part().title.has(0);
        if is_second && self.item.is_none() {
            self.begin_item();
            self.start = Start::LooseTitle;
        } else if is_second && !self.part().links.is_empty() {
            self.begin_item();
            self.start = Start::Title;
        }
        self.part().title.offer(rank, title);
    }

    fn take_link(&mut self, tag: &Tag<'_>, content: &Content<'_>) {
        let declared = &self.declared;
        let rel = attribute(tag, "rel", declared);
        let kind = attribute(tag, "type", declared);
        let base = attribute(tag, "xml:base", declared);
        let mut href = attribute(tag, "href", declared).filter(|href| !href.trim().is_empty());
        if href.is_none() {
            href = Some(content.text.clone()).filter(|text| !text.trim().is_empty());
        }
        // `<link/>https://…`, which HTML tools make of it.
        if href.is_none() && tag.end > 0 {
            let rest = self.markup.text.get(content.end..).unwrap_or_default();
            let loose = rest.split('<').next().unwrap_or_default().trim();
            let is_address = loose.starts_with("http") && !loose.contains(char::is_whitespace);
            href = is_address.then(|| entities::resolve(loose, declared).into_owned());
        }
        if let Some(href) = href {
            self.add_link(Link { href, rel, kind, base, is_guess: false });
        }
    }

    fn add_link(&mut self, link: Link) {
        let links = &mut self.part().links;
        if links.len() < REPEATED_MAX && !link.href.trim().is_empty() {
            links.push(link);
        }
    }

    /// Behind the end tag of the element, if it comes before the item or the feed ends.
    fn end_of_element(&mut self, tag: &Tag<'a>) -> Option<usize> {
        if tag.is_empty {
            return Some(tag.end);
        }
        let (mut at, mut depth) = (tag.end, 1_usize);
        while let Some(bracket) = find(self.markup.text, "<", at) {
            let next = match self.markup.piece_at(bracket, tag.name) {
                Piece::Start(inner) => {
                    match self.prefixes.kind(inner.name) {
                        Kind::Item | Kind::Root(_) | Kind::Channel => return None,
                        _ => {}
                    }
                    depth += usize::from(!inner.is_empty && inner.name.eq_ignore_ascii_case(tag.name));
                    inner.end
                }
                Piece::End { name, end } if name.eq_ignore_ascii_case(tag.name) => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(end);
                    }
                    end
                }
                Piece::End { name, end } => match self.prefixes.kind(name) {
                    Kind::Item | Kind::Root(_) | Kind::Channel => return None,
                    _ => end,
                },
                Piece::Text { end }
                | Piece::Cdata { end, .. }
                | Piece::Nothing { end }
                | Piece::Doctype { end, .. } => end,
                Piece::CutOff => return None,
            };
            if !self.markup.may_look_ahead(next - at) {
                return None;
            }
            at = next;
        }
        None
    }
}

fn push_some(dates: &mut Vec<(u8, String)>, rank: u8, date: String) {
    if !date.trim().is_empty() && dates.len() < REPEATED_MAX {
        dates.push((rank, date));
    }
}

fn number(text: &str) -> Option<u64> {
    text.trim().split(['.', ' ']).next()?.parse().ok()
}

fn declare(prefixes: &mut Prefixes, attributes: &str) {
    for (name, value) in attributes::all(attributes) {
        if let Some(prefix) = name.strip_prefix("xmlns:") {
            prefixes.declare(prefix, value);
        }
    }
}
