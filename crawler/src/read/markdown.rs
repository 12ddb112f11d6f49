//! Markdown to plain paragraphs: the words, without the marks.
//!
//! CommonMark with GitHub's tables, by crate `pulldown-cmark`. Pure; input beyond a bound is cut. A tag that is no markup
//! of HTML stands as it is written: advisories speak of `<script>` without quoting it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use watchline_model::document::Link;

use crate::read::{collapse, plain_text};

/// Longest text that is read, in bytes.
const MAX_BYTES: usize = 256 * 1024;
/// Longest paragraph of code, in lines; a proof of concept can be a whole program.
const CODE_LINES_MAX: usize = 60;

/// Tags that only mark up. Others are part of what is said.
const MARKUP: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
];

/// Plain paragraphs of a markdown text.
pub(crate) fn paragraphs(markdown: &str) -> Vec<String> {
    read(markdown).0
}

/// Plain paragraphs, and the links in them.
pub(crate) fn read(markdown: &str) -> (Vec<String>, Vec<Link>) {
    let mut writer = Writer::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(bounded(markdown), options) {
        writer.take(event);
    }
    writer.end_paragraph();
    (writer.paragraphs, writer.links)
}

/// Paragraphs of a text without markup: divided by blank lines.
pub(crate) fn plain_paragraphs(text: &str) -> Vec<String> {
    let text = bounded(text).replace("\r\n", "\n");
    text.split("\n\n").map(collapse).filter(|paragraph| !paragraph.is_empty()).collect()
}

fn bounded(text: &str) -> &str {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[derive(Default)]
struct Writer {
    paragraphs: Vec<String>,
    links: Vec<Link>,
    current: String,
    html: String,
    in_code: bool,
    /// Address and where its words begin, of the links that are open.
    open_links: Vec<(String, usize)>,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.current.push_str(&text);
            }
            Event::InlineHtml(tag) => self.inline_tag(&tag),
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak | Event::HardBreak => self.current.push(' '),
            Event::Rule => self.end_paragraph(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) => {
                self.end_paragraph();
                self.in_code = true;
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_) => {
                self.end_paragraph();
            }
            Tag::HtmlBlock => {
                self.end_paragraph();
                self.html.clear();
            }
            Tag::TableCell if !self.current.trim().is_empty() => self.current.push_str(" | "),
            Tag::Link { dest_url, .. } => self.open_links.push((dest_url.to_string(), self.current.len())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => {
                self.end_code();
                self.in_code = false;
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::Table => self.end_paragraph(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Link => {
                if let Some((url, start)) = self.open_links.pop() {
                    let text = collapse(self.current.get(start..).unwrap_or_default());
                    self.links.push(Link { url, text });
                }
            }
            _ => {}
        }
    }

    fn inline_tag(&mut self, tag: &str) {
        match name(tag) {
            Some(name) if matches!(name.as_str(), "br" | "p" | "li" | "tr" | "td" | "div") => self.current.push(' '),
            Some(name) if MARKUP.contains(&name.as_str()) => {}
            None if tag.starts_with("<!--") => {}
            _ => self.current.push_str(tag),
        }
    }

    fn end_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        let start = html.trim_start();
        let is_markup = name(start).is_some_and(|name| MARKUP.contains(&name.as_str())) || start.starts_with("<!--");
        self.current.push_str(&if is_markup { plain_text(start) } else { html });
        self.end_paragraph();
    }

    fn end_code(&mut self) {
        let code = std::mem::take(&mut self.current);
        let lines = code.lines().map(str::trim_end).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.take(CODE_LINES_MAX).collect();
        if !lines.is_empty() {
            self.paragraphs.push(lines.join("\n"));
        }
    }

    fn end_paragraph(&mut self) {
        if self.in_code {
            return;
        }
        let paragraph = collapse(&std::mem::take(&mut self.current));
        for (_, start) in &mut self.open_links {
            *start = 0;
        }
        if !paragraph.is_empty() {
            self.paragraphs.push(paragraph);
        }
    }
}

/// `br` of `<br/>`, `</br>` and `<BR class="x">`.
fn name(tag: &str) -> Option<String> {
    let inner = tag.strip_prefix('<')?.trim_start_matches('/');
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests;
