import { statSync } from 'node:fs';

/** What takes longest begins first, so that it does not run alone in the end: the pages, then running programs, then the rest by size. */
const FIRST = ['payments-web/e2e/', 'payments-domain/src/crash-points', '/e2e/'];

/** Jest's order of the suites. Its own goes by what earlier runs took, which a fresh clone does not know. */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const index = FIRST.findIndex((part) => path.includes(part));
      return index < 0 ? FIRST.length : index;
    };
    const ranked = tests.map((test) => ({ test, rank: rank(test), bytes: statSync(test.path).size }));
    return ranked.sort((a, b) => a.rank - b.rank || b.bytes - a.bytes).map(({ test }) => test);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
