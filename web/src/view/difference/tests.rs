use super::*;

#[test]
fn only_the_words_that_changed_are_marked() {
    let pieces = words("Six accounts were affected.", "Sixty accounts were affected.");
    let changed: Vec<_> = pieces.iter().filter(|piece| piece.kind != PieceKind::Same).collect();
    assert_eq!(changed.len(), 2, "{pieces:?}");
    assert_eq!(changed[0].text, "Six");
    assert_eq!(changed[1].text, "Sixty");
}

#[test]
fn a_phrase_that_changed_is_one_change() {
    let pieces = words("It touched a small number of accounts.", "It touched 1.2 million accounts.");
    let changed: Vec<_> = pieces.iter().filter(|piece| piece.kind != PieceKind::Same).collect();
    assert_eq!(changed.len(), 2, "{pieces:?}");
    assert_eq!((changed[0].text.as_str(), changed[1].text.as_str()), ("a small number of", "1.2 million"));
}

#[test]
fn both_sides_can_be_put_together_again() {
    let (old, new) = ("Keys leaked, they say.", "No keys  have leaked; they are safe.");
    let side = |kind| {
        let pieces = words(old, new).into_iter();
        pieces
            .filter(|piece| piece.kind == PieceKind::Same || piece.kind == kind)
            .map(|piece| piece.text)
            .collect::<String>()
    };
    assert_eq!(
        side(PieceKind::Deleted).split_whitespace().collect::<Vec<_>>(),
        old.split_whitespace().collect::<Vec<_>>()
    );
    assert_eq!(
        side(PieceKind::Inserted).split_whitespace().collect::<Vec<_>>(),
        new.split_whitespace().collect::<Vec<_>>()
    );
}

#[test]
fn paragraphs_far_from_a_change_are_folded() {
    let old = "one\n\ntwo\n\nthree\n\nfour old\n\nfive\n\nsix";
    let blocks = blocks(old, &old.replace("old", "new"));
    assert_eq!(blocks[0], Block::Folded(vec!["one".into(), "two".into()]));
    assert_eq!(blocks[1], Block::Same(vec!["three".into()]));
    assert!(matches!(&blocks[2], Block::Changed(pieces) if pieces.len() == 3), "{blocks:?}");
    assert_eq!(blocks[4], Block::Folded(vec!["six".into()]));
}

#[test]
fn equal_texts_have_no_change() {
    assert!(blocks("a\n\nb", "a\n\nb").iter().all(|block| !matches!(block, Block::Changed(_))));
}
