//! A name beside the noun that says what it is: "the chatbot Corvid", "the corvid library", "the Beak Model Server".

use watchline_model::EntityKind;

use super::super::words::{Chunk, Gap, is_acronym, is_common, is_function};
use super::advisories::PARTS;
use super::lexicon::{is_ai, is_product};
use super::naming::all_generic;
use super::{Coined, Reader};

/// "the chatbot Corvid", "the corvid library", "the Beak Model Server".
pub(super) fn beside_noun(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    const BEFORE: [&str; 19] = [
        "chatbot",
        "app",
        "robot",
        "bot",
        "assistant",
        "spyware",
        "software",
        "tool",
        "toolkit",
        "library",
        "package",
        "plugin",
        "extension",
        "framework",
        "malware",
        "toy",
        "benchmark",
        "copilot",
        "drone",
    ];
    const BEHIND: [&str; 20] = [
        "library",
        "package",
        "plugin",
        "extension",
        "framework",
        "chatbot",
        "app",
        "robot",
        "toolkit",
        "software",
        "assistant",
        "spyware",
        "malware",
        "sdk",
        "shuttle",
        "plug-in",
        "toolbox",
        "application",
        "firmware",
        "browser",
    ];
    let words = chunk.words(&reader.words);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let plain_word = first.text.chars().skip(1).all(char::is_lowercase);
    if chunk.from == 0 && chunk.len() == 1 && (is_common(first.plain) || plain_word) {
        return;
    }
    if chunk.len() > 5 || all_generic(reader, chunk.from, chunk.to) {
        return;
    }
    let before = chunk.from.checked_sub(1).map_or("", |before| reader.plain(before));
    // "the Corvid desktop app"
    let on = usize::from(matches!(reader.plain(chunk.to), "desktop" | "mobile" | "web" | "browser"));
    let behind = reader
        .words
        .get(chunk.to + on)
        .filter(|word| word.gap == Gap::Space && !word.capital)
        .map_or("", |word| word.plain);
    // "the model server Corvid", "its image generator, Corvid"
    let said = is_product(before)
        && !before.ends_with('s')
        && !matches!(before, "project" | "site" | "website" | "service" | "program" | "game" | "device");
    let modified = said
        && (chunk.from.saturating_sub(4)..chunk.from).any(|at| {
            is_ai(reader.plain(at))
                || matches!(
                    reader.plain(at),
                    "ai" | "model" | "agent" | "image" | "voice" | "intelligence" | "language"
                )
        });
    // "a coding agent, Corvid, deleted"
    let parted = reader.words.get(chunk.to).is_some_and(|word| word.gap == Gap::Comma)
        && chunk.from.checked_sub(1).is_some_and(|before| !reader.words[before].capital);
    let its = modified
        && first.gap == Gap::Comma
        && (parted || (chunk.from.saturating_sub(4)..chunk.from).any(|at| matches!(reader.plain(at), "its" | "their")));
    let camel = first.text.starts_with(char::is_lowercase);
    if words.len() > 1 && last.plain == "mcp" && behind == "server" {
        // "the Corvid MCP server"
        out.extend(
            reader
                .span(chunk.from, chunk.to + 1)
                .map(|span| Coined::new(EntityKind::Product, span, "noun-behind").ai(true)),
        );
        return;
    }
    if (BEFORE.contains(&before) || modified) && (first.gap == Gap::Space || its) && !last.possessive && !camel {
        out.push(Coined::new(EntityKind::Product, chunk.span(&reader.words), "noun-before").ai(is_ai(before)));
    } else if BEHIND.contains(&behind)
        // "the Corvid plugin function": a part of a program.
        && !PARTS.contains(&reader.plain(chunk.to + 1))
        && !last.possessive
        && !is_acronym(last.text)
        && !is_adjective(first.plain, chunk.len())
    {
        out.push(Coined::new(EntityKind::Product, chunk.span(&reader.words), "noun-behind").ai(is_ai(behind)));
    } else if chunk.len() >= 2
        && names_itself(last.plain)
        && !last.possessive
        && words.iter().all(|word| word.plain != "the")
    {
        let ai = words.iter().any(|word| is_ai(word.plain) || word.plain == "mcp");
        out.push(Coined::new(EntityKind::Product, chunk.span(&reader.words), "noun-within").ai(ai));
    }
}

/// The last word of a name that says by itself that it is something made.
fn names_itself(word: &str) -> bool {
    matches!(
        word,
        "server"
            | "plugin"
            | "sdk"
            | "chatbot"
            | "toolkit"
            | "framework"
            | "cli"
            | "assistant"
            | "copilot"
            | "webui"
            | "playground"
            | "studio"
    )
}

fn is_adjective(word: &str, length: usize) -> bool {
    length == 1
        && (is_function(word)
            || word.ends_with("-based")
            || word.ends_with("-powered")
            || word.ends_with("-like")
            || word.contains('-') && word.ends_with("ed"))
}
