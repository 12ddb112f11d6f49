//! Every span is exact, nothing panics, and no text takes longer than its length allows.

use std::sync::LazyLock;
use std::time::Instant;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::gold;
use crate::dates::DateFinder;

static FINDER: LazyLock<DateFinder> = LazyLock::new(DateFinder::new);

fn check(text: &str) {
    let finder = &*FINDER;
    let reference = NaiveDate::from_ymd_opt(2026, 7, 3).unwrap().and_hms_opt(9, 30, 0);
    let length = text.chars().count();
    for reference in [reference, None] {
        let mut after = 0;
        for found in finder.expressions(text, reference, None) {
            assert!(after <= found.start && found.start < found.end && found.end <= length, "{found:?} in {text:?}");
            let quote: String = text.chars().skip(found.start).take(found.end - found.start).collect();
            assert_eq!(quote.trim(), quote, "white space in the quote of {text:?}");
            assert!(found.first <= found.until && found.first <= found.last, "{found:?} in {text:?}");
            after = found.end;
        }
    }
}

#[test]
fn spans_of_the_labelled_sentences_are_exact() {
    for file in ["english-tune.tsv", "english-test.tsv", "languages-tune.tsv", "languages-test.tsv"] {
        for case in gold::cases(file) {
            check(&case.text);
        }
    }
}

/// Pieces that dates are made of, so that random texts come near to some.
const PIECES: [&str; 40] = [
    "3",
    "31",
    "2026",
    "0",
    "99999999999",
    "May",
    "may",
    "Feb",
    "Friday",
    "last",
    "next",
    "week",
    "of",
    "the",
    "to",
    "-",
    "/",
    ".",
    ":",
    ",",
    "two",
    "ago",
    "in",
    "late",
    "Q",
    "T",
    "Z",
    "+",
    "pm",
    "at",
    "between",
    "and",
    "year",
    "月",
    "年",
    "日",
    "上周",
    "prochaine",
    "вчера",
    "قبل",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn spans_of_random_text_are_exact(text in "\\PC{0,120}") {
        check(&text);
    }

    #[test]
    fn spans_of_random_pieces_are_exact(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..30)) {
        let mut text = String::new();
        for (piece, is_spaced) in pieces {
            text.push_str(PIECES[piece]);
            if is_spaced {
                text.push(' ');
            }
        }
        check(&text);
    }
}

/// A text of twice the length may take four times as long at most, which no quadratic reading would keep to at such lengths.
#[test]
fn no_text_takes_more_than_linear_time() {
    let finder = &*FINDER;
    for piece in ["7", "may ", "2026 ", "3 to ", "the last ", "1/2-", "两", "from 3 ", "of the late "] {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let started = Instant::now();
            let found = finder.expressions(&text, None, None).len();
            (started.elapsed(), found)
        };
        let (short, _) = time(1 << 14);
        let (long, _) = time(1 << 17);
        assert!(long.as_secs_f64() < short.as_secs_f64() * 40.0 + 0.5, "{piece:?}: {short:?}, then {long:?}");
    }
}
