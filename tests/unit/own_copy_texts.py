"""Texts for the tests of the own copy: a made-up article (the op-ed itself must not stand here), and others that are not it."""

from __future__ import annotations


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each as one line."""
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]


LINES = paragraphs("""
Warum die neue Brücke über den Fjord der Stadt mehr nimmt als sie gibt

Der Beschluss des Rates könnte sich für Händler und Pendler aus mehreren Gründen als teurer Irrtum herausstellen.

- Die Verwaltung kündigt an, dass die alte Fähre noch in diesem Herbst ihren letzten Dienst fahren soll, falls niemand
Einspruch erhebt.

- Offen bleibt bisher, wer die Kosten der Zufahrten auf beiden Ufern tragen wird.

- Dieser Beitrag erscheint erstmals auf Deutsch, zuvor stand er am 12. März 2019 in einem Monatsheft der Küstenregion.

Seit gut einem Jahr streitet die kleine Stadt am inneren Ende des Fjords darüber, ob eine feste Querung besser sei als
das Schiff, das seit vier Generationen hin und her fährt. Nach Auskunft des Bauamtes kreuzen bereits jetzt rund 2.300
Fahrzeuge am Tag, an Markttagen sogar noch mehr.

Am Donnerstag (7. März) legten die Ingenieure zum ersten Mal genaue Pläne vor. Noch weiß zwar niemand, ob der
Felsgrund am Südufer die Pfeiler wirklich trägt – und ob im Winter geräumt werden kann –, doch der bloße Entwurf hat
die Grundstückspreise schon kräftig bewegt.

Erste Reaktionen der Anwohner: Viele Familien fürchten mehr Lärm am Südufer

Die Bürgermeisterin hat auf die Sorgen geantwortet, indem sie ein weiteres Gutachten versprach. Statt etwa die
Fahrpreise der Fähre zu senken, erklärte ihr Büro nur, man nehme jede Stimme „außerordentlich ernst“ und werde nach
den Ferien berichten.

Gefragt, ob das Schiff nach der Eröffnung wenigstens sonntags verkehren dürfe, sagte der Leiter der Hafenbehörde:
„Wenn sich jemand findet, der zahlt, gern.“ Damit gab er den Betreibern zu verstehen, dass die alte Fähre noch in
diesem Herbst ihren letzten Dienst fahren soll – was kleine Läden am Anleger treffen und den Verkehr ganz auf die
Umgehung ziehen würde.

Wer zu lange wartet: Der Streit um die Zufahrten war abzusehen

Die Nachbargemeinden hätten viele Monate Gelegenheit gehabt, ihre Wünsche vorzutragen. Im Sommer besuchte der Landrat
das Nordufer, um mit den Fischern eine „gemeinsame Erklärung zum Wasser“ zu unterschreiben, ein Papier, das inzwischen
kaum jemand noch erwähnt.

Meine Liste

Zwei Drittel des Baustoffs, den das Vorhaben verschlingt, sowie sämtliche Seile sollen aus einem einzigen Werk im
Binnenland kommen, das nach Angaben des Gewerbevereins damit zum bei weitem größten Auftragnehmer der ganzen Gegend
aufsteigt.

Gerüchte über Risse im Probepfeiler machten schon im Februar die Runde. Der Rat hätte die Zeit nutzen können, um
Zweifel an der Rechnung zu prüfen, andere Anbieter zu hören, die Fähre gründlich zu überholen und den Schulkindern
einen sicheren Weg zum Anleger zu bauen.

Große Lücken in der Kasse: Dem Kreis geht das Geld aus

Es gibt allerdings Anlass zu vermuten, dass die Brücke nicht das Aufbruchszeichen ist, für das Rat und Landrat sie
offenbar halten. Erstens verrät schon der Umstand, dass der Kreis um fremde Darlehen bittet, wie wenig eigenes Geld
für den Unterhalt der Straßen übrig ist.

Die Schulden des Kreises werden seit dem Umbau des Krankenhauses auf mehr als 90 Millionen geschätzt, und die Kämmerei
hat bereits begonnen, laufende Ausgaben in langjährige Verträge zu verwandeln, um den Anschein eines ausgeglichenen
Haushalts zu wahren.

Der Landrat scheut eine allgemeine Abgabe, weil sie vor allem die Höfe am Nordufer träfe, wo seine Wähler wohnen und
ein Aufruhr sein Amt wirklich gefährden könnte. Schon das Stillhalten der Anlieger kostet jährlich sechs Prozent der
Rücklagen, und nur immer höhere Zuschüsse haben bewirkt, dass überhaupt noch Firmen mitbieten. Dass er auf billigere
oder rascher verfügbare Unternehmen aus der Ferne angewiesen bleibt, deutet wenigstens an, dass die Frist für einen
ruhigen Abschluss knapp wird.

