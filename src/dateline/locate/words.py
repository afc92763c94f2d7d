"""Words that steer spotting and resolution. English; general vocabulary, no names of events or people in the news."""

from __future__ import annotations

from dateline.model import Level


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a division is called, and the levels that the word leaves open.
FIRST = (Level.ADMIN1,)
SECOND = (Level.ADMIN2,)
EITHER = (Level.ADMIN1, Level.ADMIN2)
KINDS: dict[str, tuple[Level, ...]] = {
    **dict.fromkeys(("oblast", "governorate", "state", "krai", "emirate", "voivodeship", "canton"), FIRST),
    **dict.fromkeys(("county", "parish", "raion", "rayon", "woreda", "township", "borough"), SECOND),
    **dict.fromkeys(("province", "region", "department", "prefecture", "division", "territory", "republic"), EITHER),
    **dict.fromkeys(
        ("district", "municipality", "regency", "countryside", "area", "zone", "wilayat", "wilaya"), EITHER
    ),
}
PLURAL_KINDS = {"oblasts": "oblast", "provinces": "province", "regions": "region", "states": "state"} | {
    "districts": "district",
    "governorates": "governorate",
    "counties": "county",
    "parishes": "parish",
}
TOWN_KINDS = _words("city town village settlement hamlet suburb neighbourhood neighborhood")

DIRECTIONS = _words(
    "north south east west northern southern eastern western north-east north-west south-east south-west "
    "northeast northwest southeast southwest northeastern northwestern southeastern southwestern north-eastern "
    "north-western south-eastern south-western central upper lower inner outer mainland rural greater downtown"
)
PREPOSITIONS = _words(
    "in at near from of to outside around toward towards between into inside across over through throughout "
    "against for by on off via leaving reaching entering within north south east west"
)
ARTICLES = _words("al el ad as ar ash at az an ed es er esh et ez en ul")
# Small words that stand inside place names.
INNER = _words(
    "de del della da do dos das di du la le les las los el al ul ad az ash ar as an of on upon sur am der den and "
    "the y e i"
)

