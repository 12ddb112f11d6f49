//! Always last: what is left out of the main text, and how the rest is set. Paragraphs are divided by
//! one blank line; share buttons, newsletter prompts, comment forms, related links, the headline said
//! again and the byline are no text. Must never drop a sentence of the story. Pure.

mod turner;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use scraper::ElementRef;
use watchline_model::Link;

use crate::read::blocks::{Block, BlockKind};
use crate::read::words::without_counters;
use crate::read::{authors, dates_text};

/// Kept by each thread, as far as it is needed.
const PATTERN_ROOM_BYTES: usize = 16 << 20;
/// A line of boilerplate is short.
const BOILERPLATE_MAX_CHARS: usize = 160;
/// The story has begun where a paragraph is this long; dates and names that follow belong to it.
const STORY_MIN_CHARS: usize = 60;
/// An element named like clutter that holds more of the text than this is the text.
const CLUTTER_MAX_SHARE: f64 = 0.3;

/// The heading of an author box and the paragraphs under it.
const AUTHOR_BOX_MAX_BLOCKS: usize = 4;

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
    pattern(concat!(
        r"(?i)^(?:",
        r"advertisements?|ad|sponsored(?: content)?|share(?: (?:this|on|via|to).{0,60})?|share|tweet|pin(?: it)?|print|email|e-mail|copy link|link copied.?|save|",
        r"follow us.{0,80}|like this:?|loading\.*|reply|leave a (?:reply|comment)|post a comment|\d* ?comments?|add a comment|cancel reply|",
        r"read (?:more|next|also|full).{0,120}|also read.{0,120}|see also:?.{0,100}|related(?: (?:articles?|stories|posts|content|topics|links|reading|news|coverage|videos?))?:?|related:.{0,140}|",
        r"(?:you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you| reading| articles| stories)?|more (?:from|on|stories|news)(?-u:\b).{0,60}|most (?:read|popular)|trending(?: now)?|don.t miss|up next|editor.s picks?):?|",
        r"(?:sign up|subscribe|register|join)(?-u:\b).{0,110}(?:newsletters?|inbox|updates?|mailing list|emails?|free|today|now|list|us|channel)(?-u:\b).{0,30}|subscribe(?: now)?|get (?:the|our) .{0,60}(?:newsletter|inbox).{0,40}|",
        r"(?:enter )?your email(?: address)?.{0,60}|please enter a valid email.{0,40}|thank you for (?:subscribing|signing up).{0,40}|by (?:signing up|subscribing|clicking|submitting|continuing).{0,140}|",
        r"(?:we|this (?:site|website)) uses? cookies.{0,120}|accept(?: all)?(?: cookies)?|cookie (?:settings|policy)|privacy policy|terms (?:of (?:use|service)|and conditions)|all rights reserved.{0,60}|(?:copyright|©).{0,120}|",
        r"skip to (?:main )?content|back to top|jump to.{0,40}|table of contents|contents|go to top|scroll to.{0,40}|click here.{0,60}|learn more|show more|load more|view (?:all|more|comments).{0,40}|continue reading.{0,80}|",
        r"\d{1,3} ?(?:min(?:ute)?s?)(?: of)? read(?:ing)?(?: time)?|reading time.{0,40}|estimated reading.{0,40}|photo(?:graph)?(?: credit)?s?:.{0,120}|image(?: credit| source|s)?:.{0,120}|(?:getty|shutterstock|istock|unsplash|reuters/|ap photo).{0,80}|",
        r"(?:was|is) this (?:page|article|answer|information|content|section|guide|document|topic) (?:helpful|useful).{0,60}|did this (?:page|article|answer|guide) help(?: you)?.{0,40}|",
        r"thank(?:s| you) for (?:letting us know|your feedback|the feedback).{0,80}|if you.ve got a moment, please tell us .{0,80}|how can we (?:improve|make) (?:it|this (?:page|article)) ?(?:better)?.{0,20}|",
        r"(?:edit|view|improve|suggest edits (?:to|on)|report (?:an issue|a problem|a bug) (?:on|with|about)) (?:on|this page|this article|this document|page)(?: on github| source)?|(?:submit|send|give|share) (?:correction|feedback)(?: about this page)?|",
        r"except as otherwise noted, the content of this page is licensed.{0,200}|copy item path|copied!|scroll back to top|",
        r"tags?:?.{0,3}|filed under:?.{0,100}|topics?:?|categories:?|posted in.{0,80}|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|instagram|youtube|tiktok|flipboard|weibo|wechat|",
        r"(?:log|sign) in(?: to .{0,60})?|create (?:an )?account|previous(?: (?:post|article))?|next(?: (?:post|article))?|written by|about the authors?|author|menu|search|home|close|open|play|pause|mute|unmute|",
        r"分享|分享到.{0,30}|相关(?:阅读|文章|新闻|推荐)|推荐阅读|责任编辑.{0,20}|扫一扫.{0,40}|关注我们.{0,40}|广告|返回顶部|上一篇.{0,60}|下一篇.{0,60}|点击(?:查看|下载).{0,40}",
        r")[.!:›»→]?$"
    ))
});

