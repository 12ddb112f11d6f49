use super::*;

#[test]
fn sitemap_lines_are_found_whatever_their_case() {
    let robots = "\u{feff}Sitemap: https://lab.example/a.xml\r\nUser-agent: *\r\nDisallow: /x\r\n\
        SITEMAP :https://lab.example/b.xml.gz # the news\nsitemap: https://lab.example/a.xml\nSitemap: /relative.xml\n\
        Sitemaps: https://lab.example/c.xml\nSitemap: javascript:1\n# Sitemap: https://lab.example/d.xml";
    assert_eq!(sitemaps_of_robots(robots.as_bytes()), ["https://lab.example/a.xml", "https://lab.example/b.xml.gz"]);
}

#[test]
fn bytes_that_are_no_robots_txt_name_none() {
    assert!(sitemaps_of_robots(b"").is_empty());
    assert!(sitemaps_of_robots(&[0xff, 0, 0x1f, b':', b'\n']).is_empty());
    assert!(sitemaps_of_robots(b"<html><p>Sitemap: https://lab.example/a.xml</p>").is_empty());
}
