use super::*;

fn count(kind: EntityKind, name: &str) -> EntityCount {
    let entity = Entity { id: EntityId::new(name.to_lowercase()), kind, name: name.to_owned(), owner: None };
    EntityCount { entity, documents: 1, incidents: 1 }
}

#[test]
fn names_stand_under_their_letter_and_weaknesses_under_their_year() {
    let all =
        [count(EntityKind::Vendor, "orchid"), count(EntityKind::Vendor, "Alder"), count(EntityKind::Vendor, "3i")];
    let (letters, groups, cut) = alphabet(EntityKind::Vendor, &all.iter().collect::<Vec<_>>(), "");
    assert_eq!(letters.iter().map(|(letter, ..)| letter.as_str()).collect::<Vec<_>>(), ["0–9", "A", "O"]);
    assert_eq!(groups[1].lines[0].name, "Alder");
    assert_eq!((letters[1].1.as_str(), groups[1].id.as_str(), cut), ("#letter-a", "letter-a", None));
    assert_eq!(letter_of(&count(EntityKind::Vulnerability, "CVE-2026-1234").entity), "CVE-2026");
}

#[test]
fn thousands_are_chosen_from_by_letter() {
    let all: Vec<EntityCount> = (0..900)
        .map(|number| count(EntityKind::Person, &format!("{}{number}", if number % 2 == 0 { "A" } else { "B" })))
        .collect();
    let all: Vec<&EntityCount> = all.iter().collect();
    let (letters, groups, cut) = alphabet(EntityKind::Person, &all, "");
    assert_eq!(groups[0].lines.len(), ON_A_PAGE);
    assert!(cut.is_some_and(|text| text.contains("of 900")));
    assert!(letters[0].1.contains("letter=A"));
    let (_, groups, cut) = alphabet(EntityKind::Person, &all, "b");
    assert_eq!((groups.len(), groups[0].lines.len(), cut), (1, 450, None));
}
