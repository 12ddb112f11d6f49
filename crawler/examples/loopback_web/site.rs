//! What each address answers, as the seed decides. Pure: an address, and how often it was asked before, in;
//! an answer out.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Options;
use crate::words::{Numbers, Stock};

/// 1 July 2026, 00:00 UTC; items are an hour apart, going back.
const NEWEST: i64 = 1_782_864_000;
/// New items of a host that moves on.
const NEWS: u32 = 5;
/// Out of a thousand pages. The rest is answered well at once.
const REDIRECTS: u64 = 30;
const RECOVERING: u64 = 30;
const BUSY: u64 = 20;
const CUT_SHORT: u64 = 20;
const HANGING: u64 = 5;
const GONE: u64 = 10;

pub(crate) struct Web {
    pub(crate) hosts: u32,
    pages: u32,
    seed: u64,
    faults: bool,
    stock: Stock,
}

/// What is asked.
pub(crate) struct Question<'a> {
    pub(crate) host: u32,
    pub(crate) path: &'a str,
    /// How often this path was asked for before.
    pub(crate) before: u32,
    /// How often the web has moved on.
    pub(crate) epoch: u32,
    pub(crate) if_none_match: Option<&'a str>,
    pub(crate) takes_gzip: bool,
}

/// What is done.
pub(crate) struct Deed {
    pub(crate) after: Duration,
    pub(crate) bytes: Vec<u8>,
    pub(crate) then: Then,
    /// A page that was to be collected, whole.
    pub(crate) is_page: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    KeepOpen,
    Close,
    /// Nothing more, until the other side hangs up.
    Hang,
}

/// How a host is.
struct Manner {
    latency_ms: u64,
    has_rules: bool,
    crawl_delay: Option<f64>,
    packs: bool,
    /// Repeats its `ETag` though its feed has changed.
    lies: bool,
    /// Has news when the web moves on.
    moves: bool,
}

impl Web {
    pub(crate) fn new(options: &Options) -> Self {
        let &Options { hosts, pages, seed, faults, .. } = options;
        Self { hosts, pages, seed, faults, stock: Stock::new(seed) }
    }

    fn manner(&self, host: u32) -> Manner {
        let mut numbers = Numbers::of(&[self.seed, 2, host.into()]);
        // 5 to 80 ms, small ones more often.
        let latency_ms = 5 + (numbers.below(76) * numbers.below(76)) / 75;
        let kind = numbers.below(100);
        Manner {
            latency_ms,
            has_rules: kind < 40,
            crawl_delay: (kind < 10).then_some(0.05),
            packs: numbers.below(4) == 0,
            lies: numbers.below(20) == 0,
            moves: numbers.below(3) != 0,
        }
    }

    /// Pages that a perfect crawler has in the end, over all hosts.
    pub(crate) fn expected(&self, epoch: u32) -> usize {
        let of = |host| (0..self.items(host, epoch)).filter(|page| self.fate(host, *page) != Fate::Gone).count();
        (0..self.hosts).map(of).sum()
    }

    fn items(&self, host: u32, epoch: u32) -> u32 {
        self.pages + if self.manner(host).moves { NEWS * epoch } else { 0 }
    }

    fn fate(&self, host: u32, page: u32) -> Fate {
        let mut numbers = Numbers::of(&[self.seed, 3, host.into(), page.into()]);
        let mut left = numbers.below(1000);
        for (fate, share, is_fault) in [
            (Fate::Redirect, REDIRECTS, false),
            (Fate::Gone, GONE, false),
            (Fate::Recovers { after: 1 + u32::try_from(numbers.below(3)).unwrap_or(0) }, RECOVERING, true),
            (Fate::Busy, BUSY, true),
            (Fate::CutShort, CUT_SHORT, true),
            (Fate::Hangs, HANGING, true),
        ] {
            if left < share {
                return if is_fault && !self.faults { Fate::Well } else { fate };
            }
            left -= share;
        }
        Fate::Well
    }

    pub(crate) fn answer(&self, question: &Question<'_>) -> Deed {
        let manner = self.manner(question.host);
        let mut numbers =
            Numbers::of(&[self.seed, 4, question.host.into(), question.before.into(), length(question.path)]);
        // Half to one and a half times the host's own latency.
        let after = Duration::from_micros(manner.latency_ms * (500 + numbers.below(1001)));
        let deed = |bytes| Deed { after, bytes, then: Then::KeepOpen, is_page: false };
        let path = question.path;
        if path == "/robots.txt" {
            return deed(robots(&manner));
        }
        if path == "/feed.xml" {
            return deed(self.feed(question, &manner));
        }
        let number = path.trim_start_matches("/articles/").trim_start_matches("/moved/").trim_end_matches(".html");
        let Some(page) = number.parse().ok().filter(|page| *page < self.items(question.host, question.epoch)) else {
            return deed(head("404 Not Found", "Content-Length: 0\r\n"));
        };
        let whole = || Deed { is_page: true, ..deed(packed(&self.page(question.host, page), question, &manner)) };
        match self.fate(question.host, page) {
            Fate::Redirect if path.starts_with("/articles/") => {
                deed(head("302 Found", &format!("Location: /moved/{page}.html\r\nContent-Length: 0\r\n")))
            }
            Fate::Gone => deed(head("404 Not Found", "Content-Length: 0\r\n")),
            Fate::Recovers { after } if question.before < after => {
                deed(head("500 Internal Server Error", "Content-Length: 0\r\n"))
            }
            Fate::Busy if question.before == 0 => {
                deed(head("429 Too Many Requests", "Retry-After: 1\r\nContent-Length: 0\r\n"))
            }
            Fate::CutShort if question.before == 0 => {
                let mut bytes = whole().bytes;
                bytes.truncate(bytes.len() * 2 / 3);
                Deed { then: Then::Close, ..deed(bytes) }
            }
            Fate::Hangs if question.before == 0 => Deed { then: Then::Hang, ..deed(Vec::new()) },
            _ => whole(),
        }
    }

