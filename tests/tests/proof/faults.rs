//! Bad input gets a clear message, nothing is lost, and nothing else stops.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use crate::program::{Served, run, run_well, run_with_input};
use crate::site::{Answer, Site};

const GOOD: &str = "<html lang=en><head><title>Quillmont confirms that chats leaked</title></head><body><article>\
    <h1>Quillmont confirms that chats leaked</h1><p>Quillmont confirmed on Thursday that its chatbot PlumeChat exposed the \
    titles of some users' chats to other users for nine hours. The company said that it had taken PlumeChat offline and \
    fixed the bug.</p><p>Quillmont said that it would notify the people whose data was exposed.</p></article></body></html>";

/// Made-up names, given to the program as a user's own taxonomy.
const TAXONOMY: &str = "[[entity]]\nid = \"quillmont\"\nkind = \"vendor\"\nname = \"Quillmont\"\n\
    [[entity]]\nid = \"plumechat\"\nkind = \"product\"\nname = \"PlumeChat\"\nowner = \"quillmont\"\n";

fn feed(site: &str, paths: &[&str]) -> Vec<u8> {
    let items: String = paths
        .iter()
        .map(|path| format!("<item><title>{path}</title><link>{site}{path}</link><pubDate>Thu, 02 Jul 2026 08:00:00 GMT</pubDate></item>"))
        .collect();
    format!("<rss version=\"2.0\"><channel><title>Feed</title><link>{site}</link><description>d</description>{items}</channel></rss>")
        .into_bytes()
}

fn bomb() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..200 {
        encoder.write_all(&[b' '; 1024 * 1024]).unwrap();
    }
    encoder.finish().unwrap()
}

fn faulty_web() -> Site {
    Site::start(|site| {
        let html = "text/html; charset=utf-8";
        let paths = ["/big", "/bomb", "/inward", "/file", "/loop", "/gone", "/good"];
        BTreeMap::from([
            ("/good.xml".to_owned(), Answer::of("application/rss+xml", feed(site, &paths))),
            (
                "/bad.xml".to_owned(),
                Answer::of("application/rss+xml", "<rss version=\"2.0\"><channel><item><title>x</chan"),
            ),
            ("/big".to_owned(), Answer::of(html, vec![b'x'; 20 * 1024 * 1024])),
            ("/bomb".to_owned(), Answer::of(html, bomb()).with_header("content-encoding", "gzip")),
            ("/inward".to_owned(), Answer::redirect("http://127.0.0.9:9/secret")),
            ("/file".to_owned(), Answer::redirect("file:///etc/passwd")),
            ("/loop".to_owned(), Answer::redirect("/loop")),
            ("/gone".to_owned(), Answer { status: 410, headers: Vec::new(), body: Vec::new() }),
            ("/good".to_owned(), Answer::of(html, GOOD)),
        ])
    })
}

/// Only 127.0.0.1 is opened: 127.0.0.9 stays a private address.
fn write_config(folder: &Path, site: &str) {
    let text = format!(
        "[sources]\nshipped = false\n[taxonomy]\nfiles = [\"made-up.toml\"]\n[crawler]\nallowed_private_networks = [\"127.0.0.1/32\"]\nhost_gap_ms = 0\n\
         [[source]]\nid = \"good\"\nname = \"Good\"\ntier = \"press\"\nkind = \"feed\"\nurl = \"{site}/good.xml\"\n\
         [[source]]\nid = \"bad\"\nname = \"Bad\"\ntier = \"press\"\nkind = \"feed\"\nurl = \"{site}/bad.xml\"\n",
    );
    std::fs::write(folder.join("watchline.toml"), text).unwrap();
    std::fs::write(folder.join("made-up.toml"), TAXONOMY).unwrap();
}

