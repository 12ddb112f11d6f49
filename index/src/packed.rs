//! Texts as they are stored, one by one: a page of hits reads twenty texts, and blocks of several would be unpacked
//! for one of them. Zstandard (RFC 8878), after four bytes of the length.

/// Between speed and size; higher ones gain a hundredth for twice the time.
const LEVEL: i32 = 6;
/// No text is longer; a length that says so is damaged.
const LONGEST: usize = 1 << 28;

/// Packs texts, one after another.
pub(crate) struct Packer(Option<zstd::bulk::Compressor<'static>>);

impl Packer {
    pub(crate) fn new() -> Self {
        Self(zstd::bulk::Compressor::new(LEVEL).ok())
    }

    /// A text that cannot be packed is kept as it is, which a length of 0 says.
    pub(crate) fn pack(&mut self, text: &str) -> Vec<u8> {
        let length = u32::try_from(text.len()).ok().filter(|length| *length as usize <= LONGEST);
        let packed = self.0.as_mut().and_then(|packer| packer.compress(text.as_bytes()).ok());
        match (length, packed) {
            (Some(length), Some(packed)) if packed.len() < text.len() => {
                [&length.to_le_bytes(), packed.as_slice()].concat()
            }
            _ => [&[0; 4], text.as_bytes()].concat(),
        }
    }
}

/// Unpacks texts, one after another.
pub(crate) struct Unpacker(Option<zstd::bulk::Decompressor<'static>>);

impl Unpacker {
    pub(crate) fn new() -> Self {
        Self(zstd::bulk::Decompressor::new().ok())
    }

    /// The text; empty where it is damaged.
    pub(crate) fn unpack(&mut self, packed: &[u8]) -> String {
        let Some((length, bytes)) = packed.split_first_chunk::<4>() else { return String::new() };
        let bytes = match (u32::from_le_bytes(*length) as usize, &mut self.0) {
            (0, _) => bytes.to_vec(),
            (length, Some(unpacker)) if length <= LONGEST => unpacker.decompress(bytes, length).unwrap_or_default(),
            _ => Vec::new(),
        };
        String::from_utf8(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
