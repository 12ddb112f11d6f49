use watchline_model::taxonomy::Family;

use super::is_countered_wide;

fn countered(sentence: &str, words: &str, kind: &str, family: Family) -> bool {
    let start = sentence.find(words).unwrap();
    is_countered_wide(sentence, start, start + words.len(), kind, family)
}

#[test]
fn what_has_not_been_found_did_not_happen() {
    assert!(countered("目前尚未发现该漏洞被利用的情况。", "漏洞被利用", "vulnerability_exploited", Family::Weakness));
    assert!(countered("没有证据表明用户数据泄露。", "数据泄露", "data_exposure", Family::Breach));
    assert!(!countered("公司未能及时阻止用户数据泄露。", "数据泄露", "data_exposure", Family::Breach));
    assert!(!countered("没有任何身份验证的数据库暴露在公网。", "数据库暴露", "data_exposure", Family::Breach));
}

#[test]
fn conjecture_question_and_advice_are_no_event() {
    assert!(countered("此举可能导致数据泄露。", "数据泄露", "data_exposure", Family::Breach));
    assert!(countered("你的数据泄露了吗？", "数据泄露", "data_exposure", Family::Breach));
    assert!(countered("警方提醒，接到来电应当警惕有人冒充领导。", "冒充", "impersonation", Family::Misuse));
    assert!(!countered("警方提醒，近日有人冒充领导骗走三万元。", "冒充", "impersonation", Family::Misuse));
    assert!(countered("企业应重视数据泄露风险。", "数据泄露", "data_exposure", Family::Breach));
}

#[test]
fn an_answer_that_is_demanded_has_not_been_given() {
    assert!(countered("用户要求公司道歉。", "道歉", "apology", Family::Response));
    assert!(!countered("公司向用户道歉。", "道歉", "apology", Family::Response));
}

#[test]
fn an_older_affair_that_is_recalled_is_not_told() {
    assert!(countered("去年该公司曾因数据泄露受到批评。", "数据泄露", "data_exposure", Family::Breach));
    assert!(!countered("去年该公司数据泄露。", "数据泄露", "data_exposure", Family::Breach));
}
