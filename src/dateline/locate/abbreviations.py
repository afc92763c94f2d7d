"""Written-short names of divisions: the states of the United States and provinces of Canada.

Two capital letters count only after a comma ("Alexandria, LA"), dotted forms and the longer ones also by themselves.
"""

from __future__ import annotations

_STATES = """
Alabama AL Ala; Alaska AK; Arizona AZ Ariz; Arkansas AR Ark; California CA Calif Cal; Colorado CO Colo;
Connecticut CT Conn; Delaware DE Del; Florida FL Fla; Georgia GA Ga; Hawaii HI; Idaho ID; Illinois IL Ill;
Indiana IN Ind; Iowa IA; Kansas KS Kan Kans; Kentucky KY Ky; Louisiana LA La; Maine ME; Maryland MD Md;
Massachusetts MA Mass; Michigan MI Mich; Minnesota MN Minn; Mississippi MS Miss; Missouri MO Mo; Montana MT
Mont; Nebraska NE Neb Nebr; Nevada NV Nev; New+Hampshire NH N.H; New+Jersey NJ N.J; New+Mexico NM N.M;
New+York NY N.Y; North+Carolina NC N.C; North+Dakota ND N.D; Ohio OH; Oklahoma OK Okla; Oregon OR Ore;
Pennsylvania PA Pa Penn; Rhode+Island RI R.I; South+Carolina SC S.C; South+Dakota SD S.D; Tennessee TN Tenn;
Texas TX Tex; Utah UT; Vermont VT Vt; Virginia VA Va; Washington WA Wash; West+Virginia WV W.Va; Wisconsin WI
Wis Wisc; Wyoming WY Wyo; District+of+Columbia DC D.C; Ontario ON Ont; Quebec QC Que; British+Columbia BC B.C;
Alberta AB Alta; Manitoba MB Man; Saskatchewan SK Sask; Nova+Scotia NS N.S; New+Brunswick NB N.B;
Newfoundland+and+Labrador NL Nfld
"""
_CANADIAN = frozenset(
    {"Ontario", "Quebec", "British Columbia", "Alberta", "Manitoba", "Saskatchewan", "Nova Scotia"}
) | {"New Brunswick", "Newfoundland and Labrador"}


def _table() -> dict[str, tuple[str, str]]:
    table = {}
    for row in _STATES.replace("\n", " ").split(";"):
        name, *shorts = row.split()
        full = name.replace("+", " ")
        for short in shorts:
            table[short] = (full, "CA" if full in _CANADIAN else "US")
    return table


SHORT = _table()


def expanded(written: str, *, after_comma: bool = False) -> tuple[str, str] | None:
    """The division's name and country that a short form stands for; None where it is none.

    >>> expanded("Ill."), expanded("LA"), expanded("LA", after_comma=True), expanded("La.")
    (('Illinois', 'US'), None, ('Louisiana', 'US'), ('Louisiana', 'US'))
    """
    bare = written.strip().removesuffix(".")
    found = SHORT.get(bare) or SHORT.get(bare.replace(". ", "."))
    if found is None:
        return None
    dotted = written.strip().endswith(".") or "." in bare
    long = len(bare) > 3 and bare not in ("Mass", "Miss", "Wash", "Cali", "Mont", "Penn")
    return found if after_comma or dotted or long else None
