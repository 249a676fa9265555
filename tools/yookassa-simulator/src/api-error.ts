/** The published error codes with their HTTP numbers; 405 and 415 come without a code. */
const STATUS_OF = {
  invalid_request: 400,
  invalid_credentials: 401,
  forbidden: 403,
  not_found: 404,
  too_many_requests: 429,
  internal_server_error: 500,
} as const;

export type ErrorCode = keyof typeof STATUS_OF;

/** A refusal as YooKassa words it: `{type: "error", id, code, description, parameter, retry_after}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | undefined;
  readonly parameter: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode | 405 | 415,
    description: string,
    more: { readonly parameter?: string; readonly retryAfterMs?: number } = {},
  ) {
    super(description);
    this.status = typeof code === 'number' ? code : STATUS_OF[code];
    this.code = typeof code === 'number' ? undefined : code;
    this.parameter = more.parameter;
    this.retryAfterMs = more.retryAfterMs;
  }
}

/** A 400 that names the parameter, the refusal that a client meets most. */
export function invalid(parameter: string, description: string): ApiError {
  return new ApiError('invalid_request', description, { parameter });
}
