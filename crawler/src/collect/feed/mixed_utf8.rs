//! UTF-8 with foreign bytes in it: a Windows-1252 apostrophe pasted into a UTF-8 feed, one flipped byte, a
//! character cut in the middle. Pure.

use super::entities;

/// Whether at least as many characters outside of ASCII are sound as bytes are foreign.
pub(super) fn is_mostly_utf8(body: &[u8]) -> bool {
    let (mut sound, mut foreign) = (0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        foreign += chunk.invalid().len();
    }
    sound >= foreign && (sound > 0 || foreign == 0)
}

/// Whether so few bytes are foreign that no language can be told from them.
pub(super) fn is_slip(body: &[u8]) -> bool {
    body.utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>() <= 2
}

/// Sound characters as they are, foreign bytes as Windows-1252, and what is nothing in either dropped.
pub(super) fn decode(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        // More than one byte is a character that was cut, for one of another encoding stands alone.
        if let [byte] = chunk.invalid() {
            text.extend(foreign(*byte));
        }
    }
    text
}

/// `ÿ`, `þ` and the like are what noise is mostly made of, and next to nobody writes them.
fn foreign(byte: u8) -> Option<char> {
    match byte {
        0xfd..=0xff => None,
        0x80..=0x9f => entities::character(u32::from(byte)),
        _ => Some(char::from(byte)),
    }
}
