//! Verbs of saying in Chinese, with the stance they carry.

use watchline_model::Stance;

/// Stance, rule and words; the first that fits a place counts.
pub(super) const CHINESE: &[(Option<Stance>, &str, &str)] = &[
    (Some(Stance::Denies), "denied", "否认|驳斥|辟谣|反驳|纯属|毫无根据"),
    (Some(Stance::Acknowledges), "acknowledged", "承认|坦承|坦言|致歉|道歉|认错|深表歉意|接受处罚"),
    (Some(Stance::Confirms), "confirmed", "证实|确认"),
    (
        Some(Stance::Alleges),
        "alleged",
        "指控|指称|声称|质疑|指责|爆料|投诉|控诉|抱怨|起诉|状告|控告|提起诉讼|谴责|吐槽|举报",
    ),
    (
        Some(Stance::Announces),
        "announced",
        "宣布|要求|承诺|(?:发出|发布|下发|印发)(?:通知|公告)|通知(?:全体)?员工|决定",
    ),
    (Some(Stance::Reports), "reported", "发现|披露|曝光|报告称|反映|演示|监测到|公布了"),
    (None, "said", "通报|介绍|解释|强调|提醒|表示|声明|称|指出|写道|说|告知|告诉|回应|透露"),
];

/// Characters before and behind by which a sign belongs to another word: "名称", "称为", "小说", "说明".
const OTHER_WORDS: [(&str, &str, &str); 3] = [
    ("称", "名简俗据堪号职统对昵别自尊全宣声", "为作号呼赞重"),
    ("说", "小据传听学假", "明法服辞"),
    ("声明", "", "的"),
];

/// Whether a word that looks like a verb of saying is one.
pub(super) fn is_speech(sentence: &str, start: usize, end: usize) -> bool {
    let word = &sentence[start..end];
    let Some((_, before, behind)) = OTHER_WORDS.iter().find(|(known, _, _)| *known == word) else { return true };
    let last = sentence[..start].chars().next_back();
    let next = sentence[end..].chars().next();
    !last.is_some_and(|sign| before.contains(sign)) && !next.is_some_and(|sign| behind.contains(sign))
}

/// Whether a body is named that speaks of its own steps: "平台", "院方".
pub(super) fn is_body(name: &str) -> bool {
    ["平台", "院方", "校方", "官方", "集团", "医院", "学校", "银行"].iter().any(|body| name.ends_with(body))
}

#[cfg(test)]
mod tests;
