use super::*;

#[test]
fn names_come_out_of_bylines() {
    let cases: &[(&str, &[&str])] = &[
        ("By Ana Ruiz and Li Wei", &["Ana Ruiz", "Li Wei"]),
        ("by Ana Ruiz, Li Wei & Sam O'Neill", &["Ana Ruiz", "Li Wei", "Sam O'Neill"]),
        ("Ana Ruiz, Li Wei, and Sam O’Neill", &["Ana Ruiz", "Li Wei", "Sam O’Neill"]),
        ("Written by: Ana Ruiz | 3 July 2026", &["Ana Ruiz"]),
        ("By Ana Ruiz July 3, 2026 4 min read", &["Ana Ruiz"]),
        ("July 3, 2026 by Ana Ruiz", &["Ana Ruiz"]),
        ("Ana Ruiz, PhD", &["Ana Ruiz"]),
        ("Ana Ruiz M.D. FACP, Li Wei, MS, RD", &["Ana Ruiz", "Li Wei"]),
        ("By Ana Ruiz, Senior Reporter", &["Ana Ruiz"]),
        ("By Ana Ruiz, chief economist of Example Bank", &["Ana Ruiz"]),
        ("By Ana Ruiz (Content Manager)", &["Ana Ruiz"]),
        ("Posted by Renée Müller on 9 July 2026", &["Renée Müller"]),
        ("Ana Ruiz Ana Ruiz", &["Ana Ruiz"]),
        ("Ruiz, Ana B.", &["Ana B. Ruiz"]),
        ("Ana Ruiz, Ana Ruiz", &["Ana Ruiz"]),
        ("Ana de la Cruz", &["Ana de la Cruz"]),
        ("By Ana Ruiz ana@a.example", &["Ana Ruiz"]),
    ];
    for (byline, expected) in cases {
        assert_eq!(split(byline), *expected, "{byline}");
    }
}

#[test]
fn bylines_in_the_languages_of_the_press() {
    let cases: &[(&str, &[&str])] = &[
        ("Von Jürgen Groß und Anna Klein", &["Jürgen Groß", "Anna Klein"]),
        ("Par Hélène Petit et Luc Grand", &["Hélène Petit", "Luc Grand"]),
        ("Por Ana Ruiz y Luis Gil", &["Ana Ruiz", "Luis Gil"]),
        ("Por João Lima e Rita Sá", &["João Lima", "Rita Sá"]),
        ("di Paola Neri e Ugo Bianchi", &["Paola Neri", "Ugo Bianchi"]),
        ("Автор: Иван Петров", &["Иван Петров"]),
        ("作者：林小雨", &["林小雨"]),
        ("本报记者 张三丰", &["张三丰"]),
        ("文／林小雨、陈大明", &["林小雨", "陈大明"]),
        ("記者：山田太郎", &["山田太郎"]),
        ("홍길동 기자", &["홍길동"]),
        ("بقلم: أحمد علي", &["أحمد علي"]),
    ];
    for (byline, expected) in cases {
        assert_eq!(split(byline), *expected, "{byline}");
        assert!(is_byline(byline), "{byline}");
    }
}

#[test]
fn desks_dates_and_addresses_are_nobody() {
    for byline in [
        "",
        "By Staff",
        "Admin",
        "admin",
        "Editorial Team",
        "July 3, 2026",
        "https://a.example/ana",
        "ana@a.example",
        "The Courier",
        "News Desk",
        "4 min read",
        "@ana",
        "Share",
        "courier.example",
        "Personal finance",
        "Writer, Hardware",
        "page.head.extra.author",
        "Redaktion",
        "本报讯",
    ] {
        assert!(split(byline).is_empty(), "{byline}: {:?}", split(byline));
    }
}

#[test]
fn a_byline_begins_as_one() {
    assert!(is_byline("By Ana Ruiz"));
    assert!(!is_byline("Ana Ruiz said that"));
    assert!(!is_byline("By the staff"));
    assert!(!is_byline("By using this site"));
    assert!(!is_byline("Author Guidelines"));
    assert!(!is_byline("Von Braun"));
}

#[test]
fn a_signature_says_so_wherever_it_stands() {
    assert!(is_signature("Written by Ana Ruiz"));
    assert!(!is_signature("By Ana Ruiz"));
    assert!(!is_signature("Written in haste"));
    assert!(is_label("Written by:"));
    assert!(!is_label("Written by Ana Ruiz"));
}
