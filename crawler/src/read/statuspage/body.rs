//! The words of an update: written as plain text or markdown on some systems, as HTML on others.

use scraper::Html;
use url::Url;
use watchline_model::Link;

use crate::read::{blocks, bounded, collapse, markdown};

/// Paragraphs, and the links in them.
pub(super) fn read(body: &str) -> (Vec<String>, Vec<Link>) {
    let is_html = ["</", "<br", "<p>", "<BR", "<P>"].iter().any(|tag| body.contains(tag));
    if !is_html {
        return markdown::read(body);
    }
    // Blank lines between the tags are meant, too.
    let html = body.replace("\r\n", "\n").replace("\n\n", "<p>");
    let fragment = Html::parse_fragment(&bounded::bounded(&html).html);
    let blocks = blocks::of(fragment.root_element(), None::<&Url>);
    let paragraphs = blocks.iter().map(|block| collapse(&block.text)).filter(|text| !text.is_empty()).collect();
    (paragraphs, blocks.into_iter().flat_map(|block| block.links).collect())
}
