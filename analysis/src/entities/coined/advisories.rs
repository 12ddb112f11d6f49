//! What an advisory is about: "Corvid versions before 1.2", "the Corvid plugin for WordPress", "Corvid — Path Traversal
//! (CVE-2026-1)", "a vulnerability in Corvid allows", "This issue affects Corvid: from 1.0".

use watchline_model::EntityKind;

use super::super::words::{Gap, Word, is_acronym, is_common, is_function};
use super::bodies::FIRM_ENDS;
use super::lexicon::{is_generic, is_product};
use super::{Coined, Reader, flaws, plugins};
use crate::text::Text;

/// What a part of a program is called, not a program.
pub(super) const PARTS: &[&str] = &[
    "class",
    "function",
    "method",
    "component",
    "parameter",
    "file",
    "endpoint",
    "script",
    "field",
    "handler",
    "module",
    "feature",
    "header",
    "request",
    "api",
    "route",
    "variable",
    "code",
    "call",
    "node",
    "tool",
    "parser",
    "command",
];

pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    headline(reader, out);
    plugins::content_systems(reader, out);
    plugins::vendor_and_slug(reader, out);
    for at in 0..reader.words.len() {
        before_versions(reader, at, out);
        flaws::in_product(reader, at, out);
        flaws::found_in(reader, at, out);
    }
    installations(reader, out);
}

/// "Corvid — Path Traversal (CVE-2026-1)".
fn headline(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    if !reader.words.iter().any(|word| word.plain.starts_with("cve-")) {
        return;
    }
    let parted = (1..reader.words.len().min(8))
        .find(|&at| reader.between(at).trim().chars().eq(['—']) || reader.between(at).trim() == "–");
    let Some(to) = parted else { return };
    let from = usize::from(reader.plain(0) == "the");
    if let Some(span) = reader.span(from, to) {
        out.push(Coined::new(EntityKind::Product, span, "advisory-headline"));
    }
}

/// The name before "version 1.2", "before 1.2", "< 1.2", "1.2 and earlier".
fn before_versions(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    let version = |at: usize| reader.words.get(at).is_some_and(|word| is_version(word.plain));
    let word = reader.plain(at);
    let bounds = match word {
        "version" | "versions" => !reader.title_case || version(at + 1),
        "before" | "through" | "thru" | "until" | "below" | "from" => {
            version(at + 1) || matches!(reader.plain(at + 1), "version" | "commit")
        }
        "prior" => {
            reader.plain(at + 1) == "to"
                && (version(at + 2) || reader.plain(at + 2).starts_with("version") && version(at + 3))
        }
        "up" => reader.plain(at + 1) == "to" && (version(at + 2) || version(at + 4)),
        _ => {
            let amount = matches!(reader.plain(at + 1), "million" | "billion" | "percent" | "trillion")
                || reader.between(at).contains('$');
            let plainly = reader.words[at].gap == Gap::Space && word.contains('.') && !reader.title_case;
            let below = reader.between(at).contains(['<', '≤']);
            let number = below && word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
            (version(at) || number) && at > 0 && !amount && (plainly || below)
        }
    };
    if !bounds {
        return;
    }
    let Some((from, to)) = name_before(reader, at) else { return };
    // "when used with Corvid 2.0", "on Corvid 2.0": that is where it runs.
    let around = from.checked_sub(1).map_or("", |before| reader.plain(before));
    if matches!(around, "with" | "on" | "under" | "using" | "atop") {
        return;
    }
    // "Beispiel Technologies Corvid AI": the maker, then what it makes.
    let firm = (from + 1..to.saturating_sub(1)).find(|&at| FIRM_ENDS.contains(&reader.plain(at)));
    if let Some(firm) = firm
        && let Some(span) = reader.span(from, firm + 1)
    {
        out.push(Coined::new(EntityKind::Vendor, span, "advisory-maker"));
    }
    if let Some(span) = reader.span(firm.map_or(from, |firm| firm + 1), to) {
        out.push(Coined::new(EntityKind::Product, span, "version-range"));
    }
}

/// The name that ends before word `to`, without the noun that says what it is.
fn name_before(reader: &Reader<'_>, mut to: usize) -> Option<(usize, usize)> {
    let tail = |at: usize| {
        let said = |word: &Word<'_>| is_product(word.plain) || matches!(word.plain, "in" | "all" | "its" | "latest");
        reader
            .words
            .get(at)
            .is_some_and(|word| !word.capital && said(word) || matches!(word.plain, "version" | "versions"))
    };
    let mut steps = 0;
    while to > 1 && steps < 3 && tail(to - 1) {
        to -= 1;
        steps += 1;
    }
    // A part of a product has no versions: "the Cursor module in all versions".
    if (to..to + steps).any(|at| matches!(reader.plain(at), "module" | "prompt" | "service" | "interface" | "manager"))
    {
        return None;
    }
    let last = reader.words.get(to.checked_sub(1)?)?;
    if last.possessive
        || reader.words.get(to).is_some_and(
            |next| matches!(next.gap, Gap::Break if !reader.between(to).contains(['<', '≤', '`', '\'', '"'])),
        )
    {
        return None;
    }
    if last.plain.starts_with("pre-") || to == 1 && is_opening(last.plain) {
        return None;
    }
    if let Some(chunk) = reader.chunk_over(to) {
        let words = &reader.words[chunk.from..to];
        // "the API of Corvid", "Affected Corvid".
        let of = words
            .iter()
            .rposition(|word| matches!(word.text, "of" | "for"))
            .filter(|&at| words[..at].iter().all(|word| is_generic(word.plain)));
        let opening = usize::from(chunk.from == 0 && chunk.len() > 1 && is_opening(words[0].plain));
        let from = chunk.from + of.map_or(opening, |at| at + 1);
        let words = &reader.words[from..to];
        let said = words.iter().any(|word| !is_generic(word.plain)) || is_identifier(last);
        let short = words.len() == 1
            && (is_acronym(last.text) || last.plain.starts_with("cvss") || last.plain.ends_with("-hosted"));
        let long = words.iter().any(|word| word.text.len() > 30);
        let part = reader.words.get(to).is_some_and(|next| PARTS.contains(&next.plain) && !is_product(next.plain));
        return (said && !short && !long && !part && words.len() <= 8).then_some((from, to));
    }
    let first = to == 1 && !is_function(last.plain);
    let hash = last.plain.len() >= 16 && last.plain.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hash || matches!(last.plain, "pre-beta" | "pre-release" | "self-hosted" | "cloud-hosted" | "release-candidate") {
        return None;
    }
    (is_identifier(last) || first && !is_common(last.plain) && !last.plain.contains('/')).then_some((to - 1, to))
}

