use serde_json::json;

use super::read;

fn envelope(content: &serde_json::Value, finish: &str) -> Vec<u8> {
    json!({"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}]})
        .to_string()
        .into_bytes()
}

#[test]
fn a_text_or_parts_of_it_hold_the_proposals() {
    let object = "{\"events\":[{\"kind\":\"ban\",\"quote\":\"Acme banned it.\"}]}";
    for content in [json!(object), json!([{"type": "text", "text": object}])] {
        assert_eq!(read(&envelope(&content, "stop")).unwrap().events[0].kind, "ban");
    }
}

#[test]
fn garbage_is_refused_with_what_is_wrong() {
    for (body, reason) in [
        (b"<html>".to_vec(), "no JSON"),
        (b"{}".to_vec(), "no `choices`"),
        (b"{\"choices\":[{}]}".to_vec(), "no content"),
        (envelope(&json!(null), "stop"), "no content"),
        (envelope(&json!("I would rather not."), "stop"), "no JSON object"),
        (envelope(&json!("{\"events\":[{\"kind\""), "length"), "cut off by the endpoint"),
        (vec![0xff, 0xfe, 0x00], "no JSON"),
    ] {
        let refused = read(&body).unwrap_err();
        assert!(refused.contains(reason), "{refused}");
    }
}
