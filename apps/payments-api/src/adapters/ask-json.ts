/** More than any answer of ours needs; what is longer is no answer. */
const ANSWER_BYTES_MAX = 256 * 1024;

export interface JsonQuestion {
  readonly url: string;
  /** Sent as JSON by POST; absent: a GET. */
  readonly body?: unknown;
  readonly token?: string | undefined;
  /** For everything: the connection, the answer's head and its body. */
  readonly deadlineMs: number;
}

/** What a neighbour answered: its status, and its body where that is JSON. `null`: no answer in time, or none that can be read. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks a neighbour service, once. Redirects are not followed: they would take the token elsewhere. Never throws. */
export async function askJson({ url, body, token, deadlineMs }: JsonQuestion): Promise<JsonAnswer | null> {
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { status: response.status, body: parsed(await textOf(response)) };
  } catch {
    return null; // Refused, reset, too slow, too long, redirected: for us all the same.
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > ANSWER_BYTES_MAX) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
