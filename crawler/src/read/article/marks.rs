//! What page builders call a part of a page: the words in its element's name, `class`, `id`, `role` and
//! `itemprop`, as a set of marks. A mark is a hint and no verdict: the scorer weighs it with how much of
//! the page's text stands in the part.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use scraper::ElementRef;

use crate::read::blocks::is_hidden;
use crate::read::{clean, collapse};

/// Longer names are data, not names.
const NAME_MAX_BYTES: usize = 400;
/// A heading that gives its part an id stands at its beginning: so many elements are looked at.
const HEADING_WITHIN: usize = 12;
/// "Comments" is a heading too, and its id is believed: a heading of the text has so many words.
const HEADING_MIN_WORDS: usize = 3;

/// One bit for each thing that a part may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Mark {
    Comment,
    Share,
    Related,
    Side,
    Nav,
    Footer,
    Header,
    Author,
    Meta,
    Caption,
    Signup,
    Cookie,
    Advert,
    Contents,
    Article,
    Prose,
    Main,
    Docs,
    Faq,
    Section,
    Card,
    Hidden,
    Control,
    Lead,
    Quote,
    Hero,
    Media,
    Code,
    // By the element's own name.
    TagHeader,
    TagFooter,
    TagNav,
    TagAside,
    TagForm,
    TagArticle,
    TagMain,
    TagSection,
    TagFigure,
    TagTable,
    TagList,
    TagQuote,
    TagButton,
    TagDetails,
    TagDefinition,
    /// `itemprop` of an article's body.
    Body,
}

/// How many marks there are.
pub(crate) const MARKS: usize = 44;

/// What each mark is called in the table of features, in their order.
#[rustfmt::skip]
pub(crate) const MARK_NAMES: [&str; MARKS] = [
    "in_comment", "in_share", "in_related", "in_side", "in_nav", "in_footer", "in_header", "in_author",
    "in_meta", "in_caption", "in_signup", "in_cookie", "in_advert", "in_contents", "in_article", "in_prose",
    "in_main", "in_docs", "in_faq", "in_section", "in_card", "in_hidden", "in_control", "in_lead",
    "in_quote", "in_hero", "in_media", "in_code", "in_tag_header", "in_tag_footer", "in_tag_nav", "in_tag_aside",
    "in_tag_form", "in_tag_article", "in_tag_main", "in_tag_section", "in_tag_figure", "in_tag_table", "in_tag_list", "in_tag_quote",
    "in_tag_button", "in_tag_details", "in_tag_definition", "in_body",
];

/// Whether the word must stand alone, may be the beginning of a word, or may stand anywhere in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Alone,
    Start,
    Any,
}

use At::{Alone, Any, Start};
use Mark::*;

