//! What every reader must hold, whatever the bytes are: one file a reader, shared by the fuzz targets and by the test that
//! replays the corpus (`crawler/tests/corpus.rs`).
//!
//! Each check takes the input as a page, feed or record would come from the web and panics where a claim fails. It must
//! never depend on anything but the input: no clock, no files. Where a reader takes more than bytes (a content type,
//! hints), the input's last byte chooses, so that a seed is simply a file.

mod addresses;
mod article;
mod encoding;
mod feed;
mod lists;
mod metadata;
mod opml;
mod reading;
mod records;
mod robots;

/// A check by its name, which is also the name of its folder in `corpus/`.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("article", article::check),
    ("metadata", metadata::check),
    ("feed", feed::check),
    ("encoding", encoding::check),
    ("records", records::check),
    ("lists", lists::check),
    ("robots", robots::check),
    ("opml", opml::check),
];

/// Runs the check called `name`.
///
/// # Panics
/// Where a claim fails, and where there is no such check.
pub fn check(name: &str, input: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, check) = target.unwrap_or_else(|| panic!("no check is called {name}"));
    check(input);
}

/// What the content type may say of an input. The endings of ordinary files (`>`, a line break) choose harmless ones.
fn content_type(input: &[u8]) -> Option<&'static str> {
    match input.last().copied().unwrap_or_default() % 8 {
        0 => Some("text/plain"),
        1 => Some("text/html; charset=shift_jis"),
        3 => Some("text/html; charset=windows-1252"),
        4 => Some("application/xml; charset=utf-16le"),
        5 => Some("application/json"),
        6 => Some("text/html; charset=utf-8"),
        7 => Some("text/html; charset=nonsense"),
        _ => None,
    }
}

/// Whether the input asks to be read with hints: it ends in a letter.
fn has_hints(input: &[u8]) -> bool {
    input.last().is_some_and(u8::is_ascii_alphabetic)
}
