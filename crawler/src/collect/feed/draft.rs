//! What a feed says, before it is judged: the words of its elements with one layer of escaping taken off,
//! links as written, dates as written. The readers of XML and JSON both end here. Pure.

use super::people::Person;
use super::vocabulary::Dialect;

#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The first root; `None` where no element of a feed was found.
    pub dialect: Option<Dialect>,
    /// What the feed says of itself.
    pub feed: Part,
    pub items: Vec<Part>,
    /// Minutes.
    pub time_to_live: Option<u64>,
    /// `hourly`, `daily`, …
    pub update_period: Option<String>,
    pub update_frequency: Option<u64>,
    /// Where the first fault is, in bytes of the text.
    pub fault: Option<usize>,
    /// The text ends before the feed does.
    pub is_cut_off: bool,
}

/// A feed or one of its items.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub title: Ranked<Text>,
    pub links: Vec<Link>,
    /// The address behind a counted one.
    pub original_link: Option<String>,
    pub id: Option<String>,
    /// What `isPermaLink` says, or what is known of ids of this kind.
    pub id_is_address: Option<bool>,
    pub authors: Vec<Person>,
    /// Count where there are no authors.
    pub creators: Vec<Person>,
    pub published: Vec<(u8, String)>,
    pub updated: Vec<(u8, String)>,
    pub summary: Ranked<Text>,
    pub content: Ranked<Text>,
    pub language: Option<String>,
    /// `xml:base`, as far as it is written.
    pub base: Option<String>,
    /// The text ends inside of it.
    pub is_cut_off: bool,
}

impl Part {
    /// Whether nothing at all is said.
    pub(super) fn is_empty(&self) -> bool {
        self.title.is_none()
            && self.links.is_empty()
            && self.id.is_none()
            && self.summary.is_none()
            && self.content.is_none()
            && self.published.is_empty()
            && self.updated.is_empty()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Link {
    pub href: String,
    pub rel: Option<String>,
    /// Media type.
    pub kind: Option<String>,
    /// `xml:base` of the link itself.
    pub base: Option<String>,
    /// Found by a name that only may mean the address.
    pub is_guess: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub value: String,
    pub form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Characters; what looks like markup may still be some.
    Plain,
    Html,
}

/// The best of several: the lowest rank, and the first of those.
#[derive(Debug)]
pub(super) struct Ranked<T>(Option<(u8, T)>);

impl<T> Default for Ranked<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Ranked<T> {
    pub(super) fn offer(&mut self, rank: u8, value: T) {
        if self.0.as_ref().is_none_or(|(known, _)| rank < *known) {
            self.0 = Some((rank, value));
        }
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    pub(super) fn into_value(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }

    pub(super) fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Whether something of this rank or better is there.
    pub(super) fn has(&self, rank: u8) -> bool {
        self.0.as_ref().is_some_and(|(known, _)| *known <= rank)
    }
}
