//! Records cut out of a JSON answer exactly as they stand in it, byte for byte: what is archived is what was published.
//!
//! A scanner of brackets and strings, without recursion: depth costs nothing, and of an answer that breaks off the records
//! before the break are still found. Whether a part is well formed is for its reader to see.

/// The elements of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    pub(super) parts: Vec<&'a [u8]>,
    /// The list ended before its closing bracket.
    pub(super) breaks_off: bool,
}

/// The elements of the list that `json` is; `None` where it is no list.
pub(super) fn elements(json: &[u8]) -> Option<Parts<'_>> {
    let mut at = skip_blank(json, skip_mark(json));
    if json.get(at) != Some(&b'[') {
        return None;
    }
    at += 1;
    let mut found = Parts::default();
    loop {
        at = skip_blank(json, at);
        match json.get(at) {
            Some(b']') => return Some(found),
            Some(b',') => at += 1,
            Some(_) => match value_end(json, at) {
                Some(end) => {
                    found.parts.extend(json.get(at..end));
                    at = end;
                }
                None => {
                    found.breaks_off = true;
                    return Some(found);
                }
            },
            None => {
                found.breaks_off = true;
                return Some(found);
            }
        }
    }
}

/// The value at `key` of the object that `json` is, as it stands; up to the end where it breaks off there.
pub(super) fn member<'a>(json: &'a [u8], key: &str) -> Option<&'a [u8]> {
    let mut at = skip_blank(json, skip_mark(json));
    if json.get(at) != Some(&b'{') {
        return None;
    }
    at += 1;
    loop {
        at = skip_blank(json, at);
        if json.get(at) == Some(&b',') {
            at += 1;
            continue;
        }
        if json.get(at) != Some(&b'"') {
            return None;
        }
        let name_end = value_end(json, at)?;
        let name = json.get(at + 1..name_end - 1)?;
        at = skip_blank(json, name_end);
        if json.get(at) != Some(&b':') {
            return None;
        }
        at = skip_blank(json, at + 1);
        let end = value_end(json, at);
        if name == key.as_bytes() {
            return json.get(at..end.unwrap_or(json.len()));
        }
        at = end?;
    }
}

/// A byte order mark is no part of JSON.
fn skip_mark(json: &[u8]) -> usize {
    if json.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }
}

fn skip_blank(json: &[u8], at: usize) -> usize {
    let rest = json.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Where the value that begins at `start` ends; `None` where it breaks off.
fn value_end(json: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    loop {
        match *json.get(at)? {
            b'"' => at = string_end(json, at)?,
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                at += 1;
            }
            byte if depth == 0 && !byte.is_ascii_whitespace() && !matches!(byte, b',' | b':') => {
                let scalar = json.get(at..)?.iter();
                at += scalar.take_while(|b| !b.is_ascii_whitespace() && !b",:]}[{\"".contains(b)).count();
            }
            _ if depth == 0 => return None,
            _ => {
                at += 1;
                continue;
            }
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The byte after the closing quote of the string that begins at `start`.
fn string_end(json: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match json.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests;