/// Headings after which nothing of the story follows.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:related(?: (?:articles?|stories|posts|content|topics|links|reading|news|coverage|resources))?|(?:you (?:may|might) also (?:like|enjoy)|recommended(?: for you| reading| articles| stories| posts)?)|",
        r"more (?:from|on|stories|news|articles)(?-u:\b).{0,60}|read (?:more|next)|keep reading|most (?:read|popular)|trending(?: now)?|",
        r"comments?(?: \(?\d+\)?)?|\d+ comments?|(?:leave|post|add|write) a (?:reply|comment).{0,40}|join the (?:conversation|discussion)|discussion|responses?|",
        r"about the authors?|about (?:the )?(?:writer|author)|author bio|meet the author|subscribe.{0,80}|(?:sign up|newsletter).{0,80}|share this.{0,40}|stay (?:informed|connected|up to date).{0,60}|",
        r"latest (?:news|posts|articles|stories)|recent (?:news|posts|articles|stories)|other (?:articles|stories|posts).{0,40}|相关(?:阅读|文章|新闻|推荐)|推荐阅读|评论)[:：]?$"
    ))
});

static ABOUT_AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:about (?:the |our )?(?:authors?|writers?|contributors?)|author bio(?:graphy)?|meet the (?:author|writer)|über d(?:en autor|ie autorin|ie autoren)|",
        r"à propos de l.aut(?:eur|rice)|sobre (?:el|la|o|a) aut(?:or|ora)|sull.autore|об авторе|关于作者|作者简介|この記事を書いた人|著者について|글쓴이)[:：]?$"
    ))
    .expect("a valid pattern")
});

/// A pattern of many alternatives that count letters: with less room than this it would be walked letter by letter.
fn pattern(text: &str) -> Regex {
    RegexBuilder::new(text).dfa_size_limit(PATTERN_ROOM_BYTES).build().expect("a valid pattern")
}

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

/// Whether a line that stands alone says nothing: "Advertisement", "Share".
pub(crate) fn is_boilerplate_line(text: &str) -> bool {
    BOILERPLATE.is_match(text.trim()) || turner::turns_pages(text)
}

/// Whether a heading announces what is no text: "Related articles", "Comments".
pub(crate) fn is_closing(text: &str) -> bool {
    CLOSING.is_match(text.trim())
}

/// Why a paragraph is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dropped {
    Boilerplate,
    Counter,
    Head,
    Twice,
    LinkList,
    Closing,
    AuthorBox,
}

impl Dropped {
    /// A sentence for a person who mends a source.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Boilerplate => "a line of boilerplate that stands alone",
            Self::Counter => "a counter or a time since, which changes at every fetch",
            Self::Head => "the headline, the byline or the date again, which the reading has apart",
            Self::Twice => "the paragraph before it said again",
            Self::LinkList => "one of three or more lines that are only links",
            Self::AuthorBox => "it tells who the author is",
            Self::Closing => "it follows a heading that closes the story, such as related articles or comments",
        }
    }
}

/// Who has chosen the paragraphs that are cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Chosen {
    /// A selector, or the page as a whole: menus and closing sections may stand among them.
    #[default]
    Roughly,
    /// The scorer, which has weighed each paragraph with its links and its section.
    OneByOne,
}

/// The text and the links that stand in it.
pub(crate) fn clean(blocks: Vec<Block>, chosen: Chosen, title: &str, authors: &[String]) -> Cleaned {
    let verdicts = verdicts(&blocks, chosen, title, authors);
    let mut cleaned = Cleaned::default();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for (block, verdict) in blocks.into_iter().zip(verdicts) {
        if verdict.is_some() {
            continue;
        }
        for link in block.links {
            if seen.insert((link.url.clone(), link.text.clone())) {
                cleaned.links.push(link);
            }
        }
        paragraphs.push(if block.kind == BlockKind::Code {
            block.text
        } else {
            without_counters(&block.text).into_owned()
        });
    }
    cleaned.text = paragraphs.join("\n\n");
    cleaned
}

