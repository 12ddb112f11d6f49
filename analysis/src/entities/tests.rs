use watchline_model::taxonomy::TaxonomyEntity;

use super::*;
use crate::input::Input;

fn entity(id: &str, kind: EntityKind, name: &str, owner: Option<&str>) -> TaxonomyEntity {
    TaxonomyEntity {
        id: EntityId::from(id),
        kind,
        name: name.to_owned(),
        owner: owner.map(EntityId::from),
        aliases: Vec::new(),
        ambiguous: Vec::new(),
        context: Vec::new(),
        except: Vec::new(),
        domains: Vec::new(),
        country: None,
        ai: true,
    }
}

fn taxonomy() -> Taxonomy {
    let mut meadow = entity("meadow", EntityKind::Vendor, "Meadow", None);
    meadow.ambiguous = vec!["Meadow".to_owned()];
    meadow.context = vec!["meadow labs".to_owned()];
    meadow.except = vec!["Meadow Street".to_owned()];
    let mut wide = entity("qinghe", EntityKind::Vendor, "Qinghe", None);
    wide.aliases = vec!["青禾科技".to_owned()];
    Taxonomy {
        entities: vec![
            meadow,
            wide,
            entity("corvid-labs", EntityKind::Vendor, "Corvid Labs", None),
            entity("corvid", EntityKind::Product, "Corvid", Some("corvid-labs")),
            entity("corvid-code", EntityKind::Product, "Corvid Code", Some("corvid-labs")),
            entity("crow-4", EntityKind::Model, "Crow-4", Some("corvid-labs")),
        ],
        ..Taxonomy::default()
    }
}

/// `kind name <- rule` of every mention that a construction made, in a text with that headline.
pub(super) fn coined(title: &str, body: &str) -> Vec<String> {
    let finder = EntityFinder::new(&taxonomy(), &mut Vec::new());
    let text = Text::new(&Input { title, body, ..Input::default() });
    let found = finder.find(&text, None);
    let rule = |seen: &Seen| seen.rule.rsplit(':').next().unwrap_or_default().to_owned();
    let line = |seen: &Seen| format!("{} {} <- {}", seen.kind, text.slice(seen.start, seen.end), rule(seen));
    found.seen.iter().filter(|seen| seen.rule.contains("coined:")).map(line).collect()
}

/// Ids of the entities found in a text.
pub(super) fn ids(body: &str) -> Vec<String> {
    let finder = EntityFinder::new(&taxonomy(), &mut Vec::new());
    let text = Text::new(&Input { body, ..Input::default() });
    finder.find(&text, None).entities.keys().map(ToString::to_string).collect()
}

pub(super) fn small_taxonomy() -> Taxonomy {
    taxonomy()
}

fn check(body: &str, expected: &[(&str, &str)]) {
    let finder = EntityFinder::new(&taxonomy(), &mut Vec::new());
    let text = Text::new(&Input { body, ..Input::default() });
    let found = finder.find(&text, None);
    let seen: Vec<(&str, &str)> =
        found.seen.iter().map(|seen| (seen.entity.as_str(), text.slice(seen.start, seen.end))).collect();
    assert_eq!(seen, expected, "in {body:?}");
}

#[test]
fn the_longest_name_counts() {
    check(
        "Corvid Code by Corvid Labs beats Corvid.",
        &[("corvid-code", "Corvid Code"), ("corvid-labs", "Corvid Labs"), ("corvid", "Corvid")],
    );
}

#[test]
fn names_are_whole_words_in_any_case_with_plural_and_possessive() {
    check("CORVID's users, two Corvids, corvidae.", &[("corvid", "CORVID"), ("corvid", "Corvid")]);
}

#[test]
fn a_version_number_that_goes_on_is_another_model() {
    check("Crow-4.5 and Crow-4o differ from Crow-4.", &[("crow-4", "Crow-4")]);
}

#[test]
fn an_ambiguous_name_needs_its_case_and_company() {
    check("The meadow was green. Meadow is a name.", &[]);
    check("Meadow, founded as meadow labs, owns a meadow in Meadow Street.", &[("meadow", "Meadow")]);
}

