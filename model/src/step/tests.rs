use super::*;

fn place() -> Place {
    Place {
        document: DocumentId(7),
        incident: IncidentId { year: 2026, number: 3 },
        version: VersionId(9),
        copy_of: None,
        decision: None,
        review: false,
        pinned: false,
        rival: None,
    }
}

#[test]
fn a_step_turned_round_twice_is_itself() {
    let (left, right) = (IncidentId { year: 2026, number: 1 }, IncidentId { year: 2026, number: 2 });
    let steps = [
        Step::Entered(place()),
        Step::Redirected { incident: right, before: None, after: Some(left) },
        Step::KeptApart { document: DocumentId(7), incident: left, after: true },
        Step::IncidentsKeptApart { left, right, after: false },
        Step::SeveritySet { incident: left, before: None, after: Some(SetSeverity { severity: None }) },
    ];
    for step in steps {
        let turned = step.clone().turned_round().expect("it can be turned round");
        assert_ne!(turned, step);
        assert_eq!(turned.turned_round(), Some(step));
    }
}
