"""The words that name events: lemmas and short phrases, each with the family of events that it tells of.

A line of `_TABLE` lists entries of one family: `lemma/P`, P being V (verb), N (noun) or A (adjective, participle).
After the lemma may come

    +a,b     one of these lemmas must stand right below it in the parse (object, particle, preposition and its object)
    @place   its object (its subject where it has none) must be a place or ground: `place`, `person`, `weapon`,
             `arms`, `thing`
    !a,b     none of these lemmas may stand right below or right above it
    ?        weak: counts only where somebody, something, some number of people or some place hangs on it

The first entry that fits wins, so narrower entries stand in earlier families or lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from dateline.extract.vocabulary import words


class Family(Enum):
    """What an entry tells of. A family is finer or coarser than a sub-event type; `kinds` decides from the means."""

    KILL = auto()  # people die: the means decides
    WOUND = auto()  # people are hurt: a result, seldom an event of its own
    DEATH = auto()  # deaths told as a result
    ATTACK = auto()  # the means and the attacked decide
    SHOOT = auto()
    EXPLODE = auto()
    BOMB = auto()  # from the air, or planted
    AIR = auto()
    SHELL = auto()
    CHEMICAL = auto()
    SUICIDE = auto()
    GRENADE = auto()
    MINE = auto()
    CLASH = auto()
    TAKE = auto()  # ground changes hands
    RETAKE = auto()
    WITHDRAW = auto()
    ABDUCT = auto()
    CAPTURE = auto()  # people: arrest or abduction by who does it
    ARREST = auto()
    SEXUAL = auto()
    TORTURE = auto()
    PROTEST = auto()
    DISPERSE = auto()
    RIOT = auto()
    MOB = auto()
    AGREE = auto()
    GROUP = auto()
    DISARM = auto()
    BASE = auto()
    DESTROY = auto()
    OTHER = auto()


class Pos(Enum):
    """The part of speech that an entry asks for."""

    VERB = "V"
    NOUN = "N"
    ADJECTIVE = "A"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to name an event."""

    lemma: str
    pos: Pos
    family: Family
    companions: frozenset[str] = frozenset()
    stoppers: frozenset[str] = frozenset()
    object_class: str | None = None
    weak: bool = False


