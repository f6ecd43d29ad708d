"""Timing a clip on the phone itself."""

from __future__ import annotations

from typing import Final

CLIP_TIMER: Final[dict[str, str]] = {
    "clip-timer.title": "Ein Video auf diesem Telefon stoppen",
    "clip-timer.file": "Filme den Lauf oder wähle ein Video",
    "clip-timer.film": "Das Video, Bild für Bild",
    "clip-timer.position": "Stelle im Video",
    "clip-timer.back-10": "Zehn Bilder zurück",
    "clip-timer.back": "Ein Bild zurück",
    "clip-timer.on": "Ein Bild vor",
    "clip-timer.on-10": "Zehn Bilder vor",
    "clip-timer.first": "Rumpf an der ersten Linie",
    "clip-timer.second": "Rumpf an der zweiten Linie",
    "clip-timer.cones": "Die Hütchen stehen",
    "clip-timer.cones-both": "auf beiden Seiten der Bahn (tippen, wenn er zwischen ihnen ist)",
    "clip-timer.cones-near": "auf der Linie näher an der Kamera",
    "clip-timer.cones-far": "auf der ferneren Linie",
    "clip-timer.camera": "Von der Kamera bis zur Mitte der Bahn (m)",
    "clip-timer.slowed": "Zeigt das Video ihn in Zeitlupe?",
    "clip-timer.slowed-no": "nein, in echter Geschwindigkeit",
    "clip-timer.take": "Diese Zeit nehmen",
    "clip-timer.cancel": "Schließen",
    "clip-timer.unplayable": (
        "Dieser Browser kann das Video nicht abspielen. Filme im kompatibelsten Format "
        "(H.264) oder sende das Video: Der Server stoppt es."
    ),
    "clip-timer.not-exact": (
        "Dieser Browser sagt nicht, welches Bild er zeigt: Jeder Tipp kann ein Bild daneben liegen."
    ),
    "clip-timer.same-frame": (
        "Beide Tipps liegen auf einem Bild. Gehe dorthin, wo er die andere Linie überquert."
    ),
    "clip-timer.frame-rate": "Die Bildrate dieses Videos ist nicht bekannt.",
    "clip-timer.too-fast": (
        "Das ist schneller als jeder Mensch. Prüfe die Tipps, die Länge der Zone und die Zeitlupe."
    ),
    "clip-timer.too-slow": (
        "Das ist langsamer als ein Sprint. Ist das Video in Zeitlupe? Dann sag, in welcher."
    ),
    "clip-timer.camera-distance": (
        "Mit Hütchen auf nur einer Seite hängt die Zeit vom Abstand der Kamera ab. Schreite "
        "ihn ab und gib ihn ein."
    ),
    "clip-timer.source-frames": "Bilder",
    "clip-timer.source-eye": "Auge",
    "clip-timer.source-place": "Ort in der Bahn",
}
