/** Why the database can't be asked: what the network says, and what PostgreSQL says by SQLSTATE (its manual, appendix A). */
const AWAY_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '53300', // too_many_connections
  '53400', // configuration_limit_exceeded
  '25006', // read_only_sql_transaction: we talk to what is a standby now
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

/** SQLSTATE class 08: connection exceptions. */
const CONNECTION_CLASS = /^08[0-9A-Z]{3}$/;

/** What pg and its pool throw without any code. */
const AWAY_MESSAGES =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Query read timeout|Cannot use a pool after calling end)/;

/** How far an error is unwrapped: TypeORM's `driverError`, and a `cause` of it. */
const DEPTH_MAX = 4;

/** True for an error that says the database is away or full, so that the same request may well succeed a little later. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEPTH_MAX) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (AWAY_CODES.has(code) || CONNECTION_CLASS.test(code) || AWAY_MESSAGES.test(error.message)) return true;
  const inner = 'driverError' in error ? error.driverError : undefined;
  return isDatabaseAway(inner, depth + 1) || isDatabaseAway(error.cause, depth + 1);
}
