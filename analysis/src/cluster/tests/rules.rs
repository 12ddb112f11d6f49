//! One made-up pair of stories for each rule that looks beyond words.

use watchline_model::EntityKind::{Product, Vendor};

use super::story::{Story, place_all, together};
use crate::cluster::{Clusterer, PlacementDecision};

const ENTITIES: &[(watchline_model::EntityKind, &str)] = &[(Vendor, "Nordlys Ledger"), (Product, "Tallybot")];

fn leak() -> Story {
    Story {
        title: "Tallybot shows payslips to strangers",
        body: "Payslips of a shipyard in Vestmark stood in the inboxes of strangers on Tuesday. Nordlys Ledger, which makes \
            Tallybot, has switched the sharing of folders off and is looking for the cause with its engineers in Sund."
            .to_owned(),
        published: Some((2026, 2, 10)),
        url: Some("https://quaypost.example/news/payslips"),
        entities: ENTITIES,
        events: &["data_exposure"],
        ..Story::default()
    }
}

fn fine(sentence: &str) -> Story {
    Story {
        title: "Fine for a bookkeeper's machine",
        body: format!(
            "The commission of Vestmark has fined Nordlys Ledger two million crowns. {sentence} It may appeal."
        ),
        published: Some((2026, 6, 30)),
        url: Some("https://commission.example/notices/19"),
        entities: &[(Vendor, "Nordlys Ledger")],
        events: &["data_exposure", "fine"],
        ..Story::default()
    }
}

fn rules(story: &[Story]) -> Vec<String> {
    let placements = place_all(story);
    placements.last().expect("a placement").reasons.iter().map(|reason| reason.rule.clone()).collect()
}

#[test]
fn the_same_trouble_at_one_product_in_the_same_days_joins_whatever_the_words() {
    let other_words = Story {
        title: "Whose wages are these?",
        body: "Lena Brask opened her bookkeeping on Wednesday and read what a crane driver earns. She telephoned him. \
            Neither of them can laugh about the machine that introduced them, she says."
            .to_owned(),
        published: Some((2026, 2, 11)),
        url: Some("https://thebeacon.example/wages"),
        ..leak()
    };
    together(&[leak(), other_words.clone()]);
    let next_month = Story { published: Some((2026, 3, 11)), ..other_words };
    let placements = place_all(&[leak(), next_month]);
    assert_ne!(placements[0].clusters, placements[1].clusters);
}

#[test]
fn a_report_in_another_script_joins_by_product_kind_and_day() {
    let chinese = Story {
        title: "记账助手泄露工资单",
        body: "周二，一家造船厂的工资单出现在陌生人的收件箱里。公司已关闭文件夹共享功能，正在调查原因。受影响人数尚不清楚。".to_owned(),
        published: Some((2026, 2, 11)),
        url: Some("https://ribao.example/tech/1"),
        ..leak()
    };
    assert!(rules(&[leak(), chinese.clone()]).contains(&"other-script".to_owned()));
    together(&[leak(), chinese.clone()]);
    let outage = Story { events: &["outage"], ..chinese };
    let placements = place_all(&[leak(), outage]);
    assert_ne!(placements[0].clusters, placements[1].clusters);
}

#[test]
fn a_fine_that_names_the_day_joins_months_later() {
    let named = fine("On 10 February payslips had been shown to strangers.");
    assert!(rules(&[leak(), named.clone()]).contains(&"recalls-day".to_owned()));
    together(&[leak(), named]);
    let silent = fine("What for, it would not say.");
    assert!(!rules(&[leak(), silent]).contains(&"recalls-day".to_owned()));
}

#[test]
fn months_speak_less_against_who_links_back() {
    let follow_up = Story {
        title: "Shipyard turns its back on Tallybot",
        body: "The shipyard in Vestmark whose payslips went astray keeps its books by hand again, with two new clerks."
            .to_owned(),
        published: Some((2026, 6, 1)),
        url: Some("https://thebeacon.example/shipyard"),
        events: &[],
        ..leak()
    };
    let linked = Story { links: &["https://quaypost.example/news/payslips"], ..follow_up.clone() };
    let days = |story: Story| {
        let placements = place_all(&[leak(), story]);
        let reason = placements[1].reasons.iter().find(|reason| reason.rule == "days-apart");
        reason.expect("months lie between").weight
    };
    assert!(days(linked.clone()) > days(follow_up) / 2.0);
    together(&[leak(), linked]);
}

