//! Short records of databases: what ties two of them together, and what keeps the like apart.

use watchline_model::EntityKind::{Product, Vendor};
use watchline_model::{Basis, Dated};

use super::story::{Story, place_all, together};
use crate::cluster::{Clusterer, Signature, clues, signature};
use crate::{Analysis, Input};

const ENTITIES: &[(watchline_model::EntityKind, &str)] = &[(Vendor, "Nordlys Ledger"), (Product, "Tallybot")];

fn flaw(url: &'static str) -> Story {
    Story {
        title: "Tallybot: deserialization of untrusted data in the model loader",
        body: "This flaw allows remote attackers to execute arbitrary code on installations of Tallybot by Nordlys Ledger. User \
            interaction is required, in that the target must open a crafted checkpoint of a ledger model."
            .to_owned(),
        published: Some((2026, 3, 4)),
        url: Some(url),
        entities: ENTITIES,
        events: &["vulnerability_disclosed"],
        ..Story::default()
    }
}

/// The values of a document's clues against the only cluster there is.
fn values(earlier: &[Signature], document: &Signature) -> impl Fn(&str) -> f32 + use<> {
    let mut clusterer = Clusterer::new();
    for (number, signature) in earlier.iter().enumerate() {
        clusterer.insert(number as u64, &[number as u64 + 1], signature);
    }
    let found = clusterer.candidates(99, document);
    let first = found.into_iter().find(|candidate| candidate.cluster == 1).expect("the first is met");
    move |name| {
        let place = clues().iter().position(|(clue, _)| *clue == name).expect("a clue's name");
        first.values[place]
    }
}

fn titled(title: &str, body: &str) -> Signature {
    signature(&Input { title, body, ..Input::default() }, &Analysis::default(), &[])
}

fn apart(one: Story, other: Story) -> String {
    let placements = place_all(&[one, other]);
    assert_ne!(placements[0].clusters, placements[1].clusters, "{:?}", placements[1]);
    placements[1].reasons.iter().map(|reason| format!("{} ", reason.rule)).collect()
}

#[test]
fn records_of_two_numbers_are_two_incidents_whatever_the_words() {
    let rules =
        apart(flaw("https://flaws.example/detail/CVE-2031-90001"), flaw("https://flaws.example/detail/CVE-2031-90002"));
    assert!(rules.contains("other-flaw"), "{rules}");
}

#[test]
fn records_of_one_number_are_one_incident_whatever_the_words() {
    let report = Story {
        title: "One file is enough",
        body:
            "A bookkeeper who opens a stranger's file hands over the whole machine, Lena Brask found (CVE-2031-90001)."
                .to_owned(),
        published: Some((2026, 5, 20)),
        url: Some("https://thebeacon.example/one-file"),
        ..flaw("")
    };
    let placements = together(&[flaw("https://flaws.example/detail/CVE-2031-90001"), report]);
    assert!(placements[1].reasons.iter().any(|reason| reason.rule == "same-flaw"), "{placements:?}");
}

#[test]
fn numbers_of_two_schemes_do_not_contradict_each_other() {
    let placements = place_all(&[
        flaw("https://flaws.example/detail/CVE-2031-90001"),
        flaw("https://advisories.example/GHSA-2345-6789-cfgh"),
    ]);
    assert!(placements[1].reasons.iter().all(|reason| reason.rule != "other-flaw"));
}

#[test]
fn a_flaw_that_a_list_names_may_join_the_list() {
    let list = Story {
        title: "Two flaws in Tallybot",
        body: "Nordlys Ledger has closed CVE-2031-90001 and CVE-2031-90002 in Tallybot.".to_owned(),
        entities: &[
            (Vendor, "Nordlys Ledger"),
            (Product, "Tallybot"),
            (watchline_model::EntityKind::Vulnerability, "CVE-2031-90001"),
            (watchline_model::EntityKind::Vulnerability, "CVE-2031-90002"),
        ],
        ..flaw("https://nordlys.example/closed")
    };
    let one = flaw("https://flaws.example/detail/CVE-2031-90002").signature();
    let clues = values(&[list.signature()], &one);
    assert!(clues("other-flaw") == 0.0 && clues("same-vulnerability") > 0.0);
}

