use super::super::tests::coined;

#[test]
fn organizations_end_with_what_they_are() {
    assert_eq!(coined("", "据东江市公安局通报，一名男子被拘留。"), ["organization 东江市公安局 <- form"]);
    assert_eq!(coined("", "青芦科技有限公司在声明中道歉。"), ["organization 青芦科技有限公司 <- form"]);
    assert_eq!(coined("", "桜芦大学の研究者が発表した。"), ["organization 桜芦大学 <- form"]);
}

#[test]
fn what_says_only_what_kind_it_is_is_no_name() {
    assert_eq!(coined("", "该公司在声明中道歉，这家医院也是。"), [""; 0]);
}
