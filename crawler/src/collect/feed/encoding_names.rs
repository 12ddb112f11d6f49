//! What encodings are called in headers and XML declarations, standard or not. Pure.

use encoding_rs::Encoding;

/// The encoding of an XML declaration, wherever near the start of the text it stands.
pub(super) fn in_declaration(head: &str) -> Option<&'static Encoding> {
    let (_, declaration) = head.split_once("<?xml")?;
    let declaration = declaration.split('>').next()?;
    let (_, value) = declaration.split_once("encoding")?;
    named(value.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '\\')))
}

/// The encoding of a `Content-Type` header.
pub(super) fn in_header(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let (_, value) = lower.split_once("charset")?;
    named(value.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'')))
}

/// The encoding whose name `text` begins with.
fn named(text: &str) -> Option<&'static Encoding> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let name = text.split(|c: char| !is_name(c)).next()?;
    Encoding::for_label(name.as_bytes()).or_else(|| {
        let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let label = match bare.as_str() {
            "utf8" | "utf8n" | "utf" | "unicode" => "utf-8",
            "latin" | "latin1" | "iso88591" | "88591" | "ansi" | "ascii" | "usascii" | "iso885915" => "windows-1252",
            "sjis" | "shiftjis" | "xsjis" | "cp932" | "mskanji" | "windows31j" => "shift_jis",
            "gb2312" | "gbk" | "gb" | "cp936" | "euccn" | "gb18030" => "gb18030",
            "euckr" | "cp949" | "ksc56011987" | "ksc5601" | "uhc" => "euc-kr",
            "eucjp" | "ujis" => "euc-jp",
            "big5" | "cp950" | "big5hkscs" => "big5",
            "koi8r" | "koi8" => "koi8-r",
            _ => {
                let number = bare.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                return Encoding::for_label(format!("windows-{number}").as_bytes())
                    .or_else(|| Encoding::for_label(format!("iso-8859-{}", number.strip_prefix("8859")?).as_bytes()));
            }
        };
        Encoding::for_label(label.as_bytes())
    })
}

#[cfg(test)]
mod tests;
