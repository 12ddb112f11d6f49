//! The smallest gzip writer there is (RFC 1952 around stored blocks of RFC 1951): one page of the demo is
//! served compressed so that the crawler must decode it; how well it is compressed does not matter.

/// Longest stored block.
const BLOCK: usize = 0xffff;

pub(super) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut rest = body;
    loop {
        let (block, after) = rest.split_at(rest.len().min(BLOCK));
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        out.push(u8::from(after.is_empty()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    out.extend(crc32(body).to_le_bytes());
    // RFC 1952: the size modulo 2^32.
    out.extend(u32::try_from(body.len() & 0xffff_ffff).unwrap_or(0).to_le_bytes());
    out
}

fn crc32(body: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in body {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = crc & 1;
            crc = (crc >> 1) ^ (0xedb8_8320 * carry);
        }
    }
    !crc
}

#[cfg(test)]
mod tests;
