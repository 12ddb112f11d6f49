//! Servers that give tools to models: "Corvid MCP Server", "the Beak MCP server", "Corvid MCP". The protocol is part of the name.

use watchline_model::EntityKind;

use super::super::words::{Gap, is_common};
use super::lexicon::is_generic;
use super::{Coined, Reader};

/// The name in front has no more words.
const WORDS: usize = 3;
/// What servers of that sort are said to be.
const SAID: [&str; 12] = [
    "malicious",
    "fake",
    "rogue",
    "remote",
    "local",
    "compromised",
    "poisoned",
    "vulnerable",
    "official",
    "exposed",
    "hosted",
    "trojanized",
];

pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    for at in 1..reader.words.len() {
        if reader.words[at].text != "MCP" || reader.words[at].gap != Gap::Space {
            continue;
        }
        let served = matches!(reader.words.get(at + 1), Some(next) if next.text == "Server" && next.gap == Gap::Space);
        let from = (at.saturating_sub(WORDS)..at)
            .rev()
            .take_while(|&near| {
                let word = &reader.words[near];
                word.capital && !word.possessive && !word.plain.contains('/') && word.plain != "the"
            })
            .take_while({
                // A gap in front of the word behind it parts them.
                move |&near| reader.words[near + 1].gap == Gap::Space
            })
            .last();
        let Some(from) = from else { continue };
        // "With Corvid MCP": a word that only opens the sentence.
        let from = from + usize::from(from == 0 && at > 1 && is_common(reader.plain(0)));
        let words = &reader.words[from..at];
        let said = words.iter().any(|word| !is_generic(word.plain) && !is_common(word.plain))
            && !words.iter().any(|word| SAID.contains(&word.plain));
        let Some(span) = reader.span(from, at + 1 + usize::from(served)) else { continue };
        let known = || reader.known((span.0, reader.words[at].start));
        let maker = known().any(|seen| seen.kind == EntityKind::Vendor);
        // In a headline any word may stand beside it.
        let clear = !reader.title_case || from == 0 && (served || known().next().is_none());
        if said && clear && !maker {
            out.push(Coined::new(EntityKind::Product, span, "protocol-server").ai(true));
        }
    }
}
