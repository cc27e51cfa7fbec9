"""The words that say what a number or code is, one pattern for each label.

Tables only. ``cues.py`` finds them in a text; where two fit at one place, the label that stands first wins.
``_NUM`` may follow almost any of them: "claim", "claim no", "claim number", "claim id".
"""

from __future__ import annotations

_NUM = r"(?:\s*(?:\#s?|no\b\.?|numbers?|num\b|nbr|id(?:entification)?|i\sd\b|code))"

CUES = {
    "SSN": r"ssn|s\.?s\.?\s?\#|s\ss\sn|itin|social(?!\s+(?:worker|work|services|needs|security\s+(?:office"
    r"|check|income|benefits?|disability|letter)))(?:\s+security)?|soc\s+sec|seguro\s+social|last\s+(?:four"
    r"|4)",
    "FAX": r"fx(?=\s*(?:\#|to|:|no|is)?\s*[(]?1?[- ]?[(]?\d{3})|fax(?:ed)?(?:\s+(?:no|number|it|line|machine))?",
    "PHONE": r"phone|telephone|tel|cell|mobile|landline|call\s+(?:me|us|him|her|my)|reach\s+(?:me|us|him|her)"
    r"|text\s+(?:me|him|her)|area\s+code|my\s+number|(?:his|her|their|our|work|home|phone|contact|own"
    r"|house)\s+number|ph|voicemail|beeper|pager|tel[eé]fono|celular",
    "DATE": r"dob|d\.o\.b\.?|d\s+o\s+b|date\s+of\s+(?:birth|death|service|visit|admission|discharge)"
    r"|birth\s?date|birth\s?day|born(?:\s+on)?|fecha\s+de\s+nacimiento|cumplea[nñ]os|nac[ií]",
    "ZIP": r"zip(?:\s?code)?|zip's|postal\s+code|post\s?code|c[oó]digo\s+postal",
    "MRN": rf"mrn{_NUM}?|m\.?\s?r\.?\s?n\b|mr\s?\#|mr\s+(?:number|no\b)"
    rf"|med(?:ical)?\s+rec(?:ord)?s?{_NUM}?|chart{_NUM}?|record{_NUM}|(?:hospital|patient|pt){_NUM}"
    rf"|(?:hospital\s+|wrist\s?|id\s+)?(?:wristband|bracelet|wrist\s?band|arm\s?band){_NUM}?"
    rf"|encounter{_NUM}?|visit{_NUM}|expediente",
    "HEALTH_PLAN": rf"mem(?:e?ber|br)(?:ship)?(?:'s)?{_NUM}?|mbr{_NUM}?|meber{_NUM}|(?:the\s+|my\s+)?member\s+card"
    rf"|sub?scriber(?:'s)?{_NUM}?|group{_NUM}|grp{_NUM}?|group(?=\s+(?:is|\d|[a-z]-?\d))|poli[cs]y{_NUM}?"
    rf"|medicare(?:\s+(?:beneficiary|claim|card)|{_NUM})+|medicaid(?:\s+card|{_NUM})+|medi-?cal(?:\s+card"
    rf"|{_NUM})+"
    rf"|medica(?:re|id)(?=\s*\#|\s+(?:is|it's|its)\s|\s+\w*\d)|mc[dr]{_NUM}|mbi|m\sb\si\b|hicn?{_NUM}?"
    rf"|beneficiary{_NUM}?|(?:health\s+)?insurance(?:\s+card|{_NUM})+|(?:health\s+)?plan{_NUM}"
    rf"|enrollee{_NUM}?"
    rf"|(?:red,?\s+white,?\s+and\s+blue|health|other|plan)\s+card|card\s+(?:says|reads)"
    rf"|rx\s?(?:bin|grp|group|pcn)|bin{_NUM}|pcn|(?:humana|aetna|cigna|anthem|kaiser|tricare|champva"
    rf"|blue\s+cross"
    rf"|bcbs|united|uhc|molina|centene|wellcare){_NUM}|contract{_NUM}|miembro|afiliado|p[oó]liza"
    rf"|dual\s+plan{_NUM}",
    "ACCOUNT": rf"a?cc?(?:oun|n)?ts?\.?{_NUM}(?:\s+(?:ends|ending))?"
    r"|ac?count(?:'s)?(?:\s+(?:ends|ending))?|acct\.?"
    rf"|meter{_NUM}?|routing{_NUM}?|iban|checking{_NUM}?|savings{_NUM}?|chk|debit(?:\s+card)?"
    rf"|(?:credit|bank|ebt|snap|cash|gift|visa|my|the)\s+card{_NUM}?|card(?:{_NUM}|\s+ending)|customer{_NUM}"
    rf"|premise{_NUM}?|loan{_NUM}|(?:electric|water|gas|light|utility|power)(?:\s+bill)?{_NUM}|cuenta"
    rf"|invoice{_NUM}?",
    "LICENSE": rf"(?:driver'?s?|drivers|drivin[g']?|nurs(?:e|ing)|medical|rn|lpn|state|doctor'?s?|cna)\s+(?:"
    rf"li[cs]en[cs]es?|lic|liscen[cs]e){_NUM}?|(?:li[cs]en[cs]e|liscen[cs]e|lic\b\.?)(?!\s+(?:plate"
    rf"|tag)){_NUM}?"
    rf"|d\.?\s?l\b|c\.?\s?d\.?\s?l\b{_NUM}?|dea{_NUM}?|d\se\sa\b{_NUM}?|npi{_NUM}?|n\sp\si\b"
    rf"|certificate{_NUM}?"
    rf"|certification{_NUM}|(?:state|non\s?driver|real)\s+i\.?d\b\.?{_NUM}?|state\s+i\sd\b|permit{_NUM}"
    rf"|licencia",
    "VEHICLE": rf"pl8s?|plt\s?\#|(?:licen[cs]e\s+|liscen[cs]e\s+)?plates?{_NUM}?|(?:licen[cs]e\s+"
    rf"|handicap(?:ped)?\s+|temp\s+)?"
    rf"(?<!price\s)tags?{_NUM}?|vin{_NUM}?|v\si\sn\b|(?:vehicle|car){_NUM}|registration{_NUM}?"
    rf"|placard{_NUM}?|placas?",
    "DEVICE": rf"seri?[ae]?l{_NUM}?|s\.?/n|sn|s\sn\b"
    rf"|(?:device|pump|sensor|transmitter|receiver|monitor|machine|meter"
    rf"|implant|pacemaker|icd|cpap|bipap|concentrator|ventilator|hearing\s+aid|wheel\s?chair|scooter|chair"
    rf"|stimulator"
    rf"|defibrillator|dexcom|libre|omnipod|oxygen|unit|equipment|asset)(?:\s+serial)?{_NUM}|udi|imei"
    rf"|i\sm\se\si"
    rf"|lot{_NUM}|model\s+and\s+serial|concentrator|(?<=on\sthe\s)box\s+(?:is|says)|serie",
    "BIOMETRIC": rf"(?:face|thumb|palm|hand|foot)\s?-?prints?(?:\s+(?:hash|record|template|file|stored"
    rf"|as))*{_NUM}?"
    rf"|print\s+record{_NUM}?|iris|palm|gait|gate\s+face|retina|voice\s?-?print(?:\s+template)?{_NUM}?"
    rf"|finger\s?-?prints?(?:\s+(?:file|template|card|record))?{_NUM}?"
    rf"|(?:retinal?|iris|face|facial|palm|palm\s+vein|voice|eye|thumb|hand|biometric|scan)\s+(?:scan|id|i\sd"
    rf"|code|template|record|print|recognition|profile|number)(?:\s+(?:template|record|file))?{_NUM}?"
    rf"|thumb\s?prints?{_NUM}?|biometrics?{_NUM}?",
    "OTHER_ID": rf"claims?{_NUM}?|cases?{_NUM}?|(?:prior\s+|pre\s?-?)?auth(?:orization)?s?{_NUM}?"
    rf"|ref(?:erence|er+al)?(?:\s+tracking)?{_NUM}?|conf(?:irm(?:ation)?)?{_NUM}?|tracking{_NUM}?"
    rf"|pas+port{_NUM}?"
    rf"|badge{_NUM}?|ticket{_NUM}?|(?:inmate|prisoner|booking){_NUM}?|pin{_NUM}?|pass\s?code"
    rf"|(?:access|door|gate|entry|security|portal|alarm|lock\s?box|buzzer)\s+code|(?:employee|student|worker"
    rf"|staff){_NUM}"
    rf"|badge\s+says(?:\s+employee)?|(?:employee|student)(?=\s+(?:\d|one|two|three|four|five|six|seven|eight"
    rf"|nine|oh|zero))|alien{_NUM}?"
    rf"|a\s?\#|(?:green|library|union|id)\s+card{_NUM}?|visa{_NUM}|(?:prescription|script|rx){_NUM}"
    rf"|order{_NUM}"
    rf"|rx(?=\s+\d{{6}})|(?:appeal|grievance|complaint|application|file|docket|receipt|control|work\s+order"
    rf"|transaction"
    rf"|service|request|incident|report|trip|booking|tribal|enrollment|military|dod|voter|user|portal|client"
    rf"|participant|household|benefit){_NUM}|(?:i\.?d\.?|i\sd)(?:\s*(?:\#|no\b|number|num))?|number\s+is"
    rf"|user\s?name|caso",
}  # fmt: skip
