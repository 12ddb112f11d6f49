use super::*;
use chrono::NaiveDate;

fn columns(count: u32) -> Vec<Column> {
    let column = |day| {
        let from = NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        let to = from.succ_opt().expect("not the last");
        Column { from, to, is_gap: false, label: format!("{day} Mar"), year: None }
    };
    (1..=count).map(column).collect()
}

fn lane(points: Vec<Vec<usize>>) -> Lane {
    Lane { name: "Acme".to_owned(), points, ..Lane::default() }
}

#[test]
fn a_column_is_as_long_as_its_marks_need() {
    let sheet = sheet(&columns(2), &[lane(vec![vec![0], vec![1, 2, 3]])], WIDE);
    let long = |place: usize| sheet.columns[place].1 - sheet.columns[place].0;
    assert!(long(1) > long(0));
    assert_eq!(sheet.marks.len(), 4);
}

#[test]
fn what_has_no_room_is_counted() {
    let sheet = sheet(&columns(1), &[lane(vec![(0..50).collect()])], WIDE);
    assert_eq!(sheet.marks.len(), 1);
    assert!(matches!(&sheet.marks[0].what, What::Many(all) if all.len() == 50));
}

#[test]
fn lanes_follow_each_other_without_a_gap_or_an_overlap() {
    let lanes = [lane(vec![vec![0, 1, 2, 3]]), lane(vec![vec![]]), lane(vec![vec![4]])];
    for form in [WIDE, TALL] {
        let sheet = sheet(&columns(1), &lanes, form);
        assert!(sheet.lanes.windows(2).all(|pair| pair[0].1 == pair[1].0));
        assert_eq!(sheet.lanes.last().map(|lane| lane.1), Some(sheet.across));
    }
}
