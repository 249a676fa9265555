import { Controller, Get, Header, Inject, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { countOrphans, listOrphans } from '@payments/postgres';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { requireRole } from './access.ts';
import { Docs, TOTAL_QUERY } from './api-docs.ts';
import { KnownQuery } from './known-query.guard.ts';
import { limitQuery, textQuery, totalOf, type QueryValues } from './page-query.ts';
import { OrphanListView } from './report-views.ts';

/** Payments that a provider has and nobody here knows, as reconciliation found them. */
@ApiTags('administration')
@ApiBearerAuth()
@Controller('api/orphans')
export class OrphansController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get()
  @Header('cache-control', 'no-store')
  @KnownQuery('provider', 'limit', 'cursor', 'include_total')
  @Docs({
    id: 'listOrphans',
    summary: 'Provider payments that nobody here knows, the latest found first; for admins',
    query: {
      provider: '',
      limit: { description: 'At most 100.', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
      cursor: 'The `next_cursor` of the page before.',
      include_total: TOTAL_QUERY,
    },
    answers: { 200: OrphanListView },
  })
  async list(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Query() query: QueryValues,
  ): Promise<OrphanListView> {
    await requireRole(this.#host, request, caller, ['admin'], 'orphans.read');
    const { context } = this.#host;
    const filters = { provider: textQuery(query, 'provider') ?? null };
    const { orphans, nextCursor } = await listOrphans(context, {
      ...filters,
      cursor: textQuery(query, 'cursor') ?? null,
      limit: limitQuery(query),
    });
    return {
      data: orphans.map((orphan) => ({
        provider: orphan.provider,
        provider_payment_id: orphan.providerPaymentId,
        status: orphan.status,
        amount: Number(orphan.amount),
        currency: orphan.currency,
        created_at: orphan.createdAt.toISOString(),
        found_at: orphan.foundAt.toISOString(),
      })),
      has_more: nextCursor !== null,
      next_cursor: nextCursor,
      ...(await totalOf(query, () => countOrphans(context, filters))),
    };
  }
}
