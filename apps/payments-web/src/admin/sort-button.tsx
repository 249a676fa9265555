import { Action } from '../parts/action.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

/** The list's own order, where none is asked for. */
const USUAL = '-created_at';

interface SortButtonProps {
  readonly by: string;
  readonly name: string;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

/** A column's head that sorts by it; pressed again, the other way round. */
export function SortButton({ by, name, sort, onSort }: SortButtonProps) {
  const { t } = useAdminWords();
  const sorted = sortedAs(by, sort);
  const arrow = sorted === undefined ? '↕' : sorted === 'ascending' ? '↑' : '↓';
  return (
    <Action
      look="quiet"
      label={t('list.sortBy', { name })}
      onPress={() => onSort(sorted === 'descending' ? by : `-${by}`)}
    >
      {name} <span aria-hidden="true">{arrow}</span>
    </Action>
  );
}

export function sortedAs(by: string, sort: string): 'ascending' | 'descending' | undefined {
  const now = sort === '' ? USUAL : sort;
  if (now === by) return 'ascending';
  return now === `-${by}` ? 'descending' : undefined;
}
