import type { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type validator from 'validator';

/** Something about a person and where it stands, as offsets into the text. */
export interface PersonalDatum {
  readonly start: number;
  readonly end: number;
  /** What it is, with its article: `a mail address`. */
  readonly kind: string;
}

interface Detectors {
  readonly validator: typeof validator;
  readonly findPhoneNumbers: typeof findPhoneNumbersInText;
}

/** What may be one of each kind; the detectors decide. */
const CANDIDATES = {
  email: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?![\w-])/g,
  card: /(?<![\d.-])(?:\d[ -]?){12,18}\d(?![\d.-])/g,
  iban: /(?<![\w-])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![\w-])/g,
  phone: /(?<![\w+.])\+[1-9]\d{0,2}[ (.-]{0,2}\d/,
} as const;
const anyCandidate = new RegExp(Object.values(CANDIDATES).map(({ source }) => source).join('|'));

/** Mailboxes of roles and services, and the domains that RFC 2606 keeps for examples. */
const impersonal = /^(?:git|no-?reply|support|info|admin|security|postmaster|root|help|contact|ops|oncall|on-call|alerts?|team|user|you)@|@(?:.*\.)?(?:example\.(?:com|org|net)|.*\.(?:example|test|invalid|local|internal|svc))$|iam\.gserviceaccount\.com$|@v?\d|\.(?:service|socket|png|svg)$/i;
/** Runs of digits that are moments in milliseconds, ids and the like, not cards as people and logs write them. */
const plainNumber = /^\d{12,15}$|^1\d+$|^(\d)(?:[ -]?\1)+$/;

let loaded: Detectors | null = null;

/** Loads the detectors where the text may hold personal data; null where there is nothing to wait for. */
export const loadPersonalDataDetectors = (text: string): Promise<void> | null => {
  if (loaded !== null || !anyCandidate.test(text)) return null;
  return Promise.all([import('validator'), import('libphonenumber-js/min')]).then(([{ default: library }, { findPhoneNumbersInText: findPhoneNumbers }]) => {
    loaded = { validator: library, findPhoneNumbers };
  });
};

const found = (text: string, candidate: RegExp, kind: string, isOne: (words: string) => boolean): PersonalDatum[] =>
  [...text.matchAll(candidate)].filter(([words]) => isOne(words)).map((match) => ({ start: match.index, end: match.index + match[0].length, kind }));

/**
 * Mail addresses of people, payment cards, bank accounts and international telephone numbers in a text, in order.
 * {@link loadPersonalDataDetectors} must have run for the whole document.
 */
export const findPersonalData = (text: string): PersonalDatum[] => {
  if (!anyCandidate.test(text)) return [];
  if (loaded === null) throw new Error('the detectors of personal data are not loaded: prepare the rules for the text first');
  const { validator: library, findPhoneNumbers } = loaded;
  return [
    ...found(text, CANDIDATES.email, 'a mail address', (words) => !impersonal.test(words) && library.isEmail(words, { allow_utf8_local_part: false })),
    ...found(text, CANDIDATES.card, 'a payment card number', (words) => !plainNumber.test(words) && library.isCreditCard(words)),
    ...found(text, CANDIDATES.iban, 'a bank account number', (words) => library.isIBAN(words)),
    // Without a country only numbers with the international prefix are found, so that ids and ports are left alone.
    ...(CANDIDATES.phone.test(text) ? findPhoneNumbers(text, {}).map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt, kind: 'a telephone number' })) : []),
  ].sort((one, other) => one.start - other.start || other.end - one.end);
};
