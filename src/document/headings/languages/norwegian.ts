import type { HeadingLanguage } from '../language.ts';

export const norwegian: HeadingLanguage = {
  summary: ['sammendrag', 'oppsummering', 'beskrivelse', 'hva skjedde', 'oversikt'],
  impact: ['konsekvens', 'konsekvenser', 'påvirkning', 'hvem ble berørt', 'omfang'],
  detection: ['påvisning', 'oppdagelse', 'deteksjon', 'hvordan ble det oppdaget'],
  trigger: ['utløsende faktor', 'utløsende faktorer', 'utløsende årsak', 'utløser'],
  timeline: ['tidslinje', 'hendelsesforløp', 'forløp', 'kronologi'],
  signals: ['signaler', 'måleverdier', 'metrikker'],
  root_cause: ['rotårsak', 'rotårsaker', 'årsak', 'årsaker', 'årsaksanalyse', 'rotårsaksanalyse'],
  contributing_factors: ['medvirkende faktorer', 'medvirkende årsaker', 'bidragende faktorer', 'bidragende årsaker'],
  five_whys: ['fem hvorfor', '5 hvorfor', 'de fem hvorfor'],
  decisions: ['beslutninger', 'alternativer', 'valg'],
  resolution: ['løsning', 'gjenoppretting', 'retting', 'håndtering', 'tiltak under hendelsen', 'feilretting'],
  actions: ['aksjonspunkter', 'aksjonspunkt', 'tiltak', 'oppfølging', 'oppfølgingspunkter', 'neste steg', 'videre arbeid', 'forbedringer', 'forebyggende tiltak', 'oppgaver', 'videre oppfølging'],
  went_well: ['hva gikk bra', 'dette gikk bra', 'hva fungerte bra', 'det som gikk bra'],
  went_poorly: ['hva gikk dårlig', 'dette gikk dårlig', 'hva fungerte dårlig', 'hva gikk galt', 'hva kunne gått bedre', 'hva gikk mindre bra', 'det som gikk dårlig'],
  lucky: ['hvor hadde vi flaks', 'flaks', 'her hadde vi flaks', 'hva hadde vi flaks med'],
  lessons: ['hva lærte vi', 'lærdom', 'lærdommer', 'læringspunkter', 'hva har vi lært', 'erfaringer'],
  supporting: ['vedlegg', 'referanser', 'lenker', 'støttemateriale', 'relevante lenker'],
};
