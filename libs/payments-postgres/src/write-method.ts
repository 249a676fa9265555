import {
  methodId,
  recordMethodChange,
  GENESIS,
  type Cause,
  type MethodRecord,
  type Payment,
  type ProviderMethod,
} from '@payments/domain';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { METHOD, sealedMethod } from './method-rows.ts';
import { toldTexts, toldValues } from './record-text.ts';
import { names, Placeholders, textOf, valuesOf } from './table.ts';

/** Writes a method with its entries and events; false where `onConflict` kept it out. */
export async function writeMethod(
  { box }: Context,
  q: Queryer,
  record: MethodRecord,
  how: 'insert' | 'insert_unless_known' | 'update',
): Promise<boolean> {
  const { method, entries, events } = record;
  const name = `method_${how}_${entries.length}_${events.length}`;
  const rows = await q.query({
    name,
    text: textOf(name, () => methodText(how, entries.length, events.length)),
    values: [
      ...valuesOf(METHOD, sealedMethod(method, box)),
      ...(how === 'update' ? [method.id] : []),
      ...toldValues(record, box),
    ],
  });
  return rows.length > 0;
}

/** The method that the provider kept beside a payment: saved once, whoever tells it again. */
export async function saveKeptMethod(
  context: Context,
  q: Queryer,
  payment: Payment,
  kept: ProviderMethod,
  cause: Cause,
  at: Date,
): Promise<void> {
  const provider = payment.attempts.find((a) => a.number === payment.paidAttempt)?.provider;
  if (provider === undefined) return;
  const draft = {
    ...kept,
    id: methodId(context.newId()),
    userId: payment.userId,
    provider,
    status: 'active' as const,
    isDefault: false,
    submit: null,
    advanceAt: null,
    idleLooks: 0,
    version: 0,
    auditSeq: 0,
    auditHead: GENESIS,
    eventSeq: 0,
    createdAt: at,
    updatedAt: at,
  };
  await writeMethod(context, q, recordMethodChange(null, draft, cause, at, context.newId), 'insert_unless_known');
}

function methodText(how: 'insert' | 'insert_unless_known' | 'update', entries: number, events: number): string {
  const place = new Placeholders();
  const write =
    how === 'update'
      ? `UPDATE payment_methods SET ${place.assignments(METHOD)} WHERE id = ${place.one('uuid')}`
      : `INSERT INTO payment_methods (${names(METHOD)}) VALUES (${place.row(METHOD)})`;
  const known =
    how === 'insert_unless_known' ? 'ON CONFLICT (provider, reference) WHERE reference IS NOT NULL DO NOTHING' : '';
  const parts = [`written AS (${write} ${known} RETURNING id)`, ...toldTexts(place, entries, events, 'written')];
  return `WITH ${parts.join(',\n')}\nSELECT id FROM written`;
}
