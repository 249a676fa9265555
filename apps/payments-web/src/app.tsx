import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { Blank } from './parts/blank.tsx';
import { Waiting } from './parts/loaded.tsx';
import { useTitle } from './parts/page-frame.tsx';
import { pagePart, type PagePart } from './parts/page-part.tsx';

/** Each page loads apart: a payer never waits for the administration. */
const CheckoutPage = pagePart(() => import('./checkout/checkout-page.tsx'));
const HistoryPage = pagePart(() => import('./history/history-page.tsx'));
const PaymentPage = pagePart(() => import('./history/payment-page.tsx'));
const MethodsPage = pagePart(() => import('./methods/methods-page.tsx'));
const AdminRoutes = pagePart(async () => {
  const routes = await import('./admin/admin-routes.tsx');
  await routes.loadAdminPage(location.pathname);
  return routes;
});

const BEGINNINGS: readonly (readonly [path: RegExp, page: PagePart])[] = [
  [/^\/checkout\//, CheckoutPage],
  [/^\/history\/./, PaymentPage],
  [/^\/(history)?$/, HistoryPage],
  [/^\/methods/, MethodsPage],
  [/^\/admin/, AdminRoutes],
];

/** Fetches the page that the address asks for, before anything is drawn. What fails here fails again, and is told, where it is drawn. */
export async function loadPage(path: string): Promise<void> {
  await BEGINNINGS.find(([beginning]) => beginning.test(path))?.[1]
    .load()
    .catch(() => undefined);
}

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
