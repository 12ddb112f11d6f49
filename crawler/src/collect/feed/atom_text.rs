//! The words of an element by the type that it states: text, HTML, XHTML or Base64, after Atom 1.0 (RFC 4287,
//! section 3.1), Atom 0.3 (`mode`) and those who mix them. Pure.

use super::attributes::value as attribute;
use super::base64;
use super::draft::{Form, Text};
use super::entities::Declared;
use super::leaf::Content;
use super::markup::Tag;

/// The words of an element, by the type that an Atom element states.
pub(super) fn text(tag: &Tag<'_>, content: Content<'_>, declared: &Declared) -> Option<Text> {
    let stated = |name: &str| attribute(tag, name, declared).unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, mode) = if tag.attributes.is_empty() { Default::default() } else { (stated("type"), stated("mode")) };
    let is_binary = mode == "base64" || (kind.contains('/') && !is_text(&kind));
    let (value, form) = if is_binary && let Some(decoded) = base64::decode(&content.text) {
        (decoded, Form::Html)
    } else if mode == "base64" || !is_binary {
        let is_inline = content.has_markup && (kind.contains("xhtml") || kind.ends_with("xml") || mode == "xml");
        let value = if is_inline { without_wrapper(content.inner).to_owned() } else { content.text };
        let is_plain = !is_inline && matches!(kind.as_str(), "text" | "text/plain" | "plain");
        (value, if is_plain { Form::Plain } else { Form::Html })
    } else {
        (content.text, Form::Html)
    };
    let value = value.trim();
    (!value.is_empty()).then(|| Text { value: value.to_owned(), form })
}

fn is_text(kind: &str) -> bool {
    kind.starts_with("text/") || kind.contains("xml") || kind.contains("html")
}

/// XHTML content stands in one `div`, which is no part of it.
fn without_wrapper(inner: &str) -> &str {
    let inner = inner.trim();
    let Some(rest) = inner.strip_prefix("<div").or_else(|| inner.strip_prefix("<xhtml:div")) else { return inner };
    let Some((_, rest)) = rest.split_once('>') else { return inner };
    match rest.rfind("</") {
        Some(close) if rest.get(close..).is_some_and(|end| end.contains("div")) => rest.get(..close).unwrap_or(rest),
        _ => rest,
    }
}
