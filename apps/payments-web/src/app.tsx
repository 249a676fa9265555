import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { Blank } from './parts/blank.tsx';
import { Waiting } from './parts/loaded.tsx';
import { useTitle } from './parts/page-frame.tsx';

/** Each page loads apart: a payer never waits for the administration. */
const CheckoutPage = lazy(() => import('./checkout/checkout-page.tsx'));
const HistoryPage = lazy(() => import('./history/history-page.tsx'));
const PaymentPage = lazy(() => import('./history/payment-page.tsx'));
const MethodsPage = lazy(() => import('./methods/methods-page.tsx'));
const AdminRoutes = lazy(() => import('./admin/admin-routes.tsx'));

export function App() {
  return (
    <BrowserRouter>
      <Suspense fallback={<Opening />}>
        <Routes>
          <Route path="/checkout/:id" element={<CheckoutPage />} />
          <Route path="/history" element={<HistoryPage />} />
          <Route path="/history/:id" element={<PaymentPage />} />
          <Route path="/methods" element={<MethodsPage />} />
          <Route path="/admin/*" element={<AdminRoutes />} />
          <Route path="/" element={<Navigate to="/history" replace />} />
          <Route path="*" element={<Missing />} />
        </Routes>
      </Suspense>
    </BrowserRouter>
  );
}

function Opening() {
  return (
    <div className="page opening">
      <Waiting lines={3} />
    </div>
  );
}

function Missing() {
  const { t } = useTranslation();
  useTitle(t('title.missing'));
  return (
    <main className="page">
      <Blank head={t('trouble.missing.head')} text={t('trouble.missing.text')} />
    </main>
  );
}
