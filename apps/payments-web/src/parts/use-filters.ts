import { useSearchParams } from 'react-router';

/**
 * Filters that stand in the address, so that a reload, the back button and a shared link show the same list. Changing one begins at
 * the first page again.
 */
export function useFilters<Names extends string>(names: readonly Names[]) {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as Record<Names, string>;
  const set = (changes: Readonly<Partial<Record<Names | 'cursor', string>>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (!('cursor' in changes)) next.delete('cursor');
        for (const [name, value] of Object.entries(changes)) {
          if (value === '' || typeof value !== 'string') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  const clear = () => setParams({}, { replace: true });
  return { values, cursor: params.get('cursor') ?? '', set, clear, any: names.some((name) => values[name] !== '') };
}
