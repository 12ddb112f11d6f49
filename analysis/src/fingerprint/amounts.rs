//! Amounts written in one way: "£2.3m", "2,3 Millionen" and "2 300 000" are one number, and tie reports together or tell
//! them apart.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// Figures, grouped or with decimals, and the word of scale after them. Long forms first: the first that fits is taken.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<figures>\d{1,3}(?:[,.'’ \u{a0}\u{202f}]\d{3})+|\d+(?:[.,]\d{1,2})?)",
        r"(?:[ \u{a0}\u{202f}-]?(?P<scale>(?i:milliards|milliarden|milliarde|milliard|millionen|millions|million|millones|millón|milhões|",
        r"milioni|milione|billion|thousand|mila|tausend|mille|mil|mld|mio|mrd|bn|mn|tn|m|k)\b|千万|百万|万|萬|亿|億|만|억))?",
    ))
    .expect("a valid pattern")
});

fn scale(word: &str) -> f64 {
    match word.to_lowercase().as_str() {
        "k" | "thousand" | "mila" | "tausend" | "mille" | "mil" => 1e3,
        "万" | "萬" | "만" => 1e4,
        "百万" | "m" | "mn" | "mio" => 1e6,
        "千万" => 1e7,
        "亿" | "億" | "억" => 1e8,
        "bn" | "billion" | "mld" | "mrd" => 1e9,
        "tn" => 1e12,
        word if word.starts_with("milliard") => 1e9,
        _ => 1e6,
    }
}

/// A text with its large amounts written out in digits. Versions and addresses (figures that go on after a point) and small
/// bare numbers stay as they are.
pub(crate) fn write_out_amounts(text: &str) -> Cow<'_, str> {
    AMOUNT.replace_all(text, |found: &Captures<'_>| {
        let whole = found.get(0).expect("a match has a whole");
        written_out(
            text,
            whole.start(),
            whole.end(),
            &found["figures"],
            found.name("scale").map(|scale| scale.as_str()),
        )
        .unwrap_or_else(|| whole.as_str().to_owned())
    })
}

fn written_out(text: &str, start: usize, end: usize, figures: &str, word: Option<&str>) -> Option<String> {
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let (next, second) = (after.next(), after.next());
    let goes_on = matches!(next, Some('.' | ',')) && second.is_some_and(|symbol| symbol.is_ascii_digit());
    if goes_on
        || before.is_some_and(|symbol| {
            symbol.is_alphanumeric() && symbol.is_ascii() || matches!(symbol, '.' | '-' | '_' | '/')
        })
    {
        return None;
    }
    let digits: String = figures.chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<&str> = figures.split(|symbol: char| !symbol.is_ascii_digit()).collect();
    let grouped = groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3) && groups[0] != "0";
    let value: f64 = if grouped || groups.len() == 1 {
        digits.parse().ok()?
    } else {
        format!("{}.{}", groups.first()?, groups.get(1)?).parse().ok()?
    };
    match word {
        Some(word) => Some(format!("{:.0}", value * scale(word))),
        None if grouped => Some(format!("{value:.0}")),
        None => None,
    }
}

#[cfg(test)]
mod tests;
