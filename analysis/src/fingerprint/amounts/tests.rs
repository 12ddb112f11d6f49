use super::write_out_amounts;

#[test]
fn one_amount_is_written_in_one_way() {
    for text in ["£2.3m", "£2.3 million", "£2,300,000", "£2 300 000", "£2,3 Millionen", "£230万"] {
        assert_eq!(write_out_amounts(text), "£2300000", "{text}");
    }
    assert_eq!(write_out_amounts("48,000 chats, 12k more"), "48000 chats, 12000 more");
    assert_eq!(write_out_amounts("超过300万人，涉案8亿元"), "超过3000000人，涉案800000000元");
}

#[test]
fn versions_and_small_numbers_stay() {
    for text in
        ["culvert-client 0.9.14", "3.141.592.6", "CVE-2026-90017", "41 times", "4.6 per cent", "GPT-4", "v1.250"]
    {
        assert_eq!(write_out_amounts(text), text);
    }
}
