import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly number?: boolean;
  /** The column's direction, where the list is sorted by it. */
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** On a phone each row becomes a card. For tables of a few short columns it stays a table. */
  readonly cards?: boolean;
}

/** A list as a table with headers. The roles are said outright, since a row that is laid out as a card would lose them. */
export function DataTable<Row>({ label, columns, rows, rowKey, cards = false }: DataTableProps<Row>) {
  return (
    // What scrolls must be reachable by keyboard.
    <div className="table-scroll" tabIndex={cards ? undefined : 0} role="group" aria-label={label}>
      <table role="table" aria-label={label} className={cards ? 'table-cards' : undefined}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, head, number, sorted }) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className={number ? 'number' : undefined}
                aria-sort={sorted}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map(({ key, cell, number }) => (
                <td key={key} role="cell" className={number ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
