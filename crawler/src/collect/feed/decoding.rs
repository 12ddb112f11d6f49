//! The bytes of a feed to characters, whatever is declared. Pure, never fails, never panics.
//!
//! Feeds lie about their encoding more often than pages do. So what the bytes are counts first (byte order
//! mark, NUL bytes, sound UTF-8), then what is said of them, and a said encoding must make sense of them.
//! Characters that no XML may hold are dropped, for they mean nothing and stand in the middle of words.

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{encoding_names, entities, mixed_utf8};

/// A packed feed may unpack to no more than this.
const UNPACKED_MAX_BYTES: u64 = 32 << 20;
/// How much of a text is looked at to tell what it is, in bytes.
const SAMPLE_BYTES: usize = 1024;
/// How much of a long text an encoding is guessed from, in bytes.
const GUESS_BYTES: usize = 1 << 18;

/// The text of a feed.
pub(super) fn decode(body: &[u8], content_type: Option<&str>) -> String {
    if body.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        // What could be unpacked before a fault is better than nothing.
        let _ = flate2::read::MultiGzDecoder::new(body).take(UNPACKED_MAX_BYTES).read_to_end(&mut unpacked);
        return characters(&unpacked, content_type);
    }
    characters(body, content_type)
}

fn characters(body: &[u8], content_type: Option<&str>) -> String {
    let text = match by_shape(body) {
        Some(text) => text,
        None => match std::str::from_utf8(body) {
            Ok(text) if is_iso_2022_jp(body, text) => with(body, ISO_2022_JP),
            Ok(text) => text.to_owned(),
            Err(_) => by_declaration(body, content_type),
        },
    };
    clean(twice_encoded(&text).unwrap_or(text))
}

/// By byte order mark, or by the zeros that UTF-16 and UTF-32 put beside ASCII characters.
fn by_shape(body: &[u8]) -> Option<String> {
    let head = body.get(..SAMPLE_BYTES).unwrap_or(body);
    let zeros = |offset: usize, step: usize| head.iter().skip(offset).step_by(step).filter(|byte| **byte == 0).count();
    let share = head.len() / 8;
    if head.len() >= 8 && zeros(0, 1) > head.len() / 2 {
        let is_little = zeros(0, 4) < zeros(3, 4);
        return Some(utf_32(body, is_little));
    }
    let (even, odd) = (zeros(0, 2), zeros(1, 2));
    if head.len() >= 4 && even.max(odd) > share.max(1) {
        // The mark, and what is declared, are often wrong; the zeros are not.
        return Some(with(body, if odd > even { UTF_16LE } else { UTF_16BE }));
    }
    match Encoding::for_bom(body) {
        Some((encoding, length)) if encoding == UTF_8 => {
            let rest = body.get(length..)?;
            std::str::from_utf8(rest).ok().map(str::to_owned)
        }
        // UTF-16 with hardly any ASCII; a mark before ASCII text is a lie.
        Some((encoding, length)) if !head.get(length..)?.iter().all(|byte| (9..0x7f).contains(byte)) => {
            Some(with(body, encoding))
        }
        Some((_, length)) => body.get(length..).map(|rest| by_declaration(rest, None)),
        None => None,
    }
}

fn utf_32(body: &[u8], is_little: bool) -> String {
    let units = body.chunks_exact(4).map(|unit| {
        let unit: [u8; 4] = unit.try_into().unwrap_or_default();
        if is_little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) }
    });
    units.filter_map(char::from_u32).collect()
}

fn is_iso_2022_jp(body: &[u8], text: &str) -> bool {
    text.is_ascii() && body.windows(3).any(|bytes| matches!(bytes, [0x1b, b'$', b'B' | b'@']))
}

