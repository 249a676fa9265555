import { formatDay, formatMoment } from '../i18n/formats.ts';

/** A point in time as the reader's clock has it; the exact one for machines. */
export function Moment({ at, dayOnly = false }: { readonly at: string; readonly dayOnly?: boolean }) {
  return <time dateTime={at}>{dayOnly ? formatDay(at) : formatMoment(at)}</time>;
}
