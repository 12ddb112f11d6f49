//! Base64 (RFC 4648) as Atom 0.3 and odd Atom 1.0 content hold it. Pure.

/// The text behind `encoded`; `None` where it is no base64 of UTF-8 text.
pub(super) fn decode(encoded: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(encoded.len() / 4 * 3), 0_u32, 0_u32);
    for byte in encoded.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap_or_default());
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests;