Der zweite Grund, weshalb die Querung der Stadt schaden könnte, liegt im Verhältnis zur Landeshauptstadt. Ein engeres
Band zwischen beiden Ufern könnte dort die Frage wecken, ob man die Küste bei viel wichtigeren Vorhaben wie dem Hafen
noch lenken kann.

Auf der anderen Seite winkt man ab: Das Land prüft eigene Fährlinien

Ein dritter Grund, aus dem sich der Bau als zu teuer bezahlter Sieg erweisen dürfte, ist, dass er das Land bewogen
hat, über eigene Schiffe nachzudenken. Die Werft im Nachbarort gilt als vorzüglich: so sorgfältig, erfahren, gut
geführt und gut ausgestattet, dass sie zwei neue Fähren binnen eines Jahres liefern würde.

Einstweilen aber lässt der Rat erneut zu, dass Drohungen einzelner Bauherren den Ton angeben, anstatt die schwindenden
Mittel des Kreises rechtzeitig für das Schiff zu verwenden. Die Stadt spielt ein gutes Blatt schlecht, indem sie
wartet. Besser wäre es, sie träte den Planern mit eigenen Zahlen und Vorschlägen entgegen.

Zur Autorin

Hanne Overbeck ist freie Publizistin und leitet ein Archiv für Verkehrsgeschichte an der Küste. Post:
redaktion@example.org

Wir erproben derzeit automatische Übertragungen. Dieser Beitrag wurde aus dem Dänischen maschinell ins Deutsche
gebracht.

Dieser Beitrag war zuerst am 12. März 2019 in dänischer Sprache im Monatsheft „Kystliv“ zu lesen – dank einer
Vereinbarung steht er nun auch den Leserinnen unserer Portale offen.
""")

BLOCKS: dict[int, str] = dict(enumerate(LINES, 1))
TEMPLATE = (5, 13, len(LINES) - 3, len(LINES) - 2, len(LINES) - 1, len(LINES))
TOO_SHORT = tuple(n for n, line in BLOCKS.items() if len(line) < 15)

LOOK_ALIKES = {
    "same topic, other author": "\n".join(
        paragraphs("""
Eine Brücke für den Fjord? Warum die Stadt trotzdem bauen sollte

Wer jeden Morgen am Anleger steht, kennt das Warten. Die Fähre über den Fjord ist schön anzusehen, aber sie ist zu
klein geworden. Nach Zahlen des Bauamtes wollen an Markttagen mehr Wagen hinüber, als Platz finden, und der
Winterdienst fällt oft aus.

Die Gegner des Baus sagen, der Kreis könne sich das Vorhaben nicht leisten. Richtig ist, dass die Schulden seit dem
Umbau des Krankenhauses gewachsen sind. Aber ein Darlehen für eine Querung, die hundert Jahre hält, ist etwas anderes
als ein Loch in der Kasse. Der Landrat hat recht, wenn er beides trennt.

Auch die Sorge vor dem Lärm am Südufer lässt sich lösen. Ein niedriger Wall genügt. Und die Händler am Anleger werden
von einer offenen Straße mehr haben als von einer Warteschlange. Die Bürgermeisterin sollte das Gutachten rasch
vorlegen und den Rat abstimmen lassen.

Bleibt die Frage der Zufahrten. Wer sie bezahlt, muss vor dem ersten Spatenstich feststehen; darin haben die Kritiker
völlig recht. Alles Weitere ist Handwerk.
""")
    ),
    "paraphrase": "\n".join(
        paragraphs("""
Weshalb die geplante Fjordbrücke die Stadt am Ende ärmer macht

Mehrere Überlegungen sprechen dafür, dass Kaufleute und Berufspendler den Ratsbeschluss noch bereuen werden.

In der Stadt, die hinten am Fjord liegt, zankt man sich nun schon über ein Jahr: Soll ein Bauwerk die Ufer verbinden,
oder bleibt es bei dem Boot, das die Urgroßeltern schon kannten? Das Amt zählt täglich über zweitausend Autos, und
wenn Markt ist, kommen weitere dazu.

Vorige Woche zeigten die Fachleute erstmals Zeichnungen im Einzelnen. Ob der Boden im Süden hält, bleibt unklar,
ebenso der Betrieb bei Schnee. Dennoch sind Bauplätze bereits teurer geworden.

Das Rathaus bestellte eine zusätzliche Studie, anstatt Tickets billiger zu machen. Man höre den Leuten sehr genau zu,
hieß es, Näheres nach der Urlaubszeit.

Auf die Frage nach einem Sonntagsboot entgegnete der Hafenchef, das gehe, sofern einer die Rechnung übernehme. Das
heißt: Staatliches Geld gibt es dafür keines. Geschäfte an der Anlegestelle würden leiden, alle Autos führen außen
herum.

Dass der Landkreis auswärtige Kredite braucht, zeigt, wie knapp seine eigenen Mittel für Wege und Straßen geworden
sind. Von Aufbruch kann man da kaum sprechen.
""")
    ),
}
"""On the made-up article's topic; the second says the same in other words."""

