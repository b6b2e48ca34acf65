import type { SectionName } from '../../record/vocabulary.ts';

/**
 * Words that give a heading away which no alias knows (`How we will keep this from happening again`), the most telling section first.
 * Only for short headings that stand under no recognised section.
 */
const KEYWORDS: readonly (readonly [SectionName, RegExp])[] = [
  ['five_whys', /\b(?:5|five|cinq|cinco|fünf|fem) (?:why'?s?|pourquoi|por ?qu[eéê]s?|warum|hvorfor)\b|なぜなぜ|[5五]つのなぜ|五个为什么/],
  ['llm_variables', /\b(?:llm|model|ai) variables\b/],
  ['lucky', /\b(?:lucky|luck|luckily|flaks|glück|suerte|sorte)\b|運が|侥幸|幸运/],
  ['went_poorly', /\b(?:went|go|gone|did|worked?|working|do)\b.*\b(?:wrong|poorly|badly|bad|not well)\b|\b(?:not|n't)\b.*\b(?:well|good|right|work)\b|\b(?:could|can)\b.*\b(?:better|improved?)\b|\b(?:lief|gelaufen|gikk|gått)\b.*\b(?:schlecht|falsch|dårlig|galt|bedre)\b|うまくいかな|悪かった|做得不好/],
  ['went_well', /\b(?:went|go|gone|did|worked|working)\b.*\b(?:well|right|good|great)\b|\b(?:lief|gelaufen|gikk)\b.*\b(?:gut|bra)\b|うまくいった|よかった|良かった|做得好/],
  ['contributing_factors', /\b(?:contribut\w+|aggravating|causal) (?:factors?|causes?|conditions?)\b|寄与|促成因素/],
  ['root_cause', /\broot ?causes?\b|\bcauses?\b(?! of action)|\b(?:why|how)\b.*\bhappen(?:ed)?\b|\bursachen?\b|årsak|根本原因|原因|根因|\bcausas? ra[ií]z/],
  ['actions', /\baction (?:items?|points?|plan)\b|\bfollow ?ups?\b|\bnext steps?\b|\bto ?dos?\b|\b(?:corrective|preventi?v?e|preventative|remedial|improvement|future|planned|further|proposed|recommended|mitigating) (?:actions?|measures?|steps?|work|improvements?)\b|\b(?:prevent|avoid|stop)\w*\b.*\b(?:this|it|future|again|recurr?\w*|similar|next time)\b|\bwhat (?:we are|we're|are we|will we|we will|we'll) (?:doing|chang\w+|going)\b|\bchanges (?:we|to be|planned)\b|\b(?:outstanding|remaining|open) (?:tasks|work|items|actions)\b|\b(?:happen\w*|occurr?\w*|recur\w*)\b.*\bagain\b|\bin the future\b|\b(?:do|doing|done) (?:differently|better)\b|\bless (?:likely|impactful)\b|\bimprovements?\b|\brecommendations?\b(?! for users)|再発防止|アクション|今後の|改进|后续|整改|maßnahmen|massnahmen|nächste schritte|tiltak|acciones|ações|próximos p/],
  ['lessons', /\blessons?\b|\blearn(?:ed|t|ings?)?\b|\btakeaways?\b|教訓|学び|教训|erkenntnisse|lærdom|leçons|lecciones|lições/],
  ['timeline', /\btime ?line\b|\bchronolog\w+|\bsequence of events\b|タイムライン|時系列|时间线|时间轴|zeitverlauf|zeitlicher|tidslinje|cronolog|línea de tiempo|linha do tempo/],
  ['detection', /\bdetect(?:ed|ion)?\b|検知|erkannt|entdeckt/],
  ['impact', /\bimpact(?:ed|s)?\b|\baffected\b|影響|影响|auswirkung|konsekvens|impacto/],
  ['trigger', /\btriggers?\b|\btriggered\b|\blead ?up\b|auslöser|utløsende/],
  ['resolution', /\bresolution\b|\bresolved\b|\brecovery\b|\bmitigat(?:ion|ed)\b|\bremediation\b|\b(?:was|were|we) fixed\b|\bthe fix\b|復旧|解決|修复|behebung|wiederherstellung/],
  ['summary', /\bsummary\b|\boverview\b|\btl;?dr\b|\bwhat happened\b|概要|サマリ|摘要|zusammenfassung|sammendrag/],
];

const longestHeading = 9;

/** The section whose words a short normalised title holds, or one of the titles that a slash joins; null for none. */
export const sectionByKeyword = (title: string): SectionName | null => {
  const [first, ...others] = title.split(' / ');
  if (others.length > 0 && others.length < 3) return [first ?? '', ...others].map(sectionByKeyword).find((section) => section !== null) ?? null;
  if (title.split(' ').length > longestHeading || title.length > 80) return null;
  return KEYWORDS.find(([, words]) => words.test(title))?.[0] ?? null;
};
