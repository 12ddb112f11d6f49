use super::*;

fn block(text: &str) -> Block {
    Block { text: text.to_owned(), ..Block::default() }
}

fn cleaned(texts: &[&str], title: &str) -> Vec<String> {
    let authors = ["Ana Ruiz".to_owned()];
    let text = clean(texts.iter().map(|text| block(text)).collect(), Chosen::Roughly, title, &authors).text;
    text.split("\n\n").map(str::to_owned).collect()
}

const STORY: &str =
    "The bank has told its engineers to stop using the helper and to move to a tool of its own by July 20, 2026.";

#[test]
fn lines_around_the_story_go() {
    for line in [
        "Advertisement",
        "Share",
        "Share this article on Facebook",
        "Read more: Five helpers compared",
        "Related articles",
        "Sign up for our free newsletter",
        "We use cookies to make this site better",
        "Leave a comment",
        "3 comments",
        "© 2026 Example News. All rights reserved.",
        "4 min read",
        "Photo: somebody",
        "***",
        "责任编辑：王某",
        "Was this page helpful?",
        "Did this page help you? - Yes",
        "Thanks for letting us know this page needs work. We're sorry.",
        "Edit this page on GitHub",
        "Submit correction",
    ] {
        assert_eq!(cleaned(&[line, STORY], "A title"), [STORY], "{line}");
    }
}

#[test]
fn sentences_of_the_story_stay() {
    for line in [
        "Is this page helpful to people who have lost their keys? The county thinks so, and the clinics do not.",
        "Submit corrections to the ministry before July, says the new rule.",
        "Share prices fell by a tenth.",
        "By Friday the company had answered.",
        "Read the letter, she said, and then decide.",
        "On July 3, 2026 the company admitted the error.",
        "Related systems were not affected, the vendor says.",
        "Comment was not available from the ministry.",
        "The advertisement ran for two days.",
    ] {
        assert_eq!(cleaned(&[line, STORY], "A title"), [line, STORY], "{line}");
    }
}

#[test]
fn the_head_is_not_said_twice() {
    let head = ["A title", "By Ana Ruiz", "Ana Ruiz", "Published July 3, 2026 at 14:05 GMT", STORY];
    assert_eq!(cleaned(&head, "A Title"), [STORY]);
    assert_eq!(cleaned(&[STORY, "July 3, 2026"], "A title"), [STORY, "July 3, 2026"]);
}

#[test]
fn nothing_of_the_story_follows_its_end() {
    assert_eq!(cleaned(&[STORY, "The end.", "Related stories", "Another headline"], "t"), [STORY, "The end."]);
    let early = ["Comments", STORY];
    assert_eq!(cleaned(&early, "t"), [STORY]);
}

#[test]
fn menus_of_links_go() {
    let link = |text: &str| Block { link_chars: text.len(), ..block(text) };
    let blocks = vec![block(STORY), link("One"), link("Two"), link("Three"), block("The end of the story.")];
    assert_eq!(clean(blocks, Chosen::Roughly, "t", &[]).text, format!("{STORY}\n\nThe end of the story."));
}