#[test]
fn names_in_chinese_need_no_word_boundary() {
    check("青禾科技承认了问题", &[("qinghe", "青禾科技")]);
}

#[test]
fn a_product_implies_its_vendor_by_the_same_words() {
    let finder = EntityFinder::new(&taxonomy(), &mut Vec::new());
    let text = Text::new(&Input { body: "Corvid Code failed.", ..Input::default() });
    let found = finder.find(&text, None);
    let owner: Vec<&Mention> = found.mentions.iter().filter(|mention| mention.rule == "owner").collect();
    assert_eq!(owner.len(), 1);
    assert_eq!((owner[0].entity.as_str(), owner[0].text.as_str()), ("corvid-labs", "Corvid Code"));
}

#[test]
fn vulnerability_ids_are_entities() {
    check(
        "Tracked as cve-2026-1234 and GHSA-2345-6789-cfgh.",
        &[("cve-2026-1234", "cve-2026-1234"), ("ghsa-2345-6789-cfgh", "GHSA-2345-6789-cfgh")],
    );
}

#[test]
fn people_are_found_by_their_employer_in_every_usual_form() {
    for body in [
        "Ada Beispiel, a security engineer at Corvid Labs, replied.",
        "Ada Beispiel of Corvid Labs replied.",
        "Corvid Labs engineer Ada Beispiel replied.",
        "Corvid Labs' rival said nothing; Corvid Labs (Ada Beispiel, on X) replied.",
        "Corvid Labs's Ada Beispiel said so.",
        "Ada Beispiel, Corvid Labs’s head of safety, replied.",
    ] {
        let finder = EntityFinder::new(&taxonomy(), &mut Vec::new());
        let found = finder.find(&Text::new(&Input { body, ..Input::default() }), None);
        let person = found.entities.get(&EntityId::from("ada-beispiel"));
        let owner = person.and_then(|person| person.owner.clone());
        assert_eq!(owner, Some(EntityId::from("corvid-labs")), "in {body:?}");
    }
}

#[test]
fn a_family_name_alone_is_the_person_again() {
    check(
        "Ada Beispiel of Corvid Labs replied. Beispiel was brief.",
        &[("ada-beispiel", "Ada Beispiel"), ("corvid-labs", "Corvid Labs"), ("ada-beispiel", "Beispiel")],
    );
}

#[test]
fn people_who_speak_for_the_company_or_work_on_its_product_are_its_own() {
    use crate::analyzer::tests::labelled::analyzer;
    for body in [
        "Corvid Labs leaked private chats. Mira Holm, writing on X for the company, said the fault was gone.",
        "Mira Holm, who works on Corvid, acknowledged the leak.",
        "Corvid Labs leaked private chats. The company's security chief, Mira Holm, apologised.",
    ] {
        let analysis = analyzer().analyze(&Input { body, ..Input::default() });
        let person = analysis.entities.iter().find(|entity| entity.id.as_str() == "mira-holm");
        let owner = person.and_then(|person| person.owner.as_ref()).map(|owner| owner.as_str());
        assert_eq!(owner, Some("corvid-labs"), "{body}: {:#?}", analysis.entities);
    }
}

#[test]
fn the_words_of_the_trade_vouch_for_common_names() {
    for (id, body) in [
        ("grok", "Grok is a chatbot made with generative AI."),
        ("claude", "Claude Desktop runs Claude with a list of Skills."),
        ("replicate", "Models are hosted by Replicate, a platform for AI models."),
    ] {
        let analysis = crate::analyzer::tests::labelled::analyzer().analyze(&Input { body, ..Input::default() });
        assert!(analysis.entities.iter().any(|entity| entity.id.as_str() == id), "{id}: {:#?}", analysis.entities);
    }
    let body = "Readers who grok the method can replicate it. Claude painted lilies.";
    let analysis = crate::analyzer::tests::labelled::analyzer().analyze(&Input { body, ..Input::default() });
    assert!(analysis.entities.is_empty(), "{:#?}", analysis.entities);
}
