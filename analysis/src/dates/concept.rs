//! What a word can mean in a date, whatever its language.

use chrono::Weekday;

/// One meaning; a word may have several, and the place decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concept {
    /// `is_sure`: a month even where nothing beside it says so ("February", not "may").
    Month {
        number: u32,
        is_sure: bool,
    },
    Weekday {
        day: Weekday,
        is_sure: bool,
    },
    Season(u32),
    Number(u32),
    /// "a few", "several".
    Several(u32),
    Hundred,
    Thousand,
    Ordinal(u32),
    /// The last of several.
    Final,
    /// The letters behind a figure: "3rd".
    Th,
    /// The letter behind a decade: "1990s".
    Plural,
    /// "Q" before a figure.
    QuarterLetter,
    /// "H" before a figure.
    HalfLetter,
    Unit(Unit),
    /// "two months" in one word.
    Dual(Unit),
    /// "last", "this", "next".
    Relative(i32),
    /// "last month" in one word.
    Period(i32, Unit),
    /// Days from the reference.
    Near(i32),
    /// The night of a day so far from the reference.
    Night(i32),
    Now,
    Ago,
    Hence,
    /// From the date told before: "a year earlier", "two days later".
    ThenBack,
    ThenOn,
    AgoBefore,
    InBefore,
    Within,
    Part(Part),
    Of,
    The,
    On,
    In,
    At,
    From,
    To,
    Between,
    And,
    Since,
    Until,
    Before,
    After,
    /// "more than" before an amount.
    More,
    By,
    Effective,
    /// Before a date, where the word behind it may be left out.
    EffectiveBefore,
    Onward,
    Forward,
    DayPart(DayPart),
    Noon,
    Midnight,
    Am,
    Pm,
    OClock,
    Past,
    ToHour,
    QuarterHour,
    HalfHour,
    HourMark,
    MinuteMark,
    /// Minutes east of UTC.
    Zone(i32),
    /// Minutes east of UTC in winter, by the summer time of the United States.
    ZoneUs(i32),
    Every,
    /// Things that are counted: a number before one is no year.
    Counted,
    MarkYear,
    MarkMonth,
    MarkDay,
    Holiday(Holiday),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Workday,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// "the beginning of": a third of a year, else as early.
    Start,
    Early,
    Mid,
    Late,
    /// As late; of a day its last moment.
    End,
    /// "earlier this year": not beyond today.
    Earlier,
    /// "later this week": not before today.
    Later,
    /// "the rest of the month": from today.
    Rest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// Days with a name: of a fixed date, by their weekday, or by Easter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    Fixed(u32, u32),
    /// Month, weekday, which of the month (0: the last), days after it.
    Nth(u32, Weekday, u32, i64),
    /// Days after Easter Sunday.
    Easter(i64),
}

