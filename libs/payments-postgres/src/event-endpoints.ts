import type { EventType } from '@payments/domain';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import type { EnvelopeBox } from './envelope.ts';

/** A subscriber of outgoing events, without its secrets. */
export interface EventEndpoint {
  readonly id: string;
  readonly url: string;
  /** `null`: every type. */
  readonly types: readonly EventType[] | null;
  readonly enabled: boolean;
  /** It stands in the operator's settings; an administrator's own are held to the outside. */
  readonly fromSettings: boolean;
  readonly failingSince: Date | null;
  readonly disabledReason: string | null;
  readonly createdAt: Date;
}

/** An endpoint with what signs its events: the secret, and for a day after a roll the one before as well. */
export interface SigningEndpoint extends EventEndpoint {
  /** The newest first. Throws `UnreadableError` where the key that sealed them is not known here. */
  secrets(): readonly string[];
}

export interface NewEndpoint {
  readonly url: string;
  readonly types: readonly EventType[] | null;
  /** `whsec_` and base64, as Standard Webhooks has it. */
  readonly secret: string;
  /** Names the request that makes it, so that a repeat makes nothing. */
  readonly madeBy: string | null;
}

export interface EndpointChange {
  readonly url?: string;
  readonly types?: readonly EventType[] | null;
  readonly enabled?: boolean;
  /** A new secret; the old one signs beside it until `previousUntil`. */
  readonly roll?: { readonly secret: string; readonly previousMs: number };
  readonly changedBy: string | null;
}

interface EndpointRow {
  readonly id: string;
  readonly url: string;
  readonly types: EventType[] | null;
  readonly enabled: boolean;
  readonly from_settings: boolean;
  readonly failing_since: Date | null;
  readonly disabled_reason: string | null;
  readonly created_at: Date;
  readonly secret: unknown;
  readonly previous_secret: unknown;
}

const FIELDS = `id, url, types, enabled, from_settings, failing_since, disabled_reason, created_at, secret,
  CASE WHEN previous_until > now() THEN previous_secret END AS previous_secret`;

/** All that are not deleted, oldest first. */
export async function listEndpoints(q: Queryer): Promise<readonly EventEndpoint[]> {
  const rows = await q.query<EndpointRow>({
    name: 'endpoints_list',
    text: `SELECT ${FIELDS} FROM event_endpoints WHERE deleted_at IS NULL ORDER BY id`,
    values: [],
  });
  return rows.map(endpointFrom);
}

export async function findEndpoint({ database, box }: Context, id: string): Promise<SigningEndpoint | null> {
  const [row] = await database.query<EndpointRow>({
    name: 'endpoints_find',
    text: `SELECT ${FIELDS} FROM event_endpoints WHERE id = $1 AND deleted_at IS NULL`,
    values: [id],
  });
  return row ? signingFrom(row, box) : null;
}

/** Enabled ones that have something to be sent now. */
export async function dueEndpoints(q: Queryer): Promise<readonly string[]> {
  const rows = await q.query<{ id: string }>({
    name: 'endpoints_due',
    text: `SELECT id FROM event_endpoints e WHERE enabled
      AND EXISTS (SELECT FROM delivery_queues q WHERE q.endpoint_id = e.id AND q.due_at <= now())`,
    values: [],
  });
  return rows.map(({ id }) => id);
}

/** Makes one, or answers what the same request made before (`isNew` false). */
export async function insertEndpoint(
  { database, box, newId }: Context,
  { url, types, secret, madeBy }: NewEndpoint,
): Promise<{ readonly endpoint: SigningEndpoint; readonly isNew: boolean }> {
  const id = newId();
  const [made] = await database.query<EndpointRow>({
    name: 'endpoints_insert',
    text: `INSERT INTO event_endpoints (id, url, types, secret, made_by, created_at) VALUES ($1, $2, $3, $4::jsonb, $5, now())
      ON CONFLICT (made_by) WHERE made_by IS NOT NULL DO NOTHING RETURNING ${FIELDS}`,
    values: [id, url, types, box.seal(secret, endpointPlace(id)), madeBy],
  });
  if (made) return { endpoint: signingFrom(made, box), isNew: true };
  const [before] = await database.query<EndpointRow>({
    name: 'endpoints_made_by',
    text: `SELECT ${FIELDS} FROM event_endpoints WHERE made_by = $1`,
    values: [madeBy],
  });
  if (!before) throw new Error('an endpoint was there and is gone');
  return { endpoint: signingFrom(before, box), isNew: false };
}

/** Makes the settings' one subscriber what they say now; a secret that changed there is rolled like any other. */
export async function keepSettingsEndpoint(
  { database, box, newId }: Context,
  { url, secret, previousMs }: { readonly url: string; readonly secret: string; readonly previousMs: number },
): Promise<void> {
  await database.transaction(async (q) => {
    await q.query({ name: 'endpoints_settings_lock', text: `SELECT pg_advisory_xact_lock(7236011)`, values: [] });
    const [row] = await q.query<EndpointRow>({
      name: 'endpoints_settings',
      text: `SELECT ${FIELDS} FROM event_endpoints WHERE from_settings AND deleted_at IS NULL`,
      values: [],
    });
    if (!row) {
      const id = newId();
      await q.query({
        name: 'endpoints_settings_insert',
        text: `INSERT INTO event_endpoints (id, url, secret, from_settings, created_at) VALUES ($1, $2, $3::jsonb, true, now())`,
        values: [id, url, box.seal(secret, endpointPlace(id))],
      });
      return;
    }
    const known = signingFrom(row, box);
    const roll = known.secrets()[0] === secret ? null : { secret, previousMs };
    // Another address is not the one that was gone; what an administrator switched off stays off.
    const again = known.url !== url && known.disabledReason !== BY_ADMINISTRATOR ? { enabled: true } : {};
    if (known.url !== url || roll)
      await writeChange(q, box, known.id, { url, ...again, ...(roll ? { roll } : {}), changedBy: null });
  });
}

