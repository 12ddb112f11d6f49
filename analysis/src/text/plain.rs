//! Plain letters: one byte for each character, lower case, accents and typographic marks made plain.
//!
//! Rules written in ASCII thereby match "Alibaba’s", "naïve" and full-width letters alike, and run as byte automata.

/// A letter that has no plain form (Cyrillic, Greek, …): part of a word, but of none that a rule names.
const LETTER: u8 = b'_';
/// Chinese, Japanese and Korean characters: never part of a word.
pub(crate) const WIDE: u8 = 0x80;
/// Any other sign.
pub(super) const SIGN: u8 = 0x81;

/// The plain form of a text: as many bytes as the text has characters.
pub(crate) fn plain_text(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.bytes().map(|byte| plain(char::from(byte))).collect();
    }
    let mut letters = Vec::with_capacity(text.len());
    letters.extend(text.chars().map(plain));
    letters
}

fn plain(character: char) -> u8 {
    if character.is_ascii() {
        return match character {
            '\t' | '\r' | '\x0b' | '\x0c' => b' ',
            _ => character.to_ascii_lowercase() as u8,
        };
    }
    match character {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{2bc}' | '`' => b'\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{300c}'..='\u{300f}' | '\u{2033}' => b'"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => b'-',
        '\u{2026}' => b'.',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => b' ',
        '\u{2028}' | '\u{2029}' => b'\n',
        '\u{ff01}'..='\u{ff5e}' => {
            u8::try_from(u32::from(character) - 0xfee0).map_or(SIGN, |byte| byte.to_ascii_lowercase())
        }
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => b'a',
        'Ç' | 'ç' | 'Ć'..='č' => b'c',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => b'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => b'i',
        'Ñ' | 'ñ' | 'Ń'..='ň' => b'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => b'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => b'u',
        'Ý' | 'ý' | 'ÿ' => b'y',
        'Ś'..='š' => b's',
        'Ź'..='ž' => b'z',
        'Ł' | 'ł' => b'l',
        'Ğ' | 'ğ' => b'g',
        _ if is_wide(character) => WIDE,
        _ if character.is_alphanumeric() => LETTER,
        _ => SIGN,
    }
}

fn is_wide(character: char) -> bool {
    matches!(u32::from(character), 0x2e80..=0x2fff | 0x3001..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Whether a plain byte is part of a word.
pub(crate) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == LETTER
}
