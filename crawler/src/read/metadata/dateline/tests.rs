use super::*;

fn day(text: &str) -> Option<String> {
    day_of(text, Order::DayFirst).map(|found| found.stamp.date.value_text())
}

#[test]
fn a_place_a_day_and_a_dash_open_a_report() {
    for text in [
        "BERLIN, July 3, 2026 – The council has barred the helper from its offices.",
        "PARIS, July 3, 2026 /Example Wire/ -- The council has barred the helper.",
        "NEW YORK, NY, July 3, 2026 (EXAMPLE WIRE) -- The council has barred the helper.",
        "WASHINGTON (July 3, 2026) — The council has barred the helper.",
        "San Francisco, Calif. – July 3, 2026 – The council has barred the helper.",
        "Frankfurt am Main, den 3. Juli 2026 – Der Rat hat den Helfer verboten.",
        "Paris, le 3 juillet 2026 – Le conseil interdit l'assistant.",
        "Madrid, 3 de julio de 2026.- El consejo prohíbe el asistente.",
        "(Milano, 3 luglio 2026) – Il consiglio vieta l'assistente.",
        "【東京 2026年7月3日】役所は補助の使用を禁じた。",
    ] {
        assert_eq!(day(text).as_deref(), Some("2026-07-03"), "{text}");
    }
}

#[test]
fn a_day_that_a_sentence_tells_of_is_no_dateline() {
    for text in [
        "On July 3, 2026, the council barred the helper – to everyone's surprise.",
        "The council met on July 3, 2026 – and barred the helper.",
        "July 3, 2026 – a day to remember.",
        "BERLIN, July 3, 2026 The council has barred the helper.",
        "Since the council of Berlin met, July 3, 2026 – the helper is barred.",
        "BERLIN – The council has barred the helper.",
    ] {
        assert_eq!(day(text), None, "{text}");
    }
}
