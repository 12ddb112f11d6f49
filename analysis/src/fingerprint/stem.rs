//! Light stemming: plural and verb endings only.
//!
//! A stronger stemmer would join words that name different things ("organ", "organization"); this
//! one only has to make "leaks", "leaked" and "leaking" one term.

/// Endings with what takes their place, tried in this order.
const ENDINGS: &[(&str, &str)] = &[
    ("sses", "ss"),
    ("ies", "y"),
    ("ments", "ment"),
    ("ings", ""),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("s", ""),
];

/// The stem of a lower-case word. Words with digits, short words and words of other scripts stay as they are.
pub(crate) fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if word.len() < 6 {
        let plural = word.ends_with('s') && !word.ends_with("ss");
        return if plural { word[..word.len() - 1].to_owned() } else { word.to_owned() };
    }
    let mut stem = word.to_owned();
    for (ending, replacement) in ENDINGS {
        let Some(rest) = word.strip_suffix(ending) else { continue };
        if rest.len() < 3 || (*ending == "s" && rest.ends_with('s')) {
            continue;
        }
        stem = format!("{rest}{replacement}");
        break;
    }
    drop_doubling(&mut stem);
    stem
}

/// "stopp" -> "stop", "blame" -> "blam": what "stopped", "blamed" and "blaming" have in common.
fn drop_doubling(stem: &mut String) {
    let bytes = stem.as_bytes();
    let length = bytes.len();
    if length <= 4 {
        return;
    }
    let last = bytes[length - 1];
    let doubled = last == bytes[length - 2] && !matches!(last, b'l' | b's' | b'e');
    if doubled || last == b'e' {
        stem.pop();
    }
}

#[cfg(test)]
mod tests;
