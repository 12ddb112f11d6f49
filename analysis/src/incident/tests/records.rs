//! What databases say against their own records.

use watchline_model::{Advisory, Status, Tier};

use super::casts::{Doc, day, taxonomy, told};
use crate::incident::describe;

const BODY: &str = "Clerk shows invoices to strangers. Published on 2026-05-04.";
const DISPUTED: &str =
    "Clerk shows invoices to strangers. Published on 2026-05-04.\n\nDisputed: several parties dispute it.";
const WITHDRAWN: &str = "Clerk shows invoices to strangers. Published on 2026-05-04.\n\nWithdrawn on 2026-05-09.";

fn record(id: i64, published: u32, body: &'static str) -> Doc {
    let mut doc = Doc::press(id, "Watchfix Database", published, "Clerk shows invoices", body).event(
        "vulnerability_disclosed",
        "Published on 2026-05-04.",
        &[],
        &["corvina-clerk"],
    );
    doc.tier = Tier::Database;
    doc.reading.advisory = Some(Advisory {
        id: format!("WATCHFIX-2026-{id}"),
        disputed: body == DISPUTED,
        withdrawn: (body == WITHDRAWN).then(|| day(9)),
        ..Advisory::default()
    });
    doc
}

fn ends(documents: &[Doc]) -> (Status, String) {
    let described = describe(&told(documents), &taxonomy());
    (described.status, described.status_path.last().expect("a step").evidence.quote.clone())
}

#[test]
fn another_databases_entry_does_not_confirm_what_a_record_calls_disputed() {
    assert_eq!(ends(&[record(1, 4, BODY)]).0, Status::Confirmed);
    let (status, quote) = ends(&[record(1, 4, DISPUTED), record(2, 5, BODY)]);
    assert_eq!((status, quote.as_str()), (Status::Disputed, "Disputed: several parties dispute it."));
}

#[test]
fn a_matter_is_retracted_when_all_its_records_are_withdrawn_and_not_before() {
    assert_eq!(ends(&[record(1, 4, WITHDRAWN), record(2, 5, BODY)]).0, Status::Confirmed);
    let (status, quote) = ends(&[record(1, 4, WITHDRAWN), record(2, 5, WITHDRAWN)]);
    assert_eq!((status, quote.as_str()), (Status::Retracted, "Withdrawn on 2026-05-09."));
    let described = describe(&told(&[record(1, 4, WITHDRAWN)]), &taxonomy());
    assert_eq!(described.status_path.last().map(|step| step.at), Some(day(9)), "not on the day of its publication");
}

/// A status page goes on telling after it came out.
#[test]
fn each_update_of_a_status_page_moves_the_matter_at_its_own_time() {
    let mut page = Doc::statement(1, 4, "Clerk is down", "Clerk is down. We have restarted it.")
        .event("outage", "Clerk is down.", &["corvina"], &["corvina-clerk"])
        .event("mitigation", "We have restarted it.", &["corvina"], &[]);
    page.kind = watchline_model::DocumentKind::Status;
    for (event, published) in page.events.iter_mut().zip([3, 6]) {
        event.rule = "record".to_owned();
        event.date = Some(watchline_model::Dated::time(day(published), watchline_model::Basis::Occurred));
    }
    let described = describe(&told(&[page]), &taxonomy());
    let path: Vec<_> = described.status_path.iter().map(|step| (step.status, step.at)).collect();
    // What was set back before the page came out became known with it.
    assert_eq!(path, [(Status::Acknowledged, day(4)), (Status::Mitigated, day(6))]);
}
