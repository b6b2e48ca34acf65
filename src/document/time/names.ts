/**
 * Names of months by language, January first; each with its short forms. Compared in lower case and without a closing dot.
 * Languages are data: a new one is a row here and one in {@link WEEKDAYS}.
 */
const MONTHS: readonly (readonly (readonly string[])[])[] = [
  // English
  [['january', 'jan'], ['february', 'feb'], ['march', 'mar'], ['april', 'apr'], ['may'], ['june', 'jun'], ['july', 'jul'], ['august', 'aug'],
    ['september', 'sept', 'sep'], ['october', 'oct'], ['november', 'nov'], ['december', 'dec']],
  // German
  [['januar', 'jänner'], ['februar'], ['märz', 'mär', 'mrz'], [], ['mai'], ['juni'], ['juli'], [], [], ['oktober', 'okt'], [], ['dezember', 'dez']],
  // Norwegian and Danish
  [[], [], ['mars', 'marts'], [], ['maj'], [], [], [], [], [], [], ['desember', 'des']],
  // French
  [['janvier', 'janv'], ['février', 'févr', 'fév'], [], ['avril', 'avr'], [], ['juin'], ['juillet', 'juil'], ['août'], ['septembre'], ['octobre'], ['novembre'], ['décembre', 'déc']],
  // Spanish
  [['enero', 'ene'], ['febrero'], ['marzo'], ['abril', 'abr'], ['mayo'], ['junio'], ['julio'], ['agosto', 'ago'], ['septiembre', 'setiembre'], ['octubre'], ['noviembre'], ['diciembre', 'dic']],
  // Portuguese
  [['janeiro'], ['fevereiro', 'fev'], ['março'], [], ['maio'], ['junho'], ['julho'], [], ['setembro'], ['outubro', 'out'], ['novembro'], ['dezembro']],
];

/** Names of weekdays by language, Monday first. Japanese and Chinese ones are read as `(月)`, `月曜日`, `星期一`. */
const WEEKDAYS: readonly (readonly (readonly string[])[])[] = [
  [['monday', 'mon'], ['tuesday', 'tues', 'tue'], ['wednesday', 'weds', 'wed'], ['thursday', 'thurs', 'thur', 'thu'], ['friday', 'fri'], ['saturday', 'sat'], ['sunday', 'sun']],
  [['montag', 'mo'], ['dienstag', 'di'], ['mittwoch', 'mi'], ['donnerstag', 'do'], ['freitag', 'fr'], ['samstag', 'sonnabend', 'sa'], ['sonntag', 'so']],
  [['mandag', 'man'], ['tirsdag', 'tir'], ['onsdag', 'ons'], ['torsdag', 'tor'], ['fredag', 'fre'], ['lørdag', 'lør'], ['søndag', 'søn']],
  [['lundi'], ['mardi'], ['mercredi'], ['jeudi'], ['vendredi'], ['samedi'], ['dimanche']],
  [['lunes'], ['martes'], ['miércoles'], ['jueves'], ['viernes'], ['sábado'], ['domingo']],
  [['月曜日', '月曜', '星期一', '周一'], ['火曜日', '火曜', '星期二', '周二'], ['水曜日', '水曜', '星期三', '周三'], ['木曜日', '木曜', '星期四', '周四'],
    ['金曜日', '金曜', '星期五', '周五'], ['土曜日', '土曜', '星期六', '周六'], ['日曜日', '日曜', '星期日', '星期天', '周日']],
];

const numbered = (languages: readonly (readonly (readonly string[])[])[]): ReadonlyMap<string, number> => {
  const numbers = new Map<string, number>();
  for (const language of languages) {
    language.forEach((names, index) => {
      for (const name of names) if (!numbers.has(name)) numbers.set(name, index + 1);
    });
  }
  return numbers;
};

const months = numbered(MONTHS);
const weekdays = numbered(WEEKDAYS);

const withoutDot = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** 1 to 12; undefined for a word that names no month. */
export const monthNumber = (name: string): number | undefined => months.get(withoutDot(name));

/** True for a whole name of a weekday, in any case; a single Japanese or Chinese letter is none. */
export const isWeekdayName = (name: string): boolean => weekdays.has(name.toLowerCase());

/** 1 (Monday) to 7; undefined for a word that names no weekday. */
export const weekdayNumber = (name: string): number | undefined => weekdays.get(withoutDot(name)) ?? japaneseWeekday(name);

const japaneseWeekday = (name: string): number | undefined => {
  const index = name.length === 1 ? '月火水木金土日'.indexOf(name) : -1;
  return index < 0 ? undefined : index + 1;
};