LOOK_ALIKES_OF_THE_OP_ED = {
    "news report": "\n".join(
        paragraphs("""
Pentagon: Tausende Soldaten aus Nordkorea in Westrussland

Nach Erkenntnissen aus Washington und Seoul sind im Herbst 2024 mehrere Tausend Soldaten aus Nordkorea nach Russland
gebracht worden. Ein Teil von ihnen wurde in die Region Kursk verlegt, in der ukrainische Einheiten seit August
Gelände halten. Die Regierung in Kiew spricht von ersten Gefechten.

Das Verteidigungsministerium der USA erklärte, man verfolge die Lage mit Sorge. Präsident Joe Biden sagte auf Fragen
von Journalisten, die Ukraine dürfe sich wehren. Die Nato sieht in dem Schritt eine Ausweitung des Krieges. Moskau und
Pjöngjang verwiesen auf ihren im Juni unterzeichneten Vertrag über eine umfassende strategische Partnerschaft.

Südkorea prüft nun, ob es Berater schickt. China äußerte sich zurückhaltend und rief zur Mäßigung auf. Beobachter
rechnen damit, dass Russland Nordkorea mit Öl, Geld und Technik entlohnt.
""")
    ),
    "opposite opinion": "\n".join(
        paragraphs("""
Kein Zeichen der Schwäche: Was Moskau mit Kims Soldaten gewinnt

Es ist üblich geworden, jeden Schritt des Kremls als Beleg der Not zu lesen. Bei den nordkoreanischen Truppen in Kursk
greift das zu kurz. Wladimir Putin hat einen Verbündeten gewonnen, der Granaten, Raketen und jetzt auch Menschen
liefert, und er hat dafür wenig bezahlt, jedenfalls soweit wir wissen.

Wer von Verlusten spricht, sollte bedenken, dass Russland weiterhin jeden Monat Zehntausende anwirbt. Die Prämien sind
hoch, doch der Haushalt trägt sie. Eine allgemeine Mobilmachung braucht es vorerst nicht, und die Proteste, auf die
mancher im Westen hofft, bleiben aus.

Auch Peking wird sich arrangieren. China mag den Einfluss Nordkoreas auf den Krieg in der Ukraine nicht, aber es
braucht Russland. Der Gipfel in Kasan hat das gezeigt. Südkorea wiederum wird am Ende kaum Waffen schicken, weil es
die eigene Grenze im Blick behalten muss.

Der Westen täte gut daran, die Nachricht nüchtern zu nehmen: als Hinweis darauf, dass der Krieg länger dauern kann,
als viele glauben.
""")
    ),
    "summary": "\n".join(
        paragraphs("""
In ihrem Beitrag hält die Autorin den Einsatz nordkoreanischer Soldaten auf russischer Seite für ein Eingeständnis von
Not. Sie zählt Gründe auf: Moskau fehlten eigene Leute, China werde misstrauisch, Südkorea könne der Ukraine helfen,
Soldaten könnten überlaufen, und der Druck auf Washington wachse, Auflagen für Waffen zu lockern. Zum Schluss fordert
sie, der Westen solle mit Drohungen antworten und sich nicht einschüchtern lassen.

Diskussionsfragen für das Seminar: Welche Belege nennt der Text für die Erschöpfung der russischen Armee? Wer spricht,
wenn von Schätzungen die Rede ist? Wie viel von der These bleibt, wenn der Pakt zwischen Putin und Kim Jong-un mehr
bringt, als es der Text annimmt? Vergleichen Sie die Überschrift mit dem Schluss und achten Sie auf Wörter wie
möglicherweise, offenbar und könnte.
""")
    ),
}

OTHER_GERMAN = "\n".join(
    paragraphs("""
Der Vollmond geht auf, wenn die Sonne sinkt, und er steht um Mitternacht am höchsten. Wer ihn eine Nacht lang
beobachtet, sieht ihn wie einen Zeiger von Osten nach Westen wandern. Am nächsten Abend kommt er knapp eine Stunde
später.

Für den Teig werden Mehl, Wasser, Salz und ein wenig Hefe vermengt und zehn Minuten lang geknetet. Danach ruht er
zugedeckt an einem warmen Ort, bis er doppelt so groß ist. Erst dann wird er geformt und in den heißen Ofen geschoben.

Die Bibliothek schließt im August für zwei Wochen. Entliehene Bücher können in dieser Zeit in den Kasten neben dem
Eingang gelegt werden; Mahnungen werden nicht verschickt. Ab September gelten wieder die gewohnten Stunden.
""")
)

ENGLISH = "\n".join(
    paragraphs("""
The town at the inner end of the fjord has argued for a year about whether a fixed crossing would be better than the
ship. The council has asked for a report, and the people of the south shore fear that it will bring more noise. It is
not clear who is to pay for the roads on either side, or whether the rock will bear the piers. By the autumn the old
ferry is to make its last trip, and the shops at the landing are not sure that they will last for long after that.
""")
)