/// The bytes are no sound UTF-8.
fn by_declaration(body: &[u8], content_type: Option<&str>) -> String {
    if mixed_utf8::is_mostly_utf8(body) {
        return mixed_utf8::decode(body);
    }
    let head = WINDOWS_1252.decode_without_bom_handling(body.get(..SAMPLE_BYTES).unwrap_or(body)).0;
    let declared = [encoding_names::in_declaration(&head), content_type.and_then(encoding_names::in_header)];
    let is_told = declared.iter().flatten().any(|encoding| *encoding != UTF_8);
    if !is_told && mixed_utf8::is_slip(body) {
        return mixed_utf8::decode(body);
    }
    let mut candidates: Vec<&'static Encoding> = Vec::new();
    for encoding in declared.into_iter().flatten().chain([guess(body)]) {
        if encoding != UTF_8 && encoding.is_ascii_compatible() && !candidates.contains(&encoding) {
            candidates.push(encoding);
        }
    }
    // The first one that makes sense, else the one that makes the most.
    let mut best: Option<(usize, String)> = None;
    for encoding in candidates {
        let text = with(body, encoding);
        let nonsense = nonsense(&text);
        if nonsense == 0 {
            return text;
        }
        if best.as_ref().is_none_or(|(least, _)| nonsense < *least) {
            best = Some((nonsense, text));
        }
    }
    best.map_or_else(|| mixed_utf8::decode(body), |(_, text)| text)
}

fn guess(body: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(body.get(..GUESS_BYTES).unwrap_or(body), true);
    detector.guess(None, Utf8Detection::Allow)
}

fn with(body: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(body).0.into_owned()
}

/// How much in `text` nobody writes: what is no character, control and private characters, a small
/// letter followed by a capital in Cyrillic or Greek, signs within a word.
fn nonsense(text: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    for c in text.chars() {
        if c < '\u{80}' {
            before = c;
            continue;
        }
        let code = u32::from(c);
        let is_wrong = c == '\u{fffd}' || (0x80..0xa0).contains(&code) || (0xe000..0xf900).contains(&code);
        let is_sign =
            matches!(c, '¡'..='¿' | '×' | '÷' | '\u{2500}'..='\u{259f}' | '‚'..='„' | '†'..='‰' | 'ˆ' | '˜' | '™');
        let is_spaced = matches!(
            c,
            '\u{a0}'
                | '«'
                | '»'
                | '´'
                | '·'
                | '®'
                | '™'
                | '„'
                | '‚'
                | '°'
                | '²'
                | '³'
                | '¿'
                | '¡'
                | '\u{ad}'
                | '†'
                | 'ª'
                | 'º'
        );
        let within_word = before.is_alphabetic() && before > '\u{7f}';
        let is_case_mixed = (0x370..0x530).contains(&code) && c.is_uppercase() && before.is_lowercase();
        count += usize::from(is_wrong || (is_sign && !is_spaced && within_word) || is_case_mixed);
        // A half-width kana row is what other encodings look like as Shift_JIS.
        count += usize::from((0xff61..=0xff9f).contains(&code));
        before = c;
    }
    count
}

/// Text that went through UTF-8 twice ("cafÃ©"), undone; only if all of it did.
fn twice_encoded(text: &str) -> Option<String> {
    if text.is_ascii() || !text.contains(['Ã', 'Â', 'â', 'Ð', 'Ñ', 'å', 'æ', 'ç', 'è', 'é', 'ã', 'ä']) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        bytes.push(windows_1252_byte(c)?);
    }
    String::from_utf8(bytes).ok()
}

fn windows_1252_byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut letter = [0; 4];
    match WINDOWS_1252.encode(c.encode_utf8(&mut letter)) {
        (bytes, _, false) => bytes.first().copied(),
        _ => None,
    }
}

/// Without characters that no XML may hold; those of Windows-1252 that were taken for Latin-1 are mended.
fn clean(text: String) -> String {
    let is_clean = |c: char| match c {
        '\t' | '\n' | '\r' | ' '..='~' => true,
        '\0'..='\u{9f}' | '\u{feff}' | '\u{fffd}'..='\u{ffff}' => false,
        _ => true,
    };
    // Control characters are rare, and looking for them must cost nothing.
    let is_plain = |byte: u8| byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r');
    let is_sound = if text.is_ascii() {
        text.bytes().all(|byte| is_plain(byte) && byte != 0x7f)
    } else {
        text.chars().all(is_clean)
    };
    if is_sound {
        return text;
    }
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if is_clean(c) => cleaned.push(c),
            '\u{85}' => cleaned.push('\n'),
            '\u{80}'..='\u{9f}' => cleaned.extend(entities::character(u32::from(c))),
            _ => {}
        }
    }
    cleaned
}

#[cfg(test)]
mod tests;
