"""What may stand between, before and behind the parts of citations."""

from __future__ import annotations

import re

from corpus.reference_text import arabic, folded, latin

_DATE = (
    r"\d{1,2}(?:st|nd|rd|th|er)?\s(?:de\s)?[a-zа-яء-ي]{3,12}\s(?:de\s)?(?:19|20)\d\d"
    r"|[a-z]{3,9}\s\d{1,2},\s(?:19|20)\d\d|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
)
JOINING = (
    r"(?:[\s,:\"'\[\]()《》的中里内其之在上]|[底之]?下(?:面|方)?|所载|所附|项下|号?文件|正文|"
    + latin(
        r"of|the|to|in|its|from|under|below|contained|session(?=\sreport)"
        r"|(?:as )?adopted(?: at| by| in| during)?|(?:as )?annexed|at|son|sa|ses|su|sus|ее|его"
        r"|adoptée? (?:à|par|lors de)|(?:aprobad|adoptad)[oa] (?:en|por)"
        r"|принят[ауюойые]{1,3}(?: на)?"
        r"|on its|on the(?: work of(?: its| the)?)?"
        r"|de|la|le|les|l|du|des|d"
        r"|dans|sous|sur (?:sa|la)|sur les travaux de (?:sa|la)"
        r"|del|el|los|al|a|à|au|en|bajo|sobre (?:su|el)|dated"
        r"|sobre la labor(?: realizada)? (?:de|en) (?:su|el)"
        r"|к|в|из|от|под|о(?: работе)?(?: ее| своей)?"
        r"|documento?|документ(?:а|у|е|ом)?"
    )
    + "|"
    + arabic("وثيقة")
    + r"|(?<![ء-ي])(?:من|في|عن|تحت|أعمال|الواردة?|المؤرخة?|الصادرة?|المعتمدة?|ل)(?![ء-ي])"
    + rf"|{_DATE})*"
)
JOINT = re.compile(folded(JOINING))
"""What may stand between the parts of one citation: of the, du, del, من, 的, a date."""
CONJUNCTION = re.compile(
    folded(
        r"[\s,)]*(?:、|;|和|及|与|以及|或|&|"
        + latin(r"and|or|et|ou|y|e|o|as well as|ainsi que|así como|и|или|а также")
        + rf"|(?<![ء-ي])(?:أو|و)(?![ء-ي]))\s*{JOINING}"
    )
)
"""What may stand between two citations of which one names the instrument of both."""
NUMBERED_BEFORE = re.compile(
    latin("page|score|scored|rated?|rating|ratio|version|vol|volume|chapter|step|part|size|aspect")
    + r"\.?\s?$|(?:页|卷|比|评分|版本|比分)\s?$"
)
"""What stands before 3/5 when it numbers or measures something else."""
DATE_BEFORE = re.compile(
    folded(
        r"(?:"
        + latin(r"on|since|until|before|after|by|dated|le|el|до|после|с|в|на")
        + r"|يوم|في|于|在|从|自|[\d/]\s?-)\s?$"
    )
)
"""What stands before 8/1 when it is a day of the year."""
FRACTION_AFTER = re.compile(folded(r"\s?(?:of|de|des|من)(?![a-z])|\s?[一-鿿]|\s[а-яء-ي]"))
"""What stands behind 5/6 when it is five sixths."""
_DOCUMENTS = (
    latin(
        r"convention|protocol|charter|treaty|declaration|statute|covenant|law|act"
        r"|protocole|charte|traité|déclaration|statut|pacte|loi"
        r"|convención|protocolo|carta|tratado|declaración|estatuto|pacto|ley"
        r"|конвенци[а-я]{1,2}|протокол[а-я]{0,2}|устав[а-я]{0,2}|договор[а-я]{0,2}"
        r"|деклараци[а-я]{1,2}|закон[а-я]{0,2}|статут[а-я]{0,2}"
        r"|agenda|ordre du jour|orden del día|повестк[а-я]"
    )
    + "|"
    + arabic("اتفاقية|بروتوكول|ميثاق|معاهدة|إعلان|قانون|نظام|جدول")
    + "|公约|议定书|宪章|条约|宣言|法律|规约|议程"
)
_OF = (
    latin(r"of|to|in|from|under|de|du|des|del|de la|de l|à|au|из|к|в")
    + "|"
    + r"(?<![ء-ي])(?:من|في)(?![ء-ي])"
)
OF_A_DOCUMENT = re.compile(
    folded(
        # Russian has no preposition here
        rf"\s*(?:{_OF}|(?=[а-я]))\s?'?(?:(?:the|its|la|le|l'|el|los|this|that|un)\s)*"
        rf"(?:\S+\s){{0,2}}?(?:{_DOCUMENTS})"
    )
)
"""Behind a paragraph of another document: of the Protocol, de la Convention, Типового закона."""
DOCUMENT_BEFORE = re.compile(folded(rf"(?:{_DOCUMENTS})\s?[》\"]?\s?(?:的|中|第\S{{1,6}}条)?\s*$"))
"""Before a paragraph: 公约第5段."""