#[rustfmt::skip]
const NAMES: &[(Mark, At, &[&str])] = &[
    (Comment, Any, &["comment", "disqus", "respond", "discussion"]),
    (Comment, Alone, &["reply", "replies"]),
    (Share, Start, &["share", "sharing", "social", "addtoany", "follow"]),
    (Share, Any, &["sharedaddy", "sharethis", "addthis", "socialmedia"]),
    (Related, Any, &["related", "recirc", "recommend", "readmore", "read-more", "readnext", "read-next", "read-also", "also-like", "outbrain", "taboola", "morestories", "more-stories", "upnext", "up-next"]),
    (Related, Start, &["more-", "popular", "trending", "suggest", "similar", "latest", "recent", "next-", "prev", "most-", "adjacent", "other-"]),
    (Side, Any, &["sidebar", "side-bar", "aside", "complementary", "sidenav"]),
    (Side, Start, &["rail", "widget", "secondary", "side", "sticky"]),
    (Nav, Any, &["navigation", "breadcrumb", "navbar", "pagination", "menuitem"]),
    (Nav, Start, &["nav", "menu", "crumb", "pager", "skip", "toolbar", "paging", "tabs", "dropdown"]),
    (Footer, Start, &["foot", "copyright", "legal", "colophon", "bottom", "disclaimer", "contentinfo"]),
    (Footer, Any, &["footer"]),
    (Header, Any, &["header", "masthead", "topbar", "top-bar", "announcement"]),
    (Header, Alone, &["head", "banner", "top"]),
    (Author, Any, &["author", "byline", "contributor", "avatar", "biograph"]),
    (Author, Alone, &["bio", "by", "profile", "writer", "vcard"]),
    (Meta, Start, &["meta", "date", "timestamp", "publish", "categor", "taxonom", "kicker", "eyebrow", "label", "badge", "tag-", "reading-time", "readtime", "info"]),
    (Meta, Alone, &["tag", "tags", "time", "topic", "topics", "posted", "cat", "terms"]),
    (Caption, Any, &["caption", "credit"]),
    (Signup, Any, &["newsletter", "subscri", "signup", "sign-up", "optin", "opt-in", "mailchimp", "paywall", "hubspot", "hs-form", "lead-form", "email-form"]),
    (Signup, Start, &["login", "register", "modal", "popup", "pop-up", "overlay", "cta", "call-to-action", "form", "dialog", "lightbox", "toast", "notification", "offer"]),
    (Cookie, Any, &["cookie", "consent", "gdpr", "onetrust", "ccpa"]),
    (Cookie, Start, &["privacy"]),
    (Advert, Alone, &["ad", "ads", "adv", "adslot", "dfp", "gpt", "mpu", "native"]),
    (Advert, Start, &["advert", "sponsor", "promo", "affiliate", "adsense", "ad-", "partner"]),
    (Contents, Alone, &["toc", "outline", "jump", "anchor"]),
    (Contents, Any, &["table-of-contents", "tableofcontents", "on-this-page", "onthispage", "toc-"]),
    (Article, Any, &["article", "entry-content", "post-content", "blogpost"]),
    (Article, Start, &["story", "post", "entry", "blog", "news", "single"]),
    (Prose, Any, &["richtext", "rich-text", "wysiwyg", "markdown", "articlebody", "article-body", "paragraph"]),
    (Prose, Start, &["body", "text", "prose", "editor", "copy", "rte", "typography", "elementor-widget-text"]),
    (Main, Any, &["content"]),
    (Main, Alone, &["main", "primary", "page"]),
    (Docs, Start, &["doc", "api", "admonition", "callout", "note", "warning", "tip", "method", "param", "signature", "rst", "sphinx", "manual", "guide", "help"]),
    (Docs, Any, &["documentation", "reference"]),
    (Faq, Any, &["faq", "accordion", "question", "answer", "collapsible", "toggle"]),
    (Section, Start, &["section", "feature", "benefit", "step", "block", "module", "row", "column", "col-", "container", "wrapper"]),
    (Card, Start, &["card", "tile", "teaser", "thumb", "grid", "carousel", "slider", "slide", "swiper", "listing"]),
    (Card, Alone, &["item", "list", "items", "loop"]),
    (Hidden, Any, &["visually-hidden", "visuallyhidden", "sr-only", "screen-reader", "d-none", "offscreen", "print-only"]),
    (Hidden, Alone, &["hidden", "hide", "collapsed", "invisible", "template", "mobile", "desktop", "noscript"]),
    (Control, Start, &["search", "filter", "sort", "language", "locale", "cart", "basket", "button", "btn", "player", "rating", "feedback", "helpful", "vote", "print", "edit", "version", "select", "action", "download", "copy-"]),
    (Lead, Start, &["intro", "lead", "lede", "standfirst", "dek", "subtitle", "subhead", "excerpt", "abstract", "summary", "takeaway", "description", "deck", "tldr", "highlights"]),
    (Quote, Start, &["testimonial", "quote", "pullquote", "blockquote", "review", "customer", "case-stud"]),
    (Hero, Start, &["hero", "jumbotron", "title", "headline", "heading"]),
    (Media, Start, &["image", "img", "photo", "video", "gallery", "figure", "media", "embed", "audio", "podcast", "twitter", "tweet", "instagram", "youtube", "logo", "icon"]),
    (Code, Start, &["code", "highlight", "snippet", "prism", "hljs", "console", "terminal", "syntax"]),
];

struct Names {
    finder: AhoCorasick,
    marks: Vec<(Mark, At)>,
}

static MATCHER: LazyLock<Names> = LazyLock::new(|| {
    let flat = NAMES.iter().flat_map(|(mark, at, names)| names.iter().map(move |name| (*name, (*mark, *at))));
    let (words, marks): (Vec<&str>, Vec<(Mark, At)>) = flat.unzip();
    let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(words).expect("few and short words");
    Names { finder, marks }
});

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks(u64);

