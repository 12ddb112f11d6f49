use super::*;

const PAGE: &str = "<html><head><title>The clinic answers</title></head><body><nav><ul><li><a href=/a>Home</a><li><a href=/b>News</a></ul></nav>\
    <main><article class='post main-post'><h1>The clinic answers</h1>\
    <p>The clinic of Lower Tarn has answered for its helper, which gave a wrong dose to eleven people in a week, and has switched it off.</p>\
    <p>Its maker says that a mended version is being tested, and that nobody was harmed. The ministry has asked for the records of all three months.</p>\
    <p>4 min read</p></article></main><footer>© 2026 The Tarn Courier. All rights reserved.</footer></body></html>";

fn explained_page(selector: Option<&str>) -> Vec<ExplainedBlock> {
    explain(PAGE.as_bytes(), None, "https://tarn.example/a", &ReadHints { selector, ..ReadHints::default() })
}

#[test]
fn every_paragraph_has_a_reason_and_a_path() {
    let blocks = explained_page(None);
    assert_eq!(blocks.len(), 7);
    assert!(blocks.iter().all(|block| block.reason.len() > 20), "{blocks:#?}");
    let story = blocks.iter().find(|block| block.text.starts_with("The clinic of")).expect("the story");
    assert_eq!((story.kept, story.kind), (Kept::Kept, "paragraph"));
    assert!(story.path.ends_with("main > article.main-post.post > p"), "{}", story.path);
    assert!(story.reason.starts_with("likelihood 0."), "{}", story.reason);
    let menu = blocks.iter().find(|block| block.text == "Home").expect("the menu");
    assert_eq!(menu.kept, Kept::Dropped);
}

#[test]
fn what_is_kept_is_the_text() {
    let reading = crate::read::read_page(PAGE.as_bytes(), None, "https://tarn.example/a", &ReadHints::default());
    let kept = explained_page(None).into_iter().filter(|block| block.kept == Kept::Kept);
    let starts: Vec<String> = reading.text.split("\n\n").map(|text| text.chars().take(SHOWN_CHARS).collect()).collect();
    assert_eq!(kept.map(|block| block.text).collect::<Vec<_>>(), starts);
}

#[test]
fn a_selector_is_its_own_reason() {
    let blocks = explained_page(Some("article"));
    assert!(blocks.iter().any(|block| block.reason.contains("article_selector")));
    let counter = blocks.iter().find(|block| block.text == "4 min read").expect("the counter");
    assert_eq!(counter.kept, Kept::Dropped);
    assert!(counter.reason.contains("counter"), "{}", counter.reason);
}
