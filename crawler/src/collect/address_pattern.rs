//! Address patterns: `*` stands for anything, the rest for itself. Pure; time is bounded by the product of both lengths.

use url::Url;

/// Longer patterns and addresses are nobody's; cutting them bounds the time.
const MAX_BYTES: usize = 2048;

/// Whether `pattern` fits the whole of `url`. A pattern with a scheme (`https://…`) is held against the whole address;
/// one without against the path (`/news/*`), with the query if the pattern has a `?`. A missing first `/` is understood.
pub(super) fn fits(pattern: &str, url: &str) -> bool {
    let pattern = pattern.trim();
    if pattern.is_empty() {
        return false;
    }
    if pattern.contains("://") {
        return matches(pattern, url);
    }
    let Ok(parsed) = Url::parse(url) else { return false };
    let subject = match parsed.query() {
        Some(query) if pattern.contains('?') => format!("{}?{query}", parsed.path()),
        _ => parsed.path().to_owned(),
    };
    if pattern.starts_with(['/', '*']) { matches(pattern, &subject) } else { matches(&format!("/{pattern}"), &subject) }
}

/// Greedy, with one place to come back to: the last `*` that was passed.
fn matches(pattern: &str, subject: &str) -> bool {
    let (pattern, subject) = (pattern.as_bytes(), subject.as_bytes());
    if pattern.len() > MAX_BYTES || subject.len() > MAX_BYTES {
        return false;
    }
    let (mut at, mut read) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(byte) = subject.get(read) {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(wanted) if wanted == byte => {
                at += 1;
                read += 1;
            }
            _ => {
                let Some((star_at, star_read)) = star else { return false };
                star = Some((star_at, star_read + 1));
                at = star_at + 1;
                read = star_read + 1;
            }
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests;