MONTHS_AND_DAYS = _words(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu "
    "fri sat sun"
)
# English words that are also towns somewhere. A text that means the town is rarer than one that begins a sentence.
COMMON = MONTHS_AND_DAYS | _words(
    "kurd kurds kurdish arab arabs moro moros tamil tamils sunni sunnis shia shiite shiites druze yazidi yazidis "
    "a about above according across action after again age agency aid air all along also although always am among "
    "an and another any anger are area army around as at attack back ball bank bar base battle bay be bear "
    "because been before being below best better big bill black blue board book born both boy branch brave bridge "
    "bright brother brown bus but by call camp can car care case center central centre chance chief child "
    "children church citizen city civil class clean clear close coach coast cold college come commission common "
    "community company congress cost council county course court crime cross dam dark data day dear death deep "
    "defense democrat democrats department despite did director district do does door down dr drive due during "
    "each early earth east easter education eagle eight election eleven else end energy enough even ever every "
    "eye face fact fair fall family far farm father few field fifteen fifth fighters fire first fish five flood "
    "floor food foot for force forces foreign forest fort forty four fourth free fresh friend from front full "
    "future game garden gas gate general get give go god going gold good government great green ground group "
    "guard gun had half hall hand happy hard has have he head health heart help her here high hill him his "
    "history hit holy home honor hope hospital hot house how however hundred i if imam in industry inside "
    "interior international into iron is island it its jack job judge just justice keep kill killed king knight "
    "lady lake land large last late law leader league leave left less let liberal liberty life light like line "
    "list little live long look lord love low made main make man many mark market marsh martin master mayor me "
    "media men middle might mile mill million mine minister ministry miss mission model moderate money moon moore "
    "more moreover morning most mother mount mountain mr mrs ms much museum music must my name nation national "
    "near never new news next night nine no nobody non none nor north not nothing notice novel now number of off "
    "office officer officials oil ok old on once one only open operation or order orange other others our out "
    "over own page palace park part party past path peace people perhaps person pine place plain plan plant play "
    "please plus point police poor port post president prime prince prison progress proud public queen quite "
    "radio rain ray read reading real red refugee regional republican republicans research reserve rest rice rich "
    "right rio rise river road rock rose royal run rural russian safe sale same sand save school science sea "
    "second secretary security see senate senator service settlement seven several shall she ship shop short "
    "should show side silver since sister site six small smith snow so social some son soon source south special "
    "spring square staff stand star start state states station steel still stone stop story street strong such "
    "summer sun super support sure surprise table take task team ten than that the their them then there these "
    "they thing think third thirty this those thousand three through thus tiger time times to today together "
    "tomorrow too top total tower town trade train treaty tree tribe troops true trust try twelve twenty twitter "
    "two under union united university until up upper us use van very via victory view village violence vice war "
    "was water way we well were west what when where whether which while white who whole why wide wild will win "
    "wind winter with within without witness woman women wood word work workers world would year yellow yes yet "
    "you young your zero zone opposition parliament premier syria's commander captain colonel sergeant navy angel "
    "bishop pope saint sultan sheikh mullah hussein ali hassan ahmed mohammed muhammad omar ibrahim abdullah "
    "salah ex per co inc ltd corp st fe la el le de du des los las san santa mid sub un eu nato isis isil daesh "
    "hamas hezbollah taliban houthi houthis internet facebook google apple amazon telegram reuters obama trump "
    "clinton bush putin assad biden merkel may johnson wilson davis nelson taylor harris clark lewis walker allen "
    "scott adams baker carter turner parker collins morris murphy cooper reed bailey bell kelly howard ward cox "
    "richardson watson brooks bennett gray hughes price myers foster sanders ross powell sullivan russell fisher "
    "henderson cole jordan's graham senior junior teen mass meanwhile here's earlier later recently eyewitness "
    "pro anti fellow founded marine marines major sources signal tank tanks drone video islam muslim christian "
    "jewish lent ash hat bali's rally valley delta kremlin pentagon white-house motors ford subway target shell "
    "orient opera sports basketball football baseball soccer tennis derby federal human western eastern northern "
    "southern northeast northwest southeast southwest olympic passover pack metro section lane commerce gulf "
    "evans stewart miller williams jones passage golf spa honda nike bath sandy cliff bayou creek prairie ridge "
    "grove falls heights springs beach hills fields crossing"
)
TITLES = _words(
    "mr mrs ms miss dr prof sir lady lord dame rev father sister brother pope bishop imam sheikh ayatollah king "
    "queen prince princess president premier chancellor minister senator sen rep gov governor mayor judge justice "
    "sheriff chief captain capt colonel col general gen lieutenant lt major maj sergeant sgt corporal cpl private "
    "pvt officer detective commander cmdr admiral adm secretary ambassador spokesman spokeswoman spokesperson "
    "chairman coach director attorney deputy congressman congresswoman councilman trooper lawyer analyst author "
    "professor actor actress singer"
)
# Given names, many of them also towns. They mark the word after them as a person's name.
GIVEN = _words(
    "abu abdel umm pat aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alex alexander alexandra "
    "alexei alfred ali "
    "alice alicia allison amanda amber amy ana anatoly andre andrea andrei andrew andriy angela anita ann anna "
    "anne anthony antonio april arnold arthur ashley austin barack barbara barry ben benjamin bernard beth betty "
    "beverly bill billy bob bobby boris brad bradley brandon brenda brent brett brian bruce bryan byron calvin "
    "carl carlos carmen carol caroline carolyn catherine cathy chad charles charlie charlotte chelsea cheryl "
    "chester chris christian christina christine christopher cindy claire clarence claude clifford clinton colin "
    "connie craig crystal curtis cynthia dale dan daniel danny darren dave david dawn dean deborah debra denis "
    "dennis derek diana diane dick dmitri dmitry dmytro don donald donna doris dorothy doug douglas duane dustin "
    "earl eddie edgar eduardo edward edwin eleanor elena eli elizabeth ellen emily emma emmanuel eric erica erik "
    "ernest eugene eva evelyn faisal farid fatima felix fernando florence floyd frances francis francisco frank "
    "franklin fred frederick gabriel gail gary gavin gene geoffrey george gerald gerard gilbert giovanni gladys "
    "glen glenn gloria gordon grace graham greg gregory guy hamid hans harold harry harvey hasan hassan heather "
    "hector heidi helen henry herbert herman hillary howard hugh hussein ian ibrahim igor ilham irene isaac "
    "isabel ismail ivan jack jackie jackson jacob jake jamal james jamie jan jane janet janice jared jasmine "
    "jason jay jean jeff jeffrey jennifer jeremy jerome jerry jesse jessica jessie jesus jill jim jimmy joan "
    "joanna joe joel johan john johnny jon jonathan jordan jorge jose joseph joshua joyce juan juanita judith "
    "judy julia julian julie justin karen karim karl kate katherine kathleen kathryn kathy katie keith kelly ken "
    "kenneth kent kevin khaled khalid kim kirk kurt kyle larry laura lauren laurence lawrence lee leila leo leon "
    "leonard leroy leslie lester lewis lillian linda lisa lloyd logan lois lori louis louise lucas lucy luis luke "
    "lynn mahmoud manuel marc marcus margaret maria marie marilyn mario marion mark marlene marshall martha "
    "martin marvin mary mathew matthew maurice max megan mehmet melanie melissa melvin michael michele michelle "
    "miguel mike mikhail milton mitchell mohamed mohammad mohammed molly monica morris muhammad mustafa mykola "
    "nancy natalia natalie natasha nathan neil nelson nicholas nick nicolas nicole nikita nikolai nina noah noor "
    "norma norman oleg oleh oleksandr olga oliver omar oscar osama pamela patricia patrick paul paula pavel pedro "
    "peggy penny perry peter petro philip phillip phyllis pierre rachel ralph ramzan randall randy raymond "
    "rebecca recep reginald rene ricardo richard rick ricky rita robert roberto robin rodney roger roland ron "
    "ronald rosa rose ross roy ruben ruby russell ruth ryan sadiq salim sally salman sam samantha samuel sandra "
    "sara sarah saud scott sean serge sergei sergey serhiy seth shane shannon sharon shawn sheila shelley sherry "
    "shirley sidney simon sonia stacy stanley stella stephanie stephen steve steven stuart sue susan suzanne "
    "sylvia tamara tammy tanya tara tariq ted teresa terry thelma theodore theresa thomas tiffany tim timothy "
    "tina todd tom tommy tony tracy travis troy tyler valerie vanessa vera vernon veronica victor victoria "
    "vincent viola virginia vivian vladimir volodymyr wallace walter wanda warren wayne wendy wesley william "
    "willie winston yasser yevgeny yulia yuri yusuf zachary chiquita"
)
# What follows makes the name one of a street, a paper or a club.
NOT_PLACES_AFTER = _words(
    "street st road rd avenue ave drive dr lane ln boulevard blvd court highway hwy parkway post times herald "
    "tribune gazette journal news daily observer guardian magazine convention accord accords agreement treaty "
    "protocol fc united rovers wanderers bowl cup declaration"
)

