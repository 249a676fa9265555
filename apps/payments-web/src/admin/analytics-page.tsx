import { useState } from 'react';
import { useRemote } from '../api/use-remote.ts';
import { formatAmount, formatCount, formatPercent } from '../i18n/formats.ts';
import { Blank } from '../parts/blank.tsx';
import { Choice, Filters, TextBox } from '../parts/fields.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { providerName } from '../parts/names.ts';
import { useFilters } from '../parts/use-filters.ts';
import { useSettled } from '../parts/use-settled.ts';
import type { Analytics } from './admin-calls.ts';
import { readAnalytics, timeZone } from './analytics-calls.ts';
import { everyDay } from './every-day.ts';
import { DayCharts, ProviderChart, ReasonChart } from './charts.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

const PROVIDERS = ['stripe', 'yookassa', 'mock'];
const DAYS_SHOWN = 29;

/** `/admin/analytics`: how much came in, how much of it worked, and why the rest did not. */
export default function AnalyticsPage() {
  const { t } = useAdminWords();
  const { values, set } = useFilters(['from', 'to', 'provider', 'currency']);
  const filters = {
    from: values.from === '' ? dayBefore(DAYS_SHOWN) : values.from,
    to: values.to === '' ? dayBefore(0) : values.to,
    provider: values.provider,
    currency: '',
  };
  const key = useSettled(JSON.stringify(filters));
  // With the days that were asked for: those in the boxes may be newer.
  const remote = useRemote(key, async () => ({ figures: await readAnalytics(filters), ...filters }));

  return (
    <div className="stack sections">
      <h1>{t('analytics.head')}</h1>
      <Filters label={t('list.filters')}>
        <TextBox label={t('page:history.from')} type="date" value={filters.from} onChange={(from) => set({ from })} />
        <TextBox label={t('page:history.to')} type="date" value={filters.to} onChange={(to) => set({ to })} />
        <Choice
          label={t('list.provider')}
          value={values.provider}
          onChange={(provider) => set({ provider })}
          options={[
            { value: '', name: t('list.any') },
            ...PROVIDERS.map((value) => ({ value, name: providerName(value) })),
          ]}
        />
      </Filters>
      <Loaded remote={remote} lines={10}>
        {({ figures, from, to }) =>
          figures.by_currency.length === 0 ? (
            <Blank head={t('analytics.nothing')} text={t('analytics.nothingText')} />
          ) : (
            <Figures figures={figures} from={from} to={to} />
          )
        }
      </Loaded>
      <p className="small faint">{t('analytics.zone', { zone: timeZone() })}</p>
    </div>
  );
}

interface FiguresProps {
  readonly figures: Analytics;
  readonly from: string;
  readonly to: string;
}

function Figures({ figures, from, to }: FiguresProps) {
  const { t } = useAdminWords();
  const currencies = figures.by_currency.map(({ currency }) => currency);
  const [wanted, setWanted] = useState('');
  // Money of two currencies can't be added up, so one is looked at, at first that with the most payments.
  const [most] = [...figures.by_currency].sort((a, b) => b.payments - a.payments);
  const currency = currencies.includes(wanted) ? wanted : (most?.currency ?? '');
  const all = figures.by_currency.find((row) => row.currency === currency);
  const own = <Row extends { readonly currency: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.currency === currency);
  if (all === undefined) return null;
  const tiles: readonly (readonly [string, string])[] = [
    [t('analytics.revenue'), formatAmount(all.revenue, currency)],
    [t('analytics.refunded'), formatAmount(all.refunded, currency)],
    [t('analytics.net'), formatAmount(all.net, currency)],
    [t('analytics.payments'), formatCount(all.payments)],
    [t('analytics.rate'), all.success_rate === null ? '–' : formatPercent(all.success_rate)],
  ];
  return (
    <>
      {currencies.length > 1 && (
        <Filters label={t('analytics.currency')}>
          <Choice
            label={t('analytics.currency')}
            value={currency}
            onChange={setWanted}
            options={currencies.map((value) => ({ value, name: value }))}
          />
        </Filters>
      )}
      <dl className="tiles">
        {tiles.map(([name, value]) => (
          <div key={name} className="card tile">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <DayCharts days={everyDay(own(figures.by_day), from, to)} currency={currency} />
      <div className="chart-pair">
        <ReasonChart reasons={own(figures.by_failure)} />
        <ProviderChart providers={own(figures.by_provider)} currency={currency} />
      </div>
    </>
  );
}

/** A day of the reader's calendar, so many before today. */
function dayBefore(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() - days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
