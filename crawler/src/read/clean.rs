//! Always last: what is left out of the main text, and how the rest is set. Paragraphs are divided by
//! one blank line; share buttons, newsletter prompts, comment forms, related links, the headline said
//! again and the byline are no text. Must never drop a sentence of the story. Pure.

use std::sync::LazyLock;

use regex::Regex;
use scraper::ElementRef;
use watchline_model::Link;

use crate::read::blocks::{Block, BlockKind};
use crate::read::{authors, dates_text};

/// A line of boilerplate is short.
const BOILERPLATE_MAX_CHARS: usize = 160;
/// The story has begun where a paragraph is this long; dates and names that follow belong to it.
const STORY_MIN_CHARS: usize = 60;
/// An element named like clutter that holds more of the text than this is the text.
const CLUTTER_MAX_SHARE: f64 = 0.3;

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Cleaned {
    pub(crate) text: String,
    pub(crate) links: Vec<Link>,
}

/// Names that page builders give to what is not the text.
static CLUTTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:^|[\s_-])(?:",
        r"share|sharing|social|related|newsletter|subscribe|subscription|signup|sign-up|promo|promoted|advert|advertisement|ads?|adslot|sponsor|sponsored|",
        r"cookie|consent|gdpr|comments?|respond|disqus|breadcrumbs?|author-?(?:box|bio|info|card|profile)|about-?author|bio|byline|",
        r"recirc|read-?(?:more|next|also)|more-?(?:stories|from|on|articles)|recommended|recommendations|sidebar|popular|trending|nav|navbar|navigation|menu|crumbs?|masthead|site-header|site-footer|page-footer|",
        r"paywall|pagination|pager|skip-?link|screen-reader-text|sr-only|visually-hidden|tags|tag-list|taxonomy|post-navigation|nav-links|",
        r"toolbar|cta|banner|modal|popup|outbrain|taboola|jp-relatedposts|sharedaddy|post-?meta|entry-?meta|toc|table-of-contents|wp-caption-text|caption|credit",
        r")(?:$|[\s_-])"
    ))
    .expect("a valid pattern")
});

/// Lines that stand alone and say nothing.
static BOILERPLATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:",
        r"advertisements?|ad|sponsored(?: content)?|share(?: (?:this|on|via|to).{0,60})?|share|tweet|pin(?: it)?|print|email|e-mail|copy link|link copied.?|save|",
        r"follow us.{0,80}|like this:?|loading\.*|reply|leave a (?:reply|comment)|post a comment|\d* ?comments?|add a comment|cancel reply|",
        r"read (?:more|next|also|full).{0,120}|also read.{0,120}|see also:?.{0,100}|related(?: (?:articles?|stories|posts|content|topics|links|reading|news|coverage|videos?))?:?|related:.{0,140}|",
        r"(?:you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you| reading| articles| stories)?|more (?:from|on|stories|news)\b.{0,60}|most (?:read|popular)|trending(?: now)?|don.t miss|up next|editor.s picks?):?|",
        r"(?:sign up|subscribe|register|join)\b.{0,110}(?:newsletters?|inbox|updates?|mailing list|emails?|free|today|now|list|us|channel)\b.{0,30}|subscribe(?: now)?|get (?:the|our) .{0,60}(?:newsletter|inbox).{0,40}|",
        r"(?:enter )?your email(?: address)?.{0,60}|please enter a valid email.{0,40}|thank you for (?:subscribing|signing up).{0,40}|by (?:signing up|subscribing|clicking|submitting|continuing).{0,140}|",
        r"(?:we|this (?:site|website)) uses? cookies.{0,120}|accept(?: all)?(?: cookies)?|cookie (?:settings|policy)|privacy policy|terms (?:of (?:use|service)|and conditions)|all rights reserved.{0,60}|(?:copyright|©).{0,120}|",
        r"skip to (?:main )?content|back to top|jump to.{0,40}|table of contents|contents|go to top|scroll to.{0,40}|click here.{0,60}|learn more|show more|load more|view (?:all|more|comments).{0,40}|continue reading.{0,80}|",
        r"\d{1,3} ?(?:min(?:ute)?s?)(?: of)? read(?:ing)?(?: time)?|reading time.{0,40}|estimated reading.{0,40}|photo(?:graph)?(?: credit)?s?:.{0,120}|image(?: credit| source|s)?:.{0,120}|(?:getty|shutterstock|istock|unsplash|reuters/|ap photo).{0,80}|",
        r"tags?:?.{0,3}|filed under:?.{0,100}|topics?:?|categories:?|posted in.{0,80}|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|instagram|youtube|tiktok|flipboard|weibo|wechat|",
        r"(?:log|sign) in(?: to .{0,60})?|create (?:an )?account|previous(?: (?:post|article))?|next(?: (?:post|article))?|written by|about the authors?|author|menu|search|home|close|open|play|pause|mute|unmute|",
        r"分享|分享到.{0,30}|相关(?:阅读|文章|新闻|推荐)|推荐阅读|责任编辑.{0,20}|扫一扫.{0,40}|关注我们.{0,40}|广告|返回顶部|上一篇.{0,60}|下一篇.{0,60}|点击(?:查看|下载).{0,40}",
        r")[.!:›»→]?$"
    ))
    .expect("a valid pattern")
});