#[test]
fn an_outage_does_not_join_a_leak_of_the_same_week() {
    let outage = Story {
        title: "Tallybot down",
        body: "Tallybot of Nordlys Ledger could not be reached on Thursday. A pump had failed in a computing centre near Sund."
            .to_owned(),
        published: Some((2026, 2, 12)),
        url: Some("https://quaypost.example/news/down"),
        events: &["outage"],
        ..leak()
    };
    assert!(rules(&[leak(), outage.clone()]).contains(&"other-events".to_owned()));
    let placements = place_all(&[leak(), outage]);
    assert_ne!(placements[0].clusters, placements[1].clusters);
}

#[test]
fn between_two_that_fit_alike_the_linked_one_is_joined() {
    let mut clusterer = Clusterer::new();
    let twin = Story { url: Some("https://thebeacon.example/payslips"), ..leak() };
    clusterer.insert(0, &[1], &leak().signature());
    clusterer.insert(1, &[2], &twin.signature());
    let later = Story {
        url: Some("https://ledgerweek.example/payslips"),
        links: &["https://thebeacon.example/payslips"],
        ..leak()
    };
    let placement = clusterer.place(2, &later.signature());
    assert_eq!((placement.clusters, placement.decision), (vec![2], PlacementDecision::Join));
}

#[test]
fn lines_that_stand_under_every_report_of_a_paper_are_not_compared() {
    let under = "\n\nRead more: The great paperclip shortage of Oberau\n\nSubscribe to our newsletter";
    let with = |story: Story| Story { body: format!("{}{under}", story.body), ..story };
    assert_eq!(with(leak()).signature().terms, leak().signature().terms);
}

#[test]
fn the_name_of_a_country_tells_no_happening() {
    let story = Story {
        body: format!("{} Vestmark is shocked.", leak().body),
        entities: &[
            (Vendor, "Nordlys Ledger"),
            (Product, "Tallybot"),
            (watchline_model::EntityKind::Country, "Vestmark"),
        ],
        ..leak()
    };
    let signature = story.signature();
    assert!(signature.parties.iter().all(|party| party != "vestmark"));
    assert!(signature.terms.iter().all(|term| term.stem != "vestmark"));
}

#[test]
fn what_a_register_that_enters_each_case_once_tells_next_is_another_case() {
    let cases = [
        ("Drone lands in a vineyard", "Pickers near Aldmoor found a grey drone between the rows and called the mayor."),
        (
            "Translator confuses two villages",
            "Parcels for Brask went to Brusk for nine days, and the postmaster resigned.",
        ),
        (
            "Lift speaks in riddles",
            "Visitors of a clinic in Sund climbed stairs because its lift answered only in verse.",
        ),
        (
            "Timetable invents a ferry",
            "Forty passengers waited on the quay of Hollin for a boat that nobody had built.",
        ),
    ];
    let case = |(title, body): (&'static str, &str)| Story {
        title,
        body: body.to_owned(),
        published: Some((2025, 3, 3)),
        url: Some("https://register.example/cases"),
        ..Story::default()
    };
    let next = |url: &'static str| {
        let mut story: Vec<Story> = cases.into_iter().map(case).collect();
        story.push(Story { url: Some("https://register.example/payslips"), ..leak() });
        story.push(Story {
            title: "Payslips of strangers shown by Tallybot",
            published: Some((2026, 2, 12)),
            url: Some(url),
            ..leak()
        });
        place_all(&story).pop().expect("a placement")
    };
    let (same, other) = (next("https://register.example/next"), next("https://quaypost.example/next"));
    let against = |reason: &watchline_model::Reason| reason.rule == "same-source" && reason.weight < 0.0;
    assert!(same.reasons.iter().any(against), "{:?}", same.reasons);
    assert!(!other.reasons.iter().any(against) && same.score < other.score, "{} {}", same.score, other.score);
}
