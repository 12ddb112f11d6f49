//! Breakage at single places of a feed: lost and crossed tags, brackets, quotes.

use super::{Breaking, Broken, Seed, places_in_items, replace_some};

pub(super) const CLASSES: &[(&str, Breaking)] = &[
    ("title's end tag misspelt", |text, seed| some(text, "</title>", "</titel>", 4, seed)),
    ("title's end tag lost", |text, seed| some(text, "</title>", "", 4, seed)),
    ("title's slash lost", |text, seed| some(text, "</title>", "<title>", 4, seed)),
    ("link's end tag lost", |text, seed| some(text, "</link>", "", 4, seed)),
    ("description's end tag lost", |text, seed| {
        some(text, "</description>", "", 4, seed).or_else(|| some(text, "</summary>", "", 4, seed))
    }),
    ("content's end tag lost", |text, seed| {
        some(text, "</content:encoded>", "", 4, seed).or_else(|| some(text, "</content>", "", 4, seed))
    }),
    ("date's end tag lost", |text, seed| {
        some(text, "</pubDate>", "", 4, seed).or_else(|| some(text, "</updated>", "", 4, seed))
    }),
    ("item's end tag lost", |text, seed| {
        some(text, "</item>", "", 4, seed).or_else(|| some(text, "</entry>", "", 4, seed))
    }),
    ("all items' end tags lost", |text, seed| {
        some(text, "</item>", "", usize::MAX, seed).or_else(|| some(text, "</entry>", "", usize::MAX, seed))
    }),
    ("item's start tag lost", |text, seed| {
        some(text, "<item>", "", 1, seed).or_else(|| some(text, "<entry>", "", 1, seed))
    }),
    ("all end tags of titles and links lost", |text, _| {
        Some(Broken::new(text.replace("</title>", "").replace("</link>", "")))
    }),
    ("crossed end tags", crossed),
    ("tag's opening bracket lost", |text, seed| some(text, "<title>", "title>", 3, seed)),
    ("tag's closing bracket lost", |text, seed| some(text, "</title>", "</title", 3, seed)),
    ("start tag's closing bracket lost", |text, seed| some(text, "<title>", "<title ", 3, seed)),
    ("CDATA never closed", |text, seed| some(text, "]]>", "", 3, seed)),
    ("CDATA half closed", |text, seed| some(text, "]]>", "]>", 3, seed)),
    ("CDATA never opened", |text, seed| some(text, "<![CDATA[", "", 3, seed)),
    ("comment never closed", comment_never_closed),
    ("comments between items", |text, seed| some(text, "<title>", "<!-- a & b <br> --><title>", 5, seed)),
    ("attribute's quote lost", quote_lost),
    ("markup in descriptions never closed", |text, seed| {
        some(text, "<description>", "<description><p>one <b>two<br> <img src=\"a.png\"> ", 5, seed)
            .or_else(|| some(text, "<summary>", "<summary><p>one <b>two<br> <img src=\"a.png\"> ", 5, seed))
    }),
    ("angle brackets as text", |text, seed| {
        some(text, "<description>", "<description>1 < 2 and a<b <3 <= >> ", 5, seed)
            .or_else(|| some(text, "<summary>", "<summary>1 < 2 and a<b <3 <= >> ", 5, seed))
    }),
    ("unknown elements never closed", |text, seed| some(text, "<title>", "<x:thumb url=\"a\"><flag><title>", 5, seed)),
    ("stray end tags", |text, seed| some(text, "<title>", "</p></div></guid><title>", 5, seed)),
    ("instructions in the middle", |text, seed| {
        some(text, "<title>", "<?php echo $x ?><?pi a=\"b\"?><title>", 5, seed)
    }),
    ("a piece is missing", piece_missing),
    ("a line stands twice", line_twice),
    ("a byte is missing", byte_missing),
    ("links with blanks and line breaks", |text, _| {
        let broken = text.replace("<link>", "<link><![CDATA[\n   ").replace("</link>", "\n  ]]></link>");
        (broken != text).then(|| Broken::new(broken))
    }),
    ("links as HTML tools leave them", |text, _| {
        let broken = text.replace("<link>", "<link/>").replace("</link>", "");
        (broken != text).then(|| Broken::new(broken))
    }),
    ("blanks in tags", |text, _| {
        Some(Broken::new(
            text.replace("<title>", "<title \n >").replace("</title>", "</title\t>").replace("</link>", "</link >"),
        ))
    }),
];

fn some(text: &str, pattern: &str, with: &str, most: usize, seed: &mut Seed) -> Option<Broken> {
    replace_some(text, pattern, with, most, seed).map(Broken::new)
}

/// `<title>a<link></title>b</link>`.
fn crossed(text: &str, seed: &mut Seed) -> Option<Broken> {
    let places = places_in_items(text, "</title>");
    let place = *places.get(seed.below(places.len()))?;
    let rest = text.get(place + 8..)?;
    let next = rest.find('<')?;
    let end = rest.find('>')?;
    let tag = rest.get(next..=end)?;
    if tag.starts_with("</") || tag.ends_with("/>") || tag.contains("CDATA") {
        return None;
    }
    Some(Broken::new(format!("{}{tag}</title>{}", text.get(..place)?, rest.get(end + 1..)?)))
}

fn comment_never_closed(text: &str, seed: &mut Seed) -> Option<Broken> {
    let places = [places_in_items(text, "<item"), places_in_items(text, "<entry")].concat();
    let place = *places.get(seed.below(places.len()))?;
    Some(Broken::new(format!("{}<!-- made by a program\n{}", text.get(..place)?, text.get(place..)?)))
}

fn quote_lost(text: &str, seed: &mut Seed) -> Option<Broken> {
    let mut places: Vec<usize> = text.match_indices("\">").map(|(at, _)| at).collect();
    places.extend(text.match_indices("\"/>").map(|(at, _)| at));
    places.extend(text.match_indices("\" ").map(|(at, _)| at));
    let is_in_tag = |place: &usize| {
        let before = text.get(..*place).unwrap_or_default();
        let open = before.rfind('<').unwrap_or(0);
        !before.get(open..).unwrap_or_default().contains('>')
            && !before.get(open..).unwrap_or_default().starts_with("<!")
    };
    places.retain(is_in_tag);
    let place = *places.get(seed.below(places.len()))?;
    Some(Broken::new(format!("{}{}", text.get(..place)?, text.get(place + 1..)?)))
}

/// Some 100 bytes in the middle of an item: that item is lost, or not.
fn piece_missing(text: &str, seed: &mut Seed) -> Option<Broken> {
    let start = *[places_in_items(text, "<item"), places_in_items(text, "<entry")].concat().iter().min()?;
    let from = text.floor_char_boundary(start + seed.below(text.len() - start));
    let to = text.floor_char_boundary((from + 20 + seed.below(100)).min(text.len()));
    Some(Broken::new(format!("{}{}", text.get(..from)?, text.get(to..)?)))
}

fn line_twice(text: &str, seed: &mut Seed) -> Option<Broken> {
    let lines: Vec<&str> = text.lines().collect();
    let line = seed.below(lines.len());
    let mut broken = lines.clone();
    broken.insert(line, lines.get(line)?);
    Some(Broken::new(broken.join("\n")))
}

fn byte_missing(text: &str, seed: &mut Seed) -> Option<Broken> {
    let mut body = text.as_bytes().to_vec();
    for _ in 0..3 {
        let place = seed.below(body.len());
        body.remove(place);
    }
    Some(Broken::new(body))
}