_TABLE: tuple[tuple[Family, str], ...] = (
    (
        Family.DISARM,
        """defuse/V!tension,crisis,row,situation intercept/V!call,message,letter,conversation interception/N?
        disarm/V+bomb,mine,device,explosive deactivate/V@weapon neutralise/V@weapon neutralize/V@weapon
        dismantle/V+bomb,device,explosive,cell,factory
        down/V+drone,missile,rocket,jet,helicopter,aircraft,plane,uav shoot/V+down confiscate/V@weapon
        seize/V@weapon recover/V@weapon discover/V+cache,explosive,bomb,arsenal find/V+cache,arsenal
        unearth/V@weapon uncover/V+cache,plot foil/V+bomb,bombing,plot,attack thwart/V+bomb,bombing,plot
        defusal/N clear/V+mine,landmine,ied,ordnance destroy/V@arms
        bring/V+down@weapon make/V+safe detonate/V+safely""",
    ),
    (
        Family.CHEMICAL,
        """gas/V@person gassing/N poison/V+gas,gassed use/V+chemical,chlorine,sarin,gas,agent,novichok,phosgene
        use/N+chemical,chlorine,sarin,gas drop/V+chlorine,sarin deploy/V+chlorine,sarin,chemical
        release/V+chlorine,sarin,gas gas/N+attack spray/V+gas,agent contaminate/V+chemical
        expose/V+sarin,gas,chlorine""",
    ),
    (
        Family.SUICIDE,
        """blow/V+himself,herself,themselves,itself detonate/V+vest,himself,herself,belt,himself
        explode/V+vest,himself,belt""",
    ),
    (
        Family.GRENADE,
        """throw/V+grenade lob/V+grenade hurl/V+grenade toss/V+grenade fling/V+grenade roll/V+grenade
        chuck/V+grenade""",
    ),
    (
        Family.DISPERSE,
        """fire/V+tear,teargas,cannister,canister,cannon lob/V+tear,teargas
        use/V+tear,teargas,truncheon,baton,cannon disperse/V
        break/V+protest,rally,demonstration,crowd,march,sit-in drive/V+protester,demonstrator,marcher
        dispersal/N clear/V+protester,demonstrator,camp,sit-in
        crackdown/N+protest,protester,demonstrator,demonstration,dissent,rally
        crack/V+protest,protester,demonstrator charge/V+protester,demonstrator,crowd,marcher""",
    ),
    (
        Family.RIOT,
        """riot/N riot/V rioting/N stone/V!age hurl/V+stone,rock,bottle,petrol,molotov,brick
        throw/V+stone,rock,bottle,petrol,molotov,brick,cobblestone pelt/V+stone,rock,bottle,egg pelt/V ransack/V
        vandalise/V vandalize/V rampage/V rampage/N barricade/V clash/V+protester,demonstrator,crowd,youth
        clash/N+protester,demonstrator,youth smash/V+window,shop burn/V+tyre,tire,barricade erect/V+barricade
        torch/V+tyre,tire,barricade brawl/V+police""",
    ),
    (Family.MOB, """lynch/V lynching/N mob/V@person vigilante/N+attack,killing,justice"""),
    (
        Family.OTHER,
        """seize/V+power overthrow/V overthrow/N oust/V topple/V@person coup/N putsch/N mutiny/N mutiny/V
        depose/V@person siege/N besiege/V encircle/V blockade/V blockade/N? hack/V hacking/N cyberattack/N
        cyber-attack/N attack/N+cyber leaflet/N+drop,print,scatter,distribute displace/V!worker displacement/N
        flee/V!scene uproot/V@person evacuate/V+civilian,resident,people,family
        evacuation/N+civilian,resident,family curfew/N martial/A+law break/V+truce,ceasefire
        violate/V+truce,ceasefire,ceasefire collapse/V+truce,ceasefire violation/N+truce,ceasefire
        breach/N+truce,ceasefire breach/V+truce,ceasefire sentence/V+death execute/V+sentence expel/V@person""",
    ),
    (
        Family.ABDUCT,
        """abduct/V abduction/N kidnap/V kidnapping/N kidnap/N hostage-taking/N take/V+hostage,captive,prisoner
        hold/V+hostage,captive hostage/N? spirit/V+away lead/V+away drag/V+away,from take/V+away,off@person
        take/V@person+from,by bundle/V+car,van,vehicle,boot snatch/V@person whisk/V+away disappear/V@person
        disappearance/N disappear/V+forcibly hijack/V hijacking/N seize/V+home,bus,checkpoint@person
        carry/V+off@person haul/V+away,off@person march/V+away,off@person frogmarch/V waylay/V grab/V@person
        vanish/V+custody,checkpoint force/V+car,van,vehicle@person""",
    ),
    (
        Family.CAPTURE,
        """capture/V@person seize/V@person detain/V arrest/V round/V+up
        hold/V+custody,detention,prison,cell,camp,barracks,jail,law detention/N? arrest/N custody/N? apprehend/V
        imprison/V intern/V@person incarcerate/V nab/V capture/N+fighter,soldier,leader,militant,suspect
        pick/V+up@person jail/V imprisonment/N? roundup/N take/V+custody lock/V+up@person
        throw/V+jail,prison@person remand/V net/V@fighter hold/V+suspicion handcuff/V swoop/V+arrest""",
    ),
    (
        Family.ARREST,
        """sentence/V convict/V? sentence/N+hand,year,life crackdown/N? purge/N extradite/V deport/V?
        purge/V@person try/V+treason imprison/V+activist sentencing/N incarceration/N""",
    ),
    (
        Family.SEXUAL,
        """rape/V rape/N gang-rape/V assault/V+sexually abuse/V+sexually violence/N+sexual assault/N+sexual
        molest/V abuse/N+sexual sexually/V enslave/V slavery/N+sexual sex/N+slave rape/A grope/V defile/V
        marriage/N+forced prostitution/N+forced violate/V@person strip/V@person""",
    ),
    (
        Family.RETAKE,
        """win/V+control re-establish/V+control de-occupy/V deoccupation/N repossess/V@place roll/V+back@fighter
        push/V+back@fighter beat/V+back@fighter drive/V+back force/V+out@fighter flush/V+out@fighter
        relieve/V@place retake/V recapture/V liberate/V@place regain/V+control regain/V@place reclaim/V@place
        recover/V@place liberation/N reconquer/V recapture/N take/V+back@place win/V+back@place wrest/V
        restore/V+control reassert/V+control re-enter/V@place retaking/N free/V@place reoccupy/V
        drive/V+out,from oust/V+from expel/V+from push/V+out clear/V@place throw/V+out rid/V@place eject/V+from
        dislodge/V rout/V rout/N""",
    ),
    (
        Family.TAKE,
        """capture/V@place seize/V@place take/V+control take/V+over@place take/V@place overrun/V conquer/V
        fall/V+to@place gain/V+control seize/V+control occupy/V@place annex/V annexation/N capture/N? seizure/N?
        conquest/N sweep/V+into takeover/N fall/N+to occupation/N? storm/V+into overtake/V@place
        captured/A+town,city,village wrest/V+control lose/V+control lose/V@place fall/V@place plant/V+flag
        hoist/V+flag raise/V+flag grab/V@place penetrate/V@place infiltrate/V@place subdue/V@place
        swallow/V@place establish/V+control consolidate/V+control claim/V+control assert/V+control
        take/V+hold@place move/V+into@place pour/V+into@place conquest/N+town,city,province usurp/V@place
        encroach/V@place""",
    ),
    (
        Family.WITHDRAW,
        """decamp/V pull/V+away,from@fighter evacuate/V@place exfiltrate/V retrograde/V
        withdraw/V!bill,support,statement,request,money,complaint,objection withdrawal/N retreat/V retreat/N
        pull/V+out,back pullout/N pull-out/N pull-back/N pullback/N vacate/V abandon/V@place hand/V+over@place
        handover/N cede/V evacuate/V+fighter,rebel,troop,militant,soldier,force
        evacuation/N+fighter,rebel,troop,militant relinquish/V@place surrender/V@place quit/V@place drawdown/N
        disengage/V disengagement/N leave/V+position,base transfer/N+control drive/V+off fall/V+back""",
    ),
    (
        Family.AIR,
        """airstrike/N air-strike/N strike/N+military,precision,retaliatory,preemptive,pre-emptive,coalition
        strike/N+air,aerial,drone,jet,warplane,helicopter,aircraft,plane,uav raid/N+air,aerial,bombing airraid/N
        bombing/N+aerial,air drop/V+bomb,barrel bomb/V+jet,warplane,aircraft,plane,helicopter,air strafe/V
        strafing/N sortie/N? bombing/N+raid rain/V+barrel,bomb bombardment/N+aerial,air
        campaign/N+air,bombing,aerial attack/N+drone,air,aerial kamikaze/N+drone onslaught/N+air blitz/N
        pummel/V+jet,warplane,aircraft,air hammer/V+jet,warplane,aircraft,air
        pound/V+jet,warplane,aircraft,helicopter drone-strike/N air-raid/N run/N+bombing rocket/V+helicopter,jet
        blast/V+jet,warplane flatten/V+jet,airstrike,warplane level/V+airstrike,jet unleash/V+airstrike,airpower
        raid/V+jet,warplane carry/V+airstrike sink/V+drone""",
    ),
    (
        Family.SHELL,
        """shell/V shelling/N bombard/V!question,request,mail,email,call bombardment/N barrage/N!question,criticism
        salvo/N mortar/V rocket/V@place
        fire/V+rocket,missile,shell,mortar,artillery,round,projectile,grad,himars,howitzer
        launch/V+rocket,missile,mortar land/V+shell,rocket,missile,mortar slam/V+rocket,missile,shell
        lob/V+shell,mortar attack/N+rocket,missile,mortar,artillery strike/N+missile,rocket,artillery
        fire/N+artillery,mortar,rocket,shell,tank,indirect cannonade/N pound/V!table,pavement,drum shellfire/N
        crash/V+rocket,missile,shell fall/V+shell,rocket,missile,mortar rain/V+shell,rocket,missile
        explosion/N+mortar,artillery,shell hail/N+shell,rocket arrival/N+shell,missile,rocket
        launch/N+rocket,missile,mortar volley/N+rocket,missile,artillery rain/N+shell,rocket burst/V+shell
        hit/N+direct shoot/V+rocket,missile,mortar pummel/V+artillery,rocket,shell,mortar
        hammer/V+artillery,rocket,shell,mortar batter/V+artillery,shell fusillade/N rake/V+fire,gunfire
        unleash/V+rocket,missile,barrage,artillery hurl/V+rocket,shell thud/V+shell,mortar,rocket
        impact/N+mortar,rocket,shell,artillery impact/V+rocket,shell,missile
        strike/V+missile,rocket,shell,artillery hit/V+artillery,shell,mortar,rocket loose/V+rocket,volley
        whistle/V+shell,rocket explode/V+shell,rocket,missile,mortar target/V+artillery,rocket,missile""",
    ),
    (
        Family.MINE,
        """car-bomb/V booby-trap/V mine/V+road,field,bridge,approach ambush/N+bomb detonation/N tread/V+mine
        step/V+mine hit/V+mine strike/V+mine run/V+mine,bomb drive/V+mine plant/V+bomb,mine,ied,device,explosive
        lay/V+mine derail/V+bomb,mine walk/V+mine blow/V+mine trip/V+mine,wire detonate/V+mine,ied,roadside
        explode/V+mine,ied hit/V+ied""",
    ),
    (
        Family.EXPLODE,
        """explode/V!price,rate,cost,demand,anger,popularity,population explosion/N!price,population,demand blast/N
        blast/V!critic,government,decision detonate/V blow/V+up go/V+off!alarm,script erupt/V+bomb
        burst/V+bomb,grenade rip/V+through tear/V+through dynamite/V erupt/V+explosion hear/V+blast
        rock/V+blast,explosion trigger/V+explosion,blast shatter/V+blast,explosion shake/V+blast,explosion
        set/V+bomb,explosive,device rig/V+explosive""",
    ),
    (
        Family.BOMB,
        """bomb/V!exam,test,box,audition bombing/N firebomb/V firebombing/N bomb/N+attack,blast,explosion
        carpet-bomb/V dive-bomb/V""",
    ),
    (
        Family.SHOOT,
        """shoot/V!film,movie,scene,goal,footage,photograph,video,documentary,picture,feature open/V+fire
        fire/V+on,at,into,upon,shot,gun,bullet,volley,weapon,pistol,rifle,machine-gun shooting/N!film,movie
        gun/V+down mow/V+down spray/V+bullet,car,crowd shot/N+fire open/N+fire fire/N+open snipe/V gunfire/N
        drive-by/N riddle/V+bullet sniper/N+fire,attack come/V+fire""",
    ),
    (
        Family.TORTURE,
        """torture/V torture/N beat/V+up,death,stick,baton,rifle,club,unconscious beat/V@person maim/V mutilate/V
        mistreat/V ill-treat/V flog/V whip/V@person beating/N stab/V stabbing/N hack/V+death,machete
        poison/V!well,atmosphere,relation poisoning/N knife/V@person persecute/V persecution/N crucify/V
        burn/V+alive attack/V+acid use/V+shield,human assault/V@person flogging/N abuse/V@person
        ram/V+crowd,people,pedestrian plough/V+crowd,people,pedestrian""",
    ),
    (
        Family.KILL,
        """kill/V!deal,bill,proposal,plan,idea,joy,time,career,mood,project,tie,game killing/N slay/V murder/V
        murder/N assassinate/V assassination/N massacre/V massacre/N
        execute/V!plan,task,order,strategy,chip,paperwork,warrant,programme
        execution/N!plan,strategy,budget,order slaughter/V slaughter/N behead/V beheading/N gun/V+dead
        lynch/V+death slaying/N hang/V@person annihilate/V exterminate/V wipe/V+out liquidate/V@person
        eliminate/V@person genocide/N cleansing/N+ethnic bloodshed/N atrocity/N crime/N+war? carnage/N
        bloodbath/N decapitate/V strangle/V drown/V+by burn/V+death cull/V@person neutralise/V@person
        neutralize/V@person dispatch/V+bullet homicide/N? butcher/V claim/V+life cost/V+life finish/V+off@person
        cut/V+down@person mow/V leave/V+dead put/V+death""",
    ),
    (
        Family.DEATH,
        """die/V perish/V lose/V+life death/N? fatality/N? casualty/N? martyr/V fall/V+soldier,fighter,comrade
        succumb/V dead/A? toll/N?""",
    ),
    (
        Family.WOUND,
        """wound/V injure/V hurt/V@person maim/V@person injury/N? hospitalise/V hospitalize/V wound/N? wounded/A?""",
    ),
    (
        Family.CLASH,
        """clash/N!culture,colour,personality,schedule,opinion clash/V firefight/N gunfight/N gunbattle/N
        gun-battle/N battle/N+gun,pitched,fierce,tank,street,for,between,with,against,of!cancer,court,legal,wit
        skirmish/N skirmish/V ambush/V ambush/N shootout/N shoot-out/N storm/V@place storm/V@thing storm/V
        assault/N? offensive/N!charm counter-offensive/N counteroffensive/N counterattack/V counterattack/N
        counter-attack/N counter-attack/V incursion/N invade/V invasion/N raid/V raid/N repel/V repulse/V
        fighting/N? battle/V!cancer,illness,blaze,flame,flood,inflation
        fight/V+with,against,force,army,rebel,militant,insurgent,troop,for,alongside,in,isi,isis,group!corruption,inflation,poverty,disease,cancer,climate,crime,blaze,fire
        combat/N? advance/V+on,toward,towards,into,against advance/N+on,toward,towards,into,against
        onslaught/N+on,against engage/V@fighter exchange/V+fire exchange/N+fire encounter/N? hostility/N?
        counterinsurgency/N? push/V+into!deeper-debt war/N+erupt,break,begin,start
        erupt/V+fighting,war,clash,violence,conflict,battle break/V+out hit/V+back!at,comment,critic,criticism
        strike/V+back defeat/V@person!election,poll,vote rout/V@person crush/V@person attack/N+ground
        insurrection/N uprising/N? insurgency/N? rebellion/N?
        operation/N+military,offensive,ground,launch,clearance? intrusion/N? conflict/N+armed?
        overwhelm/V+post,checkpoint,garrison,defender vanquish/V trade/V+fire breach/V+border,fence,line""",
    ),
    (
        Family.ATTACK,
        """attack/V!decision,policy,minister,critic,bill,idea,plan,speech,column,article
        attack/N!heart,panic,asthma,verbal,personal,political,rhetorical,scathing assault/V strike/V@place
        strike/V!as@person strike/V@thing
        strike/N!hunger,labour,labor,general,union,worker,teacher,rail,pilot,nurse,doctor,driver,lightning
        hit/V+strike,rocket,missile,shell,drone,bomb,explosion,mortar hit/V@place target/V@person target/V@place
        target/V@thing onslaught/N violence/N? terrorism/N? atrocity/N hit/V@thing attempt/N+assassination,life
        ambush/V@person attempt/V+life lash/V+out go/V+after@person set/V+upon rampage/N+kill reprisal/N?
        retaliation/N? retaliate/V? raid/V@person maul/V+fighter assail/V""",
    ),
    (
        Family.PROTEST,
        """protest/N!note,letter,diplomatic protest/V demonstration/N!product,technology,military,cooking
        demonstrate/V+against,for,outside,in,street,square rally/N!market,price,car,share,motor,stock,campaign
        rally/V+against,outside,street,thousand,supporter,square,in march/N+protest,peace,through,on,against,in
        march/V+through,on,against,in,to,street,square,outside,past strike/N+hunger,general sit-in/N vigil/N
        picket/V picket/N boycott/N? sit/V+down gather/V+square,protest,outside,demand take/V+street
        pour/V+street chant/V+slogan,against,demand riot/N+prison walkout/N
        stage/V+protest,rally,demonstration,sit-in occupy/V+square,street unrest/N? uprising/N+popular
        block/V+road,highway,street crowd/N+protest strike/V+against hunger-strike/N encampment/N
        procession/N+protest congregate/V+protest,demand,outside assemble/V+protest,demand,outside
        bang/V+pot,pan wave/V+placard,banner shout/V+slogan burn/V+effigy stoppage/N+work chant/V+street""",
    ),
    (
        Family.AGREE,
        """ceasefire/N cease-fire/N truce/N armistice/N
        sign/V+agreement,accord,deal,pact,treaty,ceasefire,truce,protocol,memorandum
        deal/N+broker,reach,peace,strike,sign,hostage,swap,exchange,between,with,agree,make,negotiate,evacuation
        agreement/N+reach,sign,peace,between,broker,conclude,de-escalation,with,ceasefire,on
        accord/N+peace,sign,reach pact/N+sign,peace,between treaty/N+sign,peace broker/V
        reach/V+agreement,deal,accord agree/V+ceasefire,truce,exchange,swap,withdraw,stop,end,halt,lay,on
        swap/N+prisoner exchange/N+prisoner swap/V+prisoner exchange/V+prisoner prisoner/N+swap protocol/N+sign
        settlement/N+sign,reach,peace memorandum/N+sign initial/V+agreement,accord
        conclude/V+agreement,deal,truce,pact negotiate/V+truce,ceasefire,release
        ratify/V+treaty,agreement,accord declare/V+truce,ceasefire announce/V+truce,ceasefire
        extend/V+truce,ceasefire strike/V+deal halt/V+fighting,hostility cessation/N+hostility
        pause/N+humanitarian observe/V+truce,ceasefire reconcile/V+tribe,clan,faction""",
    ),
    (
        Family.BASE,
        """base/N+establish,build,set,construct,open headquarters/N+establish,set,open,move,make
        checkpoint/N+establish,set,erect establish/V+base,headquarters,camp,outpost,checkpoint,post,garrison
        set/V+base,headquarters,camp,outpost,checkpoint,roadblock build/V+base,outpost,fort,camp,garrison
        open/V+base,headquarters,camp erect/V+checkpoint,roadblock,camp turn/V+headquarters,base
        make/V+headquarters entrench/V fortify/V dig/V+trench garrison/V""",
    ),
    (
        Family.GROUP,
        """deploy/V deployment/N redeploy/V recruit/V recruitment/N recruit/N? mobilise/V mobilize/V mobilisation/N
        mobilization/N conscript/V conscription/N enlist/V enrol/V+militia,army,fighter,force,guard
        enroll/V+militia,army,fighter
        send/V+troop,soldier,force,fighter,reinforcement,marine,battalion,brigade,unit,contingent,paratrooper,warship,carrier,tank,weapon,adviser,mercenary
        join/V+group,militia,insurgency,rebel,isis,army,jihad,caliphate,force,front,fight,state defect/V
        defection/N surrender/V!right,title,claim,demurrage surrender/N reinforcement/N?
        form/V+militia,group,alliance,battalion,brigade,faction,coalition,front disband/V
        split/V+group,faction,rebel,militia merge/V+group,faction,militia
        intervention/N+military,armed,russian,foreign,saudi intervene/V+militarily,in
        train/V+troop,force,fighter,soldier,rebel,recruit,militia,army emerge/V+group,militia,insurgency,state
        amass/V mass/V+troop,force,tank,soldier,border,on reinforce/V+troop,position,garrison,front
        call/V+reservist rearm/V regroup/V lay/V+arm,weapon pledge/V+allegiance allegiance/N+pledge,swear
        swear/V+allegiance muster/V arm/V+rebel,militia,fighter,group,force,kurd,civilian buildup/N
        build-up/N+troop,military presence/N+increase,military? airlift/V+troop ship/V+weapon,arm
        supply/V+weapon,arm,ammunition come/V+border dispatch/V+troop,force,soldier,warship,unit,team
        move/V+troop,tank,force create/V+militia,force,unit,brigade found/V+group,militia,movement
        declare/V+caliphate,war,jihad,independence proclaim/V+caliphate,republic rename/V rotate/V+troop""",
    ),
    (
        Family.DESTROY,
        """loot/V looting/N pillage/V plunder/V sabotage/V sabotage/N torch/V arson/N set/V+fire,ablaze,alight
        burn/V+house,home,village,church,mosque,school,shop,vehicle,car,building,crop,field,down,cabinet,depot,market,camp,station
        raze/V demolish/V demolition/N bulldoze/V destroy/V!career,life,reputation,evidence,faith destruction/N?
        level/V@place level/V+structure level/V@thing flatten/V@place flatten/V@thing
        derail/V!talk,process,plan,effort,negotiation,deal damage/V@thing damage/V@place wreck/V@thing
        blow/V+safe strip/V+warehouse,shop,house,hospital rob/V@thing
        steal/V+weapon,vehicle,aid,livestock,cattle,grain confiscate/V seize/V@thing expropriate/V deface/V
        desecrate/V vandalism/N burning/N+house,village,home,mosque,church,flag carry/V+off
        cut/V+power,cable,line disable/V+bridge,power,line gut/V@thing knock/V+down rustle/V+cattle break/V+lock
        smash/V@thing ravage/V@place obliterate/V reduce/V+rubble,ash arson/N+attack
        sink/V+ship,boat,vessel,frigate,ferry,patrol ambush/N+truck""",
    ),
)

