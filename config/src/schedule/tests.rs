use watchline_model::Schedule;

use super::{read_cron, read_every, write_every};

#[test]
fn intervals_are_read_and_written_back() {
    for (text, seconds) in [("90s", 90), ("15m", 900), ("6h", 21_600), ("1d", 86_400), ("2w", 1_209_600)] {
        assert_eq!(read_every(text), Ok(Schedule::Every(seconds)), "{text}");
        assert_eq!(read_every(&write_every(seconds)), Ok(Schedule::Every(seconds)), "{text}");
    }
    assert_eq!(read_every("1h30m"), Ok(Schedule::Every(5_400)));
}

#[test]
fn what_is_no_interval_is_refused_with_an_example() {
    for text in ["", "15", "m", "15 minutes", "-5m", "0s", "99999999999999999999d", "9999999999999w", "ä"] {
        let message = read_every(text).expect_err(text);
        assert!(message.starts_with(&format!("`{text}` is ")), "{message}");
    }
}

#[test]
fn six_cron_fields_are_a_schedule_and_five_are_not() {
    assert_eq!(read_cron("0 */15 * * * *"), Ok(Schedule::Cron("0 */15 * * * *".into())));
    assert!(read_cron("*/15 * * * *").unwrap_err().contains("has 5 fields"));
    let message = read_cron("0 99 * * * *").unwrap_err();
    assert!(message.contains("is not a schedule (") && message.contains("six fields"), "{message}");
}
