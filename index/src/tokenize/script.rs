//! What a character is to the splitter.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Divides words.
    Space,
    /// Part of a word, but not of its folded form: accents set as characters of their own, soft hyphens, joiners.
    Mark,
    /// Part of a word.
    Letter,
    /// Of a script written without spaces between words.
    Unspaced,
}

pub(super) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Letter,
        '\0'..='\u{7f}' => Class::Space,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => Class::Mark,
        c if is_unspaced(c) => Class::Unspaced,
        c if c.is_alphanumeric() => Class::Letter,
        _ => Class::Space,
    }
}

/// Thai, kana, Han and Hangul: the blocks of the Unicode Standard in which these scripts are encoded, without
/// their punctuation. Korean has spaces, but its particles cling to the words, which pairs see past.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{e4e}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Greek and Cyrillic letters without their accents; tantivy's filter knows the Latin ones.
pub(super) fn without_mark(c: char) -> char {
    match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'й' => 'и',
        _ => c,
    }
}
