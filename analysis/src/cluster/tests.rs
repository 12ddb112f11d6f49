//! Made-up stories: what belongs together joins, what only looks alike does not.

mod figures;
mod records;
mod revision;
mod rules;
mod stories;
pub(super) mod story;

use story::{Story, place_all, together};

use super::*;

#[test]
fn a_lone_document_opens_an_incident() {
    let placements = place_all(&[stories::invoices()]);
    assert_eq!(placements[0].decision, PlacementDecision::Open);
    assert!(placements[0].reasons.is_empty());
}

#[test]
fn a_second_report_joins_the_same_incident() {
    together(&[stories::invoices(), stories::invoices_told_by_another_paper()]);
}

#[test]
fn reasons_are_named_and_add_up() {
    let placements = place_all(&[stories::invoices(), stories::invoices_told_by_another_paper()]);
    let sum: f32 = placements[1].reasons.iter().map(|reason| reason.weight).sum();
    assert!((sum - placements[1].score).abs() < 1e-5);
    for rule in ["shared-rare-words", "shared-figures", "shared-parties", "same-trouble"] {
        assert!(placements[1].reasons.iter().any(|reason| reason.rule == rule), "{rule}: {:?}", placements[1].reasons);
    }
}

#[test]
fn a_syndicated_copy_is_told_as_one() {
    let mut copy = stories::invoices();
    copy.title = "Strangers' bills shown";
    copy.body = format!("{} The agency contributed to this report.", copy.body);
    let placements = place_all(&[stories::outage(), stories::invoices(), copy]);
    assert_eq!(placements[2].copy_of, Some(1));
    assert!(placements[2].reasons.iter().any(|reason| reason.rule == "near-copy"));
}

#[test]
fn a_copy_of_a_copy_is_a_copy_of_the_first() {
    let copy = |ending: &str| Story { body: format!("{} {ending}", stories::invoices().body), ..stories::invoices() };
    let placements =
        place_all(&[stories::invoices(), copy("It was printed here too."), copy("It was printed here too, later.")]);
    assert_eq!((placements[1].copy_of, placements[2].copy_of), (Some(0), Some(0)));
}

#[test]
fn a_follow_up_weeks_later_joins() {
    let placements = together(&[stories::invoices(), stories::invoices_five_weeks_later()]);
    assert!(placements[1].reasons.iter().any(|reason| reason.rule == "days-apart" && reason.weight < 0.0));
}

#[test]
fn the_vendors_statement_joins_by_link_and_words() {
    let placements = together(&[stories::invoices(), stories::invoices_statement()]);
    assert_eq!(placements[1].copy_of, None);
}

#[test]
fn an_article_that_links_to_the_statement_joins() {
    let placements = together(&[stories::invoices_statement(), stories::invoices_linked_in_passing()]);
    assert!(placements[1].reasons.iter().any(|reason| reason.rule == "links-to"));
}

#[test]
fn two_advisories_on_one_vulnerability_join() {
    let placements = together(&[stories::advisory(), stories::advisory_of_another_database()]);
    assert!(placements[1].reasons.iter().any(|reason| reason.rule == "same-vulnerability"));
}

#[test]
fn texts_without_any_entity_cluster_by_words() {
    together(&[stories::ferry(), stories::ferry_told_again()]);
}

#[test]
fn another_happening_of_the_same_sort_stays_apart() {
    apart(stories::ferry(), stories::another_ferry());
}

#[test]
fn the_same_products_next_trouble_stays_apart() {
    apart(stories::invoices(), stories::letters_of_the_same_assistant());
}

#[test]
fn the_same_kind_of_event_at_another_vendor_stays_apart() {
    apart(stories::invoices(), stories::invoices_of_another_vendor());
}

#[test]
fn two_outages_of_one_product_stay_apart() {
    apart(stories::outage(), stories::outage_two_months_later());
}

#[test]
fn two_vulnerabilities_of_one_package_stay_apart() {
    apart(stories::advisory(), stories::advisory_on_the_next_vulnerability());
}

#[test]
fn the_general_debate_joins_nothing() {
    apart(stories::invoices(), stories::debate());
}

#[test]
fn bans_of_one_product_by_two_bodies_stay_apart() {
    apart(stories::ban_by_a_ministry(), stories::ban_by_a_school_board());
}

#[test]
fn a_near_miss_asks_for_review() {
    let placements = place_all(&[stories::invoices(), stories::invoices_mentioned_among_others()]);
    let placement = &placements[1];
    assert_eq!(placement.decision, PlacementDecision::Review, "{placement:?}");
    assert_eq!(placement.clusters, [2]);
    assert!(!placement.reasons.is_empty(), "the nearest incident's reasons are told");
}

#[test]
fn replaying_placements_leaves_the_same_state() {
    let stories = stories::all();
    let (seen, next) = stories.split_at(stories.len() - 4);
    let mut placed = Clusterer::new();
    let mut replayed = Clusterer::new();
    for (number, story) in seen.iter().enumerate() {
        let placement = placed.place(number as u64, &story.signature());
        replayed.insert(number as u64, &placement.clusters, &story.signature());
    }
    for (number, story) in next.iter().enumerate() {
        let document = (seen.len() + number) as u64;
        assert_eq!(placed.place(document, &story.signature()), replayed.place(document, &story.signature()));
    }
}

#[test]
fn a_merged_cluster_attracts_what_either_would() {
    let mut clusterer = Clusterer::new();
    let first = clusterer.place(0, &stories::invoices().signature()).clusters[0];
    let second = clusterer.place(1, &stories::outage().signature()).clusters[0];
    assert_ne!(first, second);
    clusterer.merge(first, second);
    let told_again = clusterer.place(2, &stories::invoices_told_by_another_paper().signature());
    assert_eq!(told_again.clusters, [second]);
}

#[test]
fn numbers_of_clusters_go_on_after_a_replay() {
    let mut clusterer = Clusterer::new();
    clusterer.insert(0, &[41], &stories::invoices().signature());
    assert_eq!(clusterer.place(1, &stories::outage().signature()).clusters, [42]);
}

fn apart(first: Story, second: Story) {
    let placements = place_all(&[first, second]);
    assert_ne!(placements[0].clusters, placements[1].clusters, "{:?}", placements[1]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_placed_and_its_reasons_add_up(bodies in proptest::collection::vec(".{0,120}", 1..6)) {
        let stories: Vec<Story> = bodies.into_iter().map(|body| Story { body, ..Story::default() }).collect();
        for placement in place_all(&stories) {
            let sum: f32 = placement.reasons.iter().map(|reason| reason.weight).sum();
            proptest::prop_assert!((sum - placement.score).abs() < 1e-4);
            proptest::prop_assert_eq!(placement.clusters.len(), placement.also.len() + 1);
        }
    }
}
