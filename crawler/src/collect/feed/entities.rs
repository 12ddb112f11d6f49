//! References to characters: `&amp;`, `&#8217;`, `&eacute;`, and what a feed's DOCTYPE declares itself.
//! Pure. Resolves one layer and never the result of a resolution, so that no feed can make it grow
//! without end. What is no reference stands as it is.

use std::borrow::Cow;
use std::collections::HashMap;

use super::entity_names;

/// Longest name of an entity, in bytes.
const NAME_MAX_BYTES: usize = 40;
/// A DOCTYPE may declare no more entities than this, and none that is longer.
const DECLARED_MAX: usize = 256;
const DECLARED_MAX_BYTES: usize = 1024;

/// The entities that a feed declares, by name.
pub(super) type Declared = HashMap<String, String>;

/// `text` with its references resolved, once.
pub(super) fn resolve<'a>(text: &'a str, declared: &Declared) -> Cow<'a, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut resolved = String::with_capacity(text.len());
    let mut at = first;
    resolved.push_str(text.get(..first).unwrap_or_default());
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let taken = reference(rest, declared, &mut resolved).unwrap_or_else(|| {
            resolved.push('&');
            1
        });
        at += taken;
        let rest = text.get(at..).unwrap_or_default();
        let plain = rest.find('&').unwrap_or(rest.len());
        resolved.push_str(rest.get(..plain).unwrap_or_default());
        at += plain;
    }
    Cow::Owned(resolved)
}

/// The entities declared in a DOCTYPE's internal subset, with their own references to characters
/// resolved and those to other entities left as they are.
pub(super) fn declared(subset: &str) -> Declared {
    let mut declared = Declared::new();
    let none = Declared::new();
    for declaration in subset.split("<!ENTITY").skip(1).take(DECLARED_MAX) {
        let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace) else { continue };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { continue };
        let Some((value, _)) = rest.get(1..).and_then(|rest| rest.split_once(quote)) else { continue };
        if name != "%" && value.len() <= DECLARED_MAX_BYTES {
            declared.entry(name.to_owned()).or_insert_with(|| resolve(value, &none).into_owned());
        }
    }
    declared
}

/// Whether HTML knows a character by this name.
pub(super) fn is_name(name: &str) -> bool {
    entity_names::character(name).is_some()
}

/// Appends what the reference at the start of `text` stands for; how many bytes it takes.
fn reference(text: &str, declared: &Declared, to: &mut String) -> Option<usize> {
    let body = text.get(1..)?;
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number, to).map(|length| 2 + length);
    }
    let length = body.bytes().take(NAME_MAX_BYTES).take_while(|byte| is_name_byte(*byte)).count();
    let name = body.get(..length)?;
    if body.as_bytes().get(length) != Some(&b';') {
        return without_semicolon(name, body.as_bytes().get(length).copied(), to);
    }
    if let Some(value) = declared.get(name) {
        to.push_str(value);
    } else {
        to.push(entity_names::character(name).or_else(|| shouted(name))?);
    }
    Some(length + 2)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// `&AMP;` and `&NBSP;`, which nobody means otherwise.
fn shouted(name: &str) -> Option<char> {
    if !name.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    entity_names::character(&name.to_ascii_lowercase())
}

/// The five that need no semicolon where a word ends: more would break addresses (`?a=1&copy=2`).
fn without_semicolon(name: &str, next: Option<u8>, to: &mut String) -> Option<usize> {
    if next == Some(b'=') {
        return None;
    }
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        _ => return None,
    };
    to.push(character);
    Some(name.len() + 1)
}

/// `8217;` and `x2019;`; the semicolon may be missing. A number that is no character is dropped.
fn numeric(text: &str, to: &mut String) -> Option<usize> {
    let (digits, radix, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.bytes().take(8).take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(digits.get(..length)?, radix).unwrap_or(0);
    to.extend(character(code));
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some(prefix + length + semicolon)
}

/// The character of this number. Numbers from 128 to 159 are meant as Windows-1252, as in browsers.
pub(super) fn character(code: u32) -> Option<char> {
    if (0x80..0xa0).contains(&code) {
        let byte = [u8::try_from(code).ok()?];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
        return text.chars().next().filter(|c| !c.is_control());
    }
    char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests;
