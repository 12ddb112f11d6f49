//! Packages: "the npm package `corvid-core`", "@corvid/agent", "corvidlabs/corvid before 1.2".

use watchline_model::EntityKind;

use super::super::words::{Gap, is_common};
use super::advisories::{is_identifier, is_version};
use super::{Coined, Reader};

const REGISTRIES: [&str; 14] = [
    "npm",
    "pypi",
    "pip",
    "python",
    "rust",
    "go",
    "nuget",
    "composer",
    "maven",
    "ruby",
    "gem",
    "crates.io",
    "cargo",
    "node.js",
];
const NOUNS: [&str; 8] = ["package", "packages", "library", "module", "crate", "gem", "dependency", "sdk"];
/// Ends of names of files.
const FILES: [&str; 16] = [
    ".py", ".js", ".ts", ".json", ".md", ".php", ".html", ".yml", ".yaml", ".toml", ".java", ".go", ".rs", ".sh",
    ".txt", ".tsx",
];

pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    for (at, word) in reader.words.iter().enumerate() {
        let strokes = word.plain.bytes().filter(|&byte| byte == b'/').count();
        if strokes > 0 && word.plain.starts_with('@') {
            scoped(reader, at, out);
        } else if strokes == 1 {
            slug(reader, at, out);
        } else if is_package(reader, at) {
            out.push(Coined::new(EntityKind::Product, (word.start, word.end), "package"));
        }
    }
}

/// "@corvid/agent.chat" is the package `@corvid/agent`.
fn scoped(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    let word = &reader.words[at];
    let name = word.text.char_indices().find(|&(byte, sign)| {
        sign == '@' && byte > 0
            || sign == '.' && word.text[byte + 1..].chars().take_while(|c| c.is_alphanumeric()).any(char::is_uppercase)
    });
    let length = name.map_or(word.text, |(byte, _)| &word.text[..byte]).chars().count();
    out.push(Coined::new(EntityKind::Product, (word.start, word.start + length), "scoped-package"));
}

/// "corvidlabs/corvid": the package is the part behind the stroke.
fn slug(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    let word = &reader.words[at];
    let Some((owner, name)) = word.plain.split_once('/') else { return };
    let near = reader.text.slice(word.start.saturating_sub(1), word.start);
    let path =
        near.ends_with(['/', '.', '~', ':']) || FILES.iter().any(|end| name.ends_with(end)) || owner.contains('.');
    let plain = |part: &str| part.len() < 2 || is_common(part) || part.bytes().all(|byte| byte.is_ascii_digit());
    let upper = |part: &str| part.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let lower = |part: &str| !part.chars().any(char::is_uppercase);
    let code = name.starts_with("0x") || owner.starts_with("0x") || !word.text.split('/').any(lower);
    if path || code || plain(owner) || plain(name) || word.text.split('/').all(upper) {
        return;
    }
    let next = reader.plain(at + 1);
    let told = at == 0
        || is_version(next)
        || matches!(
            next,
            "is" | "repository"
                | "repo"
                | "project"
                | "library"
                | "application"
                | "package"
                | "framework"
                | "software"
                | "version"
                | "versions"
                | "prior"
                | "before"
                | "through"
                | "up"
                | "in"
                | "v"
        )
        || matches!(reader.plain(at - 1), "in" | "repository" | "repo" | "project" | "package" | "affects" | "of");
    if told {
        let skipped = owner.chars().count() + 1;
        out.push(Coined::new(EntityKind::Product, (word.start + skipped, word.end), "repository"));
    }
}

/// "the npm package corvid-core", "the `corvid` package", "package corvid_core".
fn is_package(reader: &Reader<'_>, at: usize) -> bool {
    let word = &reader.words[at];
    let before = at.checked_sub(1).map_or("", |before| reader.plain(before));
    let earlier = at.checked_sub(2).map_or("", |earlier| reader.plain(earlier));
    let quoted = word.gap == Gap::Quote;
    if word.plain.len() < 3
        || word.plain.starts_with(|c: char| c.is_ascii_digit())
        || NOUNS.contains(&word.plain)
        || REGISTRIES.contains(&word.plain)
        || is_version(word.plain)
        || matches!(word.plain, "import" | "malicious" | "src" | "html" | "json" | "captions" | "vulnerable")
        || word.plain.matches('.').count() > 1
    {
        return false;
    }
    let named = quoted || is_identifier(word);
    let possessive = at > 0 && reader.words[at - 1].possessive;
    // "the npm packages corvid-core and corvid-utils"
    let listed = matches!(before, "and" | "or")
        && at >= 3
        && is_identifier(word)
        && is_identifier(&reader.words[at - 2])
        && NOUNS.contains(&reader.plain(at - 3));
    let behind = listed
        || !possessive
            && NOUNS.contains(&before)
            && (REGISTRIES.contains(&earlier) || quoted)
            && (named || !is_common(word.plain));
    let next = at + 1;
    // "the corvid-mcp MCP server"
    let serves = reader.plain(next) == "mcp"
        && reader.plain(next + 1) == "server"
        && word.plain.contains("mcp")
        && is_identifier(word);
    let in_front = serves
        || NOUNS.contains(&reader.plain(next))
        || REGISTRIES.contains(&reader.plain(next)) && NOUNS.contains(&reader.plain(next + 1));
    let parted = reader.words.get(next).is_some_and(|word| matches!(word.gap, Gap::Comma | Gap::Bracket));
    let adjective =
        ["en", "ed", "ing", "al", "ic", "ive", "ous", "ble", "ful", "ar"].iter().any(|end| word.plain.ends_with(end));
    behind
        || in_front
            && !parted
            && (named || !adjective && !is_common(word.plain) && !word.capital && matches!(before, "the" | "in"))
}
