use super::*;

fn at(days: &[i64]) -> Option<Coverage> {
    Coverage::new(days.iter().filter_map(|day| DateTime::from_timestamp(1_782_950_400 + day * 86_400, 0)).collect())
}

#[test]
fn the_first_report_stands_left_and_the_last_right() {
    let drawn = at(&[0, 0, 9, 40]).expect("a drawing");
    assert_eq!((drawn.first.as_str(), drawn.last.as_str()), ("2 Jul", "11 Aug 2026"));
    assert_eq!(drawn.bars.first(), Some(&(0, 0, HEIGHT)));
    assert_eq!(drawn.bars.last().map(|bar| bar.0), Some((COLUMNS - 1) * STEP));
    assert_eq!(drawn.label, "4 documents from 2 July 2026 to 11 August 2026");
}

#[test]
fn what_came_out_on_one_day_needs_no_drawing() {
    assert!(at(&[]).is_none());
    let drawn = at(&[0, 0]).expect("words");
    assert!(drawn.bars.is_empty());
    assert_eq!(drawn.label, "2 documents on 2 July 2026");
}
