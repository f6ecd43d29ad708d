"""The words of headings, in nine languages: plain data, without accents, in small letters.

English, German, French, Spanish, Italian, Portuguese, Dutch, Norwegian and Swedish, as coaches and
device software write them.  A word that means different things in two of them stands in neither list
unless the unit or another heading tells.
"""

from __future__ import annotations

from collections.abc import Mapping

from flyzone.units import METRES_PER_MILE, METRES_PER_YARD


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _units(text: str, size: float) -> dict[str, float]:
    return dict.fromkeys(text.split(), size)


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


PHRASES: Mapping[str, frozenset[str]] = {
    "athlete": _phrases(
        """athlete, athletes, athlete name, athlete id, name, full name, runner, player, player name,
        subject, participant, person, person name, profile name, athlet, athletin, sportler,
        sportlerin, spieler, spielerin, laufer, lauferin, proband, nom, nom complet, joueur, joueuse,
        coureur, coureuse, sportif, atleta, nombre, nombre completo, jugador, jugadora, corredor,
        deportista, nome, nome completo, giocatore, corridore, jogador, utover, navn, idrottare,
        namn, lopare, lober, speler, atleet, naam"""
    ),
    "given-name": _phrases(
        "first name, firstname, given name, forename, vorname, prenom, fornavn, fornamn, voornaam"
    ),
    "family-name": _phrases(
        """last name, lastname, surname, family name, nachname, familienname, nom de famille,
        apellido, apellidos, cognome, sobrenome, apelido, etternavn, efternamn, achternaam"""
    ),
    "run": _phrases(
        """run, run id, run number, trial, trial name, trial number, trial no, trial index, rep,
        reps, repetition, attempt, race, race id, lauf, laufnummer, versuch, wiederholung,
        durchgang, essai, course, intento, carrera, repeticion, prova, tentativa, tentativo, corsa,
        corrida, ensaio, repeticao, ripetizione, forsok, lop, omgang, poging"""
    ),
    "distance": _phrases(
        """distance, distances, dist, split distance, gate distance, position, distanz, strecke,
        weg, entfernung, distancia, posicion, distanza, posizione, posicao, avstand, distanse,
        distans, stracka, afstand"""
    ),
    "velocity": _phrases(
        """velocity, speed, v, running speed, geschwindigkeit, laufgeschwindigkeit, vitesse,
        velocidad, velocita, velocidade, hastighet, hastighed, fart, snelheid"""
    ),
    "acceleration": _phrases(
        """acceleration, accel, acc, beschleunigung, aceleracion, accelerazione, aceleracao,
        akselerasjon, versnelling"""
    ),
    "raw-velocity": _phrases(
        """raw velocity, raw speed, velocity raw, speed raw, unfiltered velocity, unfiltered
        speed, vitesse brute, rohgeschwindigkeit"""
    ),
    "sample": _phrases("sample, samples, sample number, index, frame, messwert, muestra, amostra"),
    "time-sd": _phrases("time sd, sd, sd time, time uncertainty"),
    "mass": _phrases(
        """mass, weight, body weight, bodyweight, body mass, bodymass, masse, gewicht,
        korpergewicht, korpermasse, poids, masse corporelle, peso, peso corporal, massa, massa
        corporal, massa corporea, peso corporeo, vekt, kroppsvekt, vikt, kroppsvikt,
        lichaamsgewicht"""
    ),
    "height": _phrases(
        """height, stature, body height, bodyheight, grosse, korpergrosse, taille, altura,
        estatura, talla, altezza, statura, hoyde, langd, lengte, lichaamslengte"""
    ),
    "wind": _phrases("wind, wind speed, tailwind, vent, viento, vento, vind, ruckenwind, medvind"),
    "surface": _phrases(
        "surface, ground, belag, untergrund, revetement, superficie, underlag, ondergrond"
    ),
}
"""Headings of everything but times; the whole heading must be one of these."""