_WORD = re.compile(r"(?P<lemma>[^/\s]+)/(?P<pos>[VNA])(?P<rest>(?:\+[^@!?\s+]+|@\w+|![^@+?\s]+|\?)*)", re.UNICODE)
_PART = re.compile(r"(?P<sign>[+@!?])(?P<value>[^+@!?]*)")


def _parsed(family: Family, line: str) -> Iterator[Entry]:
    for match in _WORD.finditer(line):
        companions: set[str] = set()
        stoppers: set[str] = set()
        object_class: str | None = None
        weak = False
        for part in _PART.finditer(match["rest"]):
            values = {v for v in part["value"].split(",") if v}
            if part["sign"] == "+":
                companions |= values
            elif part["sign"] == "!":
                stoppers |= values
            elif part["sign"] == "@":
                object_class = part["value"]
            else:
                weak = True
        yield Entry(
            match["lemma"],
            Pos(match["pos"]),
            family,
            frozenset(companions),
            frozenset(stoppers),
            object_class,
            weak,
        )


@cache
def entries() -> dict[tuple[str, Pos], tuple[Entry, ...]]:
    """The lexicon by lemma and part of speech, narrower entries first."""
    found: dict[tuple[str, Pos], list[Entry]] = {}
    for family, line in _TABLE:
        for entry in _parsed(family, line):
            found.setdefault((entry.lemma, entry.pos), []).append(entry)
    return {key: tuple(sorted(group, key=_width)) for key, group in found.items()}


