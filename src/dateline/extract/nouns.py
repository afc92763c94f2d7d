"""Classes of nouns that decide what an event is: who fights, who does not, what is a weapon or a figure of speech."""

from __future__ import annotations

from enum import Enum, auto

from dateline.extract.vocabulary import words


class Means(Enum):
    """What was used."""

    AIR = auto()
    CHEMICAL = auto()
    SUICIDE = auto()
    GRENADE = auto()
    SHELL = auto()
    BOMB = auto()
    GUN = auto()
    BLADE = auto()
    CROWD_CONTROL = auto()
    FIRE = auto()


FIGHTERS = words(
    """soldier troop fighter militant rebel insurgent police policeman policewoman officer guard army force
        militia militiaman terrorist gunman jihadi jihadist combatant mercenary marine paratrooper commander
        sniper serviceman guerrilla guerilla separatist paramilitary conscript recruit reservist legionnaire
        peacekeeper constable sergeant lieutenant captain colonel general major corporal private brigade
        battalion regiment division platoon squad unit garrison patrol contingent military navy airman
        sailor pilot commando islamist extremist partisan saboteur bandit warlord janjaweed mujahideen
        mujahid cadre infantry personnel enemy invader occupier taliban isis isil daesh hezbollah hizbollah
        hamas qaida qaeda shabaab haram pkk ypg sdf fsa houthi huthi rsf wagner farc eln m23 adf gendarme
        trooper crew operative agent ira ltte naxalite maoist peshmerga nusra tpf opposition regime faction
        attacker assailant raider infiltrator defender shooter bomber tribesman vigilante hardliner warplane"""
)
BASES = words(
    """base checkpoint post outpost barracks barrack position convoy tank vehicle camp bunker trench
        headquarters depot garrison airbase airfield stronghold hideout ammunition arsenal warehouse
        frontline warship frigate submarine radar launcher battery installation facility fortification
        roadblock armour armor column"""
)
CIVILIANS = words(
    """civilian people resident villager child kid baby infant boy girl woman man mother father wife
        husband son daughter brother sister journalist reporter cameraman photographer student pupil teacher
        professor doctor nurse medic paramedic patient worker worshipper worshiper farmer herder fisherman
        mayor politician priest imam cleric monk nun bishop pilgrim tourist passenger driver shopkeeper
        trader vendor refugee migrant family lawyer judge activist protester protestor demonstrator marcher
        candidate lawmaker mp minister governor official diplomat ambassador citizen inhabitant inmate
        prisoner detainee hostage victim bystander passer-by passerby pedestrian elder chief engineer
        contractor miner labourer laborer sheikh collaborator councillor senator president premier person
        youth teenager innocent non-combatant minority muslim christian jew hindu sikh shia sunni shiite
        yazidi rohingya tutsi hutu kurd palestinian israeli volunteer aid-worker humanitarian defector
        critic dissident writer blogger poet singer owner neighbour neighbor couple businessman banker clerk
        guest shopper commuter local settler population community servant staff employee secretary relative
        cousin grandmother grandfather parent toddler pensioner individual crowd mourner supporter follower
        believer suspect rescuer firefighter observer monitor leader member figure colleague spokesman
        spokeswoman foreigner national sympathiser"""
)
PROTESTERS = words(
    "protester protestor demonstrator marcher crowd rioter picket striker rally protest march demonstration mourner"
)
STATE = words(
    """army police government military regime navy gendarme gendarmerie ministry minister president
        authority court state soldier troop officer policeman agent service guard force coalition marine
        judge prosecutor intelligence constable patrol brigade"""
)
NON_STATE = words(
    """rebel militant insurgent militia gunman jihadi jihadist separatist guerrilla guerilla islamist
        extremist terrorist paramilitary bandit warlord partisan taliban isis isil daesh hezbollah hamas
        qaida qaeda shabaab haram pkk ypg houthi huthi rsf wagner farc eln m23 adf kidnapper pirate gang
        cartel faction janjaweed nusra mutineer group mujahideen ira caliphate nusra fsa opposition"""
)
TERRITORY = words(
    """town village city district area territory region province neighbourhood neighborhood suburb hill
        ridge height airport airbase base bridge crossing border stronghold position checkpoint barracks
        post outpost ground land enclave island islands port junction road highway street quarter settlement
        hamlet capital countryside valley mountain swath swathe control dam plant station compound square
        camp county oblast peninsula bastion pocket oilfield garrison headquarters frontline trench coast"""
)
THINGS = words(
    """building house home flat apartment school hospital clinic market mosque church temple synagogue shop
        office hotel embassy consulate train bus car truck lorry minibus van vehicle convoy ship boat vessel
        tanker ferry plane aircraft helicopter jet tank bridge dam plant refinery pipeline depot warehouse
        railway rail track line station airport airfield runway base checkpoint barracks post outpost
        headquarters camp facility centre center grid substation tower power factory farm field crop orchard
        grain silo cattle livestock goods property university museum statue monument shrine cemetery
        infrastructure target site installation compound parliament ministry court prison jail radar battery
        launcher system equipment position stronghold convoy cable wall roof window kitchen store kiosk
        locomotive bakery restaurant cafe bar theatre theater stadium mall supermarket library archive
        orphanage kindergarten village town city wagon carriage tractor motorcycle taxi ambulance fuel oil
        gas port dock harbour harbor terminal block tenement residence villa cabinet mast antenna
        transformer relay carrier cruiser frigate telecom container"""
)
WEAPONS = words(
    """weapon rifle gun pistol ammunition ammo explosive bomb mine landmine ied device rocket missile drone
        shell mortar grenade round cache arms arm arsenal munition ordnance launcher kalashnikov uav warhead
        projectile cartridge detonator vest dynamite tnt belt gun"""
)
# What is "attacked", "killed" or "exploding" in figures of speech, in markets, sport and talk.
ABSTRACT = words(
    """proposal plan bill idea budget  policy price  rate cost sale share stock index yield
        inflation demand popularity interest career reputation credibility integrity argument theory
        hypothesis speech article column critic criticism decision ruling reform law deficit debt tax goal
        match game season title league penalty striker champion defence-line tournament cup fixture score
        team-mate screen  film movie album song novel joke laughter applause headline inbox phone-line
        email tweet  hashtag disease cancer virus covid pandemic obesity drug-price poverty corruption
        inequality racism apathy boredom nerve question doubt hope dream imagination sense mood mind
        soul conscience passion love temper profit revenue earnings bid offer merger takeover-bid growth
        economy currency pound dollar peso euro lira  shares appetite taste palate  recipe
        flavour flavor wicket innings   volley-ball hurdle vote voter ballot poll"""
)
# Names of countries and of larger parts of the world, as a word or the last word of a name: coarse places, often doers.
COUNTRIES = words(
    """afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh
        belarus belgium benin bolivia bosnia botswana brazil britain bulgaria burma burundi cambodia
        cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark djibouti ecuador
        egypt england eritrea estonia ethiopia eu europe finland france gabon gambia georgia germany ghana
        greece guatemala guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel
        italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon liberia
        libya lithuania macedonia madagascar malawi malaysia mali mauritania mexico moldova mongolia
        montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman
        pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda
        salvador scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland
        syria taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uae uganda uk ukraine
        uruguay us usa u.s. u.k. uzbekistan venezuela vietnam wales yemen zambia zimbabwe states kingdom
        korea africa asia america west nato arabia emirates lanka leone union east kremlin"""
)
MEANS: dict[Means, frozenset[str]] = {
    Means.CHEMICAL: words("chemical chlorine sarin novichok phosgene nerve toxic"),
    Means.SUICIDE: words("suicide svbied kamikaze-bomber self-detonating"),
    Means.GRENADE: words("grenade"),
    Means.AIR: words(
        """drone uav air aerial airstrike jet warplane aircraft helicopter bomber gunship airforce shahed
        bayraktar mig sukhoi su-25 f-16 raf barrel airpower quadcopter plane usaf kamikaze hellfire apache"""
    ),
    Means.SHELL: words(
        """shell artillery mortar rocket missile howitzer grad himars iskander katyusha cannon salvo barrage
        projectile cruise ballistic qassam kalibr tochka atacms scud multiple-launch mlrs hurricane smerch
        uragan tank-round shellfire"""
    ),
    Means.BOMB: words(
        "bomb ied mine landmine explosive vbied bombing car-bomb booby-trap tnt dynamite blast explosion "
        "limpet device detonator"
    ),
    Means.GUN: words(
        "gun rifle gunfire bullet pistol sniper shot machine-gun machinegun kalashnikov ak-47 gunman "
        "shotgun revolver gunshot firearm"
    ),
    Means.BLADE: words(
        "knife machete axe sword stone rock brick stick club baton cudgel hammer spear arrow poison poisoned pie acid"
    ),
    Means.CROWD_CONTROL: words("teargas tear water-cannon rubber truncheon baton pepper"),
    Means.FIRE: words("petrol molotov firebomb arson gasoline kerosene"),
}
# The order in which means decide: a drone that drops a grenade is a grenade.
DECIDING = (
    Means.CHEMICAL,
    Means.SUICIDE,
    Means.CROWD_CONTROL,
    Means.GRENADE,
    Means.AIR,
    Means.FIRE,
    Means.SHELL,
    Means.BOMB,
    Means.GUN,
    Means.BLADE,
)


def means_of(words: frozenset[str]) -> Means | None:
    """The deciding means among lemmas; None where there is none.

    >>> means_of(frozenset({"car", "bomb"}))
    <Means.BOMB: 6>
    """
    if "suicide" in words and words & {"drone", "uav", "boat-drone", "quadcopter"}:
        return Means.AIR  # nobody dies at its wheel
    if "tear" in words and "gas" in words:
        return Means.CROWD_CONTROL
    if "stun" in words or ("rocket-propelled" in words and "grenade" in words):
        return Means.CROWD_CONTROL if "stun" in words else Means.GUN
    if {"nerve", "gas", "poison", "mustard"} & words and "gas" in words and ({"nerve", "poison", "mustard"} & words):
        return Means.CHEMICAL
    return next((means for means in DECIDING if MEANS[means] & words), None)
