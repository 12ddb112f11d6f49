use super::Triggers;

const EXPRESSIONS: [&str; 3] =
    [r"\b(?:could|may)\b.{0,9}$|\bask\w* [^ ]+ to $", r"(?:\bno(?:t|r)?|n't)\b.{0,9}$", r"^.{0,9}$"];

#[test]
fn an_expression_is_named_where_its_first_words_stand_and_only_there() {
    let triggers = Triggers::new(EXPRESSIONS.into_iter());
    for (plain, expected) in [
        ("", 0b100),
        ("it could ", 0b101),
        ("a mayor in may", 0b101),
        ("a mayor asked ", 0b101),
        ("a mayor ", 0b100),
        ("in november ", 0b100),
        ("it did not ", 0b110),
        ("it didn't ", 0b110),
        ("it couldn't, nor may it ", 0b111),
    ] {
        assert_eq!(triggers.of(plain.as_bytes()), expected, "{plain}");
    }
}

#[test]
fn no_expression_is_kept_from_what_it_matches() {
    let triggers = Triggers::new(EXPRESSIONS.into_iter());
    for plain in ["it may be ", "they asked acme to ", "nor was it ", "isn't ", "none", "x"] {
        for (nth, expression) in EXPRESSIONS.iter().enumerate() {
            let is_match = regex::bytes::Regex::new(&format!("(?-u){expression}")).unwrap().is_match(plain.as_bytes());
            assert!(!is_match || triggers.of(plain.as_bytes()) & (1 << nth) != 0, "{expression} in {plain}");
        }
    }
}
