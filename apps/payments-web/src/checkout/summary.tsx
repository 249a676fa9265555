import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkout } from '../api/shapes.ts';
import { formatAmount } from '../i18n/formats.ts';
import { Logo } from '../parts/logo.tsx';

/** What is paid, to whom, how much, and how to reach them. */
export function Summary({ checkout }: { readonly checkout: Checkout }) {
  const { t } = useTranslation();
  const { seller, items, currency } = checkout;
  return (
    <section className="checkout-summary">
      <header className="seller">
        <SellerMark logo={seller.logo_url} />
        <span className="outside">
          <span className="visually-hidden">{t('checkout.to')}: </span>
          {seller.name}
        </span>
      </header>
      <div>
        <h1 className="visually-hidden">{t('title.checkout')}</h1>
        <p className="soft outside">{checkout.description ?? t('checkout.toPay')}</p>
        <p className="checkout-amount">{formatAmount(checkout.amount, currency)}</p>
      </div>
      {items.length > 0 && (
        <ul className="checkout-items" aria-label={t('checkout.items')}>
          {items.map((item, at) => (
            <li key={at}>
              <span className="outside">
                {item.description}
                {item.quantity > 1 && (
                  <span className="faint"> {t('checkout.quantity', { count: item.quantity })}</span>
                )}
              </span>
              <span className="number">{formatAmount(item.unit_amount * item.quantity, currency)}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="seller-more small faint outside">
        {seller.details !== null && <p>{seller.details}</p>}
        {seller.contact !== null && <Contact contact={seller.contact} />}
      </div>
    </section>
  );
}

/** Its shape while it is read, so that nothing jumps when it is there. */
export function SummaryAhead() {
  return (
    <section className="checkout-summary" aria-hidden="true">
      <div className="skeleton ahead-seller" />
      <div className="stack-tight">
        <div className="skeleton" />
        <div className="skeleton ahead-amount" />
      </div>
    </section>
  );
}

function SellerMark({ logo }: { readonly logo: string | null }) {
  const [failed, setFailed] = useState(false);
  if (logo === null || failed) return <Logo />;
  return <img className="logo" src={logo} alt="" onError={() => setFailed(true)} />;
}

/** A mail address or a page becomes a link; anything else stays what it is. */
function Contact({ contact }: { readonly contact: string }) {
  const { t } = useTranslation();
  const href = /^[^\s@]+@[^\s@]+$/.test(contact)
    ? `mailto:${contact}`
    : /^https?:\/\/\S+$/.test(contact)
      ? contact
      : null;
  const [before = '', after = ''] = t('checkout.contact', { contact: '\u0000' }).split('\u0000');
  return (
    <p>
      {before}
      {href === null ? contact : <a href={href}>{contact}</a>}
      {after}
    </p>
  );
}