TIME = _words(
    "time times t zeit zeiten laufzeit temps chrono tiempo tiempos tempo tempi tid tider tijd"
    " tijden"
)
"""A time; with no other word, from the start."""

OPEN = _words(
    "split splits zwischenzeit zwischenzeiten intermediaire parcial parciales parciais parziale"
    " parziali intermedio intermediate mellantid mellomtid tussentijd gate gates"
)
"""From the start or from the gate before: both are called so."""

INTERVAL = _words(
    "interval intervals lap laps segment section abschnitt abschnittszeit teilzeit runde rundenzeit"
    " intervalle tour intervalo vuelta intervallo giro volta varv ronde"
)
CUMULATIVE = _words(
    "cumulative cum total elapsed gesamt gesamtzeit kumuliert cumule cumulee totale acumulado"
    " acumulada cumulativo totaltid totaltijd passage passertid passering"
)
FLY = _words(
    "fly flying fliegend fliegende fliegender lance lancee lanzado lanciato lanciata flygande"
    " flyvende vliegend vliegende"
)
LITTLE = _words(
    "at to by until in de a au aux al ai bei bis nach na vid ved pa for of the after sprint dash"
    " gun"
)
"""Words that say nothing beside a time."""

NUMBERED = frozenset({"l", "s", "g", "t"})
"""Letters that stand for lap, split, gate and time before a number."""

ORDINALS: Mapping[str, int] = {
    word: n
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight"), 1)
}
ONLY_GERMAN = _words("distanz strecke weg athlet athletin sportler laufer versuch")

_FOOT = METRES_PER_YARD / 3.0
LENGTHS: Mapping[str, float] = {
    **_units("m meter meters metre metres metro metros metri mtr mts", 1.0),
    **_units("cm", 0.01),
    **_units("km", 1000.0),
    **_units("yd yds yard yards", METRES_PER_YARD),
    **_units("ft feet foot", _FOOT),
}
DURATIONS: Mapping[str, float] = {
    **_units(
        "s sec secs second seconds sek sekunde sekunden seg segs segundo segundos secondo secondi"
        " seconde secondes sekund sekunder seconden",
        1.0,
    ),
    **_units("ms msec millisecond milliseconds millisekunden millisecondes", 1e-3),
    **_units("us μs usec useconds microseconds", 1e-6),
    **_units("min minutes minuten", 60.0),
}
SPEEDS: Mapping[str, float] = {
    **dict.fromkeys(
        ("m/s", "m s", "ms-1", "m s-1", "m.s-1", "m·s-1", "mps", "m/sec", "meters/sec",
         "metres/sec", "meters/s", "metres/s", "meters/second"), 1.0
    ),
    **dict.fromkeys(("km/h", "km h", "kmh", "kph", "km h-1", "km/hr", "kilometers/hour"), 1 / 3.6),
    **dict.fromkeys(("mph", "mi/h", "miles/hour", "miles/h"), METRES_PER_MILE / 3600.0),
    **dict.fromkeys(("ft/s", "fps", "feet/sec"), _FOOT),
    **dict.fromkeys(("yd/s", "yards/sec"), METRES_PER_YARD),
}  # fmt: skip
ACCELERATIONS: Mapping[str, float] = dict.fromkeys(
    ("m/s2", "m/s^2", "m/s/s", "m s2", "m s-2", "ms-2", "m.s-2", "m/s²"), 1.0
)
MASSES: Mapping[str, float] = {"kg": 1.0, "kgs": 1.0, "lb": 0.45359237, "lbs": 0.45359237}

UNITS: Mapping[str, Mapping[str, float]] = {
    "distance": LENGTHS,
    "height": LENGTHS,
    "time": DURATIONS,
    "total": DURATIONS,
    "time-sd": DURATIONS,
    "velocity": SPEEDS,
    "raw-velocity": SPEEDS,
    "acceleration": ACCELERATIONS,
    "wind": SPEEDS,
    "mass": MASSES,
}
"""For each quantity, SI units in one of what is written."""
