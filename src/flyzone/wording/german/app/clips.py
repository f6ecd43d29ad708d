"""Clips: Liste, Abgeben, Marken, Ergebnis."""

from __future__ import annotations

from typing import Final

CLIPS: Final[dict[str, str]] = {
    "clips.title": "Videos",
    "clips.new": "Clip filmen oder auswählen",
    "clips.none": "Noch gibt es keinen Clip. Filme einen Sprint von der Seite, und er wird hier gestoppt.",
    "clips.megabytes": "{size} MB",
    "clips.kept": "Bleibt, bis ihn jemand löscht",
    "clips.deleted-on": "Wird {day} gelöscht, wenn ihn niemand behält",
    "clips.keep-yes": "Behalten",
    "clips.keep-no": "Nicht länger behalten",
    "clips.squad-of": "Gruppe {name}",
    "clips.nobodys": "Von niemandem",
    "clips.state-still": "Ein Bild für die Marken entsteht",
    "clips.state-marks": "Marken fehlen",
    "clips.state-timing": "Wird gestoppt",
    "clips.state-drawing": "Gestoppt; Bilder werden gezeichnet",
    "clips.state-done": "Gestoppt",
    "clips.state-failed": "Nicht gestoppt",
    "clip-new.title": "Ein neuer Clip",
    "clip-new.lead": (
        "Stativ 10 bis 25 m neben der Bahn, vor der Mitte der Zone; alle Kegel im Bild; die höchste "
        "Bildrate, die das Licht erlaubt."
    ),
    "clip-new.whose": "Wessen Läufe zeigt er?",
    "clip-new.squad": "Gruppe {name}",
    "clip-new.choose": "Jetzt filmen oder einen Clip auswählen",
    "clip-new.film": "Mit der Kamera filmen",
    "clip-new.file": "Datei auswählen",
    "clip-new.go": "Senden",
    "clip-new.needs-script": (
        "Einen Clip in Stücken zu senden braucht JavaScript, und das ist in diesem Browser aus. Schalte es "
        "ein, oder stoppe den Clip am Rechner mit flyzone time."
    ),
    "clip-new.kept-days": (
        "Clips werden nach {days} Tagen gelöscht, wenn sie niemand behält. Den Clip sieht nur, wer diese "
        "Athleten sehen darf."
    ),
    "clip-new.original": "Sende das Original, keine verkleinerte Kopie",
    "clip-new.original-why": (
        "Eine Kopie für einen Messenger hat weniger Bilder und andere Zeiten; der Fehler wächst, oder der "
        "Clip wird abgelehnt."
    ),
    "clip-new.original-iphone": (
        "iPhone: Filme in Slo-Mo oder mit 60 Bildern pro Sekunde. High Efficiency (HEVC) und Maximale "
        "Kompatibilität können beide gelesen werden. Tippe bei der Auswahl der Fotos auf Optionen und wähle "
        "Aktuell, nicht Kompatibel; oder sichere den Clip zuerst in Dateien und wähle ihn dort, dann bleibt "
        "er, wie er gefilmt wurde. Von einem anderen Telefon: mit AirDrop und allen Fotodaten, nie mit einem "
        "Messenger."
    ),
    "clip-new.original-android": (
        "Android: Wähle den Clip mit dem Dateimanager, oder teile ihn als Datei oder Dokument; als Video in "
        "einem Messenger geteilt, wird er verkleinert."
    ),
    "marks.title": "Marken",
    "marks.waiting": "Für die Marken entsteht ein Bild des Clips.",
    "marks.typed-lead": "Tippe unten das Pixel jeder Marke ein, oder schalte JavaScript zum Antippen ein.",
    "marks.picture": (
        "Bild des Clips. Die Eingabetaste setzt die nächste Marke in seine Mitte; Pfeiltasten bewegen."
    ),
    "marks.tools": "Bild und Marken",
    "marks.closer": "Näher",
    "marks.farther": "Weiter",
    "marks.whole": "Ganz",
    "marks.undo": "Zurück",
    "marks.hint-tap": "Tippe Marke {mark} an",
    "marks.hint-move": "Marke {mark}: zum Verbessern ziehen",
    "marks.hint-done": "Alle Marken sind da. Zum Verbessern eine ziehen.",
    "marks.help": "Wie man sie antippt",
    "marks.help-text": (
        "Tippe an, wo jeder Kegel oder jede Marke den Boden berührt, in der gefragten Reihenfolge. Zwei "
        "Finger auseinander vergrößern. Eine gezogene Marke folgt dem Finger, und die runde Lupe zeigt, was "
        "unter ihm liegt. Nah ist die Linie auf deiner Seite der Bahn."
    ),
    "marks.help-keys": (
        "Tasten: Tab geht von Marke zu Marke, Pfeiltasten bewegen um ein Pixel (Umschalt: zehn, Alt: ein "
        "Fünftel), + und - gehen näher und zurück, die Eingabetaste setzt die nächste Marke in die Mitte, "
        "Strg+Z nimmt zurück."
    ),
    "marks.place": "Kameraplatz",
    "marks.place-use": "Seine Marken nehmen",
    "marks.place-none": "keiner, ich tippe sie an",
    "marks.matched-sure": (
        "{name} wurde erkannt: Seine Marken sind im Bild. Sieh jede an und bestätige."
    ),
    "marks.matched-doubtful": (
        "{name} wurde erkannt, aber die Kamera stand anderswo, oder wenig vom Bild stimmt überein: Seine "
        "Marken können weit daneben liegen. Zieh jede an ihren Ort."
    ),
    "marks.matched-not": "{name} wurde in diesem Clip nicht erkannt. Tippe die Marken an.",
    "marks.miss": "{px} px neben der Anpassung",
    "marks.camera": (
        "Nach diesen Marken stand die Kamera {distance} m neben der Bahn und {height} m über dem Boden."
    ),
    "marks.zone": "Zone",
    "marks.zone-from": "Von (m)",
    "marks.zone-to": "Bis (m)",
    "marks.lane-width": "Zwischen den Linien (m)",
    "marks.height": "Größe des Athleten (m)",
    "marks.height-help": "Darf leer bleiben. Sie legt die gezeichnete Bahn fest.",
    "marks.rows": "Marken",
    "marks.pattern-4": "Vier Marken: beide Linien an beiden Enden",
    "marks.pattern-6": "Sechs Marken: auch die Mitte",
    "marks.name-start-near": "Anfang, nahe Linie",
    "marks.name-start-far": "Anfang, ferne Linie",
    "marks.name-end-near": "Ende, nahe Linie",
    "marks.name-end-far": "Ende, ferne Linie",
    "marks.name-middle-near": "Mitte, nahe Linie",
    "marks.name-middle-far": "Mitte, ferne Linie",
    "marks.name-other": "{x} m, {y} m",
    "marks.numbers": "Als Zahlen",
    "marks.pixel_x": "Pixel nach rechts",
    "marks.pixel_y": "Pixel nach unten",
    "marks.lane_x": "Entlang der Bahn (m)",
    "marks.lane_y": "Quer (m)",
    "marks.more": "Wie genau es bekannt ist",
    "marks.lateral-sd": "Läufer quer zur Bahn, plus/minus (m)",
    "marks.lateral-sd-help": "0,10 für jemanden, der in der Mitte der Bahn bleibt.",
    "marks.mark-sd": "Kegel, plus/minus (m)",
    "marks.mark-sd-help": "0,01 mit Maßband auf gemalten Linien.",
    "marks.capture-fps": "Bilder pro Sekunde beim Filmen",
    "marks.capture-fps-help": "Nur für einen Clip, der als Zeitlupe gesichert wurde.",
    "marks.save-as": "Als Kameraplatz behalten",
    "marks.save-as-help": (
        "Ein Name wie Stadion, dritte Reihe. Beim nächsten Mal finden sich seine Marken von selbst. Behalten "
        "werden Zahlen, kein Bild."
    ),
    "marks.anyway": "So stoppen; die oben genannte Marke bleibt weg",
    "marks.go": "Clip stoppen",
    "marks.other-frame": "Die Kegel sind in diesem Bild verdeckt",
    "marks.frame": "Bild Nummer",
    "marks.frame-help": "0 ist das erste. Schon getippte Marken gehen verloren.",
    "marks.frame-go": "Nehmen",
    "marks.no-number": "{field}: eine Zahl wurde erwartet, es kam {given}. Verbessere sie.",
    "clip.reload": "Noch einmal nachsehen",
    "clip.marks-missing": "Die Marken fehlen: Tippe sie an, dann wird der Clip gestoppt.",
    "clip.marks-set": "Marken antippen",
    "clip.marks-correct": "Marke verbessern und neu stoppen",
    "clip.runs": "Läufe: {count}",
    "clip.no-runs": "Niemand wurde gestoppt. Warum, steht unten.",
    "clip.nobody": "niemand genannt",
    "clip.sent": "ist Lauf {rep} vom {day}",
    "clip.speed": "{speed} ± {error}",
    "clip.zone": "über {zone}",
    "clip.changed": "Vorher waren es {before} {error}: {change} mit den neuen Marken.",
    "clip.changed-slower": "{difference} langsamer",
    "clip.changed-faster": "{difference} schneller",
    "clip.changed-new": "Diesen Lauf gab es vorher nicht.",
    "clip.order": "Wer lief",
    "clip.order-skip": "Lief nicht",
    "clip.order-swap": "Mit dem Nächsten tauschen",
    "clip.order-repeat": "Lief noch einmal",
    "clip.order-undo": "Zurücknehmen",
    "clip.who": "Wer lief",
    "clip.who-go": "Nennen",
    "clip.splits": "Zwischenzeiten",
    "clip.splits-caption": "± ist eine Standardabweichung.",
    "clip.split-from": "Von–bis",
    "clip.split-time": "Zeit",
    "clip.split-speed": "Geschwindigkeit",
    "clip.budget": "Woher der Fehler kommt",
    "clip.budget-text": "Balken zeigen Anteile der Varianz; die Quadrate der Fehler addieren sich.",
    "clip.source-marks": "Antippen der Marken",
    "clip.source-cones": "Orte der Kegel",
    "clip.source-camera": "was die Marken an der Kamera offen lassen",
    "clip.source-lateral place": "Läufer quer zur Bahn",
    "clip.source-tracking": "Finden des Rumpfes",
    "clip.source-sway": "Schwanken des Rumpfes im Schritt",
    "clip.source-rolling shutter": "Rolling Shutter",
    "clip.source-frame clock": "Uhr der Bilder",
    "clip.source-camera motion": "Bewegung der Kamera",
    "clip.path": "Weg",
    "clip.path-alt": "Ort des Rumpfes entlang der Bahn über der Zeit, in der Zone von {entry} bis {exit}",
    "clip.path-time": "Sekunden im Clip",
    "clip.path-place": "Meter entlang der Bahn",
    "clip.send": "An eine Einheit senden",
    "clip.send-to": "Einheit und Lauf",
    "clip.send-new": "eine neue Einheit vom {day}",
    "clip.send-rep": "{moment}: ein neuer Lauf",
    "clip.send-replace": "{moment}: Lauf {rep}, {time}",
    "clip.run-in": "Anlauf vor der Zone (m)",
    "clip.send-go": "Senden",
    "clip.send-again": "Noch einmal senden",
    "clip.warnings": "Was man zu diesen Zeiten wissen muss",
    "clip.not-measured": "Nicht gemessen: {quantity}.",
    "clip.earlier": "Frühere Zeiten dieses Clips",
    "clip.earlier-text": "Sie bleiben, mit den Marken, mit denen sie entstanden.",
    "clip.earlier-one": "{moment}: {times}",
    "clip.pictures": "Bilder",
    "clip.overlay": "Der Clip mit eingezeichneter Zone, Weg und Uhr",
    "clip.overlay-waiting": "Der gezeichnete Clip entsteht.",
    "clip.overlay-failed": "Der gezeichnete Clip konnte nicht entstehen: {why}",
    "clip.faces-shown": "Hier sind Gesichter zu sehen. Für andere mach unten eine Kopie.",
    "clip.photo-finish": "Zielfoto",
    "clip.photo-finish-text": "Was an jeder Linie vorbeikam, Augenblick für Augenblick.",
    "clip.photo-finish-alt": "Zielfoto jedes Laufs an beiden Linien der Zone",
    "clip.share": "Eine Kopie für andere",
    "clip.share-text": (
        "In einer Kopie, die diese App verlässt, werden Gesichter zu groben Blöcken. Kein Programm findet "
        "jedes Gesicht: Köpfe sind aus dem Stoppen und aus Bewegung bekannt, und nichts hier erkennt ein "
        "Gesicht. Sieh die Kopie an, bevor du sie veröffentlichst."
    ),
    "clip.hide-all": "Alles über den Knien außer dem Körper des Läufers (auch wer dabeisteht)",
    "clip.hide-moving": "Nur Köpfe, die sich bewegen (wer stillsteht oder sich kaum bewegt, bleibt zu sehen)",
    "clip.share-go": "Kopie machen",
    "clip.share-waiting": "Die Kopie entsteht.",
    "clip.share-failed": "Die Kopie konnte nicht entstehen: {why}",
    "clip.shared": "Die Kopie mit verdeckten Gesichtern",
    "clip.seen": "Ich habe sie angesehen: Niemand ist zu erkennen, der nicht zugestimmt hat",
    "clip.shared-download": "Film sichern",
    "clip.shared-finish-download": "Zielfoto sichern",
    "clip.form-later": "Schritte, Fehler und Kinogramm kommen mit der Formanalyse, die es noch nicht gibt.",
    "clip.file": "Der Clip",
    "clip.about": "{width} x {height} Pixel, {fps} Bilder pro Sekunde, {duration}, {size} MB",
    "clip.about-size": "{size} MB",
    "clip.original": "Original sichern",
    "clip.delete": "Clip löschen",
    "clip.delete-text": "Film und Bilder verschwinden für immer. Behaltene Zeiten bleiben.",
    "clip.delete-go": "Löschen",
}
