import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { compactAmount, formatAmount, formatCount, formatDay, formatPercent } from '../i18n/formats.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { providerName } from '../parts/names.ts';
import type { Analytics } from './admin-calls.ts';
import type { EveryDay } from './every-day.ts';
import { ChartFrame } from './chart-frame.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

type Provider = Analytics['by_provider'][number];
type Reason = Analytics['by_failure'][number];

/** Colours come from the page's tokens, so that the charts are dark where the page is. */
const ACCENT = 'var(--accent)';
const AXIS = { tick: { fill: 'var(--ink-faint)', fontSize: 12 }, tickLine: false, axisLine: false } as const;
const TIP = {
  contentStyle: {
    background: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 9,
    color: 'var(--ink)',
  },
  cursor: { fill: 'var(--tint)', stroke: 'var(--line)' },
} as const;
const HEIGHT = 240;

export function DayCharts({ days, currency }: { readonly days: readonly EveryDay[]; readonly currency: string }) {
  const { t } = useAdminWords();
  const money = (minor: unknown) => formatAmount(Number(minor), currency);
  const about = (minor: unknown) => compactAmount(Number(minor), currency);
  const share = (value: unknown) => (typeof value === 'number' ? formatPercent(value) : '–');
  const columns: readonly Column<EveryDay>[] = [
    { key: 'day', head: t('analytics.day'), cell: ({ day }) => formatDay(day) },
    { key: 'revenue', head: t('analytics.revenue'), number: true, cell: (row) => money(row.revenue) },
    { key: 'refunded', head: t('analytics.refunded'), number: true, cell: (row) => money(row.refunded) },
    { key: 'net', head: t('analytics.net'), number: true, cell: (row) => money(row.net) },
    { key: 'succeeded', head: t('analytics.succeeded'), number: true, cell: (row) => formatCount(row.succeeded) },
    { key: 'failed', head: t('analytics.failed'), number: true, cell: (row) => formatCount(row.failed) },
    { key: 'rate', head: t('analytics.rate'), number: true, cell: (row) => share(row.success_rate) },
  ];
  const table = <DataTable label={t('analytics.byDay')} columns={columns} rows={days} rowKey={({ day }) => day} />;
  return (
    <>
      <ChartFrame head={t('analytics.byDay')} table={table}>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <BarChart data={[...days]} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="day" tickFormatter={shortDay} minTickGap={24} {...AXIS} />
            <YAxis width={72} tickFormatter={about} {...AXIS} />
            <Tooltip {...TIP} labelFormatter={(day) => formatDay(String(day))} formatter={money} />
            <Bar
              dataKey="revenue"
              name={t('analytics.revenue')}
              fill={ACCENT}
              radius={[4, 4, 0, 0]}
              maxBarSize={36}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </ChartFrame>
      <ChartFrame head={t('analytics.rateByDay')} table={table}>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <LineChart data={[...days]} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="day" tickFormatter={shortDay} minTickGap={24} {...AXIS} />
            <YAxis width={72} domain={[0, 1]} tickFormatter={share} {...AXIS} />
            <Tooltip {...TIP} labelFormatter={(day) => formatDay(String(day))} formatter={share} />
            <Line
              dataKey="success_rate"
              name={t('analytics.rate')}
              stroke={ACCENT}
              strokeWidth={2}
              dot={{ r: 3, fill: ACCENT }}
              connectNulls
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </ChartFrame>
    </>
  );
}

export function ReasonChart({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { t, i18n } = useAdminWords();
  const total = reasons.reduce((sum, { failed }) => sum + failed, 0);
  const named = [...reasons]
    .sort((a, b) => b.failed - a.failed)
    .map((row) => ({
      ...row,
      name: i18n.exists(`admin:category.${row.category}`)
        ? t(`category.${row.category}` as 'category.other')
        : row.category,
    }));
  const columns: readonly Column<Reason & { name: string }>[] = [
    { key: 'reason', head: t('detail.reason'), cell: ({ name }) => name },
    { key: 'count', head: t('analytics.payments'), number: true, cell: ({ failed }) => formatCount(failed) },
    { key: 'share', head: t('analytics.share'), number: true, cell: ({ failed }) => formatPercent(failed / total) },
  ];
  const head = t('analytics.reasons');
  return (
    <ChartFrame
      head={head}
      table={<DataTable label={head} columns={columns} rows={named} rowKey={({ category }) => category} />}
    >
      <Across
        rows={named}
        dataKey="failed"
        name={t('analytics.failed')}
        format={(value) => formatCount(Number(value))}
      />
    </ChartFrame>
  );
}

interface ProviderChartProps {
  readonly providers: readonly Provider[];
  readonly currency: string;
}

export function ProviderChart({ providers, currency }: ProviderChartProps) {
  const { t } = useAdminWords();
  const money = (minor: unknown) => formatAmount(Number(minor), currency);
  const named = providers.map((row) => ({ ...row, name: providerName(row.provider) }));
  const columns: readonly Column<Provider & { name: string }>[] = [
    { key: 'provider', head: t('list.provider'), cell: ({ name }) => name },
    { key: 'revenue', head: t('analytics.revenue'), number: true, cell: (row) => money(row.revenue) },
    { key: 'payments', head: t('analytics.payments'), number: true, cell: (row) => formatCount(row.payments) },
    {
      key: 'rate',
      head: t('analytics.rate'),
      number: true,
      cell: ({ success_rate: rate }) => (rate === null ? '–' : formatPercent(rate)),
    },
  ];
  const head = t('analytics.byProvider');
  return (
    <ChartFrame
      head={head}
      table={<DataTable label={head} columns={columns} rows={named} rowKey={({ provider }) => provider} />}
    >
      <Across
        rows={named}
        dataKey="revenue"
        name={t('analytics.revenue')}
        format={money}
        axis={(minor) => compactAmount(Number(minor), currency)}
      />
    </ChartFrame>
  );
}

interface AcrossProps {
  readonly rows: readonly object[];
  readonly dataKey: string;
  readonly name: string;
  readonly format: (value: unknown) => string;
  /** Shorter, where room is scarce. */
  readonly axis?: (value: unknown) => string;
}

/** Bars from left to right, for names that need room. */
function Across({ rows, dataKey, name, format, axis = format }: AcrossProps) {
  return (
    <ResponsiveContainer width="100%" height={Math.max(120, rows.length * 44 + 40)}>
      <BarChart data={[...rows]} layout="vertical" accessibilityLayer={false}>
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis type="number" tickFormatter={axis} allowDecimals={false} minTickGap={24} {...AXIS} />
        <YAxis type="category" dataKey="name" width={148} {...AXIS} />
        <Tooltip {...TIP} formatter={format} />
        <Bar
          dataKey={dataKey}
          name={name}
          fill={ACCENT}
          radius={[0, 4, 4, 0]}
          maxBarSize={22}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** 2026-03-01 as 1.3. in the reader's way. */
function shortDay(day: string): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'short' }).format(
    new Date(day),
  );
}
