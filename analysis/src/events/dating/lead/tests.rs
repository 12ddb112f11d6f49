use watchline_model::{Basis, Dated};

use crate::Input;
use crate::analyzer::tests::labelled::analyzer;

/// The date of the leak in a text of 20 February 2025.
fn leak(body: &str) -> Option<String> {
    let published = Dated::parse("2025-02-20", Basis::Published);
    let analysis = analyzer().analyze(&Input { body, published, ..Input::default() });
    let leak = analysis.events.iter().find(|event| event.kind.as_str() == "data_exposure").expect("it is told");
    leak.date.map(|date| date.value_text())
}

const LEAK: &str = "Corvid leaked private chats of users.";

#[test]
fn the_only_day_of_a_short_text_is_that_of_the_harm() {
    let one = format!("{LEAK} Many are angry. Doors and windows stood open on 9 November.");
    assert_eq!(leak(&one).as_deref(), Some("2024-11-09"));
    assert_eq!(leak(&format!("{one} In the town it had snowed on 3 October.")), None);
}

#[test]
fn what_somebody_said_on_a_day_does_not_date_the_harm() {
    assert_eq!(leak(&format!("{LEAK} Many are angry. That is what a neighbour said on 9 November.")), None);
}
