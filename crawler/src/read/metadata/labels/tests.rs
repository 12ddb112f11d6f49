use super::*;

#[test]
fn the_last_telling_word_before_a_date_says_what_it_is() {
    for (before, expected) in [
        ("Published on ", Said::Published),
        ("Last updated: ", Said::Modified),
        ("Posted by Ana Ruiz, updated ", Said::Modified),
        ("Updated by the desk. First published ", Said::Published),
        ("Copyright ", Said::Other),
        ("Register until ", Said::Other),
        ("Ana Ruiz, ", Said::Nothing),
        ("", Said::Nothing),
        ("Veröffentlicht am ", Said::Published),
        ("Zuletzt aktualisiert: ", Said::Modified),
        ("Mis à jour le ", Said::Modified),
        ("Publié le ", Said::Published),
        ("Actualizado el ", Said::Modified),
        ("Опубликовано: ", Said::Published),
        ("发布时间：", Said::Published),
        ("更新日：", Said::Modified),
        ("입력 ", Said::Published),
        ("수정 ", Said::Modified),
        ("تاريخ النشر: ", Said::Published),
        ("Publikováno ", Said::Published),
        ("Aktualizováno: ", Said::Modified),
        ("Päivitetty ", Said::Modified),
        ("Son güncelleme: ", Said::Modified),
        ("Ngày đăng: ", Said::Published),
        ("Δημοσιεύθηκε: ", Said::Published),
        ("Terakhir diperbarui ", Said::Modified),
    ] {
        assert_eq!(said(before), expected, "{before}");
    }
}

#[test]
fn a_first_publication_says_so() {
    assert!(is_first("This article was originally published on "));
    assert!(!is_first("Published on "));
}
