import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { invalidField, parseCurrency } from '@payments/domain';
import { readAnalytics, type AnalyticsQuery, type AnalyticsRow } from '@payments/postgres';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { requireRole } from './access.ts';
import { KnownQuery } from './known-query.guard.ts';
import { textQuery, timeQuery, type QueryValues } from './page-query.ts';
import { AnalyticsView } from './report-views.ts';

const QUARTER_MS = 15 * 60_000;
const DEFAULT_MS = 30 * 86_400_000;
const PARAMETERS = ['from', 'to', 'currency', 'provider', 'time_zone'] as const;

/** Revenue, refunds and success, out of sums by quarter of an hour: times are widened to whole quarters, and answered as they were used. */
@ApiTags('administration')
@ApiBearerAuth()
@Controller('api/payments')
export class AnalyticsController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get('analytics')
  @KnownQuery(...PARAMETERS)
  @ApiOperation({
    operationId: 'getAnalytics',
    summary: 'Revenue, refunds and success by currency, provider and day',
    description:
      'Different currencies are never added up. Payments and failures count when the payment was made, revenue when it came in, refunds when they were asked for. Times are widened to whole quarters of an hour.',
  })
  @ApiQuery({ name: 'from', required: false, description: 'ISO 8601; 30 days before `to` where it is absent.' })
  @ApiQuery({ name: 'to', required: false, description: 'Exclusive; now where it is absent.' })
  @ApiQuery({ name: 'currency', required: false })
  @ApiQuery({ name: 'provider', required: false })
  @ApiQuery({
    name: 'time_zone',
    required: false,
    description: 'IANA name, for the days.',
    schema: { default: 'UTC', type: 'string' },
  })
  @ApiOkResponse({ type: AnalyticsView })
  async read(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Query() values: QueryValues,
  ): Promise<object> {
    await requireRole(this.#host, request, caller, ['admin'], 'payment.analytics');
    const query = this.#query(values);
    const [currencies, providers, days, failures] = await Promise.all(
      (['currency', 'provider', 'day', 'failure'] as const).map((by) => readAnalytics(this.#host.context, by, query)),
    );
    return {
      from: query.from.toISOString(),
      to: query.to.toISOString(),
      time_zone: query.timeZone,
      by_currency: (currencies ?? []).map(presentSums),
      by_provider: (providers ?? []).map((row) => ({ provider: row.by, ...presentSums(row) })),
      by_day: (days ?? []).map((row) => ({ day: row.by, ...presentSums(row) })),
      by_failure: (failures ?? []).map(({ by, currency, failed }) => ({ category: by, currency, failed })),
    };
  }

  #query(values: QueryValues): AnalyticsQuery {
    const to = quarter(timeQuery(values, 'to') ?? this.#host.deps.now(), Math.ceil);
    const from = quarter(timeQuery(values, 'from') ?? new Date(to.getTime() - DEFAULT_MS), Math.floor);
    if (from > to) throw invalidField('from', 'after_to', 'must not be after to');
    const currency = textQuery(values, 'currency');
    return {
      from,
      to,
      currency: currency === undefined ? null : parseCurrency(currency),
      provider: textQuery(values, 'provider') ?? null,
      timeZone: timeZoneOf(textQuery(values, 'time_zone') ?? 'UTC'),
    };
  }
}

function presentSums({ currency, revenue, refunded, payments, succeeded, failed }: AnalyticsRow) {
  const ended = succeeded + failed;
  return {
    currency,
    revenue: Number(revenue),
    refunded: Number(refunded),
    net: Number(revenue - refunded),
    payments,
    succeeded,
    failed,
    success_rate: ended === 0 ? null : succeeded / ended,
  };
}

function quarter(at: Date, round: (value: number) => number): Date {
  return new Date(round(at.getTime() / QUARTER_MS) * QUARTER_MS);
}

/** Names such as `Europe/Moscow`; offsets are left to the names, because PostgreSQL reads their sign the other way round. */
function timeZoneOf(name: string): string {
  if (Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC') return name;
  throw invalidField('time_zone', 'unknown_time_zone', 'must be an IANA time zone, such as Europe/Moscow');
}
