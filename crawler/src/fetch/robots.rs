//! robots.txt as RFC 9309 has it: which paths of a host we may ask for.
//!
//! Pure: bytes in, rules out. Any input is readable; a line that is not understood is skipped.
//! Consequences: groups for our token are merged and shut out the `*` group, the longest matching
//! pattern wins, a tie goes to `allow`, and percent-encoding is compared by meaning.

use std::time::Duration;

use url::Url;

/// Our name in `User-agent` lines.
pub const TOKEN: &str = "watchline";
/// RFC 9309, section 2.5: at least this much must be read. The rest of a larger file is left out.
pub const ROBOTS_MAX_BYTES: u64 = 500 * 1024;
/// Longest `Crawl-delay` that is honoured.
const CRAWL_DELAY_MAX: Duration = Duration::from_secs(60);

/// Any run of octets, in a pattern. No line holds a line's end, and an encoded one stays encoded.
const ANY_RUN: u8 = b'\n';

/// What one host allows us.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    allow: bool,
    /// [`ANY_RUN`] stands for `*`.
    pattern: Vec<u8>,
    /// Ends in `$`: the path must end where the pattern does.
    anchored: bool,
}

impl Robots {
    /// No restrictions: there is no robots.txt.
    pub fn allow_all() -> Self {
        Self::default()
    }

    /// The rules of `body` for the crawler that calls itself `token`.
    pub fn parse(body: &[u8], token: &str) -> Self {
        let groups = read_groups(body);
        let ours: Vec<&Group> = groups.iter().filter(|group| group.names(token)).collect();
        let chosen: Vec<&Group> =
            if ours.is_empty() { groups.iter().filter(|group| group.any).collect() } else { ours };
        let mut robots = Self::default();
        for group in chosen {
            robots.rules.extend(group.rules.iter().cloned());
            robots.crawl_delay = robots.crawl_delay.max(group.crawl_delay);
        }
        robots
    }

    /// Whether `url` (of the host that this robots.txt is of) may be asked for.
    pub fn allows(&self, url: &Url) -> bool {
        let mut path = url.path().as_bytes().to_vec();
        if let Some(query) = url.query() {
            path.push(b'?');
            path.extend_from_slice(query.as_bytes());
        }
        let path = octets(&path, Stars::Literal);
        let matching = self.rules.iter().filter(|rule| rule.matches(&path));
        matching.max_by_key(|rule| (rule.length(), rule.allow)).is_none_or(|rule| rule.allow)
    }

    /// Memory that the rules take.
    pub(crate) fn size_bytes(&self) -> usize {
        self.rules.iter().map(|rule| size_of::<Rule>() + rule.pattern.capacity()).sum()
    }

    /// Seconds that the host wants between two requests; at most a minute.
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }
}

impl Rule {
    /// `None` for an empty value: it restricts nothing.
    fn new(allow: bool, value: &[u8]) -> Option<Self> {
        if value.is_empty() {
            return None;
        }
        let anchored = value.last() == Some(&b'$');
        let value = if anchored { value.get(..value.len() - 1).unwrap_or_default() } else { value };
        Some(Self { allow, pattern: octets(value, Stars::AnyRun), anchored })
    }

    /// Who allows a folder's index page means the folder's address, which is what links lead to. Not in the
    /// RFC, but what the best-known reader of these files does.
    fn of_index(value: &[u8]) -> Option<Self> {
        let slash = value.iter().rposition(|byte| *byte == b'/')?;
        let (folder, page) = value.split_at(slash + 1);
        let is_index = matches!(page, b"index.html" | b"index.htm" | b"index.html$" | b"index.htm$");
        is_index.then(|| Self { allow: true, pattern: octets(folder, Stars::AnyRun), anchored: true })
    }

    fn length(&self) -> usize {
        self.pattern.len() + usize::from(self.anchored)
    }

    /// Greedy matching that only ever returns to the last star: at worst path times pattern steps.
    fn matches(&self, path: &[u8]) -> bool {
        let (mut at, mut in_pattern) = (0, 0);
        let mut last_star: Option<(usize, usize)> = None;
        loop {
            match self.pattern.get(in_pattern) {
                None if !self.anchored || at == path.len() => return true,
                Some(&ANY_RUN) => {
                    last_star = Some((in_pattern, at));
                    in_pattern += 1;
                    continue;
                }
                Some(octet) if path.get(at) == Some(octet) => {
                    at += 1;
                    in_pattern += 1;
                    continue;
                }
                _ => {}
            }
            match &mut last_star {
                Some((star, from)) if *from < path.len() => {
                    *from += 1;
                    at = *from;
                    in_pattern = *star + 1;
                }
                _ => return false,
            }
        }
    }
}

