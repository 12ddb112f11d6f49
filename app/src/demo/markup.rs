//! The little markup of the demo's texts, made into HTML: blank lines divide blocks; `> ` opens a quotation, `## ` a
//! heading, `- ` a list item (a line each); `[words](address)` is a link.

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The blocks as HTML, each on a line of its own.
pub(super) fn html(text: &str) -> String {
    blocks(text).map(block_html).collect::<Vec<_>>().join("\n")
}

/// The blocks with line breaks between them and no paragraphs, as old pages have it.
pub(super) fn html_with_breaks(text: &str) -> String {
    blocks(text)
        .map(|block| inline(block.trim_start_matches("> ").trim_start_matches("## ")))
        .collect::<Vec<_>>()
        .join("<br><br>\n")
}

/// The first block without markup, for summaries and descriptions.
pub(super) fn summary(text: &str) -> String {
    let first = blocks(text).find(|block| !block.starts_with("## ")).unwrap_or_default();
    let mut plain = String::new();
    for part in links(first.trim_start_matches("> ")) {
        plain.push_str(match part {
            Part::Text(words) | Part::Link(words, _) => words,
        });
    }
    plain
}

fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|block| !block.is_empty())
}

fn block_html(block: &str) -> String {
    if let Some(quotation) = block.strip_prefix("> ") {
        return format!("<blockquote><p>{}</p></blockquote>", inline(quotation));
    }
    if let Some(heading) = block.strip_prefix("## ") {
        return format!("<h2>{}</h2>", inline(heading));
    }
    if block.starts_with("- ") {
        let items: String =
            block.lines().map(|line| format!("<li>{}</li>", inline(line.trim_start_matches("- ")))).collect();
        return format!("<ul>{items}</ul>");
    }
    format!("<p>{}</p>", inline(block))
}

fn inline(text: &str) -> String {
    links(text)
        .into_iter()
        .map(|part| match part {
            Part::Text(words) => escape(words),
            Part::Link(words, address) => format!("<a href=\"{}\">{}</a>", escape(address), escape(words)),
        })
        .collect()
}

enum Part<'a> {
    Text(&'a str),
    Link(&'a str, &'a str),
}

fn links(mut text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    while let Some((before, words, address, after)) = next_link(text) {
        parts.push(Part::Text(before));
        parts.push(Part::Link(words, address));
        text = after;
    }
    parts.push(Part::Text(text));
    parts
}

fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (head, rest) = text.split_once("](")?;
    let (before, words) = head.rsplit_once('[')?;
    let (address, after) = rest.split_once(')')?;
    Some((before, words, address, after))
}

#[cfg(test)]
mod tests;