impl Marks {
    pub(crate) fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u8) != 0
    }

    pub(crate) fn bits(self) -> u64 {
        self.0
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, mark: Mark) {
        self.0 |= 1 << mark as u8;
    }
}

/// What the element is called.
pub(crate) fn of(element: ElementRef<'_>) -> Marks {
    Called::default().of(element)
}

/// What the elements of a page are called; few of their many names differ, and each is looked at once.
#[derive(Debug, Default)]
pub(crate) struct Called<'a> {
    known: HashMap<&'a str, Marks>,
}

impl<'a> Called<'a> {
    pub(crate) fn of(&mut self, element: ElementRef<'a>) -> Marks {
        let mut marks = Marks::default();
        if let Some(mark) = by_tag(element.value().name()) {
            marks.add(mark);
        }
        if is_hidden(element) {
            marks.add(Hidden);
        }
        for (name, value) in element.value().attrs() {
            match name {
                "class" | "role" | "data-testid" | "data-component" => marks = marks.with(self.by_name(value)),
                "itemprop" => {
                    marks = marks.with(self.by_name(value));
                    if value.to_ascii_lowercase().contains("body") {
                        marks.add(Body);
                    }
                }
                "id" => {
                    let by_id = self.by_name(value);
                    if by_id != Marks::default() && !is_made_of_heading(element, value) {
                        marks = marks.with(by_id);
                    }
                }
                "aria-hidden" if value == "true" => marks.add(Hidden),
                _ => {}
            }
        }
        marks
    }

    fn by_name(&mut self, name: &'a str) -> Marks {
        *self.known.entry(name).or_insert_with(|| called(name))
    }
}

fn by_tag(name: &str) -> Option<Mark> {
    Some(match name {
        "header" => TagHeader,
        "footer" => TagFooter,
        "nav" => TagNav,
        "aside" => TagAside,
        "form" | "fieldset" => TagForm,
        "article" => TagArticle,
        "main" => TagMain,
        "section" => TagSection,
        "figure" | "figcaption" => TagFigure,
        "table" => TagTable,
        "ul" | "ol" | "menu" => TagList,
        "blockquote" => TagQuote,
        "button" => TagButton,
        "details" | "summary" | "dialog" => TagDetails,
        "dl" | "dt" | "dd" => TagDefinition,
        _ => return None,
    })
}

fn called(name: &str) -> Marks {
    let mut marks = Marks::default();
    let end = (0..=NAME_MAX_BYTES.min(name.len())).rev().find(|at| name.is_char_boundary(*at)).unwrap_or_default();
    let plain = plain(name.get(..end).unwrap_or_default());
    let bytes = plain.as_bytes();
    let is_letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    for found in MATCHER.finder.find_overlapping_iter(&plain) {
        let Some((mark, at)) = MATCHER.marks.get(found.pattern().as_usize()) else { continue };
        let starts = !is_letter(found.start().checked_sub(1));
        let ends = !is_letter(Some(found.end()));
        let counts = match at {
            Alone => starts && ends,
            Start => starts,
            Any => true,
        };
        if counts {
            marks.add(*mark);
        }
    }
    marks
}

/// Whether the id is made of the words of the heading that the element is or begins with, as generators of
/// documentation make them: "responding-to-events" says nothing of comments.
fn is_made_of_heading(element: ElementRef<'_>, id: &str) -> bool {
    let is_heading = |element: &ElementRef<'_>| matches!(element.value().name().as_bytes(), [b'h', b'1'..=b'6']);
    let mut inner = element.descendent_elements().take(HEADING_WITHIN);
    let Some(heading) = inner.find(is_heading) else { return false };
    let heading = collapse(&heading.text().collect::<String>());
    if heading.split(' ').count() < HEADING_MIN_WORDS || clean::is_closing(&heading) {
        return false;
    }
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(NAME_MAX_BYTES).collect()
    };
    let (id, heading) = (letters(id), letters(&heading));
    (heading.starts_with(&id) && id.len() * 2 >= heading.len()) || id.starts_with(&heading)
}

/// Lower case, with a hyphen where a word begins: `ArticleBody__text` is `article-body--text`.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            plain.push('-');
        }
        plain.push(if c == '_' { '-' } else { c.to_ascii_lowercase() });
        before = c;
    }
    plain
}

#[cfg(test)]
mod tests;