#[test]
fn names_of_code_and_versions_tell_two_flaws_apart() {
    let told = |function: &str, release: &str| {
        titled(
            "Injection in Tallybot",
            &format!("The function {function}() of Tallybot before {release} runs what it is given."),
        )
    };
    let clues = values(&[told("load_ledger", "1.4.2")], &told("render_page", "1.4.2"));
    assert_eq!((clues("other-names-of-code"), clues("same-versions") > 0.0), (1.0, true));
    let clues = values(&[told("load_ledger", "1.4.2")], &told("load_ledger", "1.5.0"));
    assert_eq!((clues("other-versions"), clues("same-names-of-code") > 0.0), (1.0, true));
}

#[test]
fn a_form_filled_in_with_other_names_is_no_copy() {
    let told = |name: &str| {
        titled(
            &format!("Overflow in the {name} plugin of Tallybot"),
            &format!(
                "A heap-based buffer overflow exists in the {name} plugin of Tallybot. A specially crafted file can lead to code \
                 execution. An attacker can provide a malicious file to trigger this flaw, and the target must open that file."
            ),
        )
    };
    let copy = values(&[told("Greywick")], &told("Greywick"));
    assert!(copy("near-copy") > 0.9);
    let other = values(&[told("Greywick")], &told("Hollenau"));
    assert_eq!(other("near-copy"), 0.0);
}

/// Ten records of one form, about other places; the first one is of Vestmark.
fn form() -> Vec<Signature> {
    let places = ["Vestmark", "Oberau", "Larnholm", "Sund", "Mossel", "Tamsk", "Brenn", "Kolvik", "Aldra", "Quern"];
    let told = |place: &&str| {
        titled(
            "Report",
            &format!(
                "The purpose of the machine in {place} was to reduce queues. Ethical concerns: fairness, opacity, consent."
            ),
        )
    };
    places.iter().map(told).collect()
}

#[test]
fn a_form_that_many_records_share_is_not_what_one_says() {
    let mut seen = form();
    let next = titled(
        "Report",
        "The purpose of the machine in Hagnes was to reduce queues. Ethical concerns: fairness, opacity, consent.",
    );
    let clues = values(&seen, &next);
    assert!(clues("shared-rare-words") > 0.2, "the words are shared: {}", clues("shared-rare-words"));
    assert!(clues("what-both-say") < 0.1, "and say nothing: {}", clues("what-both-say"));
    seen.truncate(1);
    assert!(values(&seen, &next)("what-both-say") > 0.5, "of one record nobody knows what is its form");
}

#[test]
fn a_terse_line_is_contained_in_a_long_report() {
    let report = titled(
        "A night at the ferry landing",
        "When the Skarvik ferry struck the pier of Mossel on Tuesday, a steering program held the wheel. Passengers say that the \
            captain shouted. The harbour master has taken the recorder. The shipping line will not say since when the program \
            had been used. An inquiry begins in Larnholm next week, and divers look at the rudder.",
    );
    let clues = values(&[report], &titled("Skarvik ferry strikes pier of Mossel", "Steering program blamed."));
    assert!(clues("says-what-a-shorter-one-says") > clues("what-both-say") + 0.2);
    assert!(clues("headline-told") > 0.8, "{}", clues("headline-told"));
}

#[test]
fn other_names_in_the_headlines_are_told() {
    let told = |name: &str| {
        titled(
            &format!("Forged Video of {name} Spreads"),
            &format!("A forged video of {name} spreads. In it {name} promises money to whoever signs up."),
        )
    };
    let clues = values(&[told("Mirela Osk")], &told("Tomas Evrin"));
    assert!(clues("other-names-in-the-headlines") > 0.3);
    let clues = values(&[told("Mirela Osk")], &told("Mirela Osk"));
    assert_eq!((clues("other-names-in-the-headlines"), clues("names-of-both-headlines") > 0.9), (0.0, true));
}

#[test]
fn months_tell_how_far_apart_two_must_be() {
    let dated = |published: &str| {
        let published = Dated::parse(published, Basis::Published);
        let input =
            Input { title: "Skarvik ferry strikes pier", body: "A program steered.", published, ..Input::default() };
        signature(&input, &Analysis::default(), &[])
    };
    let apart = |one: &str, other: &str| values(&[dated(one)], &dated(other))("months-apart");
    assert_eq!(apart("2026-03", "2026-03-20"), 0.0);
    assert!(apart("2026-03", "2026-09") > apart("2026-03", "2026-05"));
    assert!(apart("2024", "2026-05-01") > 0.0);
    assert_eq!(apart("2026-03-01", "2026-09-01"), 0.0, "days-apart says it");
}
