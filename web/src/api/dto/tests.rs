use super::*;
use watchline_model::{Entity, EntityKind, Evidence, Mention, Reading};

fn reading() -> Reading {
    Reading { title: "Äcme bans Orbit".to_owned(), text: "Orbit is out.".to_owned(), ..Reading::default() }
}

#[test]
fn spans_count_in_the_body_and_those_of_the_headline_say_so() {
    let reading = reading();
    let full = reading.full_text();
    let entity = Entity { id: "orbit".into(), kind: EntityKind::Product, name: "Orbit".to_owned(), owner: None };
    let mention = |start: usize| Mention {
        entity: "orbit".into(),
        start,
        end: start + 5,
        text: "Orbit".to_owned(),
        rule: "alias:orbit".to_owned(),
    };
    let printed = value_of(&tags::Entity::all(&[entity], &[mention(10), mention(17)], &reading));
    let mentions = &printed[0]["mentions"];
    assert_eq!(mentions[0]["field"], "title");
    assert_eq!((mentions[0]["start"].as_u64(), mentions[0]["end"].as_u64()), (Some(10), Some(15)));
    assert_eq!(mentions[1]["field"], Value::Null);
    assert_eq!((mentions[1]["start"].as_u64(), mentions[1]["end"].as_u64()), (Some(0), Some(5)));
    assert_eq!(full.chars().skip(17).take(5).collect::<String>(), "Orbit");
}

#[test]
fn evidence_keeps_its_quote_where_the_span_moves() {
    let reading = reading();
    let cut = Evidence::cut(&reading.full_text(), reading.body_offset(), reading.body_offset() + 13);
    let printed = value_of(&tags::Evidence::new(&cut, &reading));
    assert_eq!(printed["quote"], "Orbit is out.");
    assert_eq!((printed["start"].as_u64(), printed["end"].as_u64()), (Some(0), Some(13)));
}

#[test]
fn an_excerpt_ends_with_a_sentence() {
    let text = format!("{} Second sentence that is long. {}", "First sentence here.", "word ".repeat(100));
    assert_eq!(excerpt(&text), "First sentence here. Second sentence that is long. …");
    assert_eq!(excerpt("Short."), "Short.");
}
