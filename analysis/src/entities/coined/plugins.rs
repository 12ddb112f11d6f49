//! What is added to a system for content, and who made it: "the Corvid plugin for WordPress", "vulnerability in corvidlabs Corvid
//! AI Chat corvid-ai-chat allows".

use watchline_model::{EntityId, EntityKind};

use super::super::names::slug;
use super::advisories::is_identifier;
use super::flaws::FLAWS;
use super::{Coined, LONGEST, Reader};

/// A maker has no more words.
const WORDS_OF_A_MAKER: usize = 4;

/// "The Corvid – Chat for Sites plugin for WordPress", "the Corvid WordPress theme".
pub(super) fn content_systems(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    const ADDED: [&str; 6] = ["plugin", "plug-in", "theme", "add-on", "extension", "module"];
    const SYSTEMS: [&str; 8] =
        ["wordpress", "joomla", "drupal", "elementor", "woocommerce", "moodle", "magento", "jenkins"];
    let Some(noun) = (1..reader.words.len()).find(|&at| {
        ADDED.contains(&reader.plain(at))
            && (reader.plain(at + 1) == "for" && SYSTEMS.contains(&reader.plain(at + 2))
                || SYSTEMS.contains(&reader.plain(at - 1)))
    }) else {
        return;
    };
    let adjective = SYSTEMS.contains(&reader.plain(noun - 1)) && reader.plain(noun + 1) != "for";
    let to = noun - usize::from(adjective);
    let article = (0..to).rev().find(|&at| reader.words[at].plain == "the" || reader.words[at].plain == "in");
    let from = article.map_or(0, |at| at + 1);
    if to <= from || to - from > 16 || !reader.words[from].capital && !is_identifier(&reader.words[from]) {
        return;
    }
    // "Corvid - Job Board WordPress Theme": what stands behind the dash is a description.
    let dash = (from + 1..to).find(|&at| reader.between(at).trim() == "-").unwrap_or(to);
    let long = |to: usize| reader.span(from, to).is_some_and(|(start, end)| end - start > 60);
    let colon = (from + 1..to).find(|&at| long(to) && reader.between(at).trim() == ":");
    if let Some(span) = reader.span(from, colon.unwrap_or(dash)) {
        out.push(Coined::new(EntityKind::Product, span, "content-system-plugin").covering(reader.words[to - 1].end));
    }
}

/// "vulnerability in corvidlabs Corvid AI Chat corvid-ai-chat allows": maker, name, and the name as an address has it.
pub(super) fn vendor_and_slug(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    let Some(at) =
        (1..reader.words.len()).find(|&at| reader.plain(at) == "in" && FLAWS.contains(&reader.plain(at - 1)))
    else {
        return;
    };
    let Some(allows) =
        (at + 3..reader.words.len().min(at + 24)).find(|&at| matches!(reader.plain(at), "allows" | "allow"))
    else {
        return;
    };
    let address = reader.plain(allows - 1);
    // A maker's name has one word unless the product is told once more by itself.
    let affected = affected(reader);
    let name_from = (at + 2..allows - 1)
        .take(WORDS_OF_A_MAKER)
        .find(|&from| {
            let name = reader.span(from, allows - 1).map(|(start, end)| reader.text.slice(start, end + 1));
            affected.is_some_and(|affected| name.is_some_and(|name| name.trim_end() == affected))
        })
        .unwrap_or(at + 2);
    let (Some(maker), Some(name)) = (reader.span(at + 1, name_from), reader.span(name_from, allows - 1)) else {
        return;
    };
    let told = slug(reader.text.slice(name.0, name.1));
    let fits = !told.is_empty()
        && (name_from > at + 2
            || told == address
            || told.starts_with(address)
            || address.split('-').all(|part| told.contains(part)));
    if fits && (address.contains('-') || told == address) {
        let end = if reader.text.slice(name.1, name.1 + 1) == ")" { name.1 + 1 } else { name.1 };
        let owner = EntityId::new(slug(reader.text.slice(maker.0, maker.1)));
        out.push(Coined::new(EntityKind::Vendor, maker, "advisory-maker"));
        out.push(Coined::new(EntityKind::Product, (name.0, end), "advisory-maker").owned_by(Some(owner)));
    }
}

/// "This issue affects Corvid AI Chat: from n/a through 1.2."
fn affected<'t>(reader: &Reader<'t>) -> Option<&'t str> {
    const BEGIN: &str = "This issue affects ";
    let full = reader.text.full();
    let from = full.find(BEGIN)? + BEGIN.len();
    full[from..].split(": from").next().filter(|name| name.len() < LONGEST)
}
