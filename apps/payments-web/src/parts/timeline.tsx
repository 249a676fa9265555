import type { TimelineEntry } from '../api/shapes.ts';
import { Moment } from './moment.tsx';

/** What happened, oldest first, as the service tells it in plain words. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ at, code, text }, place) => (
        <li key={place} data-code={code}>
          <span className="outside">{text}</span>
          <span className="small faint">
            <Moment at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
