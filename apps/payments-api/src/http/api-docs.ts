import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOperation, ApiQuery, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { PROBLEM_KINDS } from './problem.ts';
import { ProblemView } from './views.ts';

const KEY_RULES =
  'Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. ' +
  'Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, ' +
  'with `Idempotency-Replayed: true`; the same key and another request get a 422.';

const LATER = 'The outcome is not known yet; it goes on by itself. The same key answers how it stands.';

/** Every status that a problem may have; which code it is, is in the body. */
const PROBLEM_STATUSES = [...new Set(Object.values(PROBLEM_KINDS).map(({ status }) => status))].sort();
const READ_PROBLEMS = [401, 403, 404, 422, 429, 500, 503];

/** A query parameter: its text, or what else the schema says of it. */
type Query = string | { readonly description: string; readonly schema: Readonly<Record<string, unknown>> };

interface RouteDocs {
  /** The method's name in the typed client. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Absent: it takes none. */
  readonly key?: 'required' | 'optional';
  /** A command that takes no key: it may be refused like any other. */
  readonly write?: true;
  readonly query?: Readonly<Record<string, Query>>;
  /** The views by status; `null` has no body. A 202 explains itself. */
  readonly answers: Readonly<Record<number, Type | readonly Type[] | null>>;
  /** A file instead of JSON, or, where there is a view for 200, for those who ask for its type. */
  readonly file?: string;
}

/** What the OpenAPI document says of a route. */
export function Docs({ id, summary, description, key, write, query = {}, answers, file }: RouteDocs): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: id, summary, ...(description !== undefined && { description }) }),
    ...(key !== undefined ? [KeyHeader(key === 'required')] : []),
    ...Object.entries(query).map(([name, about]) =>
      ApiQuery({ name, required: false, ...(typeof about === 'string' ? textQuery(about) : about) }),
    ),
    ...Object.entries(answers).map(([status, view]) =>
      answer(Number(status), view, Number(status) === 200 ? file : undefined),
    ),
    ...(file === undefined || answers[200] ? [] : [fileAnswer(file)]),
    Problems(key === undefined && !write ? READ_PROBLEMS : PROBLEM_STATUSES),
  );
}

/** The header of every write. */
export const KeyHeader = (required: boolean): MethodDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required,
    description: KEY_RULES,
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]{1,255}$' },
  });

export const Problems = (statuses: readonly number[] = PROBLEM_STATUSES): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemView),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: titlesOf(status),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } },
      }),
    ),
  );

function titlesOf(status: number): string {
  const kinds = Object.entries(PROBLEM_KINDS).filter(([, kind]) => kind.status === status);
  return kinds.map(([code, { title }]) => `\`${code}\`: ${title}.`).join(' ');
}

function answer(status: number, view: Type | readonly Type[] | null, file?: string): MethodDecorator {
  const description = status === 202 ? LATER : status === 204 ? 'Done.' : '';
  if (view === null) return ApiResponse({ status, description });
  const views = view instanceof Array ? view : [view];
  const refs = views.map((one) => ({ $ref: getSchemaPath(one) }));
  const [schema = {}] = refs.length === 1 ? refs : [{ oneOf: refs }];
  const content = { 'application/json': { schema }, ...(file === undefined ? {} : { [file]: { schema: BINARY } }) };
  return applyDecorators(ApiExtraModels(...views), ApiResponse({ status, description, content }));
}

function fileAnswer(type: string): MethodDecorator {
  return ApiResponse({
    status: 200,
    description: 'The file.',
    content: { [type]: { schema: BINARY } },
  });
}

const BINARY = { type: 'string', format: 'binary' } as const;

/** `include_total` of a paged list. */
export const TOTAL_QUERY = {
  description: 'Whether all that fit are counted, too, over all pages.',
  schema: { type: 'string', enum: ['true', 'false'] },
} as const;

const textQuery = (description: string) => ({ description, schema: { type: 'string' } });