impl Concept {
    /// Reads a meaning as the word lists write it; `None` where it is not one.
    pub(super) fn parse(meaning: &str) -> Option<Self> {
        let mut words = meaning.split_whitespace();
        let name = words.next()?;
        let argument = words.next();
        let number = || argument?.parse::<i32>().ok();
        let count = || u32::try_from(number()?).ok();
        let weekday = || Weekday::try_from(u8::try_from(count()?.checked_sub(1)?).ok()?).ok();
        Some(match name {
            "month" => Self::Month { number: count()?, is_sure: true },
            "month?" => Self::Month { number: count()?, is_sure: false },
            "weekday" => Self::Weekday { day: weekday()?, is_sure: true },
            "weekday?" => Self::Weekday { day: weekday()?, is_sure: false },
            "season" => Self::Season(count()?),
            "number" => Self::Number(count()?),
            "several" => Self::Several(count()?),
            "hundred" => Self::Hundred,
            "thousand" => Self::Thousand,
            "ordinal" => Self::Ordinal(count()?),
            "final" => Self::Final,
            "th" => Self::Th,
            "plural" => Self::Plural,
            "quarter-letter" => Self::QuarterLetter,
            "half-letter" => Self::HalfLetter,
            "unit" => Self::Unit(Unit::parse(argument?)?),
            "dual" => Self::Dual(Unit::parse(argument?)?),
            "rel" => Self::Relative(number()?),
            "period" => Self::Period(number()?, Unit::parse(words.next()?)?),
            "near" => Self::Near(number()?),
            "night" => Self::Night(number()?),
            "now" => Self::Now,
            "ago" => Self::Ago,
            "hence" => Self::Hence,
            "then-" => Self::ThenBack,
            "then+" => Self::ThenOn,
            "ago<" => Self::AgoBefore,
            "in<" => Self::InBefore,
            "within" => Self::Within,
            "part" => Self::Part(Part::parse(argument?)?),
            "of" => Self::Of,
            "the" => Self::The,
            "on" => Self::On,
            "in" => Self::In,
            "at" => Self::At,
            "from" => Self::From,
            "to" => Self::To,
            "between" => Self::Between,
            "and" => Self::And,
            "since" => Self::Since,
            "until" => Self::Until,
            "more" => Self::More,
            "before" => Self::Before,
            "after" => Self::After,
            "by" => Self::By,
            "effective" => Self::Effective,
            "effective<" => Self::EffectiveBefore,
            "onward" => Self::Onward,
            "forward" | "forward>" => Self::Forward,
            "daypart" => Self::DayPart(DayPart::parse(argument?)?),
            "noon" => Self::Noon,
            "midnight" => Self::Midnight,
            "am" => Self::Am,
            "pm" => Self::Pm,
            "oclock" => Self::OClock,
            "past" => Self::Past,
            "to-hour" => Self::ToHour,
            "quarter-hour" => Self::QuarterHour,
            "half-hour" => Self::HalfHour,
            "hour-mark" => Self::HourMark,
            "minute-mark" => Self::MinuteMark,
            "zone" => Self::Zone(number()?),
            "zone-us" => Self::ZoneUs(number()?),
            "every" => Self::Every,
            "counted" => Self::Counted,
            "mark" => match argument? {
                "year" => Self::MarkYear,
                "month" => Self::MarkMonth,
                "day" => Self::MarkDay,
                _ => return None,
            },
            "holiday" => Self::Holiday(Holiday::parse(argument?)?),
            _ => return None,
        })
    }
}

impl Unit {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "workday" => Self::Workday,
            "week" => Self::Week,
            "weekend" => Self::Weekend,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }

    /// Hours and less.
    pub(super) fn is_of_the_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

impl Part {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "start" => Some(Self::Start),
            "end" => Some(Self::End),
            "earlier" => Some(Self::Earlier),
            "later" => Some(Self::Later),
            "rest" => Some(Self::Rest),
            "early" => Some(Self::Early),
            "mid" => Some(Self::Mid),
            "late" => Some(Self::Late),
            _ => None,
        }
    }
}

impl DayPart {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "morning" => Some(Self::Morning),
            "afternoon" => Some(Self::Afternoon),
            "evening" => Some(Self::Evening),
            "night" => Some(Self::Night),
            _ => None,
        }
    }
}

impl Holiday {
    /// The rules as these days are kept in the United States, where others keep another day.
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "christmas" => Self::Fixed(12, 25),
            "christmas-eve" => Self::Fixed(12, 24),
            "boxing" => Self::Fixed(12, 26),
            "new-year" => Self::Fixed(1, 1),
            "new-year-eve" => Self::Fixed(12, 31),
            "halloween" => Self::Fixed(10, 31),
            "valentine" => Self::Fixed(2, 14),
            "independence" => Self::Fixed(7, 4),
            "veterans" => Self::Fixed(11, 11),
            "patrick" => Self::Fixed(3, 17),
            "juneteenth" => Self::Fixed(6, 19),
            "earth" => Self::Fixed(4, 22),
            "april-fools" => Self::Fixed(4, 1),
            "thanksgiving" => Self::Nth(11, Weekday::Thu, 4, 0),
            "black-friday" => Self::Nth(11, Weekday::Thu, 4, 1),
            "labor" => Self::Nth(9, Weekday::Mon, 1, 0),
            "memorial" => Self::Nth(5, Weekday::Mon, 0, 0),
            "columbus" => Self::Nth(10, Weekday::Mon, 2, 0),
            "mlk" => Self::Nth(1, Weekday::Mon, 3, 0),
            "presidents" => Self::Nth(2, Weekday::Mon, 3, 0),
            "mother" => Self::Nth(5, Weekday::Sun, 2, 0),
            "father" => Self::Nth(6, Weekday::Sun, 3, 0),
            "easter" => Self::Easter(0),
            "good-friday" => Self::Easter(-2),
            "easter-monday" => Self::Easter(1),
            _ => return None,
        })
    }
}
