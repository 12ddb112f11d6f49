use super::*;

fn pieces(text: &str) -> Vec<String> {
    let mut markup = Markup::new(text);
    let mut told = Vec::new();
    let mut at = 0;
    while let Some(bracket) = find(text, "<", at) {
        let piece = markup.piece_at(bracket, "d");
        at = match piece {
            Piece::Start(tag) => {
                told.push(format!("{}[{}]", tag.name, tag.attributes.trim()));
                tag.end
            }
            Piece::End { name, end } => {
                told.push(format!("/{name}"));
                end
            }
            Piece::Cdata { content, end } => {
                told.push(format!("={content}"));
                end
            }
            Piece::Nothing { end } | Piece::Doctype { end, .. } => end,
            Piece::Text { end } => {
                told.push("<".to_owned());
                end
            }
            Piece::CutOff => break,
        };
    }
    told
}

#[test]
fn broken_tags_end_where_they_were_meant_to() {
    let cases: [(&str, &[&str]); 10] = [
        ("<a b='>'/><c>", &["a[b='>']", "c[]"]),
        ("<a b=\"x><c d=\"y\">", &["a[b=\"x]", "c[d=\"y\"]"]),
        ("<a</a\n<c>", &["a[]", "/a", "c[]"]),
        ("<3 and < b", &["<", "<"]),
        ("</ a ><!-- <x> --><b>", &["/a", "b[]"]),
        ("<!-- open <b> <!-- closed --><c>", &["b[]", "c[]"]),
        ("<d><![CDATA[one</d><e><![CDATA[two]]></e>", &["d[]", "=one", "/d", "e[]", "=two", "/e"]),
        ("<![cdata[ x ]]><b>", &["= x ", "b[]"]),
        ("<?xml version='1.0'><b><?php a > b ?><c>", &["b[]", "c[]"]),
        ("<!DOCTYPE rss [<!ENTITY a \"]\">]><b>", &["b[]"]),
    ];
    for (text, expected) in cases {
        assert_eq!(pieces(text), expected, "{text}");
    }
}
