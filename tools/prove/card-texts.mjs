/** Issuers' prefixes with their lengths; the rest of a number is anything that makes its Luhn sum right. */
const ISSUERS = [
  ['4', 16],
  ['51', 16],
  ['2221', 16],
  ['34', 15],
  ['6011', 16],
  ['3528', 16],
  ['2200', 16],
];
const BETWEEN = ['', ' ', '-', '.', ' - ', '\u00a0', '–'];

/** A number that an issuer could give out, its digits in groups as people write them. */
export function cardNumber(random) {
  const [prefix, length] = pick(ISSUERS, random);
  let digits = prefix;
  while (digits.length < length - 1) digits += Math.floor(random() * 10);
  digits += checkDigit(digits);
  return digits.match(/\d{1,4}/g).join(pick(BETWEEN, random));
}

/** A body that a caller might send, with the number somewhere in it. */
export function hiddenIn(number, random) {
  const digits = number.replace(/\D/g, '');
  return pick(
    [
      { amount: 100, description: number },
      { amount: 100, metadata: { note: `my card is ${number}, thanks` } },
      { amount: 100, metadata: { [number]: 'yes' } },
      { amount: 100, items: [{ description: 'a', quantity: 1 }, { description: { deep: [number] } }] },
      { amount: Number(digits) },
      { amount: 100, parts: number.split(/\D+/) },
    ],
    random,
  );
}

/** What has many digits, and is no card: ids, hashes, times, amounts. */
export function innocentBody(random) {
  const hex = (count) => Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');
  return {
    amount: Math.floor(random() * 99_999_999) + 1,
    order_id: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    metadata: { at: String(1_700_000_000_000 + Math.floor(random() * 1e11)), hash: `a${hex(63)}` },
  };
}

/** Luhn's: what makes the sum end in 0. */
function checkDigit(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}
