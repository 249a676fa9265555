import type { components } from './schema.ts';

/** RFC 9457 problem details, as every refusal of the service is answered. */
export type Problem = components['schemas']['ProblemView'];
/** The stable word of a refusal; `unreadable` where something between us and the service answered. */
export type ProblemCode = Problem['code'] | 'unreadable';

/** A refused request. `code` is what to decide by; `message` is for a log. */
export class PaymentsProblem extends Error {
  readonly code: ProblemCode;
  /** The HTTP status. */
  readonly status: number;
  /** The whole answer; null where it was not the service that answered. */
  readonly problem: Problem | null;

  constructor(status: number, body: unknown) {
    const problem = isProblem(body) ? body : null;
    super(problem === null ? `the answer ${status} is no problem document` : `${problem.code}: ${problem.detail}`);
    this.name = 'PaymentsProblem';
    this.status = status;
    this.code = problem?.code ?? 'unreadable';
    this.problem = problem;
  }
}

/** The answer's data. Throws `PaymentsProblem` where the request was refused. */
export async function orThrow<Data>(
  pending: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Data> {
  const { data, error, response } = await pending;
  if (!response.ok) throw new PaymentsProblem(response.status, error);
  // A 204 has no data, and its type says so.
  return data as Data;
}

export function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}
