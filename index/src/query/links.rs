//! A query's text with one condition more or less: what a facet link leads to.
//!
//! Works on the text alone, keeps what else stands there as it was typed.

use crate::query::field::{self, FieldName, KeywordField};
use crate::query::lexer::{Lexeme, Located, Operator, is_quote, lex};
use crate::query::normal::quote;
use crate::tokenize::fold;

/// The query with `field:value` added, quoted where it must be; a query that says so already stays as it is.
/// `field` is a facet's or a query's name for it (`language` or `lang`). A second status, severity or
/// kind takes the place of the first, since no record has two.
pub fn narrow(query: &str, field: &str, value: &str) -> String {
    let query = &completed(query);
    let lexemes = lex(query);
    if conditions(&lexemes, field).any(|place| says(&lexemes[place].lexeme, value)) {
        return query.clone();
    }
    let field_name = field::find(field);
    let single = matches!(
        field_name,
        Some(FieldName::Keyword(KeywordField::Status | KeywordField::Severity | KeywordField::Kind) | FieldName::Sort)
    );
    let mut kept = if single { without(query, &lexemes, conditions(&lexemes, field).collect()) } else { query.clone() };
    if has_alternatives(&lex(&kept)) {
        kept = format!("({kept})");
    }
    let name = match field_name {
        Some(FieldName::Keyword(keyword)) => keyword.name(),
        _ => field,
    };
    let condition = format!("{name}:{}", quote(value));
    if kept.is_empty() { condition } else { format!("{kept} {condition}") }
}

/// The query without `field:value`, wherever that stands outside brackets.
pub fn widen(query: &str, field: &str, value: &str) -> String {
    let lexemes = lex(query);
    let places: Vec<usize> = conditions(&lexemes, field).filter(|place| says(&lexemes[*place].lexeme, value)).collect();
    without(query, &lexemes, places)
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

/// Places of the conditions on a field that stand outside brackets and are not negated.
fn conditions<'a>(lexemes: &'a [Located], field: &'a str) -> impl Iterator<Item = usize> + 'a {
    let wanted = field::find(field);
    let mut depth = 0_usize;
    lexemes.iter().enumerate().filter_map(move |(place, located)| {
        match &located.lexeme {
            Lexeme::Open => depth += 1,
            Lexeme::Close => depth = depth.saturating_sub(1),
            Lexeme::Field { name, operator: Operator::Is, .. } if depth == 0 => {
                let same =
                    if wanted.is_some() { field::find(name) == wanted } else { name.eq_ignore_ascii_case(field) };
                let negated = place > 0 && lexemes[place - 1].lexeme == Lexeme::Not;
                return (same && !negated).then_some(place);
            }
            _ => {}
        }
        None
    })
}

fn says(lexeme: &Lexeme, wanted: &str) -> bool {
    matches!(lexeme, Lexeme::Field { value, .. } if value == wanted || (!value.is_empty() && fold(value) == fold(wanted)))
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

/// The text without some lexemes, and without the `OR`s that then stand beside nothing.
fn without(query: &str, lexemes: &[Located], mut gone: Vec<usize>) -> String {
    for place in gone.clone() {
        let is_or = |place: usize| lexemes.get(place).is_some_and(|located| located.lexeme == Lexeme::Or);
        if place > 0 && is_or(place - 1) && !gone.contains(&(place - 1)) {
            gone.push(place - 1);
        } else if is_or(place + 1) && !gone.contains(&(place + 1)) {
            gone.push(place + 1);
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
