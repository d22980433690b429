"""The bodies whose resolutions and reports are cited, as the six languages name them."""

from __future__ import annotations

from corpus.reference_text import arabic, latin

_CONVENTION = (
    r"(?:(?:to|of) (?:the )?(?:un(?:ited nations)? )?"
    r"(?:convention(?: against (?:transnational )?organi[sz]ed crime)?|untoc)"
    r"|à la convention(?: des nations unies)? contre la criminalité(?: transnationale)? organisée"
    r"|en la convención(?: de las naciones unidas)? contra la delincuencia organizada"
    r"(?: transnacional)?"
    r"|конвенции(?: организации объединенных наций| оон)? против"
    r"(?: транснациональной)? организованной преступности)"
)
"""The Conference's full name goes on with that of the Convention."""

_ARABIC_CONVENTION = r"في اتفاقية(?: الأمم المتحدة)? (?:ل)?مكافحة الجريمة المنظمة(?: عبر الوطنية)?"

BODIES: tuple[tuple[str, str], ...] = (
    # 大会第70/174号决议 · General Assembly resolution 70/174
    (
        "unga",
        latin(
            r"(?:united nations )?general assembly(?:'s)?|unga|ga"
            r"|assemblée générale|asamblea general|ген(?:еральн(?:ая|ой|ую) )?ассамбле(?:я|и|ей|ю)"
        )
        + "|"
        + arabic("جمعية العامة")
        + "|(?:联合国)?大会|联大",
    ),
    # 经济及社会理事会第2010/19号决议 · Economic and Social Council resolution 2010/19
    (
        "ecosoc",
        latin(
            "economic and social council|ecosoc|conseil économique et social"
            "|consejo económico y social"
            "|экономическ(?:ий|ого|им) и социальн(?:ый|ого|ым) совет(?:а|ом)?"
        )
        + "|"
        + arabic("مجلس الاقتصادي والاجتماعي")
        + "|经济及社会理事会|经社理事会",
    ),
    # 安全理事会第1373号决议 · Security Council resolution 2195 (2014)
    (
        "unsc",
        latin(
            "security council|unsc|conseil de sécurité|consejo de seguridad"
            "|совет(?:а|ом)? безопасности"
        )
        + "|"
        + arabic("مجلس الأمن")
        + "|安全理事会|安理会",
    ),
    # 预防犯罪和刑事司法委员会第19/7号决议 · CCPCJ resolution 19/4
    (
        "ccpcj",
        latin(
            "commission on crime prevention and criminal justice|ccpcj|crime commission"
            "|commission pour la prévention du crime et la justice pénale"
            "|comisión de prevención del delito y justicia penal"
            "|комисси(?:я|и|ей) по предупреждению преступности и уголовному правосудию"
        )
        + "|"
        + arabic("لجنة منع الجريمة والعدالة الجنائية")
        + "|预防犯罪和刑事司法委员会",
    ),
    # 《联合国反腐败公约》缔约国会议第8/12号决议 · UNCAC Conference of the States Parties
    (
        "cac-cosp",
        r"(?:(?:《?联合国)?反腐败公约》?)?缔约国会议|"
        + latin(
            r"(?:uncac )?conference of the states parties"
            r"(?: to the (?:united nations )?convention against corruption)?"
            r"|uncac|cosp|conférence des états parties|conferencia de los estados parte"
            r"|конференци(?:я|и|ей) государств\s?-\s?участников"
        )
        + "|"
        + arabic("مؤتمر الدول الأطراف"),
    ),
    # another body: 麻醉药品委员会第61/7号决议 · Human Rights Council resolution 8/1
    (
        "other",
        latin(
            "commission on narcotic drugs|cnd|human rights council|hrc|environment assembly|unea"
            "|commission des stupéfiants|conseil des droits de l'homme|comisión de estupefacientes"
            "|consejo de derechos humanos|комисси(?:я|и) по наркотическим средствам"
            "|совет(?:а)? по правам человека|working group|groupe de travail|grupo de trabajo"
            "|рабоч(?:ая|ей) групп(?:а|ы)|world health assembly|the commission|the council"
        )
        + "|"
        + arabic("مجلس حقوق الإنسان|لجنة المخدرات|فريق العامل")
        + "|人权理事会|麻醉药品委员会|(?<!全体)委员会|理事会|工作组",
    ),
    # 联合国打击跨国有组织犯罪公约缔约方会议 · Conference of the Parties · مؤتمر الأطراف
    (
        "ctoc-cop",
        r"(?:《?联合国打击跨国有组织犯罪公约》?|《?(?:打击跨国)?有组织犯罪公约》?)?缔约方会议|"
        + latin(
            r"(?:(?:the )?conference of the parties|(?:la )?conférence des parties"
            r"|(?:la )?conferencia de las partes"
            # COP5 is a session
            r"|конференци(?:я|и|ей|ю) (?:участников|сторон)|(?:untoc )?cop(?!\s?-?\s?\d)"
            r"|ctoc|untoc(?! cop\s?-?\s?\d)|the conference"
            r"|la conférence|la conferencia|конференци(?:я|и|ей))"
            rf"(?: {_CONVENTION})?"
        )
        + "|"
        + arabic(rf"مؤتمر(?: الأطراف)?(?: {_ARABIC_CONVENTION})?"),
    ),
)
"""Bodies whose resolutions and reports are cited, by the code that identifiers use for them."""
