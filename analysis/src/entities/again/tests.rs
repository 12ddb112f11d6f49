use super::super::tests::coined;

#[test]
fn a_name_is_the_same_in_the_headline_and_later() {
    let told = coined("Trouble at Wrenlet", "Wrenlet is a tool that swaps faces. Users of Wrenlet left.");
    assert_eq!(told, ["product Wrenlet <- again", "product Wrenlet <- is-a", "product Wrenlet <- again"]);
}

#[test]
fn an_abbreviation_in_brackets_is_the_name_it_stands_behind() {
    let told = coined("", "The Wrenford Police Department (WPD) was asked. The WPD did not answer. WPDX is another.");
    assert_eq!(
        told,
        [
            "organization Wrenford Police Department <- form",
            "organization WPD <- abbreviation",
            "organization WPD <- abbreviation",
        ]
    );
}

#[test]
fn a_part_of_a_longer_word_is_no_mention() {
    assert_eq!(coined("", "Wrenlet is a tool. Wrenlets sing."), ["product Wrenlet <- is-a"]);
}
