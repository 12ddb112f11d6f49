//! Bulk downloads: the members of a zip, read within bounds.
//!
//! A zip can say anything of itself, so nothing it says is believed: what counts is what comes out. A member that is
//! broken, too large or packed beyond belief is left out with a warning; only what exhausts a bound of the whole ends it.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use zip::ZipArchive;

/// Members looked at; the largest bulk download of advisories has some 350,000.
const MEMBERS_MAX: usize = 1_000_000;
/// Longest record; the largest real ones have 5 MB.
const MEMBER_MAX_BYTES: u64 = 16 << 20;
/// Largest zip within a zip.
const NESTED_MAX_BYTES: u64 = 1 << 30;
/// Everything unpacked from one download.
const TOTAL_MAX_BYTES: u64 = 8 << 30;
/// JSON packs 10 to 30 times; what packs tighter beyond the first megabyte is made to hurt.
const RATIO_MAX: u64 = 200;
const RATIO_FREE_BYTES: u64 = 1 << 20;
/// Warnings of single members; the rest are counted.
const WARNINGS_MAX: usize = 20;

/// What is done with a member: its name and its bytes; why not, where it cannot be used.
type Take<'a> = dyn FnMut(&str, Vec<u8>) -> Result<(), String> + 'a;

/// Whether bytes begin as a zip does.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Hands every member whose name ends in one of `endings` to `take`, those of zips within it too (one level deep).
/// Returns warnings.
///
/// # Errors
/// In plain words, where the bytes are no zip that can be opened.
pub(super) fn members(bytes: &[u8], endings: &[&str], take: &mut Take<'_>) -> Result<Vec<String>, String> {
    let mut reading = Reading { endings, take, total: 0, warnings: Vec::new(), faults: 0 };
    reading.read(bytes, 0)?;
    let more = reading.faults.saturating_sub(reading.warnings.len());
    if more > 0 {
        reading.warnings.push(format!("{more} more members could not be read"));
    }
    Ok(reading.warnings)
}

struct Reading<'a> {
    endings: &'a [&'a str],
    take: &'a mut Take<'a>,
    total: u64,
    warnings: Vec<String>,
    /// Members that could not be read, warned of or not.
    faults: usize,
}

impl Reading<'_> {
    fn read(&mut self, bytes: &[u8], depth: u8) -> Result<(), String> {
        let opened = catch_unwind(|| ZipArchive::new(Cursor::new(bytes)));
        let mut archive = match opened {
            Ok(Ok(archive)) => archive,
            Ok(Err(fault)) => return Err(format!("no zip that can be opened: {fault}")),
            Err(_) => return Err("no zip that can be opened: it breaks the reader".to_owned()),
        };
        if archive.len() > MEMBERS_MAX {
            self.fault(format!("{} members; the first {MEMBERS_MAX} are read", archive.len()));
        }
        for index in 0..archive.len().min(MEMBERS_MAX) {
            if self.total >= TOTAL_MAX_BYTES {
                self.fault(format!("more than {} GB unpacked; the rest is left out", TOTAL_MAX_BYTES >> 30));
                return Ok(());
            }
            let unpacked = catch_unwind(AssertUnwindSafe(|| self.unpack(&mut archive, index, depth)));
            match unpacked.unwrap_or_else(|_| Err(format!("member {}: it breaks the reader", index + 1))) {
                Ok(None) => {}
                Ok(Some((name, bytes))) if ends_with(&name, &["zip"]) => {
                    if let Err(reason) = self.read(&bytes, depth + 1) {
                        self.fault(format!("{name}: {reason}"));
                    }
                }
                Ok(Some((name, bytes))) => {
                    if let Err(reason) = (self.take)(&name, bytes) {
                        self.fault(format!("{name}: {reason}"));
                    }
                }
                Err(reason) => self.fault(reason),
            }
        }
        Ok(())
    }

    /// One member, if it is wanted.
    fn unpack(
        &mut self,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        index: usize,
        depth: u8,
    ) -> Result<Option<(String, Vec<u8>)>, String> {
        let mut file = archive.by_index(index).map_err(|fault| format!("member {}: {fault}", index + 1))?;
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let nested = depth == 0 && ends_with(&name, &["zip"]);
        if file.is_dir() || !(nested || ends_with(&name, self.endings)) {
            return Ok(None);
        }
        let cap = if nested { NESTED_MAX_BYTES } else { MEMBER_MAX_BYTES };
        let by_ratio = RATIO_FREE_BYTES.max(file.compressed_size().saturating_mul(RATIO_MAX));
        let max = cap.min(by_ratio);
        let mut bytes = Vec::new();
        let read = (&mut file).take(max + 1).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.total = self.total.saturating_add(length);
        if length > max {
            let reason = if max == cap { "is too large" } else { "is packed beyond belief" };
            return Err(format!("{name}: it {reason} and is left out"));
        }
        read.map_err(|fault| format!("{name}: {fault}"))?;
        Ok(Some((name, bytes)))
    }

    fn fault(&mut self, warning: String) {
        self.faults += 1;
        if self.warnings.len() < WARNINGS_MAX {
            self.warnings.push(warning);
        }
    }
}

/// Whether a file name has one of these endings, whatever their case.
fn ends_with(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

#[cfg(test)]
pub(super) mod tests;
