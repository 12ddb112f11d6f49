use super::*;

#[test]
fn the_templates_can_be_drawn() {
    let bar = Progress::Terminal.bar("reading", 3);
    bar.inc(2);
    assert_eq!(bar.position(), 2);
    bar.finish_and_clear();
    Progress::Terminal.spinner("waiting").finish_and_clear();
    assert!(Progress::Hidden.bar("reading", 3).is_hidden());
}
