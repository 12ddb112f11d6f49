//! Blanks that only the page's styles show: "id" and "string" in `<span class=name>id</span><span class=type>string</span>`,
//! the lines of code in `<span class=line>…</span><span class=line>…</span>`. Pure.

use scraper::ElementRef;

use crate::read::attribute::attribute;

/// Shorter words may be the halves of one: "1" and "st", a capital that is set large and its word.
const WORD_BEFORE_MIN_CHARS: usize = 2;
const WORD_AFTER_MIN_CHARS: usize = 3;

/// What divides the words of an element from `text`, which ends where it begins; nothing where the page has a blank, or
/// where the words may be one.
pub(super) fn before(element: ElementRef<'_>, name: &str, is_code: bool, text: &str) -> Option<char> {
    if name != "span" || text.ends_with(|c: char| !c.is_alphanumeric() && !is_code) {
        return None;
    }
    let other = element.prev_sibling().and_then(ElementRef::wrap).filter(|other| other.value().name() == "span")?;
    let (left, right) = (attribute(other, "class")?, attribute(element, "class")?);
    if is_code {
        return (left == right && is_line(left) && !text.ends_with('\n')).then_some('\n');
    }
    let is_in_code = element.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "code");
    let is_word = |c: &char| c.is_alphanumeric();
    let begins =
        element.text().next().map_or(0, |text| text.chars().take_while(is_word).take(WORD_AFTER_MIN_CHARS).count());
    let ends = text.chars().rev().take_while(is_word).take(WORD_BEFORE_MIN_CHARS).count();
    let is_whole = begins == WORD_AFTER_MIN_CHARS && ends == WORD_BEFORE_MIN_CHARS;
    (is_whole && !is_in_code && left != right && !left.is_empty() && !right.is_empty()).then_some(' ')
}

/// As highlighters of code call the element of one line.
fn is_line(class: &str) -> bool {
    class.split_ascii_whitespace().any(|name| matches!(name, "line" | "code-line" | "token-line" | "view-line"))
}

#[cfg(test)]
mod tests;
