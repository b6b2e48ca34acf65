import type { HeadingLanguage } from '../language.ts';

export const german: HeadingLanguage = {
  summary: ['zusammenfassung', 'überblick', 'übersicht', 'kurzfassung', 'was ist passiert', 'beschreibung', 'störungsbeschreibung', 'kurzbeschreibung'],
  impact: ['auswirkung', 'auswirkungen', 'folgen', 'betroffene', 'wer war betroffen', 'schaden', 'kundenauswirkung', 'betroffene systeme', 'betroffene dienste'],
  detection: ['erkennung', 'entdeckung', 'wie wurde es bemerkt', 'wie wurde es entdeckt', 'feststellung'],
  trigger: ['auslöser', 'anlass', 'auslösendes ereignis'],
  timeline: ['zeitverlauf', 'verlauf', 'zeitleiste', 'chronologie', 'zeitlicher ablauf', 'ablauf', 'ablauf der ereignisse', 'zeitlicher verlauf', 'zeitstrahl', 'zeitachse', 'ereignisse'],
  signals: ['signale', 'messwerte', 'metriken', 'kennzahlen'],
  root_cause: ['ursache', 'ursachen', 'grundursache', 'hauptursache', 'ursachenanalyse', 'fehlerursache', 'grund', 'warum ist es passiert', 'kernursache', 'technische ursache'],
  contributing_factors: ['begünstigende faktoren', 'beitragende faktoren', 'mitwirkende faktoren', 'beitragende ursachen', 'faktoren', 'einflussfaktoren'],
  five_whys: ['fünf warum', '5 warum', '5x warum', 'fünfmal warum', '5 why', 'fünf whys', '5 warum fragen'],
  llm_variables: ['llm variablen', 'variablen', 'modellvariablen'],
  decisions: ['entscheidungen', 'entscheidung', 'optionen', 'alternativen', 'abgewogene optionen'],
  resolution: ['behebung', 'lösung', 'wiederherstellung', 'reaktion', 'störungsbehebung', 'fehlerbehebung', 'eindämmung', 'sofortmaßnahmen', 'lösung und wiederherstellung', 'wie wurde es behoben'],
  actions: ['maßnahmen', 'massnahmen', 'folgemaßnahmen', 'folgemassnahmen', 'nächste schritte', 'aufgaben', 'offene punkte', 'korrekturmaßnahmen', 'vorbeugende maßnahmen', 'präventionsmaßnahmen', 'vorbeugung', 'verbesserungen', 'verbesserungsmaßnahmen', 'aktionspunkte', 'weiteres vorgehen', 'to dos', 'maßnahmenplan', 'prävention'],
  went_well: ['was lief gut', 'was gut lief', 'was gut gelaufen ist', 'was ist gut gelaufen', 'positives', 'was hat gut funktioniert', 'gut gelaufen'],
  went_poorly: ['was lief schlecht', 'was schlecht lief', 'was lief nicht gut', 'was ist schlecht gelaufen', 'was schlecht gelaufen ist', 'verbesserungspotenzial', 'verbesserungspotential', 'negatives', 'schlecht gelaufen', 'was nicht gut lief', 'was lief falsch'],
  lucky: ['wo hatten wir glück', 'wo wir glück hatten', 'glück', 'glück gehabt', 'glückliche umstände'],
  lessons: ['erkenntnisse', 'lehren', 'gelernte lektionen', 'lernpunkte', 'was haben wir gelernt', 'was wir gelernt haben', 'gewonnene erkenntnisse', 'fazit'],
  supporting: ['anhang', 'anhänge', 'referenzen', 'weiterführende links', 'unterlagen', 'weitere informationen', 'belege', 'quellen'],
};