/// Headings after which nothing of the story follows.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:related(?: (?:articles?|stories|posts|content|topics|links|reading|news|coverage|resources))?|(?:you (?:may|might) also (?:like|enjoy)|recommended(?: for you| reading| articles| stories| posts)?)|",
        r"more (?:from|on|stories|news|articles)\b.{0,60}|read (?:more|next)|keep reading|most (?:read|popular)|trending(?: now)?|",
        r"comments?(?: \(?\d+\)?)?|\d+ comments?|(?:leave|post|add|write) a (?:reply|comment).{0,40}|join the (?:conversation|discussion)|discussion|responses?|",
        r"about the authors?|about (?:the )?(?:writer|author)|author bio|meet the author|subscribe.{0,80}|(?:sign up|newsletter).{0,80}|share this.{0,40}|stay (?:informed|connected|up to date).{0,60}|",
        r"latest (?:news|posts|articles|stories)|recent (?:news|posts|articles|stories)|other (?:articles|stories|posts).{0,40}|相关(?:阅读|文章|新闻|推荐)|推荐阅读|评论)[:：]?$"
    ))
    .expect("a valid pattern")
});

/// Whether an element of a text with `total` bytes is named like clutter and small enough to be it.
pub(crate) fn is_clutter(element: ElementRef<'_>, total: usize) -> bool {
    let value = element.value();
    let name = value.name();
    if matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    let is_small = |share: f64| {
        let own: usize = element.text().map(str::len).sum();
        total == usize::MAX || own as f64 <= total as f64 * share
    };
    if matches!(name, "aside" | "footer" | "form") {
        return is_small(CLUTTER_MAX_SHARE);
    }
    let named = [value.attr("class"), value.attr("id"), value.attr("role")]
        .into_iter()
        .flatten()
        .any(|name| CLUTTER.is_match(name));
    named && is_small(CLUTTER_MAX_SHARE)
}

/// The text and the links that stand in it.
pub(crate) fn clean(blocks: Vec<Block>, title: &str, authors: &[String]) -> Cleaned {
    let blocks = without_closing_sections(blocks);
    let mut cleaned = Cleaned::default();
    let mut paragraphs: Vec<String> = Vec::new();
    for block in without_link_lists(blocks) {
        let at_top = paragraphs.iter().all(|paragraph| paragraph.chars().count() < STORY_MIN_CHARS);
        if is_boilerplate(&block) || (at_top && repeats_the_head(&block, title, authors)) {
            continue;
        }
        // Some pages hold a paragraph twice, for two widths of screen.
        if paragraphs.last() == Some(&block.text) {
            continue;
        }
        for link in block.links {
            if !cleaned.links.contains(&link) {
                cleaned.links.push(link);
            }
        }
        paragraphs.push(block.text);
    }
    cleaned.text = paragraphs.join("\n\n");
    cleaned
}

fn is_boilerplate(block: &Block) -> bool {
    let has_words = block.text.chars().any(char::is_alphanumeric);
    !has_words
        || (block.kind != BlockKind::Code
            && block.chars() <= BOILERPLATE_MAX_CHARS
            && BOILERPLATE.is_match(block.text.trim()))
}

/// The headline again, the byline or the date: the reading has them apart.
fn repeats_the_head(block: &Block, title: &str, authors: &[String]) -> bool {
    let text = block.text.trim();
    let chars = block.chars();
    if chars > BOILERPLATE_MAX_CHARS.max(title.chars().count() + 10) {
        return false;
    }
    let plain = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if !title.is_empty() && plain(text) == plain(title) {
        return true;
    }
    if chars > 120 {
        return false;
    }
    let is_author = authors.iter().any(|author| plain(text) == plain(author));
    is_author || authors::is_byline(text) && names_only(text) || is_date_line(text)
}

/// A byline, and not a sentence that begins like one ("By Friday the company had …").
fn names_only(text: &str) -> bool {
    !text.ends_with('.') && text.split_whitespace().count() <= 14
}

/// A date with at most a few words around it: "Published July 3, 2026 at 14:05 GMT".
fn is_date_line(text: &str) -> bool {
    let mut around = text.to_owned();
    let mut dates = 0;
    while let Some((_, place)) = dates_text::find_with_place(&around) {
        around.replace_range(place, " ");
        dates += 1;
    }
    let letters = around.chars().filter(|c| c.is_alphanumeric()).count();
    dates > 0 && !text.ends_with('.') && around.split_whitespace().count() <= 5 * dates && letters <= 30 * dates
}

/// Cuts at "Related articles", "Comments", "About the author", … in the last part of the text.
fn without_closing_sections(mut blocks: Vec<Block>) -> Vec<Block> {
    let total: usize = blocks.iter().map(Block::chars).sum();
    let mut before = 0;
    let mut cut = None;
    for (index, block) in blocks.iter().enumerate() {
        let is_late = before * 2 > total;
        if is_late && block.chars() <= 80 && CLOSING.is_match(block.text.trim()) {
            cut = Some(index);
            break;
        }
        before += block.chars();
    }
    if let Some(cut) = cut {
        blocks.truncate(cut);
    }
    blocks
}

/// Three and more lines in a row that are nothing but links are a menu; so is any at the very end.
fn without_link_lists(blocks: Vec<Block>) -> Vec<Block> {
    let is_link = |block: &Block| block.link_share() > 0.85 && block.chars() <= 200 && block.kind != BlockKind::Heading;
    let mut kept = Vec::with_capacity(blocks.len());
    let mut run: Vec<Block> = Vec::new();
    for block in blocks {
        if is_link(&block) {
            run.push(block);
            continue;
        }
        if run.len() < 3 {
            kept.append(&mut run);
        }
        run.clear();
        kept.push(block);
    }
    if kept.is_empty() {
        return run;
    }
    kept
}

#[cfg(test)]
mod tests;
