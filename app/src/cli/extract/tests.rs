use super::*;

const PAGE: &str = r#"<html lang="en"><head><title>Orbit ends its trial</title>
<meta property="article:published_time" content="2026-07-03T10:00:00+02:00">
<meta property="article:modified_time" content="2026-07-09T10:00:00+02:00">
<meta property="article:section" content="Schools"><meta property="article:tag" content="orbit">
<meta property="article:content_tier" content="metered"></head>
<body><main><h1>Orbit ends its trial</h1><p>1 July 2026</p><p>The made-up vendor of WATCHLINE-FIXTURE ended its trial.</p></main>"#;

fn extracted(html: &str) -> Value {
    let line = json!({"id": 7, "url": "https://outlet.example/orbit", "html": html}).to_string();
    extract_line(&line, Path::new(".")).expect("a page")
}

#[test]
fn a_page_tells_where_its_dates_stand_and_what_else_it_says_of_itself() {
    let found = extracted(PAGE);
    assert_eq!(found["id"], 7);
    assert_eq!(found["published"], "2026-07-01");
    assert_eq!(found["published_basis"], "headline");
    assert_eq!(found["published_runner_up"], "2026-07-03T08:00:00Z");
    assert_eq!(found["modified_basis"], "meta");
    assert_eq!(found["updated_after_publication"], true);
    assert_eq!(found["section"], "Schools");
    assert_eq!(found["tags"], json!(["orbit"]));
    assert_eq!(found["paywalled"], true);
    assert_eq!(found["script"], Value::Null);
}

#[test]
fn what_a_page_does_not_say_is_null() {
    let found = extracted("<h1>Orbit</h1>");
    for name in ["section", "paywalled", "published", "published_basis", "modified_basis", "updated_after_publication"]
    {
        assert_eq!(found[name], Value::Null, "{name}");
    }
}

#[test]
fn chinese_is_told_apart_by_its_script() {
    let text = "這個工具洩露了用戶數據，市政府隨後停用了它，並表示將在月底前公布調查結果。".repeat(8);
    let found = extracted(&format!("<h1>市政府停用助手</h1><p>{text}</p>"));
    assert_eq!(found["language"], "zh");
    assert_eq!(found["script"], "Hant");
}
