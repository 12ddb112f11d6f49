use watchline_model::{Basis, Dated};

use super::of;

fn days(told: &str) -> Option<(String, String)> {
    let (first, last) = of(&Dated::parse(told, Basis::Published)?)?;
    Some((first.date_naive().to_string(), last.date_naive().to_string()))
}

#[test]
fn a_month_and_a_year_have_two_ends_and_a_day_has_none() {
    assert_eq!(days("2031-12"), Some(("2031-12-01".to_owned(), "2032-01-01".to_owned())));
    assert_eq!(days("2031"), Some(("2031-01-01".to_owned(), "2032-01-01".to_owned())));
    assert_eq!(days("2031-12-05"), None);
}
