import type { EventType } from '@payments/client';
import { useState } from 'react';
import { useCommand } from '../api/use-command.ts';
import { useRemote } from '../api/use-remote.ts';
import { Action } from '../parts/action.tsx';
import { Ask } from '../parts/ask.tsx';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Choice, TextBox } from '../parts/fields.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { WordBadge } from '../parts/status-badge.tsx';
import { TroubleNote } from '../parts/trouble-note.tsx';
import {
  EVENT_TYPES,
  addEndpoint,
  changeEndpoint,
  listEndpoints,
  removeEndpoint,
  testEndpoint,
  type Endpoint,
} from './event-calls.ts';
import { useAdminWords } from './words/use-admin-words.ts';

type Deed = 'test' | 'toggle' | 'roll' | 'remove';
interface Wish {
  readonly deed: Deed;
  readonly endpoint: Endpoint;
}

/** The subscribers: added, tried, switched off, given a new secret, removed. */
export function Endpoints() {
  const { t } = useAdminWords();
  const remote = useRemote('endpoints', listEndpoints);
  const [asked, setAsked] = useState<Wish | null>(null);
  const [said, setSaid] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const act = useCommand(async ({ deed, endpoint }: Wish) => {
    const { id, url } = endpoint;
    if (deed === 'test') {
      await testEndpoint(id);
      setSaid(t('events.tested', { url }));
    }
    if (deed === 'toggle') await changeEndpoint(id, { enabled: !endpoint.enabled });
    if (deed === 'roll') setSecret((await changeEndpoint(id, { roll_secret: true })).secret ?? null);
    if (deed === 'remove') await removeEndpoint(id);
    setAsked(null);
    remote.reload();
  });
  const want = (wish: Wish) => (wish.deed === 'roll' || wish.deed === 'remove' ? setAsked(wish) : act.run(wish));
  const words =
    asked?.deed === 'roll'
      ? (['events.rollHead', 'events.rollText'] as const)
      : (['events.removeHead', 'events.removeText'] as const);

  return (
    <section className="stack">
      <h2>{t('events.endpoints')}</h2>
      <p role="status" className={said === '' ? 'visually-hidden' : 'notice good small'}>
        {said}
      </p>
      {secret !== null && (
        <div className="notice wait">
          <p>{t('events.secret')}</p>
          <code className="outside">{secret}</code>
        </div>
      )}
      {act.trouble !== null && asked === null && <TroubleNote trouble={act.trouble} />}
      <Loaded remote={remote} lines={2}>
        {(endpoints) =>
          endpoints.length === 0 ? (
            <p className="soft small">
              {t('events.noEndpoints')}. {t('events.noEndpointsText')}
            </p>
          ) : (
            <EndpointTable endpoints={endpoints} disabled={act.running} onWant={want} />
          )
        }
      </Loaded>
      <AddEndpoint
        onAdded={(endpoint) => {
          setSecret(endpoint.secret ?? null);
          remote.reload();
        }}
      />
      <Ask
        open={asked !== null}
        onClose={() => setAsked(null)}
        head={t(words[0], { url: asked?.endpoint.url ?? '' })}
        yes={t('page:action.confirm')}
        no={t('page:action.keep')}
        danger
        pending={act.running}
        trouble={act.trouble}
        onYes={() => asked !== null && act.run(asked)}
      >
        <p className="soft">{t(words[1])}</p>
      </Ask>
    </section>
  );
}

interface EndpointTableProps {
  readonly endpoints: readonly Endpoint[];
  readonly disabled: boolean;
  readonly onWant: (wish: Wish) => void;
}

function EndpointTable({ endpoints, disabled, onWant }: EndpointTableProps) {
  const { t } = useAdminWords();
  const names = (endpoint: Endpoint): Readonly<Record<Deed, string>> => ({
    test: t('events.test'),
    toggle: endpoint.enabled ? t('events.disable') : t('events.enable'),
    roll: t('events.roll'),
    remove: t('events.remove'),
  });
  const columns: readonly Column<Endpoint>[] = [
    { key: 'url', head: t('events.url'), cell: ({ url }) => <span className="outside">{url}</span> },
    {
      key: 'types',
      head: t('events.types'),
      cell: ({ types }) => (types.some((type) => type === '*') ? t('events.allTypes') : types.join(', ')),
    },
    {
      key: 'state',
      head: t('events.state'),
      cell: ({ enabled }) => (
        <WordBadge word={enabled ? t('events.enabled') : t('events.disabled')} look={enabled ? 'good' : 'still'} />
      ),
    },
    {
      key: 'actions',
      head: t('events.actions'),
      cell: (endpoint) => (
        <span className="row">
          {(['test', 'toggle', 'roll', 'remove'] as const).map((deed) => (
            <Action
              key={deed}
              size="slim"
              look={deed === 'remove' ? 'danger' : 'plain'}
              disabled={disabled}
              label={`${names(endpoint)[deed]}: ${endpoint.url}`}
              onPress={() => onWant({ deed, endpoint })}
            >
              {names(endpoint)[deed]}
            </Action>
          ))}
        </span>
      ),
    },
  ];
  return <DataTable label={t('events.endpoints')} columns={columns} rows={endpoints} rowKey={({ id }) => id} />;
}

function AddEndpoint({ onAdded }: { readonly onAdded: (endpoint: Endpoint) => void }) {
  const { t } = useAdminWords();
  const [url, setUrl] = useState('');
  const [type, setType] = useState<EventType | ''>('');
  const add = useCommand(async () => {
    onAdded(await addEndpoint(url.trim(), type === '' ? [] : [type]));
    setUrl('');
    setType('');
  });
  return (
    <form
      className="filters"
      aria-label={t('events.add')}
      onSubmit={(event) => {
        event.preventDefault();
        if (url.trim() !== '') add.run();
      }}
    >
      <TextBox label={t('events.url')} type="url" wide value={url} onChange={setUrl} />
      <Choice<EventType | ''>
        label={t('events.types')}
        value={type}
        onChange={setType}
        options={[{ value: '', name: t('events.allTypes') }, ...EVENT_TYPES.map((value) => ({ value, name: value }))]}
      />
      <Action onPress={add.run} pending={add.running} disabled={url.trim() === ''}>
        {t('events.add')}
      </Action>
      {add.trouble !== null && <TroubleNote trouble={add.trouble} />}
    </form>
  );
}
