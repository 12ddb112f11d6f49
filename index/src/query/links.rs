//! A query's text with one value more or less: what a facet link leads to.
//!
//! Works on the text alone, keeps what else stands there as it was typed.

use crate::query::field::{self, FieldName};
use crate::query::lexer::{Lexeme, Located, is_quote, lex};
use crate::query::normal::quote;

mod choices;

use choices::{Choice, choices};

/// The query with `value` among those chosen in a field, quoted where it must be; a query that says so already stays
/// as it is. `field` is a facet's or a query's name for it (`language` or `lang`). Where something is chosen in the
/// field already, either is found: `vendor:a` becomes `vendor:a,b`. Where several conditions on the field must all
/// hold, one more must.
pub fn narrow(query: &str, field: &str, value: &str) -> String {
    let query = &completed(query);
    let lexemes = lex(query);
    let mut chosen = choices(&lexemes, field);
    if chosen.iter().any(|choice| choice.says(value)) {
        return query.clone();
    }
    let name = match field::find(field) {
        Some(FieldName::Keyword(keyword)) => keyword.name(),
        _ => field,
    };
    let is_order = field::find(field) == Some(FieldName::Sort);
    let together = has_alternatives(&lexemes);
    match chosen.as_mut_slice() {
        [choice] if !together && !is_order => {
            choice.values.push(value.to_owned());
            return replaced(query, &lexemes, choice, &condition(name, &choice.values));
        }
        _ => {}
    }
    let mut kept = if is_order { without(query, &lexemes, &chosen) } else { query.clone() };
    if has_alternatives(&lex(&kept)) {
        kept = format!("({kept})");
    }
    let condition = condition(name, &[value.to_owned()]);
    if kept.is_empty() { condition } else { format!("{kept} {condition}") }
}

/// The query without `value` among those chosen in a field, wherever that stands outside brackets of other parts.
pub fn widen(query: &str, field: &str, value: &str) -> String {
    let mut text = query.to_owned();
    // One choice at a time, since each moves what stands behind it.
    for _ in 0..lex(query).len() {
        let lexemes = lex(&text);
        let Some(mut choice) = choices(&lexemes, field).into_iter().find(|choice| choice.says(value)) else { break };
        choice.values.retain(|known| !choices::same(known, value));
        text = if choice.values.is_empty() {
            without(&text, &lexemes, &[choice])
        } else {
            let name = field::find(field);
            let name = if let Some(FieldName::Keyword(keyword)) = name { keyword.name() } else { field };
            replaced(&text, &lexemes, &choice, &condition(name, &choice.values))
        };
    }
    text
}

/// `vendor:a`, `vendor:a,b`, `vendor:("two words" OR b)`.
fn condition(name: &str, values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| quote(value)).collect();
    match quoted.as_slice() {
        [one] => format!("{name}:{one}"),
        _ if quoted.iter().all(|value| !value.starts_with('"')) => format!("{name}:{}", quoted.join(",")),
        _ => format!("{name}:({})", quoted.join(" OR ")),
    }
}

/// The text with something else in the place of a choice.
fn replaced(query: &str, lexemes: &[Located], choice: &Choice, condition: &str) -> String {
    let place = choice.bytes(lexemes);
    [query.get(..place.start), Some(condition), query.get(place.end..)].into_iter().flatten().collect()
}

/// The query with nothing left open, so that something can be put behind it: brackets and quotation marks are
/// closed, stray closing brackets and a `-` or `NOT` before nothing are dropped.
fn completed(query: &str) -> String {
    let lexemes = lex(query);
    let mut depth = 0_usize;
    let mut stray = Vec::new();
    for (place, located) in lexemes.iter().enumerate() {
        match located.lexeme {
            Lexeme::Open => depth += 1,
            Lexeme::Close if depth == 0 => stray.push(place),
            Lexeme::Close => depth -= 1,
            _ => {}
        }
    }
    for (place, located) in lexemes.iter().enumerate().rev() {
        match located.lexeme {
            Lexeme::Not => stray.push(place),
            Lexeme::Close if stray.contains(&place) => {}
            _ => break,
        }
    }
    let mut text = cut(query, &lexemes, &stray);
    if lexemes.last().is_some_and(|last| is_open_quote(&query[last.span.clone()])) {
        text.push('"');
    }
    text.push_str(&")".repeat(depth));
    text
}

/// A quotation with an opening mark only.
fn is_open_quote(lexeme: &str) -> bool {
    lexeme.chars().filter(|c| is_quote(*c)).count() == 1
}

fn has_alternatives(lexemes: &[Located]) -> bool {
    let mut depth = 0_usize;
    lexemes.iter().any(|located| {
        match located.lexeme {
            Lexeme::Open => depth += 1,
            Lexeme::Close => depth = depth.saturating_sub(1),
            Lexeme::Or => return depth == 0,
            _ => {}
        }
        false
    })
}

/// The text without some choices, and without the `OR`s that then stand beside nothing.
fn without(query: &str, lexemes: &[Located], chosen: &[Choice]) -> String {
    let mut gone: Vec<usize> = chosen.iter().flat_map(|choice| choice.lexemes.clone()).collect();
    for choice in chosen {
        let is_or = |place: usize| lexemes.get(place).is_some_and(|located| located.lexeme == Lexeme::Or);
        let (before, after) = (choice.lexemes.start.checked_sub(1), choice.lexemes.end);
        if let Some(before) = before.filter(|before| is_or(*before) && !gone.contains(before)) {
            gone.push(before);
        } else if is_or(after) && !gone.contains(&after) {
            gone.push(after);
        }
    }
    cut(query, lexemes, &gone)
}

/// The text without some lexemes and the space before them.
fn cut(query: &str, lexemes: &[Located], gone: &[usize]) -> String {
    let mut text = String::with_capacity(query.len());
    let mut from = 0;
    for (place, located) in lexemes.iter().enumerate() {
        if gone.contains(&place) {
            text.push_str(query[from..located.span.start].trim_end());
            from = located.span.end;
        }
    }
    text.push_str(&query[from..]);
    text.trim().to_owned()
}

#[cfg(test)]
mod tests;
