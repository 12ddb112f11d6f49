"""dateparser's search over the cases: one answer a line, and how long it took.

It gives beginnings only, so ends are not compared.
"""

import json
import sys
import time
from datetime import datetime

import dateparser
from dateparser.search import search_dates

LANGUAGES = {"zh": "zh", "ja": "ja", "ko": "ko"}


def main(source, target):
    cases = [json.loads(line) for line in open(source, encoding="utf-8")]
    seconds, size, answers = 0.0, 0, []
    for case in cases:
        language = case["language"] or "en"
        settings = {
            "RELATIVE_BASE": datetime.fromisoformat(case["reference"]),
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
            "RETURN_AS_TIMEZONE_AWARE": False,
        }
        begun = time.process_time()
        try:
            results = search_dates(case["text"], languages=[LANGUAGES.get(language, language)], settings=settings) or []
        except Exception:
            results = []
        seconds += time.process_time() - begun
        size += len(case["text"].encode())
        found, position = [], 0
        for words, moment in results:
            at = case["text"].find(words, position)
            at = max(at, 0)
            position = at + len(words)
            first = moment.replace(tzinfo=None, microsecond=0).isoformat()
            found.append({"start": at, "end": at + len(words), "first": first, "until": None, "last": None, "offset_minutes": None})
        answers.append(json.dumps({"found": found}))
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(answers))
    print(
        f"dateparser {dateparser.__version__}: {seconds * 1e6 / len(cases):.1f} µs a text, "
        f"{seconds * 1e6 * 1024 / size:.1f} µs/KB"
    )


main(*sys.argv[1:3])
