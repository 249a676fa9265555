import { visualPieces } from './printable-text.ts';

/** What stands from left to right; the font's layout turns the letters within a piece. */
describe('the order of a line on a left-to-right page', () => {
  it.each([
    ['Course 2026', ['Course 2026']],
    ['קורס ציור', ['ציור', ' ', 'קורס']],
    // By UAX #9 a number belongs to the right-to-left text before it, and to nothing on its left.
    ['קורס 2026', ['2026', ' ', 'קורס']],
    ['12 קורסים', ['12 ', 'קורסים']],
    ['הנחה 12.5% – level 2', ['12.5%', ' ', 'הנחה', ' – level 2']],
    ['דוח (2026)', ['(', '2026', ')', ' ', 'דוח']],
    ['Kurs דוח 12 שיעורים', ['Kurs ', 'שיעורים', ' ', '12', ' ', 'דוח']],
  ])('%s', (line, pieces) => {
    expect(visualPieces(line)).toEqual(pieces);
  });

  it('is found quickly, however long a line is made of numbers', () => {
    const started = performance.now();
    visualPieces(`א${'1.'.repeat(4_000)}x`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
