use super::*;

fn shown(text: &str) -> Option<String> {
    find(text).map(|date| date.value_text())
}

#[test]
fn dates_as_people_write_them() {
    for (text, expected) in [
        ("July 3, 2026", "2026-07-03"),
        ("Published: Jul. 3rd 2026", "2026-07-03"),
        ("3 July 2026 14:05 GMT", "2026-07-03T14:05:00Z"),
        ("14:05 GMT, 3 July 2026", "2026-07-03T14:05:00Z"),
        ("Jul 09, 2026 - 18:42 UTC", "2026-07-09T18:42:00Z"),
        ("July 3, 2026 at 9:30 p.m. ET", "2026-07-04T01:30:00Z"),
        ("January 3, 2026 at 9:30 PM ET", "2026-01-04T02:30:00Z"),
        ("Jul 3, 2026, 9 AM (UTC+02:00)", "2026-07-03T07:00:00Z"),
        ("3rd of July, 2026", "2026-07-03"),
        ("03-Jul-2026", "2026-07-03"),
        ("2026 July 3", "2026-07-03"),
        ("on 2026-07-03 we", "2026-07-03"),
        ("2026/7/3", "2026-07-03"),
        ("03.07.2026", "2026-07-03"),
        ("25/07/2026", "2026-07-25"),
        ("07/25/2026", "2026-07-25"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn dates_in_the_languages_of_the_press() {
    for (text, expected) in [
        ("3. Juli 2026, 14:05 Uhr", "2026-07-03"),
        ("Freitag, 13. März 2026", "2026-03-13"),
        ("3 juillet 2026", "2026-07-03"),
        ("1er août 2026 à 14h05", "2026-08-01"),
        ("mar. 3 févr. 2026", "2026-02-03"),
        ("3 de julio de 2026", "2026-07-03"),
        ("3 de março de 2026", "2026-03-03"),
        ("3 luglio 2026", "2026-07-03"),
        ("1º de agosto de 2026", "2026-08-01"),
        ("3 июля 2026 г., 14:05", "2026-07-03"),
        ("2026年7月3日", "2026-07-03"),
        ("2026年 7月 3日 14:05", "2026-07-03"),
        ("二〇二六年十二月三十一日", "2026-12-31"),
        ("令和8年7月3日", "2026-07-03"),
        ("令和元年5月1日", "2019-05-01"),
        ("２０２６年７月３日", "2026-07-03"),
        ("2026년 7월 3일", "2026-07-03"),
        ("입력 2026. 7. 3. 오후 2:05", "2026-07-03"),
        ("٣ يوليو ٢٠٢٦", "2026-07-03"),
        ("الجمعة 3 تموز 2026", "2026-07-03"),
        ("3 كانون الأول 2026", "2026-12-03"),
        ("3 juli 2026", "2026-07-03"),
        ("3 lipca 2026", "2026-07-03"),
        ("3. července 2026", "2026-07-03"),
        ("3. júla 2026", "2026-07-03"),
        ("2026. július 3.", "2026-07-03"),
        ("3 iulie 2026", "2026-07-03"),
        ("3 Ιουλίου 2026", "2026-07-03"),
        ("3. heinäkuuta 2026", "2026-07-03"),
        ("3. juuli 2026", "2026-07-03"),
        ("2026. gada 3. jūlijs", "2026-07-03"),
        ("2026 m. liepos 3 d.", "2026-07-03"),
        ("3. srpnja 2026.", "2026-07-03"),
        ("3. јула 2026.", "2026-07-03"),
        ("3 юли 2026 г.", "2026-07-03"),
        ("3 de juliol de 2026", "2026-07-03"),
        ("3 Agustus 2026", "2026-08-03"),
        ("3 tháng 7, 2026", "2026-07-03"),
        ("Ngày 3 tháng 7 năm 2026", "2026-07-03"),
        ("3 ביולי 2026", "2026-07-03"),
        ("3 अप्रैल 2026", "2026-04-03"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_date_that_can_be_read_twice_is_none_unless_it_is_known_who_writes() {
    let read = |text: &str, order| find_all(text, order).first().map(|found| found.stamp.date.value_text());
    assert_eq!(read("03/07/2026", Order::Unknown), None);
    assert_eq!(read("03/07/2026", Order::DayFirst).as_deref(), Some("2026-07-03"));
    assert_eq!(read("03/07/2026", Order::MonthFirst).as_deref(), Some("2026-03-07"));
    assert_eq!(read("07/25/26", Order::MonthFirst).as_deref(), Some("2026-07-25"));
    assert_eq!(Order::of_language("pt-BR"), Order::DayFirst);
    assert_eq!(Order::of_language("en_US"), Order::MonthFirst);
    assert_eq!(Order::of_language("en-GB"), Order::DayFirst);
    assert_eq!(Order::of_language("en"), Order::Unknown);
    assert_eq!(Order::of_language("sk"), Order::DayFirst);
    assert_eq!(Order::of_host("news.example.co.uk"), Order::DayFirst);
    assert_eq!(Order::of_host("news.example.com.tr"), Order::DayFirst);
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "July 2026",
        "July 45, 2026",
        "in 2026",
        "version 4.2.1",
        "v2026.1.2.3",
        "may 5 people",
        "$12.05.2026",
        "١٨ محرم ١٤٤٨ هـ",
        "1447年7月3日",
        "",
        "年",
        "二〇",
        "31/31/2026",
    ] {
        assert_eq!(shown(text), None, "{text}");
    }
}

#[test]
fn every_date_is_found_in_order_with_its_place() {
    let text = "Posted 2026-07-03, updated July 9, 2026";
    let found = find_all(text, Order::Unknown);
    let places: Vec<&str> = found.iter().filter_map(|one| text.get(one.place.clone())).collect();
    assert_eq!(places, ["2026-07-03", "July 9, 2026"]);
}

#[test]
fn the_offset_of_a_moment_is_kept() {
    let offset = |text: &str| find_all(text, Order::Unknown).first().and_then(|found| found.stamp.offset_minutes);
    assert_eq!(offset("July 3, 2026 at 9:30 p.m. ET"), Some(-240));
    assert_eq!(offset("July 3, 2026"), None);
}
