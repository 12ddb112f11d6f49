//! Which paragraphs are not the story: captions, links to other stories, invitations.

/// A paragraph that opens with one of these is clutter.
const OPENINGS: &[&str] = &[
    "related:",
    "related article",
    "related stor",
    "related link",
    "read more",
    "read also",
    "also read",
    "see also:",
    "more on ",
    "more from ",
    "read next",
    "recommended",
    "you may also like",
    "most read",
    "most popular",
    "trending",
    "photo:",
    "photo by",
    "photograph:",
    "image:",
    "image credit",
    "image source",
    "credit:",
    "photo credit",
    "picture:",
    "getty images",
    "file photo",
    "sign up",
    "subscribe",
    "follow us",
    "share this",
    "advertisement",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "your email address will not be published",
    "copyright ",
    "all rights reserved",
    "(c) ",
    "click here",
    "watch:",
    "listen:",
    "video:",
    "newsletter",
    "join our",
    "tags:",
    "filed under",
    "cookie",
    "skip to",
];

/// Paragraphs that are nothing but these begin a list of other stories: what follows is clutter as long as it is no
/// sentence.
const HEADINGS: &[&str] = &[
    "related",
    "related articles",
    "related stories",
    "related coverage",
    "related links",
    "more stories",
    "read more",
    "see also",
    "more from this site",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "recommended",
    "you may also like",
    "comments",
    "more news",
    "latest news",
    "also on this site",
    "what to read next",
];

/// Whether the paragraph (plain letters) is clutter by its first words.
pub(super) fn opens_clutter(paragraph: &[u8]) -> bool {
    let text = trimmed(paragraph);
    OPENINGS.iter().any(|opening| text.starts_with(opening.as_bytes())) && (text.len() < 300 || !text.ends_with(b"."))
}

/// Whether the paragraph is the heading of a list of other stories.
pub(super) fn is_heading(paragraph: &[u8]) -> bool {
    let text = trimmed(paragraph);
    HEADINGS.iter().any(|heading| text == heading.as_bytes())
}

/// Whether the paragraph reads like a bare headline or link: short, and ending in no full stop.
pub(super) fn is_bare(paragraph: &[u8]) -> bool {
    let text = trimmed(paragraph);
    text.len() < 140 && !text.ends_with(b".") && !text.ends_with(b".\"") && !text.ends_with(b"\"")
}

fn trimmed(paragraph: &[u8]) -> &[u8] {
    let text = paragraph.trim_ascii();
    text.strip_suffix(b":").unwrap_or(text)
}
