import { describe, expect, it } from 'vitest';
import { sectionByKeyword } from '../../../src/document/headings/keywords.ts';
import { normalizeTitle } from '../../../src/document/headings/normalize-title.ts';
import { canonicalHeading, headingAliases, nearestHeading, recognizeHeading } from '../../../src/document/headings/recognize.ts';
import { SECTION_NAMES, type SectionName } from '../../../src/record/vocabulary.ts';

const aliases = headingAliases({});

describe('normalizeTitle', () => {
  it.each([
    ['  3.  **Root Cause:** ##', 'root cause'],
    [':warning: Lead-up', 'lead up'],
    ['🔥 Impact 👩‍👩‍👧', 'impact'],
    ['What didn’t go well?', "what didn't go well"],
    ['IV. Timeline', 'timeline'],
    ['(2) Detection', 'detection'],
    ['「影響」：', '「影響」'],
    ['5 whys', '5 whys'],
    ['#️⃣ Stats', 'stats'],
  ])('%s', (title, words) => {
    expect(normalizeTitle(title)).toBe(words);
  });
});

const TITLES: Readonly<Partial<Record<SectionName, readonly string[]>>> = {
  summary: ['Summary', 'TL;DR', '1. Executive summary', 'Incident Summary', 'サマリー', 'Zusammenfassung', 'Sammendrag', '概要 (Summary)', 'Résumé', 'Resumen', 'Resumo'],
  impact: ['Impact', ':boom: Impact', 'Impact on users', 'Customer impact', 'Affected services', '影響範囲', 'Auswirkungen', 'Konsekvens', 'Impacto'],
  detection: ['Detection', 'How did we detect it?', '検知', 'Erkennung'],
  trigger: ['Trigger', 'Lead-up', 'Utløsende faktor', 'Auslöser'],
  timeline: ['Timeline', 'Timeline (all times in UTC)', 'Timeline of events (UTC)', 'Issue timeline – UTC', 'Timeline (PST) 11/20/2023 - 02/28/2024', 'Chronology', 'タイムライン', 'Zeitverlauf', 'Tidslinje', '时间线', 'Events/timeline', 'Línea de tiempo', 'Timeline: (in PT)', 'Activities'],
  root_cause: ['Root cause', 'Root Cause(s)', 'RCA', 'Why did it happen?', 'Root cause of the outage', 'Root Causes Identified', '根本原因分析', '根因（root cause）', 'Ursache', 'Rotårsaker', 'Causa raíz'],
  contributing_factors: ['Contributing factors', 'Contributing Factor(s)', '寄与要因'],
  five_whys: ['Five whys', ":mag_right: Five Why's", '5-Whys', 'なぜなぜ分析', '5 Warum', 'Five whys（障害 A）'],
  resolution: ['Resolution', 'Resolution and recovery', 'Mitigation / Resolution', 'How we fixed it', 'Fix applied', 'Stabilization Steps', 'Recovery process', 'Acciones tomadas (fix inmediato)', '如何解决（fix）', 'Løsning', 'Behebung'],
  actions: ['Action items', '## Follow-up tasks', 'Next Steps', 'Corrective and Preventative Measure(s)', 'What are we doing to prevent this?', 'アクションアイテム', 'Maßnahmen', 'Aksjonspunkter', '如何避免（prevention）', 'Action items (should be achievable soon)', "What we're doing about it", 'Próximos pasos', 'Keeping this from happening again / What we take from it', 'Accionables'],
  went_well: ['What went well', 'Things that went well', 'うまくいったこと', 'Was lief gut?', 'Hva gikk bra', 'O que deu certo', 'Lo que funcionó bien'],
  went_poorly: ['What went wrong', 'What didn’t go so well', 'What could have gone better?', 'うまくいかなかったこと', 'Was lief schlecht?', 'Hva gikk dårlig', 'Lo que falló'],
  lucky: ['Where we got lucky', 'Where did we get lucky?', '運が良かったこと', 'Hvor hadde vi flaks'],
  lessons: ['Lessons learned', 'Lessons Learnt', 'Key takeaways', '教訓', 'Erkenntnisse'],
  signals: ['Signals'],
  llm_variables: ['LLM variables'],
  decisions: ['Decisions', 'Options considered'],
  supporting: ['Supporting material', 'References', '参考資料'],
};

describe('recognizeHeading', () => {
  it.each(Object.entries(TITLES).flatMap(([section, titles]) => titles.map((title): [string, string] => [title, section])))('%s is %s', (title, section) => {
    expect(recognizeHeading(title, aliases) ?? sectionByKeyword(normalizeTitle(title))).toBe(section);
  });

  it.each(['Attendees', 'Thanks', 'Severity: Medium', 'Conclusion', '12:30 Alert fires', '2026-03-04', 'Architecture', 'Glossary', ''])('%s is no section', (title) => {
    expect(recognizeHeading(title, aliases) ?? sectionByKeyword(normalizeTitle(title))).toBeNull();
  });

  it.each(SECTION_NAMES.map((section) => [canonicalHeading(section), section]))('reads its own canonical heading %s', (title, section) => {
    expect(recognizeHeading(title, aliases)).toBe(section);
  });

  it('takes configured aliases over the shipped ones', () => {
    const configured = headingAliases({ headings: { actions: ['Homework'], impact: ['Summary'] } });
    expect(recognizeHeading('Homework', configured)).toBe('actions');
    expect(recognizeHeading('1. SUMMARY:', configured)).toBe('impact');
    expect(recognizeHeading('Homework', aliases)).toBeNull();
  });
});

describe('nearestHeading', () => {
  it.each([
    ['Acton items', 'actions', 1],
    ['Timelien', 'timeline', 1],
    ['Contributng factros', 'contributing_factors', 2],
  ])('%s', (title, section, distance) => {
    expect(nearestHeading(title, aliases)).toMatchObject({ section, distance });
  });

  it.each(['Action items', 'Attendees', 'Notes', 'Impacts of weather'])('%s is not a slip', (title) => {
    expect(nearestHeading(title, aliases)).toBeNull();
  });
});
