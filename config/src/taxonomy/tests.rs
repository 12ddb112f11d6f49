use std::collections::HashSet;
use std::path::Path;

use watchline_model::EntityKind;

use super::shipped::{ENTITY_FILES, shipped_taxonomy};
use super::{Draft, Located};
use crate::document::parse;
use crate::lint::check_entities;
use crate::problem::Problem;

fn problems_of(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut draft = Draft::shipped(&mut problems);
    match parse("mine.toml", text) {
        Ok(root) => draft.lay_over("mine.toml", &root, &mut problems),
        Err(mistakes) => problems.extend(mistakes),
    }
    check_entities(&draft.entities, &mut problems);
    problems.iter().map(Problem::to_string).collect()
}

#[test]
fn every_file_of_the_folder_is_compiled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("taxonomy/entities");
    let mut there: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        there.push(entry.unwrap().file_name().into_string().unwrap());
    }
    there.sort();
    let compiled: Vec<&str> = ENTITY_FILES.iter().map(|(name, _)| *name).collect();
    assert_eq!(compiled, there, "name each file of taxonomy/entities in src/taxonomy/shipped.rs, in order");
}

#[test]
fn the_shipped_taxonomy_has_no_problems() {
    assert_eq!(problems_of(""), Vec::<String>::new());
}

#[test]
fn the_shipped_taxonomy_covers_the_field() {
    let taxonomy = shipped_taxonomy();
    let count = |kind| taxonomy.entities.iter().filter(|entity| entity.kind == kind).count();
    assert!(count(EntityKind::Vendor) >= 120, "{} vendors", count(EntityKind::Vendor));
    assert!(count(EntityKind::Product) + count(EntityKind::Model) >= 150);
    assert!(count(EntityKind::Regulator) >= 60, "{} regulators", count(EntityKind::Regulator));
    assert!(count(EntityKind::Country) >= 60, "{} countries", count(EntityKind::Country));
    for id in
        ["openai", "anthropic", "google", "microsoft", "github", "meta", "amazon", "apple", "nvidia", "mistral-ai"]
    {
        assert!(taxonomy.entity(&id.into()).is_some(), "{id}");
    }
    let qoder = taxonomy.entity(&"qoder".into()).unwrap();
    assert_eq!(qoder.owner, Some("alibaba".into()));
}

#[test]
fn a_country_has_a_code_of_its_own() {
    let taxonomy = shipped_taxonomy();
    let countries = taxonomy.entities.iter().filter(|entity| entity.kind == EntityKind::Country);
    let codes: Vec<&str> = countries.map(|country| country.country.as_deref().unwrap_or("none")).collect();
    let different: HashSet<&str> = codes.iter().copied().collect();
    assert!(!different.contains("none"));
    assert_eq!(different.len(), codes.len());
}

#[test]
fn no_shipped_name_is_said_twice_within_an_entity() {
    for entity in shipped_taxonomy().entities {
        let mut seen = HashSet::new();
        for name in entity.aliases.iter().chain(std::iter::once(&entity.name)) {
            assert!(seen.insert(name.to_lowercase()), "{}: `{name}` is given twice", entity.id);
        }
    }
}

#[test]
fn a_name_claimed_by_two_entities_is_told_with_both_and_their_places() {
    let problems =
        problems_of("[[entity]]\nid = \"mine\"\nkind = \"product\"\nname = \"Mine\"\naliases = [\"chatgpt\"]\n");
    assert_eq!(problems.len(), 1, "{problems:?}");
    let (start, end) = problems[0].split_once(" is claimed by `chatgpt` as well (").unwrap();
    assert_eq!(start, "mine.toml:1: entity \"mine\".aliases: the name `chatgpt`");
    assert!(end.starts_with("(shipped) taxonomy/entities/openai-anthropic.toml:"), "{end}");
    assert!(end.ends_with("); leave it to one of the two"), "{end}");
}

#[test]
fn the_operators_file_is_blamed_even_if_it_extends_an_earlier_entity() {
    let problems = problems_of("[[entity]]\nid = \"openai\"\naliases = [\"Qoder\"]\n");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("mine.toml:1: entity \"openai\".aliases: the name `Qoder` "), "{}", problems[0]);
}