    fn feed(&self, question: &Question<'_>, manner: &Manner) -> Vec<u8> {
        let count = self.items(question.host, question.epoch);
        let etag = format!("\"{}\"", if manner.lies { 0 } else { count });
        if question.if_none_match == Some(etag.as_str()) {
            return head("304 Not Modified", &format!("ETag: {etag}\r\n"));
        }
        let host = address(question.host);
        let mut feed = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Paper {0}</title>\
             <link>http://{host}/</link><description>Made-up news</description>\n",
            question.host
        );
        for page in (0..count).rev() {
            let mut numbers = Numbers::of(&[self.seed, 5, question.host.into(), page.into()]);
            let (title, summary) = (self.stock.title(&mut numbers), self.stock.paragraph(&mut numbers));
            let _ = writeln!(
                feed,
                "<item><title>{title}</title><link>/articles/{page}.html</link><guid isPermaLink=\"false\">{page}</guid>\
                 <pubDate>{}</pubDate><description>{summary}</description></item>",
                date(self.pages, page)
            );
        }
        feed.push_str("</channel></rss>\n");
        let headers =
            format!("Content-Type: application/rss+xml\r\nETag: {etag}\r\nContent-Length: {}\r\n", feed.len());
        [head("200 OK", &headers), feed.into_bytes()].concat()
    }

    /// 20 to 60 kB, of which a tenth is the article.
    fn page(&self, host: u32, page: u32) -> String {
        let mut numbers = Numbers::of(&[self.seed, 5, host.into(), page.into()]);
        let title = self.stock.title(&mut numbers);
        let length = 20_000 + usize::try_from(numbers.below(40_000)).unwrap_or(0);
        let mut html = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | Paper {host}</title>\n\
             <meta property=\"og:title\" content=\"{title}\"></head>\n<body><nav><ul>"
        );
        for number in 0..20 {
            let _ = write!(html, "<li><a href=\"/section/{number}\">Section {number}</a></li>");
        }
        let _ = write!(html, "</ul></nav>\n<main><article><h1>{title}</h1>\n<time>{}</time>\n", date(self.pages, page));
        for _ in 0..3 + numbers.below(8) {
            let _ = writeln!(html, "<p>{}</p>", self.stock.paragraph(&mut numbers));
        }
        html.push_str("</article></main>\n<footer>Made up for measuring</footer>\n");
        while html.len() < length {
            html.push_str(self.stock.noise(&mut numbers));
        }
        html.push_str("</body></html>\n");
        html
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Well,
    Redirect,
    /// 404 for ever.
    Gone,
    /// 500 so many times.
    Recovers {
        after: u32,
    },
    /// 429 once.
    Busy,
    /// Once.
    CutShort,
    /// Once.
    Hangs,
}

fn robots(manner: &Manner) -> Vec<u8> {
    if !manner.has_rules {
        return head("404 Not Found", "Content-Length: 0\r\n");
    }
    let delay = manner.crawl_delay.map_or_else(String::new, |delay| format!("Crawl-delay: {delay}\n"));
    let rules = format!("User-agent: *\n{delay}Disallow: /private/\nDisallow: /*?print=\nAllow: /articles/\n");
    [head("200 OK", &format!("Content-Type: text/plain\r\nContent-Length: {}\r\n", rules.len())), rules.into_bytes()]
        .concat()
}

fn packed(html: &str, question: &Question<'_>, manner: &Manner) -> Vec<u8> {
    let mut body = html.as_bytes().to_vec();
    let mut headers =
        String::from("Content-Type: text/html; charset=utf-8\r\nServer: loopback\r\nVary: Accept-Encoding\r\n");
    if manner.packs && question.takes_gzip {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        // In memory: it cannot fail.
        if encoder.write_all(&body).is_ok()
            && let Ok(packed) = encoder.finish()
        {
            body = packed;
            headers.push_str("Content-Encoding: gzip\r\n");
        }
    }
    let _ = write!(headers, "Content-Length: {}\r\n", body.len());
    let mut bytes = head("200 OK", &headers);
    bytes.append(&mut body);
    bytes
}

fn head(status: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}\r\n").into_bytes()
}

/// 127.0.1.1 for host 0; 250 hosts to a third octet.
pub(crate) fn address(host: u32) -> String {
    format!("127.0.{}.{}", 1 + host / 250, 1 + host % 250)
}

pub(crate) fn host_of(address: std::net::Ipv4Addr) -> Option<u32> {
    match address.octets() {
        [127, 0, third, fourth] => Some((u32::from(third).checked_sub(1)?) * 250 + u32::from(fourth).checked_sub(1)?),
        _ => None,
    }
}

/// Page 0 is the oldest.
fn date(pages: u32, page: u32) -> String {
    let seconds = NEWEST - 3600 * (i64::from(pages) - i64::from(page));
    chrono::DateTime::from_timestamp(seconds, 0)
        .map(|date| date.format("%a, %d %b %Y %H:%M:%S +0000").to_string())
        .unwrap_or_default()
}

/// A number for a path.
fn length(path: &str) -> u64 {
    path.bytes().fold(7, |number, byte| number * 31 % 1_000_003 + u64::from(byte))
}
