use super::*;

#[test]
fn a_pattern_without_scheme_is_held_against_the_path() {
    let url = "https://lab.example/news/2026/fault?page=2";
    for pattern in ["/news/*", "news/*", "*fault", "/news/*/fault", "/*", "*", "/news/*?page=*"] {
        assert!(fits(pattern, url), "{pattern}");
    }
    for pattern in ["/news", "/news/", "/New*", "*/news/x*", "", "  ", "lab.example/*", "/news/*?page=3"] {
        assert!(!fits(pattern, url), "{pattern}");
    }
}

#[test]
fn a_pattern_with_scheme_is_held_against_the_whole_address() {
    assert!(fits("https://lab.example/*", "https://lab.example/a"));
    assert!(fits("https://*.lab.example/blog/*", "https://en.lab.example/blog/a"));
    assert!(!fits("https://lab.example/*", "https://other.example/https://lab.example/"));
}

#[test]
fn a_pattern_of_stars_takes_no_exponential_time() {
    let pattern = format!("/{}b", "a*".repeat(1000));
    let url = format!("https://lab.example/{}", "a".repeat(2000));
    assert!(!fits(&pattern, &url));
}
