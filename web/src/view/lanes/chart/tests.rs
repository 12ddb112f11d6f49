use super::*;

fn bar(first: usize, last: usize) -> Bar {
    Bar { first, last, items: vec![0] }
}

#[test]
fn bars_that_overlap_stand_side_by_side() {
    let lane = Lane { bars: vec![bar(3, 4), bar(0, 9), bar(0, 2), bar(4, 6)], ..Lane::default() };
    let (placed, rows) = lane.bar_rows();
    assert_eq!(rows, 3);
    for (row, bar) in &placed {
        let beside =
            placed.iter().filter(|(other, one)| other == row && one.first <= bar.last && bar.first <= one.last);
        assert_eq!(beside.count(), 1, "{bar:?} overlaps another of row {row}");
    }
}