#[test]
fn bad_pages_and_feeds_are_told_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let site = faulty_web();
    write_config(folder.path(), &site.address);
    let output = run(folder.path(), &["crawl", "--data", "data"]);
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{log}");
    for (path, said) in [
        ("/big", "larger than"),
        ("/bomb", "larger than"),
        ("/inward", "127.0.0.9"),
        ("/file", "file:"),
        ("/loop", "redirect"),
        ("/gone", "410"),
        ("/bad.xml", "feed"),
    ] {
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(path)).collect();
        assert!(lines.iter().any(|line| line.contains(said)), "{path}: nothing says `{said}`:\n{log}");
    }
    let found: serde_json::Value =
        serde_json::from_str(&run_well(folder.path(), &["search", "--json", "--data", "data", "vendor:quillmont"]))
            .unwrap();
    assert_eq!(found["total"], 1, "{found}");
    let sources = run_well(folder.path(), &["source", "list", "--data", "data"]);
    let bad = sources.lines().find(|line| line.starts_with("bad ")).unwrap();
    assert!(bad.contains("failures"), "{sources}");
}

#[test]
fn a_query_of_nonsense_is_answered_on_every_surface() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("watchline.toml"), "[sources]\nshipped = false\n").unwrap();
    run_well(folder.path(), &["search", "((( vendr:openia AND severity>=hgih \"open -\u{1F980} )"]);
    let served = Served::start(folder.path(), "watchline.toml");
    for query in [
        "%28%28%28",
        "vendr%3Aopenia",
        "severity%3E%3Dhgih",
        "%22open",
        "after%3Ayesterdayish",
        "%F0%9F%A6%80",
        "-",
        "%00",
        "a%20OR",
    ] {
        for page in [
            "/search",
            "/feed.atom",
            "/feed.json",
            "/calendar.ics",
            "/api/v1/documents",
            "/api/v1/incidents",
            "/api/v1/events",
            "/alerts/new",
        ] {
            let (status, body) = served.get(&format!("{page}?q={query}"));
            assert_eq!(status, 200, "{page}?q={query}: {body}");
        }
    }
    let (status, body) = served.get("/api/v1/documents?limit=lots");
    assert_eq!(status, 400, "{body}");
    assert!(body.contains("limit"), "{body}");
    assert_eq!(served.get("/incidents/INC-1999-0001").0, 404);
    assert_eq!(served.get("/documents/999999").0, 404);
}

#[test]
fn a_typo_in_the_configuration_names_file_line_key_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("watchline.toml"),
        "[server]\nlisen = \"127.0.0.1:1\"\n\n[crawler]\nhost_gap_ms = \"soon\"\n",
    )
    .unwrap();
    let output = run(folder.path(), &["config", "check"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    for part in ["watchline.toml:2", "server.lisen", "`listen`", "watchline.toml:5", "crawler.host_gap_ms"] {
        assert!(told.contains(part), "{part} is missing in:\n{told}");
    }
}

#[test]
fn a_bad_line_of_json_lines_yields_its_error_and_the_rest_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let input = "{\"id\": \"a\", \"title\": \"A chatbot leaks\", \"text\": \"A chatbot leaked chats.\"}\n\
        nonsense\n{\"id\": \"c\"}\n{\"id\": \"d\", \"title\": \"Weather\", \"text\": \"It rains.\", \"published\": \"2026-07-02\"}\n";
    for name in ["tag", "cluster"] {
        let (code, out, err) = run_with_input(folder.path(), &[name, "--jsonl", "-"], input);
        assert_eq!(code, Some(0), "{err}");
        let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 4, "{out}");
        assert_eq!((lines[0]["id"].as_str(), lines[3]["id"].as_str()), (Some("a"), Some("d")));
        assert!(lines[1]["error"].as_str().unwrap().contains("line 2"), "{}", lines[1]);
        assert!(lines[2]["error"].as_str().is_some() && lines[2]["id"] == "c", "{}", lines[2]);
        assert!(lines[0]["error"].is_null() && lines[3]["error"].is_null());
    }
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        vec!["nonsense"],
        vec!["tag"],
        vec!["crawl", "--source", "nobody"],
        vec!["tag", "no-such-file"],
        vec!["--config", "none.toml", "config", "check"],
    ] {
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stderr.is_empty(), "{arguments:?} says nothing");
    }
}
