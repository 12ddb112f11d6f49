//! JSON as it is found in pages: in CDATA or comments, with raw line ends within strings, commas too many,
//! several values in one script, or a semicolon at its end. Pure.

use std::borrow::Cow;

use serde_json::{Deserializer, Value};

/// The values of one script; those before the first that cannot be read.
pub(super) fn parse(script: &str) -> Vec<Value> {
    let text = script.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    let text = text.trim().trim_start_matches("/*<![CDATA[*/").trim_end_matches("/*]]>*/");
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().trim_end_matches(';');
    let text: Cow<'_, str> =
        if text.starts_with("{&quot;") { text.replace("&quot;", "\"").into() } else { text.into() };
    let strict = values(&text);
    if !strict.is_empty() {
        return strict;
    }
    values(&mended(&text))
}

fn values(text: &str) -> Vec<Value> {
    Deserializer::from_str(text).into_iter().map_while(Result::ok).collect()
}

/// Control characters as blanks, and no comma before a closing bracket.
fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in text.chars() {
        if in_string {
            in_string = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
        } else if c == '"' {
            in_string = true;
        } else if matches!(c, '}' | ']') {
            let kept = mended.trim_end().trim_end_matches(',').len();
            mended.truncate(kept);
        }
        mended.push(if c.is_control() { ' ' } else { c });
    }
    mended
}
