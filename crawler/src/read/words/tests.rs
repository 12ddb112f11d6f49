use super::*;

const STORY: &str = "The clinic's helper gave the wrong dose.\n\nThe vendor says it's fixed in 4.2.";

#[test]
fn style_and_white_space_are_no_words() {
    for (before, after) in [
        ("It's “fixed”, they say.", "It’s \"fixed\" – they  say"),
        ("a state-of-the-art engine", "a state‑of‑the‑art engine"),
        ("One.\n\nTwo.", "One. Two."),
        ("soft\u{ad}ware", "software"),
        ("模型 已经 下线。", "模型已经下线"),
        ("ＧＰＴ４", "GPT4"),
        ("", " \n"),
    ] {
        assert!(same_words(before, after), "{before:?} and {after:?}");
    }
}

#[test]
fn a_changed_word_is_seen() {
    for (before, after) in [
        ("The bank paid.", "The Bank paid."),
        ("It is safe.", "It is not safe."),
        ("It lost 5 of 10 cases.", "It lost 6 of 10 cases."),
        ("before 4.2", "before 42"),
        ("a score < 7", "a score > 7"),
        ("it rose by 5 %", "it rose by 5 $"),
        ("growth of 3", "growth of -3"),
        ("one two", "two one"),
        ("模型已经下线", "模型已经上线"),
        ("12 comments were deleted by the vendor", "13 comments were deleted by the vendor"),
        ("The outage began 5 minutes ago, the vendor says", "The outage began 6 minutes ago, the vendor says"),
        ("The regulator says that the app stores cookies", "The regulator says that the app sells cookies"),
    ] {
        assert!(!same_words(before, after), "{before:?} and {after:?}");
        assert_ne!(words_digest("", before), words_digest("", after), "{before:?} and {after:?}");
    }
}

#[test]
fn counters_and_relative_times_are_no_words() {
    for line in [
        "1,234 views",
        "12 comments",
        "5.4K shares",
        "Comments (3)",
        "No comments yet",
        "Be the first to comment",
        "3 min read",
        "Reading time: 4 minutes",
        "Updated 5 minutes ago",
        "2 hours ago",
        "an hour ago",
        "Posted 3 days ago",
        "just now",
        "Ana Ruiz | 5 min read · 2h ago",
        "vor 5 Minuten",
        "il y a 3 heures",
        "hace 2 días",
        "há 2 horas",
        "3 часа назад",
        "منذ 5 دقائق",
        "5分钟前",
        "5分前",
        "3시간 전",
        "阅读 1234",
        "调查 | 1,234次浏览",
    ] {
        let other: String = line.chars().map(|c| if c == '5' { '6' } else { c }).collect();
        let (before, after) = (format!("{STORY}\n\n{line}"), format!("{STORY}\n\n{other}"));
        assert!(same_words(&before, &after), "{line}");
        let alone = !line.contains('|');
        assert_eq!(same_words(&before, STORY), alone, "{line}");
        assert_eq!(words_digest("t", &before) == words_digest("t", STORY), alone, "{line}");
    }
}

#[test]
fn the_rest_of_a_line_stays_without_its_counter() {
    assert_eq!(without_counters("Posted 3 days ago. Jul 03, 2026 - 14:05 UTC"), "Jul 03, 2026 - 14:05 UTC");
    assert_eq!(without_counters("Ana Ruiz · 3 min read"), "Ana Ruiz");
    assert_eq!(without_counters("12 comments"), "");
    for line in ["It began 5 minutes ago.", "a | b", "First. Second."] {
        assert_eq!(without_counters(line), line);
    }
}

#[test]
fn a_cookie_notice_is_no_word() {
    for line in [
        "We use cookies to make this site better. Read our policy to learn more.",
        "This website uses its own cookies.",
        "Accept all cookies",
        "Cookie settings",
        "By continuing to browse you agree to our use of cookies.",
        "Wir verwenden auf dieser Seite Cookies.",
        "本网站使用 Cookie",
    ] {
        assert!(same_words(&format!("{line}\n\n{STORY}"), STORY), "{line}");
    }
}

#[test]
fn a_word_that_moves_into_the_headline_is_a_change() {
    assert_eq!(words_digest("A title", "and text"), words_digest("A “title”", "and\ntext."));
    assert_ne!(words_digest("A title and", "text"), words_digest("A title", "and text"));
    assert_ne!(words_digest("12 comments", STORY), words_digest("13 comments", STORY));
}

#[test]
fn long_lines_take_linear_time() {
    let long = "5 minutes ".repeat(400_000);
    assert!(!same_words(&long, &format!("{long} more")));
}
