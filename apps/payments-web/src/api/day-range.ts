/** From the first day's beginning to the last day's end, by the reader's clock; the second time is exclusive, as the service's is. */
export function dayRange(from: string, to: string): { created_from?: string; created_to?: string } {
  const start = (day: string, later: number): string | null => {
    if (day === '') return null;
    const [year = Number.NaN, month = 1, date = 1] = day.split('-').map(Number);
    const time = new Date(year, month - 1, date + later);
    return Number.isNaN(time.getTime()) ? null : time.toISOString();
  };
  const [first, end] = [start(from, 0), start(to, 1)];
  return { ...(first !== null && { created_from: first }), ...(end !== null && { created_to: end }) };
}
