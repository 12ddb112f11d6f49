//! Names of the months in the languages of the press we read. Pure.
//!
//! Two languages may name different months alike (listopada): the one with more readers is meant.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Full names, declined and shortened ones, by month; lower case.
const NAMES: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene januari gennaio gen janeiro января январь янв styczeń stycznia \
     sty ocak oca січня يناير جانفي \
     ledna leden januára január ianuarie ιανουαρίου ιανουάριος ιαν tammikuuta tammikuu jaanuar gener januarja јануар јануара \
     януари ינואר בינואר जनवरी janvāris janvārī sausio siječnja",
    "february feb februar février févr fév fevrier febrero febbraio febr februari fevereiro fev февраля февраль фев \
     luty lutego lut şubat şub лютого فبراير فيفري شباط \
     února únor februára február februarie φεβρουαρίου φεβρουάριος φεβ helmikuuta helmikuu veebruar febrer februarja фебруар \
     фебруара февруари פברואר בפברואר फरवरी februāris februārī vasario veljače",
    "march mar märz mär mrz mars marzo março maart mrt marts марта март мар marzec marca mart березня مارس آذار اذار \
     března březen március márc martie μαρτίου μάρτιος μαρ maaliskuuta maaliskuu märts març maret marca marec март מרץ במרץ \
     मार्च marta kovo ožujka",
    "april apr avril avr abril abr aprile aprilis апреля апрель апр kwiecień kwietnia kwi nisan nis квітня أبريل \
     ابريل إبريل أفريل نيسان \
     dubna duben apríla április ápr aprilie απριλίου απρίλιος απρ huhtikuuta huhtikuu aprill април априла אפריל באפריל अप्रैल \
     aprīlis aprīlī balandžio travnja",
    "may mai mayo maggio mag maio mei maj мая май maja mayıs травня مايو ماي أيار ايار \
     května květen mája május máj μαΐου μαίου μάιος toukokuuta toukokuu maig maja maj мај маја май מאי במאי मई maijs maijā \
     gegužės svibnja",
    "june jun juni juin junio giugno giu junho июня июнь июн czerwiec czerwca cze haziran haz червня يونيو يونية جوان \
     حزيران \
     června červen júna június jún iunie ιουνίου ιούνιος ιουν kesäkuuta kesäkuu juuni juny junija јун јуна юни יוני ביוני \
     जून jūnijs jūnijā birželio lipnja",
    "july jul juli juillet juil julio luglio lug julho июля июль июл lipiec lipca lip temmuz tem липня يوليو يولية \
     جويلية تموز \
     července červenec júla július júl iulie ιουλίου ιούλιος ιουλ heinäkuuta heinäkuu juuli juliol julija јул јула юли יולי \
     ביולי जुलाई jūlijs jūlijā liepos srpnja julai",
    "august aug août aout agosto ago augustus augusti августа август авг sierpień sierpnia sie ağustos ağu серпня \
     أغسطس اغسطس أوت آب \
     srpna srpen augusta augusztus αυγούστου αύγουστος αυγ elokuuta elokuu agost avgusta avgust אוגוסט באוגוסט अगस्त augusts \
     augustā rugpjūčio kolovoza agustus ogos августа",
    "september sept sep septembre septiembre setiembre settembre sett set setembro сентября сентябрь сен сент \
     wrzesień września wrz eylül eyl вересня سبتمبر أيلول ايلول \
     září septembra szeptember szept septembrie σεπτεμβρίου σεπτέμβριος σεπ syyskuuta syyskuu септември септембар септембра \
     ספטמבר בספטמבר सितंबर सितम्बर septembris septembrī rugsėjo rujna",
    "october oct oktober okt octobre octubre ottobre ott outubro out октября октябрь окт październik października \
     paź ekim eki жовтня أكتوبر اكتوبر \
     října říjen októbra október octombrie οκτωβρίου οκτώβριος οκτ lokakuuta lokakuu oktoober oktobra октомври октобар \
     октобра אוקטובר באוקטובר अक्टूबर oktobris oktobrī spalio",
    "november nov novembre noviembre novembro ноября ноябрь ноя нояб listopad listopada lis kasım kas листопада \
     نوفمبر \
     listopadu novembra noiembrie νοεμβρίου νοέμβριος νοε marraskuuta marraskuu ноември новембар новембра נובמבר בנובמבר \
     नवंबर नवम्बर novembris novembrī lapkričio studenoga",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember декабря декабрь дек \
     grudzień grudnia gru aralık ara грудня ديسمبر \
     prosince prosinec decembra decembrie δεκεμβρίου δεκέμβριος δεκ joulukuuta joulukuu detsember desembre декември децембар \
     децембра דצמבר בדצמבר दिसंबर decembris decembrī gruodžio prosinca disember",
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
