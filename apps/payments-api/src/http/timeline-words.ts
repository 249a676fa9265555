import type { Locale } from '@payments/domain';

/** A sentence in each language. `{amount}`, `{reason}` and `{actor}` are filled in where they are known. */
interface Sentence extends Readonly<Record<Locale, string>> {
  /** Not for the payer. */
  readonly staff?: true;
}

/** What each entry of the audit means in plain words. What is not here is shown to staff alone, by its own name. */
export const TIMELINE_WORDS: Readonly<Record<string, Sentence>> = {
  'payment.created': { en: 'The payment of {amount} was started.', ru: 'Платёж на {amount} начат.' },
  'payment.processing': {
    en: 'The payment provider is working on it, or waits for the payer.',
    ru: 'Платёжный сервис обрабатывает платёж или ждёт плательщика.',
  },
  'payment.authorized': {
    en: 'The bank holds {amount}; nothing has been taken yet.',
    ru: 'Банк удерживает {amount}; деньги ещё не списаны.',
  },
  'payment.succeeded': { en: 'The payment went through.', ru: 'Платёж прошёл.' },
  'payment.failed': { en: 'The payment did not go through. {reason}', ru: 'Платёж не прошёл. {reason}' },
  'payment.canceled': { en: 'The payment was canceled. {reason}', ru: 'Платёж отменён. {reason}' },
  'payment.retried': { en: 'The payment was tried again.', ru: 'Начата новая попытка оплаты.' },
  'payment.partially_refunded': { en: 'A part of the money went back.', ru: 'Часть денег возвращена.' },
  'payment.refunded': { en: 'All of the money went back.', ru: 'Деньги возвращены полностью.' },
  'payment.capture_requested': { en: 'Taking {amount} was asked for.', ru: 'Запрошено списание {amount}.' },
  'payment.cancel_requested': { en: 'Canceling was asked for.', ru: 'Запрошена отмена.' },
  'payment.canceled_requested': { en: 'Canceling was asked for.', ru: 'Запрошена отмена.' },
  'payment.failed_requested': { en: 'Giving the payment up was asked for.', ru: 'Запрошено прекращение платежа.' },
  'payment.capture_refused': {
    en: 'The provider refused to take the money.',
    ru: 'Платёжный сервис отказал в списании.',
    staff: true,
  },
  'payment.rerouted': {
    en: 'The first provider did nothing, so another one was asked.',
    ru: 'Первый сервис ничего не сделал, запрошен другой.',
    staff: true,
  },
  'refund.pending': { en: 'A refund of {amount} was started.', ru: 'Начат возврат {amount}.' },
  'refund.succeeded': { en: '{amount} went back to the payer.', ru: '{amount} возвращено плательщику.' },
  'refund.failed': { en: 'A refund of {amount} did not go through.', ru: 'Возврат {amount} не прошёл.' },
  'receipt.issued': { en: 'The receipt was issued.', ru: 'Выписана квитанция.' },
  'receipt.mailed': { en: 'The receipt was mailed.', ru: 'Квитанция отправлена по почте.' },
  'receipt.not_mailed': {
    en: 'The receipt could not be mailed to this address.',
    ru: 'Квитанцию не удалось отправить на этот адрес.',
  },
  'alert.late_success': {
    en: 'Alert: the money came after the payment had ended here.',
    ru: 'Тревога: деньги пришли после завершения платежа.',
    staff: true,
  },
  'alert.contradiction': {
    en: 'Alert: the provider contradicts what it said before.',
    ru: 'Тревога: сервис противоречит своим прежним ответам.',
    staff: true,
  },
  'alert.amount_mismatch': {
    en: 'Alert: the provider has another amount than we do.',
    ru: 'Тревога: сумма у сервиса отличается от нашей.',
    staff: true,
  },
  'alert.dispute': { en: 'Alert: the payer disputes it.', ru: 'Тревога: плательщик оспаривает платёж.', staff: true },
  'alert.needs_attention': { en: 'It waits for a person.', ru: 'Требуется внимание человека.', staff: true },
  'alert.duplicate_charge': {
    en: 'Alert: it was paid twice; the second charge goes back.',
    ru: 'Тревога: оплачено дважды; второе списание возвращается.',
    staff: true,
  },
  'alert.foreign_refund': {
    en: 'Alert: a refund was made in the provider’s own pages.',
    ru: 'Тревога: возврат сделан в кабинете сервиса.',
    staff: true,
  },
};

/** A try that was refused: whatever it was. */
export const REFUSED: Readonly<Record<Locale, string>> = {
  en: '{actor} tried something that is not allowed ({action}).',
  ru: '{actor}: попытка недозволенного действия ({action}).',
};

export const OTHER: Readonly<Record<Locale, string>> = { en: 'Recorded: {action}.', ru: 'Записано: {action}.' };
