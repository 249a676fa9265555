/** By whose index the rows come: that of all ids, or one of a part of them (a user's, an actor's), whose ids come second. */
export type IdsOf = 'all' | 'a part';

/**
 * The order of ids as the index has it. Those of parts are said with the nulls where the index of all ids has none, so that the planner
 * can't walk over all rows instead (`0014-look-ups.ts`). There are no nulls: the order is the same.
 */
export function orderOfIds(direction: 'ASC' | 'DESC', of: IdsOf): string {
  if (of === 'all') return `id ${direction}`;
  return direction === 'DESC' ? 'id DESC NULLS LAST' : 'id ASC NULLS FIRST';
}
