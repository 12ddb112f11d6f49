use super::*;

fn parts(json: &str) -> Vec<&str> {
    elements(json.as_bytes())
        .expect("a list")
        .parts
        .into_iter()
        .map(|part| std::str::from_utf8(part).expect("text"))
        .collect()
}

#[test]
fn elements_stand_as_they_stood() {
    assert_eq!(
        parts(" [ {\"a\" : [1, \"]\"]} ,\n2, \"x,\\\"y\", null,[]] "),
        ["{\"a\" : [1, \"]\"]}", "2", "\"x,\\\"y\"", "null", "[]"]
    );
    assert_eq!(parts("[]"), Vec::<&str>::new());
    assert_eq!(parts("\u{feff}[1]"), ["1"]);
}

#[test]
fn what_breaks_off_gives_what_came_before() {
    let whole = "[{\"id\": \"a\"}, {\"id\": \"b\\\\\"}, {\"id\": \"c\"}]";
    for end in 0..whole.len() {
        let Some(found) = elements(&whole.as_bytes()[..end]) else { continue };
        assert!(found.breaks_off, "{end}");
        assert!(found.parts.iter().all(|part| serde_json::from_slice::<serde_json::Value>(part).is_ok()), "{end}");
    }
    assert_eq!(elements(&whole.as_bytes()[..whole.len() - 3]).expect("a list").parts.len(), 2);
    assert!(!elements(whole.as_bytes()).expect("a list").breaks_off);
}

#[test]
fn a_member_is_found_behind_others() {
    let json = b"{\"x\": {\"vulns\": 1}, \"y\": \"\\\"vulns\\\": 2\", \"vulns\": [3], \"z\": 4}";
    assert_eq!(member(json, "vulns"), Some(b"[3]".as_slice()));
    assert_eq!(member(json, "z"), Some(b"4".as_slice()));
    assert_eq!(member(json, "absent"), None);
    assert_eq!(member(b"{\"vulns\": [1, 2", "vulns"), Some(b"[1, 2".as_slice()));
}

#[test]
fn no_bytes_break_it() {
    for json in
        ["", "[", "{", "[[[", "]", "[}", "{\"", "{\"a\"", "{\"a\":", "[\"\\", "[,,,]", "[:]", "{:}", "{1:2}", "[a b]"]
    {
        let _ = (elements(json.as_bytes()), member(json.as_bytes(), "a"));
    }
    assert_eq!(elements("[".repeat(1_000_000).as_bytes()).expect("a list").parts.len(), 0);
    assert_eq!(elements(b"{}"), None);
}
