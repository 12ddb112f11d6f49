use super::*;

fn resolved(text: &str) -> String {
    resolve(text, &Declared::new()).into_owned()
}

#[test]
fn references_are_resolved_once() {
    assert_eq!(resolved("AT&amp;T &lt;3 &#8217;&#x2019; &eacute;&hellip;"), "AT&T <3 \u{2019}\u{2019} é…");
    assert_eq!(resolved("&amp;amp; &amp;#39;"), "&amp; &#39;");
}

#[test]
fn what_is_no_reference_stands() {
    for text in ["a & b", "&", "&;", "&#;", "&#x;", "?a=1&copy=2;b", "&unknown;", "&amp=1", "R&D"] {
        assert_eq!(resolved(text), text);
    }
    assert_eq!(resolved("a &amp b &nbsp"), "a & b \u{a0}");
}

#[test]
fn numbers_of_windows_1252_are_meant_as_such_and_no_character_is_dropped() {
    assert_eq!(resolved("it&#146;s &#150; &#0;&#11;&#xD800;&#99999999;."), "it\u{2019}s \u{2013} .");
}

#[test]
fn declared_entities_are_not_expanded_further() {
    let declared =
        declared("<!ENTITY firm \"Acme &#38; Sons\"> <!ENTITY more '&firm;&firm;'> <!ENTITY % x SYSTEM \"y\">");
    assert_eq!(resolve("&firm; &more;", &declared), "Acme & Sons &firm;&firm;");
}
