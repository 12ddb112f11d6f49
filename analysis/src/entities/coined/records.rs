//! Fields of incident records: "System: Corvid; Beak. Developer: Corvid Labs. Operator: City of Beispielstadt."

use watchline_model::EntityKind;

use super::super::names::Names;
use super::lexicon::is_generic;
use super::{Coined, Reader};

/// A field's name and what its values are.
const FIELDS: [(&str, EntityKind); 7] = [
    ("system", EntityKind::Product),
    ("product", EntityKind::Product),
    ("developer", EntityKind::Vendor),
    ("vendor", EntityKind::Vendor),
    ("provider", EntityKind::Vendor),
    ("operator", EntityKind::Organization),
    ("deployer", EntityKind::Organization),
];
/// No values.
const NOBODY: [&str; 6] = ["unknown", "unclear", "none", "n/a", "multiple", "various"];

/// A field opens a sentence, ends with it, and has its values parted by semicolons.
pub(super) fn find(reader: &Reader<'_>, names: &Names, out: &mut Vec<Coined>) {
    let sentence = reader.text.slice(reader.sentence.start, reader.sentence.end);
    let Some((field, values)) = sentence.split_once(": ") else { return };
    let Some(&(_, kind)) = FIELDS.iter().find(|(name, _)| field.eq_ignore_ascii_case(name)) else { return };
    let values = values.split_once(". ").map_or(values, |(values, _)| values);
    let mut start = reader.sentence.start + field.chars().count() + 2;
    for value in values.split(';').flat_map(|value| parts(names, kind, value)) {
        let length = value.chars().count();
        let skipped = value.chars().take_while(|c| c.is_whitespace()).count();
        let name = value.trim().trim_end_matches('.');
        // "Integrated Module (ITM)": what stands in brackets is another name of it.
        let name = name.split_once(" (").map_or(name, |(name, _)| name);
        let at = start + skipped;
        let capital = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || name.chars().skip(1).any(char::is_uppercase);
        let titled = name.split(' ').count() > 1 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
        let said = titled || name.split(' ').any(|word| !is_generic(&word.to_lowercase()));
        let known = names.find(name, kind).is_some();
        if known || capital && said && !NOBODY.contains(&name.to_lowercase().as_str()) {
            out.push(
                Coined::new(kind, (at, at + name.chars().count()), "record-field").ai(kind == EntityKind::Product),
            );
        }
        start += length + 1;
    }
}

/// "Corvid, Beak" are two values if the first is a known name; each with the sign behind it counted as one character.
fn parts<'v>(names: &Names, kind: EntityKind, value: &'v str) -> Vec<&'v str> {
    let first = value.split(',').next().unwrap_or_default().trim();
    if value.contains(", ") && names.find(first, kind).is_some() { value.split(',').collect() } else { vec![value] }
}
