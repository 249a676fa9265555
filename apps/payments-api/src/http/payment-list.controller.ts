import { Controller, Get, Header, Inject, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { PAYMENT_STATUSES } from '@payments/domain';
import type { PaymentSort, PostgresReads } from '@payments/postgres';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import { hasRole, type Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { refuse } from './access.ts';
import { Docs } from './api-docs.ts';
import { viewOf } from './commands.ts';
import { KnownQuery } from './known-query.guard.ts';
import { flagQuery, limitQuery, textQuery, timeQuery, wordQuery, wordsQuery, type QueryValues } from './page-query.ts';
import { PaymentListView } from './report-views.ts';

const SORTS = ['created_at', '-created_at', 'amount', '-amount'] as const satisfies readonly PaymentSort[];

/** What only an admin may ask for. */
const ADMIN_FILTERS = ['user_id', 'order_id', 'provider', 'sort', 'q', 'include_total', 'needs_attention'] as const;

export const LIST_PARAMETERS = ['limit', 'cursor', 'status', 'created_from', 'created_to', ...ADMIN_FILTERS] as const;

export const ListDocs = (id: string): MethodDecorator =>
  Docs({
    id,
    summary: 'Payments, newest first: your own, or, for admins, all',
    query: {
      limit: { description: 'At most 100.', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
      cursor: 'The `next_cursor` of the page before.',
      status: {
        description: 'May be repeated.',
        schema: { type: 'array', items: { type: 'string', enum: [...PAYMENT_STATUSES] } },
      },
      created_from: 'Inclusive.',
      created_to: 'Exclusive.',
      user_id: 'For admins.',
      order_id: 'For admins.',
      provider: 'For admins.',
      sort: { description: 'For admins.', schema: { type: 'string', enum: [...SORTS], default: '-created_at' } },
      q: 'For admins: a payment, order or provider id.',
      include_total: { description: 'For admins.', schema: { type: 'string', enum: ['true', 'false'] } },
      needs_attention: {
        description: 'For admins: what waits for a person.',
        schema: { type: 'string', enum: ['true', 'false'] },
      },
    },
    answers: { 200: PaymentListView },
  });

@ApiTags('payments')
@ApiBearerAuth()
@Controller('api/payments')
export class PaymentListController {
  readonly #host: Host;
  readonly #reads: PostgresReads;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
    this.#reads = host.reads;
  }

  @Get()
  @Header('cache-control', 'no-store')
  @KnownQuery(...LIST_PARAMETERS)
  @ListDocs('listPayments')
  async list(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Query() query: QueryValues,
  ): Promise<PaymentListView> {
    const host = this.#host;
    const isAdmin = hasRole(caller, 'admin');
    if (!isAdmin && ADMIN_FILTERS.some((name) => query[name] !== undefined))
      return refuse(host, request, caller, 'payment.list_all', null);
    const { payments, nextCursor, total } = await this.#reads.listPayments({
      userId: isAdmin ? (textQuery(query, 'user_id') ?? null) : caller.userId,
      statuses: wordsQuery(query, 'status', PAYMENT_STATUSES),
      createdFrom: timeQuery(query, 'created_from') ?? null,
      createdTo: timeQuery(query, 'created_to') ?? null,
      orderId: textQuery(query, 'order_id') ?? null,
      provider: textQuery(query, 'provider') ?? null,
      needsAttention: flagQuery(query, 'needs_attention') || null,
      q: textQuery(query, 'q') ?? null,
      sort: wordQuery(query, 'sort', SORTS) ?? '-created_at',
      cursor: textQuery(query, 'cursor') ?? null,
      limit: limitQuery(query),
      includeTotal: flagQuery(query, 'include_total'),
    });
    return {
      data: payments.map((payment) => viewOf(host, payment, caller)),
      has_more: nextCursor !== null,
      next_cursor: nextCursor,
      ...(total === null ? {} : { total }),
    };
  }
}
