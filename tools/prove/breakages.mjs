import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree, ROOT } from './copied-tree.mjs';

const DOMAIN = 'libs/payments-domain/dist';
const STEP = ['--only', 'a', '--runs', '60', '--match'];
/** In memory, where thousands a minute show what is wrong; over PostgreSQL they take the same way. */
const HISTORIES = ['--only', 'b', '--memory', '--runs', '3000'];
const INTRUDERS = ['--only', 'd'];

/** What somebody might break, what it breaks by the promise's number, and the proof that must see it. */
export const BREAKAGES = [
  {
    title: 'a charge that is sent again gets another key',
    promise: 1,
    file: `${DOMAIN}/use-cases/advance-payment.js`,
    from: /(key: `\$\{payment\.id\}\.\$\{verb\}\.\$\{number\})`/,
    to: '$1.${payment.version}`',
    proof: [...STEP, 'submit mock_success'],
  },
  {
    title: 'another object is opened while the first one could still be paid',
    promise: 1,
    file: `${DOMAIN}/next-step.js`,
    from: /if \(payment\.status === .pending. && forgotten\)/,
    to: 'if (false)',
    proof: HISTORIES,
  },
  {
    title: 'a charge is sent after its time',
    short: true,
    promise: 1,
    file: `${DOMAIN}/next-step.js`,
    from: /const late = [^;]+;/,
    to: 'const late = false;',
    // It is checked again just before the socket.
    and: {
      file: `${DOMAIN}/use-cases/advance-payment.js`,
      from: /new Date\(sent\.firstSentAt\.getTime\(\) \+ deps\.policy\.submitWindowMs\)/,
      to: 'null',
    },
    proof: HISTORIES,
  },
  {
    title: 'an unknown outcome is taken as a failure',
    promise: 2,
    file: `${DOMAIN}/apply-answer.js`,
    from: /case .unknown.:\s+return null;/,
    to: "case 'unknown': return failed(payment, failureOf('provider_unavailable'));",
    proof: [...STEP, 'submit mock_success'],
  },
  {
    title: 'anybody may call an attempt not done, however often it was sent',
    promise: 2,
    file: `${DOMAIN}/apply-answer.js`,
    from: /function isFirst\([^)]*\) \{/,
    to: '$& return true;',
    // Adapters are told whether a request is the first one, too.
    and: {
      file: `${DOMAIN}/use-cases/advance-payment.js`,
      from: /return walk\.attempt === attempt\.number;/,
      to: 'return true;',
    },
    proof: [...STEP, 'submit mock_success'],
  },
  {
    title: 'an absence is believed at once',
    promise: 2,
    file: `${DOMAIN}/apply-answer.js`,
    from: /if \(!isLongSent\(attempt\.submit, policy, now\)\)/,
    to: 'if (false)',
    proof: HISTORIES,
  },
  {
    title: 'money that came after a failure is not counted',
    short: true,
    promise: 2,
    file: `${DOMAIN}/payment-status.js`,
    from: /failed: \[.pending.,[^\]]*\]/,
    to: "failed: ['pending']",
    proof: HISTORIES,
  },
  {
    title: 'a refund that is sent again gets another key',
    promise: 3,
    file: `${DOMAIN}/use-cases/advance-refund.js`,
    from: /(key: `\$\{refund\.id\}\.refund\.\$\{refund\.attempt\})`/,
    to: '$1.${refund.submit?.sends}`',
    proof: [...STEP, 'refund of mock_success'],
  },
  {
    title: 'what is promised to refunds is not reserved',
    short: true,
    promise: 3,
    file: `${DOMAIN}/apply-refunds.js`,
    from: /const amountReserved = [^;]+;/,
    to: 'const amountReserved = 0n;',
    proof: HISTORIES,
  },
  {
    title: 'the provider is asked before anything is written',
    short: true,
    promise: 4,
    file: `${DOMAIN}/use-cases/create-payment.js`,
    from: /const outcome = await deps\.storage\.insertOnce\(/,
    to: 'await deps.provider(payment.provider ?? payment.attempts[0].provider).submit(payment, payment.attempts[0], { key: `${payment.id}.submit.1`, params: payment.attempts[0].submit.params, first: true, sendBefore: null });\n    $&',
    proof: [...STEP, 'submit mock_success'],
  },
  {
    title: 'a change of status leaves no audit entry',
    short: true,
    promise: 5,
    file: `${DOMAIN}/record-change.js`,
    from: /drafts\.push\(statusDraft\(from, to\)\);/,
    to: '',
    proof: HISTORIES,
  },
  {
    title: 'a change of status is not told',
    short: true,
    promise: 6,
    file: `${DOMAIN}/record-change.js`,
    from: /told\.push\(\(payment\) => \(\{ type: statusEvent\(to\)[^;]+;/,
    to: '',
    proof: HISTORIES,
  },
  {
    title: 'a card number is let through',
    short: true,
    promise: 7,
    file: 'apps/payments-api/dist/http/card-firewall.js',
    from: /if \(path === undefined\)\s+return;/,
    to: 'return;',
    proof: INTRUDERS,
  },
  {
    title: 'what is sealed can be read without a key',
    promise: 7,
    file: 'libs/payments-postgres/dist/envelope.js',
    from: /const sealed = Buffer\.concat\([^;]+;/,
    to: "const sealed = Buffer.from(plain).toString('base64');",
    and: {
      file: 'libs/payments-postgres/dist/envelope.js',
      from: /const bytes = Buffer\.from\(sealed\.c, .base64.\);/,
      to: '$& return bytes;',
    },
    proof: INTRUDERS,
  },
  {
    title: 'a signature is not looked at',
    short: true,
    promise: 8,
    file: 'libs/provider-stripe/dist/stripe-webhook.js',
    from: / \|\| !isSigned\(raw, header, now\)/,
    to: '',
    proof: INTRUDERS,
  },
  {
    title: 'anybody may notify',
    promise: 8,
    file: 'libs/provider-yookassa/dist/yookassa-webhook.js',
    from: /if \(!isAllowed\([^)]*\)\)/,
    to: 'if (false)',
    proof: INTRUDERS,
  },
  {
    title: 'nobody looks again at what is unfinished',
    short: true,
    promise: 9,
    file: `${DOMAIN}/schedule.js`,
    from: /if \(step !== .rest.\) \{/,
    to: '$& return null;',
    proof: HISTORIES,
  },
];

/**
 * Breaks a copy of the code, one thing after the other; true where the proof saw each of them. `match`: those so titled;
 * `short`: one of each promise.
 */
export async function proveBreakages({ seed, match, short }) {
  for (const breakage of BREAKAGES) for (const place of placesOf(breakage)) broken(ROOT, place);
  const rows = [];
  const copy = copyTree();
  try {
    for (const breakage of BREAKAGES.filter((one) => one.title.includes(match) && (!short || one.short === true))) {
      const from = performance.now();
      const seen = await isSeen(breakage, seed, copy.folder);
      rows.push(seen);
      const took = `${Math.round((performance.now() - from) / 1000)} s`;
      console.log(`${seen ? 'found ' : 'MISSED'}  promise ${breakage.promise}: ${breakage.title} (${took})`);
    }
  } finally {
    copy.remove();
  }
  console.log(`${rows.length} breakages, ${rows.filter((seen) => !seen).length} not found (seed ${seed})`);
  return rows.length > 0 && rows.every((seen) => seen);
}

const placesOf = ({ and, ...first }) => (and ? [first, and] : [first]);

/** A file's code as it is once it is broken. Throws where it has changed so much that the break would not take: all are tried before any is run. */
function broken(root, { file, from, to }) {
  const code = readFileSync(join(root, file), 'utf8');
  if (!from.test(code)) throw new Error(`${file} has changed: ${from} is not in it`);
  return code.replace(from, to);
}

/** In a copy that is whole before and after. */
async function isSeen(breakage, seed, folder) {
  const places = placesOf(breakage);
  try {
    for (const place of places) writeFileSync(join(folder, place.file), broken(folder, place));
    const args = ['tools/prove/prove.mjs', '--built', '--stop-at-first', '--seed', String(seed), ...breakage.proof];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    await once(child, 'close');
    // A proof that could not run has found nothing.
    return /[1-9]\d* promises broken$/m.test(said) || fail(said);
  } finally {
    for (const { file } of places) copyFileSync(join(ROOT, file), join(folder, file));
  }
}

function fail(said) {
  if (!/ 0 promises broken$/m.test(said)) throw new Error(`the proof came to no result:\n${said}`);
  return false;
}
