//! Which entries of a long list were there before: a fingerprint of each address with its date, 32 bits long.
//!
//! Sitemaps and indexes of advisories list tens of thousands of entries, without a date or with an old one, and in any
//! order; so "new" can only be told from what was there. With 10,000 known entries, one new one in 400,000 shares its
//! fingerprint with one of them; such an entry is then seen at its next change.

use std::collections::BTreeSet;

#[derive(Debug, Default, PartialEq)]
pub(super) struct Seen(BTreeSet<u32>);

impl Seen {
    /// `None` where nothing is remembered.
    pub(super) fn read(text: Option<&String>) -> Option<Self> {
        let text = text.filter(|text| !text.is_empty())?;
        let prints = text.as_bytes().chunks_exact(8).filter_map(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u32::from_str_radix(digits, 16).ok()
        });
        Some(Self(prints.collect()))
    }

    /// Hexadecimal, eight digits an entry; a dash for none, since an empty memory is none.
    pub(super) fn write(&self) -> String {
        use std::fmt::Write;
        if self.0.is_empty() {
            return "-".to_owned();
        }
        self.0.iter().fold(String::with_capacity(self.0.len() * 8), |mut text, print| {
            let _ = write!(text, "{print:08x}");
            text
        })
    }

    /// What was there before is kept if most of it is missing now: a list that was cut short for once must not make the
    /// whole past new again. Beyond `most` fingerprints nothing is kept.
    pub(super) fn remembering(mut self, before: Self, most: usize) -> Self {
        if self.0.len() * 2 < before.0.len() && before.0.len() <= most {
            self.0.extend(before.0);
        }
        self
    }

    pub(super) fn has(&self, address: &str, revision: Option<&str>) -> bool {
        self.0.contains(&fingerprint(address, revision))
    }

    pub(super) fn add(&mut self, address: &str, revision: Option<&str>) {
        self.0.insert(fingerprint(address, revision));
    }
}

/// FNV-1a (64 bits), folded: the same on every machine and in every version of this program.
fn fingerprint(address: &str, revision: Option<&str>) -> u32 {
    let bytes = address.bytes().chain([0]).chain(revision.unwrap_or_default().bytes());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    ((hash >> 32) ^ (hash & 0xffff_ffff)) as u32
}

#[cfg(test)]
mod tests;
