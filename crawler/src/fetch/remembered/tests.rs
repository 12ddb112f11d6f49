use super::*;

fn name(number: usize) -> String {
    format!("{number}.example")
}

#[test]
fn no_more_names_are_held_than_there_is_room_for() {
    let mut remembered: Remembered<()> = Remembered::new(100);
    for number in 0..10_000 {
        remembered.get(&name(number), |_| false);
        assert!(remembered.len() <= 100, "{number}: {}", remembered.len());
    }
}

#[test]
fn what_is_asked_for_now_and_then_is_not_forgotten() {
    let mut remembered: Remembered<()> = Remembered::new(100);
    let known = remembered.get("known.example", |_| false);
    for number in 0..10_000 {
        remembered.get(&name(number), |_| false);
        if number % 40 == 0 {
            assert!(Arc::ptr_eq(&known, &remembered.get("known.example", |_| false)), "{number}");
        }
    }
}

#[test]
fn what_must_stay_stays_though_there_is_no_room() {
    let mut remembered: Remembered<()> = Remembered::new(10);
    let in_use: Vec<Arc<()>> =
        (0..500).map(|number| remembered.get(&name(number), |v| Arc::strong_count(v) > 1)).collect();
    for number in 500..2000 {
        remembered.get(&name(number), |value| Arc::strong_count(value) > 1);
    }
    for (number, value) in in_use.iter().enumerate() {
        assert!(Arc::ptr_eq(value, &remembered.get(&name(number), |_| true)), "{number}");
    }
    drop(in_use);
    for number in 2000..6000 {
        remembered.get(&name(number), |value| Arc::strong_count(value) > 1);
    }
    assert!(remembered.len() <= 10, "{}", remembered.len());
}
