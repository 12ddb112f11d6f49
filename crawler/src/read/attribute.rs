//! One attribute of an element. Pure.
//!
//! The parser's own look-up first makes an interned name of the words that it is asked for, which for names that are not
//! in its table takes a lock and a copy; elements have so few attributes that looking at each is several times as fast.

use scraper::ElementRef;

/// The value of the attribute `name`, in lower case.
pub(crate) fn attribute<'a>(element: ElementRef<'a>, name: &str) -> Option<&'a str> {
    element.value().attrs().find(|(known, _)| *known == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests;
