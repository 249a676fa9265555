import creditCardType from 'credit-card-type';

/** Where a card number stands in a text. */
export interface CardNumberSpan {
  readonly start: number;
  readonly end: number;
}

const DIGITS_MIN = 13;
const DIGITS_MAX = 19;

/** What people put between the digits: at most six of blanks, dashes, dots, commas, slashes, underscores and invisible marks. */
const SEPARATOR = String.raw`[\s\p{Pd}.,_/·•\u00ad\u200b-\u200f\u2060\u2212]{1,6}`;
const DIGIT_GROUPS = new RegExp(String.raw`\d+(?:${SEPARATOR}\d+)*`, 'gu');

/** UUIDs, and hexadecimal words of a hash's or an object id's length that have a letter: no card numbers, whatever their digits. */
const IDS =
  /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])|(?<![0-9a-z])(?=[0-9]*[a-f])(?:[0-9a-f]{16}|[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{48}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})(?![0-9a-z])/gi;

/** Blanks, dashes and dots as a URL writes them. */
const URL_SEPARATORS = /%(?:20|2d|2e|2f|5f|09|0a|a0|c2)/gi;

/**
 * Every card number in a text: an issuer's prefix, one of that issuer's lengths, and the Luhn sum; separators don't count.
 * UUIDs, hashes, ids of mixed letters and digits, phone numbers with a plus, and timestamps are none.
 */
export function findCardNumbers(text: string): readonly CardNumberSpan[] {
  if (!hasDigits(text, DIGITS_MIN)) return [];
  const plain = withPlainDigits(text).replace(IDS, (id) => 'x'.repeat(id.length));
  const spans: CardNumberSpan[] = [];
  for (const chain of plain.matchAll(DIGIT_GROUPS)) {
    if (chain[0].length >= DIGITS_MIN) spans.push(...cardNumbersOfChain(plain, chain[0], chain.index));
  }
  return spans;
}

export function holdsCardNumber(text: string): boolean {
  return findCardNumbers(text).length > 0;
}

/** The text with `[card]` in the place of each card number; the same text where there is none. */
export function maskCardNumbers(text: string, mask: (digits: string) => string = () => '[card]'): string {
  const spans = findCardNumbers(text);
  let masked = '';
  let from = 0;
  for (const { start, end } of spans) {
    masked += text.slice(from, start) + mask(text.slice(start, end));
    from = end;
  }
  return spans.length === 0 ? text : masked + text.slice(from);
}

/** True for an issuer's prefix with one of its lengths and a right Luhn sum; digits alone. */
export function isCardNumber(digits: string): boolean {
  return hasIssuer(digits) && luhnFits(digits);
}

/** True where an issuer gives out numbers of this length with this prefix, whatever the sum. */
export function hasIssuer(digits: string): boolean {
  if (digits.length < DIGITS_MIN || digits.length > DIGITS_MAX) return false;
  return ISSUERS.some(
    ({ lengths, ranges }) =>
      lengths.includes(digits.length) &&
      ranges.some(({ from, to, size }) => {
        const prefix = Number(digits.slice(0, size));
        return prefix >= from && prefix <= to;
      }),
  );
}

interface PrefixRange {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/**
 * Issuers' prefixes and lengths, from the credit-card-type package. Its Maestro takes any number from 12 digits that begins with
 * a 6: phone and order numbers. Maestro cards in use have 16 digits and more.
 */
const MAESTRO_DIGITS_MIN = 16;
const ISSUERS = Object.values(creditCardType.types).map((type) => {
  const { patterns, lengths } = creditCardType.getTypeInfo(type);
  const ranges = patterns.map((pattern): PrefixRange => {
    const [from = 0, to = from] = Array.isArray(pattern) ? pattern : [pattern];
    return { from, to, size: String(from).length };
  });
  return { ranges, lengths: type === 'maestro' ? lengths.filter((length) => length >= MAESTRO_DIGITS_MIN) : lengths };
});

function luhnFits(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

interface DigitGroup extends CardNumberSpan {
  readonly digits: string;
}

/** Looks at each run of neighbouring groups, so that an expiry date behind the number does not hide it. Longest first. */
function* cardNumbersOfChain(text: string, chain: string, offset: number): Iterable<CardNumberSpan> {
  const groups = [...chain.matchAll(/\d+/g)].map((match): DigitGroup => ({
    digits: match[0],
    start: offset + match.index,
    end: offset + match.index + match[0].length,
  }));
  for (let first = 0; first < groups.length; first++) {
    const last = lastOfCardNumber(text, groups, first);
    const start = groups[first]?.start;
    const end = groups[last]?.end;
    if (start === undefined || end === undefined) continue;
    yield { start, end };
    first = last;
  }
}

/** The index of the group that ends a card number which begins at `first`; -1 where there is none. */
function lastOfCardNumber(text: string, groups: readonly DigitGroup[], first: number): number {
  let digits = '';
  let found = -1;
  for (let last = first; last < groups.length; last++) {
    digits += groups[last]?.digits ?? '';
    if (digits.length > DIGITS_MAX) break;
    if (!isCardNumber(digits)) continue;
    const span = { start: groups[first]?.start ?? 0, end: groups[last]?.end ?? 0 };
    if (!isPhone(text, span.start, digits) && !isPartOfId(text, span)) found = last;
  }
  return found;
}

/** The most digits of a phone number (ITU-T E.164). */
const PHONE_DIGITS_MAX = 15;

function isPhone(text: string, start: number, digits: string): boolean {
  return digits.length <= PHONE_DIGITS_MAX && text[start - 1] === '+';
}

/** Digits that are glued to a word with more digits in it, such as `pi_3Nq4242424242424242x`, are part of an id. */
function isPartOfId(text: string, { start, end }: CardNumberSpan): boolean {
  const before = /[a-z0-9]*$/i.exec(text.slice(Math.max(0, start - WORD_MAX), start))?.[0] ?? '';
  const after = /^[a-z0-9]*/i.exec(text.slice(end, end + WORD_MAX))?.[0] ?? '';
  return /[a-z]/i.test(before + after) && /\d/.test(before + after);
}

/** How far a word around a number is looked at. */
const WORD_MAX = 64;

function hasDigits(text: string, least: number): boolean {
  if (text.length < least) return false;
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    if (digitValue(text.charCodeAt(index)) !== undefined && ++count >= least) return true;
  }
  return false;
}

/** Where the digits of other scripts begin: Arabic-Indic, Persian, Devanagari, full-width. */
const OTHER_ZEROS = [0x0660, 0x06f0, 0x0966, 0xff10] as const;

function digitValue(code: number): number | undefined {
  if (code < 0x0660) return code >= 48 && code <= 57 ? code - 48 : undefined;
  const zero = OTHER_ZEROS.find((from) => code >= from && code <= from + 9);
  return zero === undefined ? undefined : code - zero;
}

/** The same text, sign for sign, with ASCII digits, and blanks for what a URL writes with a percent sign or a plus. */
function withPlainDigits(text: string): string {
  const digits = text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (sign) =>
    String(digitValue(sign.charCodeAt(0))),
  );
  return digits.replace(URL_SEPARATORS, '   ').replace(/(?<=\d)\+(?=\d)/g, ' ');
}
