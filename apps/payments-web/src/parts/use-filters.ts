import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

/**
 * Filters that stand in the address, so that a reload, the back button and a shared link show the same list. Changing one begins at
 * the first page again. What is typed is shown at once: the router may take its time to follow.
 */
export function useFilters<Names extends string>(names: readonly Names[]) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const [shown, setShown] = useState(search);

  useEffect(() => {
    // The router's word counts where it is the latest, such as after the back button.
    if (location.search === search) setShown(search);
  }, [search]);

  const go = (params: URLSearchParams) => {
    const next = params.size === 0 ? '' : `?${params}`;
    setShown(next);
    void navigate({ search: next }, { replace: true });
  };
  const set = (changes: Readonly<Partial<Record<Names | 'cursor', string>>>) => {
    const params = new URLSearchParams(location.search);
    if (!('cursor' in changes)) params.delete('cursor');
    for (const [name, value] of Object.entries(changes)) {
      if (typeof value === 'string' && value !== '') params.set(name, value);
      else params.delete(name);
    }
    go(params);
  };
  const params = new URLSearchParams(shown);
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as Record<Names, string>;
  return {
    values,
    cursor: params.get('cursor') ?? '',
    set,
    clear: () => go(new URLSearchParams()),
    any: names.some((name) => values[name] !== ''),
  };
}