/// For each paragraph why it is left out; `None` for those that stay.
pub(crate) fn verdicts(blocks: &[Block], chosen: Chosen, title: &str, authors: &[String]) -> Vec<Option<Dropped>> {
    let mut verdicts = vec![None; blocks.len()];
    let set = |verdicts: &mut Vec<Option<Dropped>>, index: usize, why: Dropped| {
        if let Some(verdict) = verdicts.get_mut(index) {
            verdict.get_or_insert(why);
        }
    };
    if chosen == Chosen::Roughly {
        for index in closing_sections(blocks) {
            set(&mut verdicts, index, Dropped::Closing);
        }
        for index in link_lists(blocks, &verdicts) {
            set(&mut verdicts, index, Dropped::LinkList);
        }
    }
    for index in author_boxes(blocks) {
        set(&mut verdicts, index, Dropped::AuthorBox);
    }
    let mut at_top = true;
    let mut last: Option<&str> = None;
    for (index, block) in blocks.iter().enumerate() {
        if verdicts.get(index).is_some_and(Option::is_some) {
            continue;
        }
        let why = if block.kind != BlockKind::Code && without_counters(&block.text).is_empty() {
            Some(Dropped::Counter)
        } else if is_boilerplate(block) {
            Some(Dropped::Boilerplate)
        } else if at_top && repeats_the_head(block, title, authors) {
            Some(Dropped::Head)
        } else if last == Some(block.text.as_str()) {
            // Some pages hold a paragraph twice, for two widths of screen.
            Some(Dropped::Twice)
        } else {
            None
        };
        if let Some(why) = why {
            set(&mut verdicts, index, why);
            continue;
        }
        at_top &= block.chars() < STORY_MIN_CHARS;
        last = Some(block.text.as_str());
    }
    verdicts
}

fn is_boilerplate(block: &Block) -> bool {
    let has_words = block.text.chars().any(char::is_alphanumeric);
    !has_words
        || (block.kind != BlockKind::Code && block.chars() <= BOILERPLATE_MAX_CHARS && is_boilerplate_line(&block.text))
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

/// What follows "Related articles", "Comments", "About the author", … in the last part of the text.
fn closing_sections(blocks: &[Block]) -> Range<usize> {
    let total: usize = blocks.iter().map(Block::chars).sum();
    let mut before = 0;
    for (index, block) in blocks.iter().enumerate() {
        let is_late = before * 2 > total;
        if is_late && block.chars() <= 80 && is_closing(&block.text) {
            return index..blocks.len();
        }
        before += block.chars();
    }
    0..0
}

/// Whether a heading announces an author box.
pub(crate) fn is_about_author(text: &str) -> bool {
    ABOUT_AUTHOR.is_match(text.trim())
}

/// What follows "About the author" up to the next heading.
fn author_boxes(blocks: &[Block]) -> Vec<usize> {
    let mut boxes = Vec::new();
    let mut room = 0_usize;
    for (index, block) in blocks.iter().enumerate() {
        if block.chars() <= 60 && is_about_author(&block.text) {
            room = AUTHOR_BOX_MAX_BLOCKS;
        } else if block.kind == BlockKind::Heading {
            room = 0;
        }
        if room > 0 {
            room -= 1;
            boxes.push(index);
        }
    }
    boxes
}

/// Three and more lines in a row that are nothing but links are a menu; so is any at the very end.
fn link_lists(blocks: &[Block], verdicts: &[Option<Dropped>]) -> Vec<usize> {
    let is_link = |block: &Block| block.link_share() > 0.85 && block.chars() <= 200 && block.kind != BlockKind::Heading;
    let (mut menus, mut run, mut others) = (Vec::new(), Vec::new(), 0_usize);
    for (index, (block, verdict)) in blocks.iter().zip(verdicts).enumerate() {
        if verdict.is_some() {
            continue;
        }
        if is_link(block) {
            run.push(index);
            continue;
        }
        others += 1;
        if run.len() >= 3 {
            menus.append(&mut run);
        }
        run.clear();
    }
    if others > 0 {
        menus.append(&mut run);
        return menus;
    }
    // Nothing but links: they are the text.
    Vec::new()
}

#[cfg(test)]
mod tests;
