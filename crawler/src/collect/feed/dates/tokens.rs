//! A date as numbers, words and what stands between them. Pure.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub kind: TokenKind<'a>,
    /// Nothing stands between it and the one before.
    pub is_joined: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind<'a> {
    Number { value: u32, digits: usize },
    Word(&'a str),
    Sign(char),
}

/// Lower case, digits of all scripts as ASCII, accents off, blanks and dashes of one kind.
pub(super) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            _ if c.is_ascii() => normal.push(c),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => normal.push('-'),
            '\u{3000}' | '\u{202f}' | '\u{a0}' => normal.push(' '),
            // Marks of direction, and the dot above that a lower-case İ leaves.
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{300}'..='\u{36f}' => {}
            '\u{ff01}'..='\u{ff5e}' => normal.extend(char::from_u32(u32::from(c) - 0xfee0)),
            '،' | '、' => normal.push(','),
            _ if c.is_whitespace() => normal.push(' '),
            _ => match digit(c) {
                Some(digit) => normal.push(digit),
                None => normal.push(bare(c)),
            },
        }
    }
    normal
}

/// Arabic, Persian, Devanagari, Bengali and Thai digits.
fn digit(c: char) -> Option<char> {
    let zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
    let code = u32::from(c);
    let zero = zeros.into_iter().find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

fn bare(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ė' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' | 'į' => 'i',
        'ł' | 'ľ' | 'ļ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ő' | 'ō' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ť' | 'ț' | 'ţ' => 't',
        'ù'..='ü' | 'ů' | 'ű' | 'ū' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'أ' | 'إ' | 'آ' => 'ا',
        'й' => 'и',
        _ => c,
    }
}

/// The tokens of a normal text; at most `max` of them.
pub(super) fn split(text: &str, max: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(16);
    let mut rest = text;
    let mut is_joined = false;
    while let Some(first) = rest.chars().next() {
        if tokens.len() >= max {
            break;
        }
        let (length, kind) = if first.is_ascii_digit() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let value = rest.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX);
            (digits, Some(TokenKind::Number { value, digits }))
        } else if is_sign_of_time(first) {
            (first.len_utf8(), rest.get(..first.len_utf8()).map(TokenKind::Word))
        } else if is_letter(first) {
            let end = rest.find(|c: char| !is_letter(c) || is_sign_of_time(c)).unwrap_or(rest.len());
            (end, rest.get(..end).map(TokenKind::Word))
        } else if first.is_whitespace() {
            (first.len_utf8(), None)
        } else {
            (first.len_utf8(), Some(TokenKind::Sign(first)))
        };
        if let Some(kind) = kind {
            tokens.push(Token { kind, is_joined });
        }
        is_joined = kind.is_some();
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// Letters, and the vowel signs that some scripts write between them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{900}'..='\u{97f}').contains(&c) || ('\u{e00}'..='\u{e4f}').contains(&c)
}

/// Characters that are words of their own in dates: year, month, day, hour, minute, second.
fn is_sign_of_time(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '日'
            | '時'
            | '时'
            | '点'
            | '點'
            | '分'
            | '秒'
            | '년'
            | '월'
            | '일'
            | '시'
            | '분'
            | '초'
            | '号'
            | '號'
    )
}