#[derive(Debug, Default)]
struct Group {
    agents: Vec<String>,
    any: bool,
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

impl Group {
    fn names(&self, token: &str) -> bool {
        self.agents.iter().any(|agent| agent.eq_ignore_ascii_case(token))
    }
}

fn read_groups(body: &[u8]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut naming = false;
    for line in without_bom(body).split(|byte| matches!(byte, b'\n' | b'\r')) {
        let Some((key, value)) = key_and_value(line) else { continue };
        match key.as_slice() {
            b"user-agent" | b"useragent" | b"user agent" => {
                if !naming {
                    groups.push(Group::default());
                    naming = true;
                }
                if let Some(group) = groups.last_mut() {
                    name_agent(group, value);
                }
            }
            b"allow" | b"disallow" | b"dissallow" | b"dissalow" | b"disalow" | b"diasllow" | b"disallaw" => {
                naming = false;
                if let Some(group) = groups.last_mut() {
                    let allow = key == b"allow";
                    group.rules.extend(Rule::new(allow, value));
                    group.rules.extend(allow.then(|| Rule::of_index(value)).flatten());
                }
            }
            b"crawl-delay" => {
                if let Some(group) = groups.last_mut() {
                    group.crawl_delay = seconds(value).or(group.crawl_delay);
                }
            }
            _ => {}
        }
    }
    groups
}

/// A product token is letters, `_` and `-`; what follows it (a version, a comment) does not count.
fn name_agent(group: &mut Group, value: &[u8]) {
    if value.first() == Some(&b'*') && value.get(1).is_none_or(u8::is_ascii_whitespace) {
        group.any = true;
        return;
    }
    let token = value.iter().take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'));
    let token: String = token.map(|byte| char::from(*byte)).collect();
    if !token.is_empty() {
        group.agents.push(token);
    }
}

fn seconds(value: &[u8]) -> Option<Duration> {
    let seconds: f64 = std::str::from_utf8(value).ok()?.parse().ok()?;
    if !seconds.is_finite() || seconds < 0.0 {
        return None;
    }
    Some(Duration::from_secs_f64(seconds.min(CRAWL_DELAY_MAX.as_secs_f64())))
}

/// A byte order mark, also one that was cut short.
fn without_bom(body: &[u8]) -> &[u8] {
    let length = body.iter().zip(b"\xEF\xBB\xBF").take_while(|(found, mark)| found == mark).count();
    body.get(length..).unwrap_or_default()
}

/// `Disallow: /x # why` as (`disallow`, `/x`); the colon may be missing if two words stand there.
fn key_and_value(line: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let line = line.split(|byte| *byte == b'#').next().unwrap_or_default().trim_ascii();
    let (key, value) = match line.iter().position(|byte| *byte == b':') {
        Some(colon) => line.split_at(colon),
        None => {
            let space = line.iter().position(u8::is_ascii_whitespace)?;
            let (key, value) = line.split_at(space);
            if value.trim_ascii().iter().any(u8::is_ascii_whitespace) {
                return None;
            }
            (key, value)
        }
    };
    let value = value.strip_prefix(b":").unwrap_or(value).trim_ascii();
    Some((key.trim_ascii().to_ascii_lowercase(), value))
}

/// What an unencoded `*` means.
#[derive(Clone, Copy, PartialEq)]
enum Stars {
    AnyRun,
    Literal,
}

/// Percent-encoding by meaning (RFC 9309, section 2.2.2): `%7E` is `~`, `%c3` is the octet 0xC3, but
/// `%2F` is not `/`, for a server may tell those apart.
fn octets(text: &[u8], stars: Stars) -> Vec<u8> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'*' && stars == Stars::AnyRun {
            octets.push(ANY_RUN);
            continue;
        }
        let Some(value) = (first == b'%').then(|| encoded(tail)).flatten() else {
            octets.push(first);
            continue;
        };
        rest = tail.get(2..).unwrap_or_default();
        if value.is_ascii_alphanumeric() || !value.is_ascii() || b"-._~*$".contains(&value) {
            octets.push(value);
        } else {
            octets.extend(format!("%{value:02X}").bytes());
        }
    }
    octets
}

fn encoded(tail: &[u8]) -> Option<u8> {
    let digits = tail.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests;
