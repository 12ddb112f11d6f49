use super::*;

#[test]
fn a_row_that_leads_to_other_pages_of_a_manual_is_told() {
    for line in
        ["Prev | Up | Part II. Languages | Home | Next", "← Previous | Next →", "index | modules | next | previous"]
    {
        assert!(turns_pages(line), "{line}");
    }
}

#[test]
fn a_row_of_a_table_is_text() {
    for line in ["Next | 12 | 14", "Home | 3 | Away | 1", "next", "The next | the previous", "Up | Down"] {
        assert!(!turns_pages(line), "{line}");
    }
}
