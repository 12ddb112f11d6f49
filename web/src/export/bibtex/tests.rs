use super::*;

#[test]
fn a_title_can_neither_end_its_field_nor_run_as_a_command() {
    let escaped = escape("50% of {keys} & a_b \\input{x} }\n#1 ~^$");
    assert_eq!(
        escaped,
        "50\\% of \\textbraceleft{}keys\\textbraceright{} \\& a\\_b \\textbackslash{}input\\textbraceleft{}x\
         \\textbraceright{} \\textbraceright{} \\#1 \\textasciitilde{}\\textasciicircum{}\\$"
    );
    let balance = escaped.chars().fold(0, |depth: i32, c| depth + i32::from(c == '{') - i32::from(c == '}'));
    assert_eq!(balance, 0);
}

#[test]
fn an_address_keeps_its_field_whole() {
    assert_eq!(url("https://a.example/{x}?q=a_b%20c"), "https://a.example/%7Bx%7D?q=a_b%20c");
}