#[test]
fn an_owner_that_does_not_exist_is_told_with_the_nearest() {
    let problems =
        problems_of("[[entity]]\nid = \"mine\"\nkind = \"product\"\nname = \"Mine\"\nowner = \"antropic\"\n");
    assert_eq!(
        problems,
        ["mine.toml:1: entity \"mine\".owner: there is no entity `antropic`; did you mean `anthropic`?"]
    );
}

#[test]
fn mistakes_in_an_entity_are_told_together() {
    let problems = problems_of(
        "[[entity]]\nid = \"Mine\"\nkind = \"vendr\"\nalias = [\"x\"]\ndomains = [\"https://x.example\"]\n",
    );
    let all = problems.join("\n");
    for part in [
        "mine.toml:2: entity \"Mine\".id: needs an id of lower-case letters",
        "mine.toml:3: entity \"Mine\".kind: `vendr` is not a kind; did you mean `vendor`?",
        "mine.toml:4: entity \"Mine\".alias: unknown key; did you mean `aliases`?",
        "mine.toml:1: entity \"Mine\".name: an entity needs a name",
        "mine.toml:5: entity \"Mine\".domains: `https://x.example` is not a host name",
    ] {
        assert!(all.contains(part), "{part}\nnot in\n{all}");
    }
}

#[test]
fn an_ambiguous_name_needs_words_around_it() {
    let problems =
        problems_of("[[entity]]\nid = \"bloom\"\nkind = \"vendor\"\nname = \"Bloom Labs\"\nambiguous = [\"Bloom\"]\n");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("add `context = [\"…\"]`"), "{}", problems[0]);
}

#[test]
fn a_file_of_the_operator_extends_what_is_shipped() {
    let text = "
        [[entity]]
        id = \"openai\"
        aliases = [\"the maker of ChatGPT\"]
        [[event]]
        id = \"robot_strike\"
        family = \"service\"
        definition = \"A robot refuses to work.\"
        example = \"The robot of Northwind stood still.\"
        severity_weight = 3
        [[event.patterns]]
        text = 'refuses to work'
        actor = \"before\"
        [severity]
        [[severity.facts]]
        id = \"strike\"
        text = 'all robots'
        weight = 1.5
        label = \"all robots\"
    ";
    let mut problems = Vec::new();
    let mut draft = Draft::shipped(&mut problems);
    let events = draft.events.len();
    draft.lay_over("mine.toml", &parse("mine.toml", text).unwrap(), &mut problems);
    assert_eq!(problems, []);
    let Some(Located { value: openai, line, .. }) =
        draft.entities.iter().find(|known| known.value.id.as_str() == "openai")
    else {
        panic!("openai is gone");
    };
    assert_eq!((openai.name.as_str(), *line), ("OpenAI", 2));
    assert!(
        openai.aliases.contains(&"Open AI".to_owned()) && openai.aliases.contains(&"the maker of ChatGPT".to_owned())
    );
    assert_eq!(draft.events.len(), events + 1);
    let strike = draft.events.last().unwrap();
    assert_eq!((strike.label.as_str(), strike.patterns.len()), ("robot strike", 1));
    assert!(draft.severity.facts.iter().any(|fact| fact.id == "strike"));
}

#[test]
fn mistakes_in_events_and_severity_are_told() {
    let all = problems_of(
        "
        [[event]]
        id = \"x\"
        family = \"servce\"
        [[event.patterns]]
        actor = \"befor\"
        needs = \"robots\"
        [severity]
        fact = 1
        [events]
        ",
    )
    .join("\n");
    for part in [
        "mine.toml:4: event.family: `servce` is not a family; did you mean `service`?",
        "event.definition: missing",
        "event.patterns.text: a pattern needs a regular expression",
        "mine.toml:6: event.patterns.actor: `befor` is not a side; did you mean `before`?",
        "mine.toml:7: event.patterns.needs: `robots` is none of: ai, ai_text",
        "mine.toml:9: severity.fact: unknown key; did you mean `facts`?",
        "mine.toml:10: events: unknown key in a taxonomy file; did you mean `event`?",
    ] {
        assert!(all.contains(part), "{part}\nnot in\n{all}");
    }
}
