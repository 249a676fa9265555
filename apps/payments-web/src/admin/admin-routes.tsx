import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Waiting } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import '../styles/admin.css';
import '../styles/history.css';
import { PaymentsPage } from './payments-page.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

/** Charts weigh more than all other pages together. */
const AnalyticsPage = lazy(() => import('./analytics-page.tsx'));
const AdminPaymentPage = lazy(() => import('./admin-payment-page.tsx'));
const EventsPage = lazy(() => import('./events-page.tsx'));
const InboxPage = lazy(() => import('./inbox-page.tsx'));

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