# Wider than a country: no place of the record can stand for them.
TOO_WIDE = frozenset(
    """africa|african|asia|asian|europe|european|european union|eu|middle east|north africa|west africa|east africa
southern africa|central africa|latin america|south america|north america|central america|americas|south asia
southeast asia|south-east asia|central asia|east asia|western europe|eastern europe|central europe|balkans|caucasus
caribbean|mediterranean|mediterranean sea|atlantic|atlantic ocean|pacific|pacific ocean|indian ocean|arctic|arctic ocean
antarctica|scandinavia|baltic|baltics|baltic states|horn of africa|gulf|persian gulf|arab world|west|east|arab|arabs
western|eastern|northern|southern|west coast|east coast|midwest|far east|great lakes|maghreb|levant""".replace(
        "\n", "|"
    ).split("|")
)
# What stands or happens in the town that it is named after.
FACILITIES = _words(
    "airport airfield station university college hospital museum stadium prison police bridge port base embassy "
    "consulate cathedral mosque church school court theatre theater square parliament palace zoo arena festival cup "
    "marathon games refinery plant jail barracks garrison stock-exchange docks harbour harbor metro subway"
)
# Lower-case words that a name may end in: "Kerch bridge", "Engels air base".
_SITES = _words(
    "plant dam camp crossing corridor airbase reservoir strait spit peninsula steelworks works forest mountains valley"
)
ENDINGS = FACILITIES | _SITES | frozenset(KINDS)
SPEAKING = _words("said says told added testified argued insisted joked recalled pleaded smiled laughed")
