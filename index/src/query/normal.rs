//! A tree back into text: the normal form, which parses to the same tree.

use crate::query::{Node, Sort};

/// The whole query.
pub(super) fn print(node: &Node, sort: Option<Sort>) -> String {
    let mut text = match node {
        Node::Everything => String::new(),
        Node::And(parts) => parts.iter().map(inner).collect::<Vec<_>>().join(" "),
        Node::Or(parts) => parts.iter().map(inner).collect::<Vec<_>>().join(" OR "),
        other => inner(other),
    };
    if let Some(sort) = sort {
        // A sort beside alternatives would join the last of them; inside brackets they stay together.
        if matches!(node, Node::Or(_)) {
            text = format!("({text})");
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str("sort:");
        text.push_str(sort.as_str());
    }
    text
}

/// A part of a larger query: lists in brackets.
fn inner(node: &Node) -> String {
    match node {
        Node::Everything => String::new(),
        Node::Word(word) => word.clone(),
        Node::Phrase(phrase) => format!("\"{phrase}\""),
        Node::Is { shown, .. } | Node::Within { shown, .. } => shown.clone(),
        Node::Not(negated) => format!("-{}", inner(negated)),
        Node::And(_) | Node::Or(_) => format!("({})", print(node, None)),
    }
}

/// A value as it is typed: in quotation marks where it would fall apart without, or behind a colon be read as a
/// comparison or an address.
pub(super) fn quote(value: &str) -> String {
    let plain = !value.is_empty()
        && !value.starts_with(['<', '>'])
        && !value.starts_with("//")
        && !value
            .chars()
            .any(|c| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | ',' | '"' | '“' | '”' | '„' | '＂'));
    if plain { value.to_owned() } else { format!("\"{}\"", value.replace(super::lexer::is_quote, "")) }
}