/** Changes one, once: the same request (`changedBy`) again finds it done. `null`: there is no such endpoint. */
export async function changeEndpoint(
  { database, box }: Context,
  id: string,
  change: EndpointChange,
): Promise<SigningEndpoint | null> {
  return database.transaction(async (q) => {
    const row = await writeChange(q, box, id, change);
    if (row) return signingFrom(row, box);
    const [same] = await q.query<EndpointRow>({
      name: 'endpoints_changed_by',
      text: `SELECT ${FIELDS} FROM event_endpoints WHERE id = $1 AND deleted_at IS NULL AND changed_by = $2`,
      values: [id, change.changedBy],
    });
    return same ? signingFrom(same, box) : null;
  });
}

async function writeChange(
  q: Queryer,
  box: EnvelopeBox,
  id: string,
  { url, types, enabled, roll, changedBy }: EndpointChange,
): Promise<EndpointRow | undefined> {
  const [row] = await q.query<EndpointRow>({
    name: 'endpoints_change',
    text: CHANGE,
    values: [
      id,
      url ?? null,
      types !== undefined,
      types ?? null,
      enabled ?? null,
      roll ? box.seal(roll.secret, endpointPlace(id)) : null,
      roll?.previousMs ?? null,
      changedBy,
    ],
  });
  return row;
}

const BY_ADMINISTRATOR = 'disabled by an administrator';

/** The previous secret is sealed for the same place, so it moves as it is. */
const CHANGE = `
UPDATE event_endpoints SET
  url = COALESCE($2, url),
  types = CASE WHEN $3::boolean THEN $4::text[] ELSE types END,
  enabled = COALESCE($5::boolean, enabled),
  failing_since = CASE WHEN $5::boolean THEN NULL ELSE failing_since END,
  disabled_reason = CASE WHEN $5::boolean THEN NULL WHEN NOT $5::boolean AND enabled THEN '${BY_ADMINISTRATOR}' ELSE disabled_reason END,
  disabled_at = CASE WHEN $5::boolean THEN NULL WHEN NOT $5::boolean AND enabled THEN now() ELSE disabled_at END,
  previous_secret = CASE WHEN $6::jsonb IS NULL THEN previous_secret ELSE secret END,
  previous_until = CASE WHEN $6::jsonb IS NULL THEN previous_until ELSE now() + make_interval(secs => $7::float8 / 1000) END,
  secret = COALESCE($6::jsonb, secret),
  changed_by = COALESCE($8, changed_by)
WHERE id = $1 AND deleted_at IS NULL AND ($8::text IS NULL OR changed_by IS DISTINCT FROM $8::text)
RETURNING ${FIELDS}`;

/** Nothing is sent to it any more; its deliveries go with the cleaning. */
export async function deleteEndpoint(q: Queryer, id: string): Promise<boolean> {
  const rows = await q.query({
    name: 'endpoints_delete',
    text: `UPDATE event_endpoints SET enabled = false, deleted_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING id`,
    values: [id],
  });
  return rows.length > 0;
}

/** Whether tries get through; `null` heals. */
export async function markEndpoint(q: Queryer, id: string, failing: boolean): Promise<void> {
  await q.query({
    name: 'endpoints_mark',
    text: `UPDATE event_endpoints SET failing_since = CASE WHEN $2::boolean THEN COALESCE(failing_since, now()) END
      WHERE id = $1 AND (failing_since IS NULL) = $2::boolean`,
    values: [id, failing],
  });
}

/** Switched off for what it answered, or because nothing got through for long; `told` is for the administrator's mail. */
export async function disableEndpoint(q: Queryer, id: string, reason: string): Promise<boolean> {
  const rows = await q.query({
    name: 'endpoints_disable',
    text: `UPDATE event_endpoints SET enabled = false, disabled_reason = $2, disabled_at = now(), told = false
      WHERE id = $1 AND enabled RETURNING id`,
    values: [id, reason],
  });
  return rows.length > 0;
}

export interface DisabledEndpoint {
  readonly id: string;
  readonly url: string;
  readonly reason: string;
  readonly at: Date;
}

/** Those that the administrator is still to be told of. */
export async function untoldEndpoints(q: Queryer): Promise<readonly DisabledEndpoint[]> {
  return q.query<{ id: string; url: string; reason: string; at: Date }>({
    name: 'endpoints_untold',
    text: `SELECT id, url, disabled_reason AS reason, disabled_at AS at FROM event_endpoints
      WHERE NOT told AND disabled_at IS NOT NULL AND disabled_reason IS NOT NULL`,
    values: [],
  });
}

export async function toldOfEndpoint(q: Queryer, id: string): Promise<void> {
  await q.query({ name: 'endpoints_told', text: 'UPDATE event_endpoints SET told = true WHERE id = $1', values: [id] });
}

function endpointFrom(row: EndpointRow): EventEndpoint {
  return {
    id: row.id,
    url: row.url,
    types: row.types,
    enabled: row.enabled,
    fromSettings: row.from_settings,
    failingSince: row.failing_since,
    disabledReason: row.disabled_reason,
    createdAt: row.created_at,
  };
}

function signingFrom(row: EndpointRow, box: EnvelopeBox): SigningEndpoint {
  const sealed = [row.secret, row.previous_secret].filter((value) => value !== null && value !== undefined);
  const secrets = () => sealed.map((value) => box.open(value, endpointPlace(row.id)).toString('utf8'));
  return { ...endpointFrom(row), secrets };
}

export function endpointPlace(id: string): string {
  return `event_endpoints:${id}:secret`;
}
