//! What a query's text chooses in a field, and where.

use std::ops::Range;

use watchline_model::Severity;

use crate::query::field::{self, FieldName, KeywordField};
use crate::query::lexer::{Lexeme, Located, Operator};
use crate::tokenize::fold;

/// One or more values of a field, any of which may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) lexemes: Range<usize>,
    /// As typed, without quotation marks.
    pub(super) values: Vec<String>,
}

impl Choice {
    pub(super) fn says(&self, value: &str) -> bool {
        self.values.iter().any(|known| same(known, value))
    }

    /// Where it stands in the text.
    pub(super) fn bytes(&self, lexemes: &[Located]) -> Range<usize> {
        let inside = lexemes.get(self.lexemes.clone()).unwrap_or_default();
        let start = inside.first().map_or(0, |located| located.span.start);
        start..inside.last().map_or(start, |located| located.span.end)
    }
}

/// Whether two spellings are the same value.
pub(super) fn same(known: &str, value: &str) -> bool {
    known == value || (!known.is_empty() && fold(known) == fold(value))
}

/// The choices in a field that stand outside brackets and are not denied.
pub(super) fn choices(lexemes: &[Located], field: &str) -> Vec<Choice> {
    let wanted = field::find(field);
    let mut found = Vec::new();
    let (mut depth, mut place) = (0_usize, 0);
    while let Some(located) = lexemes.get(place) {
        match &located.lexeme {
            Lexeme::Open => depth += 1,
            Lexeme::Close => depth = depth.saturating_sub(1),
            Lexeme::Field { name, operator, value, quoted } if depth == 0 => {
                let is_field =
                    if wanted.is_some() { field::find(name) == wanted } else { name.eq_ignore_ascii_case(field) };
                let denied = place > 0 && lexemes[place - 1].lexeme == Lexeme::Not;
                let choice = if is_field && !denied { read(lexemes, place, *operator, value, *quoted) } else { None };
                if let Some(choice) = choice {
                    place = choice.lexemes.end;
                    found.push(choice);
                    continue;
                }
            }
            _ => {}
        }
        place += 1;
    }
    found
}

fn read(lexemes: &[Located], place: usize, operator: Operator, value: &str, quoted: bool) -> Option<Choice> {
    let of = |end: usize, values: Vec<String>| Some(Choice { lexemes: place..end, values });
    if operator != Operator::Is {
        return of(place + 1, compared(lexemes, place, operator, value)?);
    }
    if quoted {
        return of(place + 1, vec![value.to_owned()]);
    }
    if !value.is_empty() {
        return of(place + 1, value.split(',').filter(|value| !value.is_empty()).map(str::to_owned).collect());
    }
    match lexemes.get(place + 1)?.lexeme {
        Lexeme::Open if lexemes.get(place)?.span.end == lexemes.get(place + 1)?.span.start => {
            let (mut end, mut values) = (place + 2, Vec::new());
            loop {
                match &lexemes.get(end)?.lexeme {
                    Lexeme::Word(value) | Lexeme::Quoted(value) => values.push(value.clone()),
                    Lexeme::Close => return of(end + 1, values),
                    _ => return None,
                }
                end += 1;
                match lexemes.get(end)?.lexeme {
                    Lexeme::Or => end += 1,
                    Lexeme::Close => return of(end + 1, values),
                    _ => return None,
                }
            }
        }
        Lexeme::Word(ref value) | Lexeme::Quoted(ref value) => of(place + 2, vec![value.clone()]),
        _ => None,
    }
}

/// `severity>=high` chooses high and critical.
fn compared(lexemes: &[Located], place: usize, operator: Operator, value: &str) -> Option<Vec<String>> {
    let Lexeme::Field { name, .. } = &lexemes.get(place)?.lexeme else { return None };
    if field::find(name) != Some(FieldName::Keyword(KeywordField::Severity)) {
        return None;
    }
    let bound: Severity = value.to_lowercase().parse().ok()?;
    let holds = |severity: &&Severity| operator.holds(**severity, bound);
    Some(Severity::all().iter().filter(holds).map(ToString::to_string).collect())
}
