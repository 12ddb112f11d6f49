//! Names of the months in the languages of the press we read. Pure.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Full names, declined and shortened ones, by month; lower case.
const NAMES: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene januari gennaio gen janeiro января январь янв styczeń stycznia \
     sty ocak oca січня يناير جانفي",
    "february feb februar février févr fév fevrier febrero febbraio febr februari fevereiro fev февраля февраль фев \
     luty lutego lut şubat şub лютого فبراير فيفري شباط",
    "march mar märz mär mrz mars marzo março maart mrt marts марта март мар marzec marca mart березня مارس آذار اذار",
    "april apr avril avr abril abr aprile aprilis апреля апрель апр kwiecień kwietnia kwi nisan nis квітня أبريل \
     ابريل إبريل أفريل نيسان",
    "may mai mayo maggio mag maio mei maj мая май maja mayıs травня مايو ماي أيار ايار",
    "june jun juni juin junio giugno giu junho июня июнь июн czerwiec czerwca cze haziran haz червня يونيو يونية جوان \
     حزيران",
    "july jul juli juillet juil julio luglio lug julho июля июль июл lipiec lipca lip temmuz tem липня يوليو يولية \
     جويلية تموز",
    "august aug août aout agosto ago augustus augusti августа август авг sierpień sierpnia sie ağustos ağu серпня \
     أغسطس اغسطس أوت آب",
    "september sept sep septembre septiembre setiembre settembre sett set setembro сентября сентябрь сен сент \
     wrzesień września wrz eylül eyl вересня سبتمبر أيلول ايلول",
    "october oct oktober okt octobre octubre ottobre ott outubro out октября октябрь окт październik października \
     paź ekim eki жовтня أكتوبر اكتوبر",
    "november nov novembre noviembre novembro ноября ноябрь ноя нояб listopad listopada lis kasım kas листопада \
     نوفمبر",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember декабря декабрь дек \
     grudzień grudnia gru aralık ara грудня ديسمبر",
];

/// Months of two words, as the eastern Arab countries name them.
const PAIRS: [(&str, &str, u32); 6] = [
    ("كانون", "الثاني", 1),
    ("تشرين", "الأول", 10),
    ("تشرين", "الاول", 10),
    ("تشرين", "الثاني", 11),
    ("كانون", "الأول", 12),
    ("كانون", "الاول", 12),
];

static MONTHS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let numbered = (1..).zip(NAMES.iter());
    numbered.flat_map(|(number, names)| names.split_whitespace().map(move |name| (name, number))).collect()
});

/// 1 to 12; `name` in lower case, without a full stop.
pub(super) fn month(name: &str) -> Option<u32> {
    MONTHS.get(name).copied()
}

/// A month that is named with two words.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<u32> {
    PAIRS.iter().find(|(one, two, _)| *one == first && *two == second).map(|(.., month)| *month)
}
