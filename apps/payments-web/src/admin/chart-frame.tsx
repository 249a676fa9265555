import { useId, type ReactNode } from 'react';
import { useAdminWords } from './words/use-admin-words.ts';

interface ChartFrameProps {
  readonly head: string;
  readonly note?: string;
  /** The same numbers, for reading. */
  readonly table: ReactNode;
  readonly children: ReactNode;
}

/** A chart with its numbers behind it: the picture is for those who see it, the table for everybody. */
export function ChartFrame({ head, note, table, children }: ChartFrameProps) {
  const { t } = useAdminWords();
  const id = useId();
  return (
    <figure className="card stack chart" aria-labelledby={id}>
      <figcaption className="stack-tight">
        <h2 id={id}>{head}</h2>
        {note !== undefined && <p className="small faint">{note}</p>}
      </figcaption>
      <div aria-hidden="true">{children}</div>
      <details>
        <summary>{t('analytics.table')}</summary>
        {table}
      </details>
    </figure>
  );
}
