import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listMethods, makeDefaultMethod, removeMethod } from '../api/payer-calls.ts';
import { sessionSubject } from '../api/session.ts';
import type { Method } from '../api/shapes.ts';
import { useCommand } from '../api/use-command.ts';
import { useRemote } from '../api/use-remote.ts';
import { Action } from '../parts/action.tsx';
import { Ask } from '../parts/ask.tsx';
import { Blank } from '../parts/blank.tsx';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { methodName } from '../parts/names.ts';
import { PayerFrame } from '../parts/payer-frame.tsx';
import { TroubleNote } from '../parts/trouble-note.tsx';

/** `/methods`: what the signed-in person let us keep, which is used first, and how to take it back. */
export default function MethodsPage() {
  const { t } = useTranslation();
  const remote = useRemote(JSON.stringify([sessionSubject()]), listMethods);
  const [said, setSaid] = useState('');
  const [leaving, setLeaving] = useState<Method | null>(null);
  const makeDefault = useCommand(async (method: Method) => {
    await makeDefaultMethod(method.id);
    setSaid(t('methods.madeDefault', { name: methodName(method) }));
    remote.reload();
  });
  const remove = useCommand(async (method: Method) => {
    await removeMethod(method.id);
    setLeaving(null);
    setSaid(t('methods.removed', { name: methodName(method) }));
    remote.reload();
  });

  return (
    <PayerFrame title={t('title.methods')}>
      <div className="stack-tight">
        <h1>{t('methods.head')}</h1>
        <p className="soft">{t('methods.text')}</p>
      </div>
      <p role="status" className={said === '' ? 'visually-hidden' : 'notice good'}>
        {said}
      </p>
      {makeDefault.trouble !== null && <TroubleNote trouble={makeDefault.trouble} />}
      <Loaded remote={remote} lines={3}>
        {(methods) =>
          methods.length === 0 ? (
            <Blank head={t('methods.empty')} text={t('methods.emptyText')} />
          ) : (
            <DataTable
              label={t('methods.head')}
              columns={columnsOf(t, makeDefault.run, setLeaving)}
              rows={methods}
              rowKey={({ id }) => id}
              cards
            />
          )
        }
      </Loaded>
      <Ask
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        head={t('methods.removeAsk', { name: leaving === null ? '' : methodName(leaving) })}
        yes={t('action.confirm')}
        no={t('action.keep')}
        danger
        pending={remove.running}
        trouble={remove.trouble}
        onYes={() => leaving !== null && remove.run(leaving)}
      >
        <p className="soft">{t('methods.removeText')}</p>
      </Ask>
    </PayerFrame>
  );
}

function columnsOf(
  t: ReturnType<typeof useTranslation>['t'],
  makeDefault: (method: Method) => void,
  askToRemove: (method: Method) => void,
): readonly Column<Method>[] {
  return [
    { key: 'method', head: t('methods.method'), cell: (method) => <strong>{methodName(method)}</strong> },
    {
      key: 'default',
      head: t('methods.default'),
      cell: (method) => (method.default ? <span className="badge held">{t('methods.default')}</span> : null),
    },
    {
      key: 'expires',
      head: t('methods.expires'),
      cell: ({ exp_month: month, exp_year: year }) => (
        <span className="soft">
          {month === null || year === null ? '–' : `${String(month).padStart(2, '0')}/${String(year).slice(-2)}`}
        </span>
      ),
    },
    {
      key: 'added',
      head: t('methods.added'),
      cell: ({ created_at: at }) => (
        <span className="soft">
          <Moment at={at} dayOnly />
        </span>
      ),
    },
    {
      key: 'actions',
      head: t('methods.actions'),
      cell: (method) => (
        <span className="row">
          {!method.default && (
            <Action
              size="slim"
              onPress={() => makeDefault(method)}
              label={`${t('action.makeDefault')}: ${methodName(method)}`}
            >
              {t('action.makeDefault')}
            </Action>
          )}
          <Action
            size="slim"
            look="danger"
            onPress={() => askToRemove(method)}
            label={`${t('action.remove')}: ${methodName(method)}`}
          >
            {t('action.remove')}
          </Action>
        </span>
      ),
    },
  ];
}