/// What may open a sentence in front of a name with a capital of its own.
fn is_opening(word: &str) -> bool {
    matches!(
        word,
        "affected" | "affects" | "affecting" | "vulnerable" | "critical" | "high-severity" | "unpatched" | "older"
    ) || is_function(word)
}

/// "affected installations of Corvid", "This issue affects Corvid: from 1.0".
fn installations(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    for at in 1..reader.words.len() {
        let spot = if reader.plain(at) == "of"
            && matches!(reader.plain(at - 1), "installations" | "deployments" | "instances" | "versions")
        {
            reader.chunk_at(at + 1).map(|chunk| (chunk.from, chunk.to))
        } else if reader.plain(at) == "affects" && matches!(reader.plain(at - 1), "issue" | "vulnerability") {
            let colon =
                |at: usize| reader.between(at).trim_start().starts_with(':') || reader.between(at).starts_with("):");
            let range = |at: usize| {
                matches!(reader.plain(at), "from" | "before" | "through" | "all" | "n/a")
                    || is_version(reader.plain(at))
            };
            let stop = (at + 2..reader.words.len().min(at + 20)).find(|&at| colon(at) && range(at));
            stop.map(|stop| (at + 1, stop))
        } else {
            None
        };
        let Some((from, to)) = spot else { continue };
        let parts = &reader.words[from..to];
        let short = parts.len() == 1 && is_acronym(parts[0].text);
        let said =
            !short && parts.iter().any(|word| !is_generic(word.plain) || word.text.contains('-')) || to - from > 1;
        if let Some((start, end)) = reader.span(from, to).filter(|_| said) {
            let end = if reader.text.slice(end, end + 2) == "):" { end + 1 } else { end };
            out.push(Coined::new(EntityKind::Product, (start, end), "installations"));
        }
    }
}

/// "a flaw in Ada Beispiel Corvid AI … This issue affects Corvid AI: …": what stands in front of the name is its maker.
pub(super) fn part_makers(text: &Text, coined: &mut Vec<Coined>) {
    let affected: Vec<String> = coined
        .iter()
        .filter(|name| name.rule == "installations")
        .map(|name| text.slice(name.start, name.end).to_owned())
        .collect();
    let mut makers = Vec::new();
    for name in coined.iter_mut().filter(|name| name.rule == "flaw-in") {
        let written = text.slice(name.start, name.end);
        for full in &affected {
            let short = full.split(':').next().unwrap_or(full);
            let Some(maker) = written.strip_suffix(short).filter(|maker| maker.ends_with(' ')) else { continue };
            let start = name.start + maker.chars().count();
            let whole = text.slice(start, start + full.chars().count()) == full.as_str();
            let maker_end = start - 1;
            makers.push(Coined::new(EntityKind::Vendor, (name.start, maker_end), "advisory-maker"));
            name.start = start;
            name.end = if whole { start + full.chars().count() } else { name.end };
            break;
        }
    }
    coined.append(&mut makers);
}

/// "1.2", "v2", "0.84.v50ca", "1.2.x".
pub(super) fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix("v.").or_else(|| word.strip_prefix('v')).unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit()) && (digits.contains('.') || word.starts_with('v'))
}

/// A name as programs have it: "llama_index", "corvid-core", "db4ai"; never a common word, a number or a path.
pub(super) fn is_identifier(word: &Word<'_>) -> bool {
    let plain = word.plain;
    let parts = || plain.split(['-', '_', '.']).filter(|part| !part.is_empty());
    let letters = plain.bytes().any(|byte| byte.is_ascii_alphabetic());
    let joined = plain.contains(['-', '_']) || plain.bytes().any(|byte| byte.is_ascii_digit());
    letters
        && plain.len() >= 3
        && !is_version(plain)
        && !plain.contains('/')
        && !plain.starts_with("cve-")
        && !plain.starts_with("ghsa-")
        && !plain.starts_with("pre-")
        && !plain.starts_with(|c: char| c.is_ascii_digit())
        && joined
        && !is_file(plain)
        && parts().any(|part| part.len() > 1 && !is_common(part) && !part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "UserEditor.php", "cursor.c": a file of a program, no program.
pub(super) fn is_file(word: &str) -> bool {
    const ENDS: [&str; 16] =
        ["py", "ts", "tsx", "jsx", "json", "md", "php", "html", "yml", "yaml", "toml", "java", "c", "h", "cpp", "sh"];
    word.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && ENDS.contains(&end))
}