def _width(entry: Entry) -> tuple[bool, bool]:
    """Sorts entries that ask for company before those that take any: the sort keeps the order of the table."""
    return (not entry.companions, entry.object_class is None)


# Forms that no rule below makes: each lemma with its own.
_IRREGULAR: dict[str, list[str]] = {
    lemma: other.split(",")
    for lemma, _, other in (
        pair.partition(":")
        for pair in words(
            """shoot:shot blow:blew,blown throw:threw,thrown take:took,taken seize:seized fall:fell,fallen
            hold:held lead:led drive:drove,driven hit:hit,hitting strike:struck,stricken fight:fought
            break:broke,broken overthrow:overthrew,overthrown flee:fled retake:retook,retaken win:won
            overrun:overran,overrunning withdraw:withdrew,withdrawn send:sent fling:flung lay:laid go:went,gone
            rip:ripped tear:tore,torn slay:slew,slain hang:hung,hanged mow:mown beat:beaten burn:burnt,burned
            steal:stole,stolen sink:sank,sunk come:came leave:left lose:lost die:dying bring:brought find:found
            build:built dig:dug sit:sat set:setting swear:swore,sworn forsake:forsook run:ran tread:trod,trodden
            undo:undid make:made cut:cutting hurt:hurting put:putting let:letting stand:stood crisis:crises
            uprise:uprose hijack:hijacked quit:quitting overtake:overtook,overtaken war:wars casualty:casualties
            lynch:lynched cost:costs arise:arose spray:sprayed shot:shots"""
        )
    )
}


def forms(lemma: str) -> frozenset[str]:
    """The forms of a lemma, generously: a form too many costs a parse, one too few an event."""
    stem = lemma.removesuffix("e")
    found = {lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing", lemma + "d", lemma + lemma[-1] + "ed"}
    found |= {lemma + lemma[-1] + "ing", *_IRREGULAR.get(lemma, ())}
    if lemma.endswith("y"):
        found |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    return frozenset(found)


@cache
def lemma_of_form() -> dict[str, str]:
    """The lexicon's lemma for each form: for words that a lemmatiser gets wrong ("raped" of rape, not rap)."""
    return {form: lemma for lemma, pos in entries() if pos is Pos.VERB for form in forms(lemma)}


@cache
def trigger_words() -> frozenset[str]:
    """Every form of every word that can name an event, in lower case."""
    return frozenset(form for lemma, _ in entries() for form in forms(lemma))
