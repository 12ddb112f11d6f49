//! Feeds that mean harm: they may give anything, but soon, and without a panic.

use super::*;

/// How many items there are. A reader that looks at bytes again and again would not come back from here.
fn reads(body: &[u8]) -> usize {
    read_feed(body, None, BASE).map_or(0, |reading| reading.items.len())
}

fn feed_around(inside: &str) -> Vec<u8> {
    format!(
        "<rss version=\"2.0\"><channel><title>t</title><item><title>a</title>{inside}\
         <link>https://a.example/1</link></item></channel></rss>"
    )
    .into_bytes()
}

#[test]
fn deep_and_endless_markup_is_read_in_one_pass() {
    let many = 20_000;
    for piece in [
        "<x>",
        "<description>",
        "<a b=\"",
        "<a b='<",
        "<![CDATA[",
        "<!--",
        "</",
        "<!DOCTYPE x [",
        "<?",
        "&",
        "<title>",
        "<source>",
        "<link/>",
        "<a:b><c:d>",
    ] {
        reads(&feed_around(&piece.repeat(many)));
    }
    let distinct: String = (0..many).map(|number| format!("<x{number}>")).collect();
    reads(&feed_around(&distinct));
    let prose: String = (0..many).map(|number| format!("<description>{number}<link>")).collect();
    reads(&feed_around(&prose));
}

#[test]
fn an_attribute_of_five_megabytes_and_endless_items_are_survived() {
    assert_eq!(reads(&feed_around(&format!("<x y=\"{}\"/>", "z".repeat(5_000_000)))), 1);
    assert_eq!(reads(&feed_around(&format!("<description>{}</description>", "word ".repeat(1_000_000)))), 1);
    let items: String =
        (0..60_000).map(|number| format!("<item><link>https://a.example/{number}</link></item>")).collect();
    assert!(reads(format!("<rss><channel>{items}</channel></rss>").as_bytes()) <= 50_000);
}

#[test]
fn entities_do_not_laugh() {
    let mut subset = String::from("<!ENTITY e0 \"hahahahaha\">");
    for number in 1..30 {
        let before = number - 1;
        subset.push_str(&format!("<!ENTITY e{number} \"{}\">", format!("&e{before};").repeat(10)));
    }
    let body = format!(
        "<!DOCTYPE rss [{subset}]><rss><channel><item><title>&e29;</title><link>https://a.example/</link></item></channel></rss>"
    );
    let feed = read_feed(body.as_bytes(), None, BASE).expect("a feed");
    assert!(feed.items[0].title.as_deref().is_none_or(|title| title.len() < 1000));
}

#[test]
fn packed_bombs_and_deep_json_are_survived() {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..80 {
        packer.write_all(&vec![b' '; 1 << 20]).expect("packed");
    }
    reads(&packer.finish().expect("packed"));
    for piece in ["[", "{\"a\":", "{\"items\":[", "\"", "{'a", "/*", "[1,"] {
        reads(piece.repeat(20_000).as_bytes());
        reads(format!("{{\"items\": {}", piece.repeat(20_000)).as_bytes());
    }
}

#[test]
fn cuts_and_flipped_bytes_anywhere_are_survived() {
    for name in ["rss_2_0.xml", "atom.xml", "json_feed.json", "feeds/mixture.xml"] {
        let body = fixture(name);
        for cut in (0..body.len()).step_by(5) {
            reads(&body[..cut]);
        }
        for place in (0..body.len()).step_by(7) {
            let mut flipped = body.clone();
            flipped[place] ^= 1 << (place % 8);
            reads(&flipped);
        }
    }
}
