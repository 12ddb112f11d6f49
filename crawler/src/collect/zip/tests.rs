use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A zip of these files.
pub(in crate::collect) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("a zip").into_inner()
}

fn read(bytes: &[u8]) -> Result<(Vec<String>, Vec<String>), String> {
    let mut names = Vec::new();
    let warnings = members(bytes, &["json"], &mut |name, bytes| {
        if bytes == b"bad" {
            return Err("not wanted".to_owned());
        }
        names.push(name.to_owned());
        Ok(())
    })?;
    Ok((names, warnings))
}

#[test]
fn members_are_read_by_their_endings() {
    let zip = zip_of(&[("a.json", b"1"), ("b.txt", b"2"), ("folder/c.JSON", b"3"), ("json", b"4")]);
    assert_eq!(read(&zip), Ok((vec!["a.json".to_owned(), "folder/c.JSON".to_owned()], Vec::new())));
}

#[test]
fn a_zip_within_a_zip_is_read_and_not_deeper() {
    let inner = zip_of(&[("a.json", b"1"), ("deeper.zip", &zip_of(&[("b.json", b"2")]))]);
    let outer = zip_of(&[("cves.zip", &inner), ("c.json", b"3")]);
    assert_eq!(read(&outer).expect("a zip").0, ["a.json", "c.json"]);
}

#[test]
fn one_bad_member_costs_only_itself() {
    let zip = zip_of(&[("a.json", b"bad"), ("b.json", b"good"), ("c.zip", b"no zip")]);
    let (names, warnings) = read(&zip).expect("a zip");
    assert_eq!(names, ["b.json"]);
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert_eq!(warnings[0], "a.json: not wanted");
    let text = b"the quick brown fox jumps over the lazy dog ".repeat(40);
    let mut damaged = zip_of(&[("a.json", &text), ("b.json", b"good")]);
    damaged[60] ^= 0xff;
    let (names, warnings) = read(&damaged).expect("a zip");
    assert_eq!((names, warnings.len()), (vec!["b.json".to_owned()], 1));
}

#[test]
fn a_bomb_is_left_out() {
    let bomb = vec![b'['; 50 << 20];
    let zip = zip_of(&[("bomb.json", &bomb), ("good.json", b"{}")]);
    assert!(zip.len() < 100_000);
    let (names, warnings) = read(&zip).expect("a zip");
    assert_eq!(names, ["good.json"]);
    assert!(warnings[0].contains("bomb.json"), "{warnings:?}");
}

#[test]
fn no_bytes_break_it() {
    let zip = zip_of(&[("a.json", b"{}"), ("b.json", &b"[1, 2, 3]".repeat(50))]);
    for end in 0..zip.len() {
        let _ = read(&zip[..end]);
    }
    for at in 0..zip.len() {
        for bits in [0x01, 0x80, 0xff] {
            let mut damaged = zip.clone();
            damaged[at] ^= bits;
            let _ = read(&damaged);
        }
    }
    assert!(read(b"").is_err() && read(b"PK\x03\x04").is_err());
}

#[test]
fn many_faults_are_counted() {
    let files: Vec<(String, &[u8])> = (0..50).map(|n| (format!("{n}.json"), b"bad".as_slice())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let (_, warnings) = read(&zip_of(&files)).expect("a zip");
    assert_eq!(warnings.len(), WARNINGS_MAX + 1);
    assert_eq!(warnings.last().map(String::as_str), Some("30 more members could not be read"));
}
