use super::*;

#[test]
fn an_incident_id_reads_back_what_it_writes() {
    let id = IncidentId { year: 2026, number: 42 };
    assert_eq!(id.to_string(), "INC-2026-0042");
    assert_eq!("inc-2026-0042".parse(), Ok(id));
    assert_eq!("INC-2026-123456".parse(), Ok(IncidentId { year: 2026, number: 123_456 }));
}

#[test]
fn what_is_no_incident_id_is_refused() {
    for text in ["", "INC", "INC-2026", "INC-2026-", "INC-26-1", "INC-2026-4x", "CVE-2026-0001", "INC-2026-99999999999"]
    {
        assert!(text.parse::<IncidentId>().is_err(), "{text}");
    }
}
