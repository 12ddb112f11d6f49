use super::*;

#[test]
fn words_stand_in_one_pair_of_marks() {
    assert_eq!(in_marks("It is a precaution."), "“It is a precaution.”");
    assert_eq!(in_marks("“It is,” she said."), "“It is,” she said.");
}
