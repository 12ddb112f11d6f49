//! How a headline is written, where a page's places write it differently: "BANK BARS HELPER" and "Bank bars helper",
//! "Bank--helper" and "Bank—helper". Pure.

use crate::read::metadata::names::plain;

/// The spelling of `seen` that most of `places` use; as it is seen, where as many write it so, or where the others only
/// set other capitals: content systems write titles For Machines In This Way. Capitals alone, and a small letter at the
/// beginning, give way to any other spelling, and so does a blank that only markup made.
pub(super) fn spelled(seen: &str, places: &[&str]) -> String {
    let wanted = plain(seen);
    let mut votes: Vec<(String, usize)> = Vec::new();
    for spelling in places.iter().filter_map(|text| beginning(text, &wanted)) {
        match votes.iter_mut().find(|(known, _)| *known == spelling) {
            Some((_, count)) => *count += 1,
            None => votes.push((spelling.to_owned(), 1)),
        }
    }
    let of_seen = votes.iter().find(|(spelling, _)| spelling == seen).map_or(1, |(_, count)| *count);
    let other = votes.into_iter().filter(|(spelling, _)| spelling != seen && !is_capitals(spelling));
    let Some((other, count)) = other.reduce(|best, next| if next.1 > best.1 { next } else { best }) else {
        return seen.to_owned();
    };
    let gives_way = is_capitals(seen) || without_blanks(seen) == without_blanks(&other);
    let is_recased = seen.to_lowercase() == other.to_lowercase() && !starts_small(seen, &other);
    if gives_way || (count > of_seen && !is_recased) { other } else { seen.to_owned() }
}

/// The beginning of `text` that is the headline with the letters and digits of `wanted`, with the marks that end it.
fn beginning<'a>(text: &'a str, wanted: &str) -> Option<&'a str> {
    if !wanted.is_empty() && plain(text) == wanted {
        return Some(text.trim());
    }
    let mut rest = wanted.chars();
    let mut end = 0;
    let mut next = rest.next();
    for (at, c) in text.char_indices() {
        let Some(expected) = next else { break };
        if c.is_alphanumeric() {
            let mut lower = c.to_lowercase();
            if lower.next() != Some(expected) || lower.any(|more| rest.next() != Some(more)) {
                return None;
            }
            next = rest.next();
        }
        end = at + c.len_utf8();
    }
    if next.is_some() || wanted.is_empty() {
        return None;
    }
    let after = text.get(end..)?;
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let marks =
        after.find(|c: char| c.is_whitespace() || c.is_alphanumeric() || "|_｜·•»".contains(c)).unwrap_or(after.len());
    let whole = text.get(..end + marks)?;
    // "Bank bars helper:" introduces what follows.
    Some(whole.trim_end_matches([':', ',', ';', '-', '–', '—']).trim())
}

fn is_capitals(text: &str) -> bool {
    let is_cased = |c: &char| c.is_uppercase() || c.is_lowercase();
    text.contains(' ') && text.chars().filter(is_cased).count() >= 8 && !text.chars().any(char::is_lowercase)
}

/// "history of keys" beside "History of keys": style sheets make the first letter a capital.
fn starts_small(seen: &str, other: &str) -> bool {
    seen.starts_with(char::is_lowercase) && other.starts_with(char::is_uppercase)
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests;
