use watchline_model::{DocumentId, IncidentId, Step};

use super::*;

fn incident(number: u32) -> IncidentId {
    IncidentId { year: 2026, number }
}

/// Incidents 1 and 2, both standing and empty.
fn scene() -> Scene {
    let mut scene = Scene::default();
    for number in 1..=2 {
        scene.take(Step::Opened { incident: incident(number) }).unwrap();
    }
    scene
}

#[test]
fn only_one_that_stands_leads_to_another_that_does() {
    let mut scene = scene();
    let redirect =
        |from, into| Step::Redirected { incident: incident(from), before: None, after: Some(incident(into)) };
    assert!(scene.take(redirect(1, 1)).unwrap_err().contains("does not stand by itself"));
    scene.take(redirect(1, 2)).unwrap();
    assert!(scene.take(redirect(2, 1)).unwrap_err().contains("does not stand by itself"));
    assert!(scene.take(redirect(1, 2)).unwrap_err().contains("was merged into"));
    assert!(scene.take(redirect(3, 2)).unwrap_err().contains("not stored"));
}

#[test]
fn what_is_so_already_is_no_step() {
    let mut scene = scene();
    let apart = |after| Step::IncidentsKeptApart { left: incident(2), right: incident(1), after };
    scene.take(apart(true)).unwrap();
    scene.take(apart(true)).unwrap();
    assert_eq!((scene.steps.len(), scene.pairs.len()), (3, 1));
    scene.take(apart(false)).unwrap();
    assert!(scene.pairs.is_empty());
}

#[test]
fn a_document_that_is_not_loaded_is_refused() {
    let mut scene = scene();
    let pin = Step::Pinned { document: DocumentId(1), incident: incident(1), after: true };
    assert!(scene.take(pin).unwrap_err().contains("document 1 is not stored"));
}
