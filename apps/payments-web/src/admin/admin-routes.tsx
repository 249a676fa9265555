import { Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Waiting } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { pagePart } from '../parts/page-part.tsx';
import '../styles/admin.css';
import '../styles/history.css';
import { PaymentsPage } from './payments-page.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

/** Charts weigh more than all other pages together. */
const AnalyticsPage = pagePart(() => import('./analytics-page.tsx'));
const AdminPaymentPage = pagePart(() => import('./admin-payment-page.tsx'));
const EventsPage = pagePart(() => import('./events-page.tsx'));
const InboxPage = pagePart(() => import('./inbox-page.tsx'));

/** Fetches the page that the address asks for, where it is loaded apart. */
export async function loadAdminPage(path: string): Promise<void> {
  const parts: Readonly<Record<string, { load(): Promise<unknown> }>> = {
    payments: AdminPaymentPage,
    analytics: AnalyticsPage,
    events: EventsPage,
    inbox: InboxPage,
  };
  await parts[path.split('/')[2] ?? '']?.load();
}

/** Everything under `/admin`. Whether the person may see it is decided by the service, for each answer. */
export default function AdminRoutes() {
  const { t } = useAdminWords();
  const links = [
    { to: '/admin', name: t('nav.payments') },
    { to: '/admin/analytics', name: t('nav.analytics') },
    { to: '/admin/events', name: t('nav.events') },
    { to: '/admin/inbox', name: t('nav.inbox') },
  ];
  return (
    <PageFrame title={t('name')} name={t('name')} links={links}>
      <Suspense fallback={<Waiting lines={6} />}>
        <Routes>
          <Route index element={<PaymentsPage />} />
          <Route path="payments/:id" element={<AdminPaymentPage />} />
          <Route path="analytics" element={<AnalyticsPage />} />
          <Route path="events" element={<EventsPage />} />
          <Route path="inbox" element={<InboxPage />} />
        </Routes>
      </Suspense>
    </PageFrame>
  );
}
