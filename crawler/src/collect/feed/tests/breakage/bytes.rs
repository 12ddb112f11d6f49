//! Breakage of the bytes: encodings that are not what is declared, and bytes that are nothing.

use std::io::Write;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

use super::{Breaking, Broken, Seed, with_words};

pub(super) const JAPANESE: &str = "\u{3000}対話型AIの障害について、調査の結果をお知らせします";
pub(super) const CHINESE: &str = "关于人工智能助手故障的调查结果和说明";
pub(super) const TRADITIONAL: &str = "關於人工智慧助理故障的調查結果與說明";
pub(super) const KOREAN: &str = "인공지능 비서 장애에 대한 조사 결과를 알려드립니다";
pub(super) const RUSSIAN: &str = " Результаты расследования сбоя помощника опубликованы сегодня";

pub(super) const CLASSES: &[(&str, Breaking)] = &[
    ("Windows-1252 declared as UTF-8", |text, _| {
        let text = declared(text, "UTF-8");
        (!text.is_ascii()).then(|| Broken::new(encoded(&text, WINDOWS_1252)))
    }),
    ("Windows-1252 among UTF-8", mixed),
    ("one foreign byte", |text, seed| inserted(text, &[*[0xff, 0xfe, 0x81, 0x9d].get(seed.below(4))?], seed)),
    ("half a character", |text, seed| inserted(text, &[0xe2, 0x80], seed)),
    ("control characters", |text, seed| {
        let text = inserted(text, &[0x0b], seed)?;
        inserted(std::str::from_utf8(&text.body).ok()?, &[0x00, 0x08], seed)
    }),
    ("UTF-8 with a mark", |text, _| Some(Broken::new(format!("\u{feff}{text}")))),
    ("UTF-8 with a mark behind blanks", |text, _| Some(Broken::new(format!("\r\n\u{feff}{text}")))),
    ("UTF-16LE declared as UTF-8", |text, _| Some(Broken::new(utf_16(&format!("\u{feff}{text}"), u16::to_le_bytes)))),
    ("UTF-16BE declared as UTF-8", |text, _| Some(Broken::new(utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes)))),
    ("UTF-16LE without a mark", |text, _| Some(Broken::new(utf_16(text, u16::to_le_bytes)))),
    ("UTF-16BE without a mark", |text, _| Some(Broken::new(utf_16(text, u16::to_be_bytes)))),
    ("UTF-16 with half a unit", |text, _| {
        let mut body = utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes);
        body.pop();
        Some(Broken::new(body))
    }),
    ("UTF-32", |text, _| Some(Broken::new(text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect::<Vec<u8>>()))),
    ("UTF-8 declared as UTF-16", |text, _| Some(Broken::new(declared(text, "UTF-16")))),
    ("UTF-8 declared as Latin-1", |text, _| Some(Broken::new(declared(text, "ISO-8859-1")))),
    ("UTF-8 declared as nonsense", |text, _| Some(Broken::new(declared(text, "x-unknown-8")))),
    ("UTF-8 twice", |text, _| {
        if text.is_ascii() || !text.chars().all(|c| u32::from(c) < 0x2500) {
            return None;
        }
        Some(Broken::new(text.bytes().map(char::from).collect::<String>()))
    }),
    ("Latin-1, header only", |text, _| in_header(text, WINDOWS_1252, "text/xml; charset=iso-8859-1")),
    ("Shift_JIS, header only", |text, _| in_header(&japanese(text), SHIFT_JIS, "text/xml; charset=Shift_JIS")),
    ("EUC-JP, declared", |text, _| Some(Broken::new(encoded(&declared(&japanese(text), "EUC-JP"), EUC_JP)))),
    ("GBK, declared", |text, _| Some(Broken::new(encoded(&declared(&chinese(text), "gb2312"), GB18030)))),
    ("GBK declared as Latin-1", |text, _| Some(Broken::new(encoded(&declared(&chinese(text), "ISO-8859-1"), GB18030)))),
    ("Big5, header only", |text, _| in_header(&traditional(text), BIG5, "application/rss+xml;charset=\"big5\"")),
    ("EUC-KR declared as UTF-8", |text, _| Some(Broken::new(encoded(&declared(&korean(text), "UTF-8"), EUC_KR)))),
    ("KOI8-R, declared", |text, _| Some(Broken::new(encoded(&declared(&russian(text), "koi8-r"), KOI8_R)))),
    ("KOI8-R declared as Windows-1251", |text, _| {
        Some(Broken::new(encoded(&declared(&russian(text), "windows-1251"), KOI8_R)))
    }),
    ("Windows-1251 declared as UTF-8", |text, _| {
        Some(Broken::new(encoded(&declared(&russian(text), "UTF-8"), WINDOWS_1251)))
    }),
    ("packed without a word", |text, _| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).ok()?;
        Some(Broken::new(packer.finish().ok()?))
    }),
];

/// The declaration of the encoding is changed, or made.
fn declared(text: &str, encoding: &str) -> String {
    let rest = text.find("?>").filter(|_| text.starts_with("<?xml")).map_or(text, |end| &text[end + 2..]);
    format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{rest}")
}

fn undeclared(text: &str) -> String {
    declared(text, "x").replacen(" encoding=\"x\"", "", 1)
}

/// What the encoding has no letter for becomes a numeric reference.
fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn in_header(text: &str, encoding: &'static Encoding, header: &'static str) -> Option<Broken> {
    Some(Broken { content_type: Some(header), ..Broken::new(encoded(&undeclared(text), encoding)) })
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// A foreign byte in the text of a title.
fn inserted(text: &str, bytes: &[u8], seed: &mut Seed) -> Option<Broken> {
    let places = super::places_in_items(text, "</title>");
    let place = *places.get(seed.below(places.len()))?;
    let place = text.floor_char_boundary(place.saturating_sub(2));
    if text.as_bytes().get(place..place + 2)?.iter().any(|byte| !byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut body = text.as_bytes().to_vec();
    body.splice(place..place, bytes.iter().copied());
    Some(Broken::new(body))
}

/// Every second curly apostrophe and dash as Windows-1252, the rest as UTF-8.
fn mixed(text: &str, _: &mut Seed) -> Option<Broken> {
    let mut body = Vec::with_capacity(text.len());
    let (mut foreign, mut sound) = (0, 0);
    for c in text.chars() {
        let mut letter = [0; 4];
        let utf_8 = c.encode_utf8(&mut letter);
        let byte = encoding_byte(utf_8);
        if !c.is_ascii() && byte.is_some() && foreign < sound {
            body.extend(byte);
            foreign += 1;
        } else {
            body.extend_from_slice(utf_8.as_bytes());
            sound += usize::from(!c.is_ascii());
        }
    }
    (foreign > 0).then(|| Broken::new(body))
}

fn encoding_byte(letter: &str) -> Option<u8> {
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(letter);
    bytes.first().copied().filter(|byte| !is_lossy && *byte < 0xfd)
}

fn japanese(text: &str) -> String {
    with_words(text, JAPANESE)
}

fn chinese(text: &str) -> String {
    with_words(text, CHINESE)
}

fn traditional(text: &str) -> String {
    with_words(text, TRADITIONAL)
}

fn korean(text: &str) -> String {
    with_words(text, KOREAN)
}

fn russian(text: &str) -> String {
    with_words(text, RUSSIAN)
}
