import { createPaymentsClient, type PaymentsClient } from '@payments/client';
import { currentLanguage } from '../i18n/language.ts';
import { sessionToken } from './session.ts';

/** Reads are shown as failed soon, so that a person can decide; the page itself asks again where it must. */
const RETRIES = 1;
/** Longer than the service ever needs, shorter than anybody waits: then it counts as away, and what was sent is looked up. */
const ANSWER_MAX_MS = 30_000;

/** The client for a signed-in person. Made for each call, because the token and the language may have changed. */
export function signedIn(): PaymentsClient {
  const token = sessionToken();
  return createPaymentsClient({ ...settings(), ...(token === null ? {} : { token }) });
}

/** The client for whoever has a signed link. */
export function byLink(): PaymentsClient {
  return createPaymentsClient(settings());
}

function settings() {
  return {
    baseUrl: location.origin,
    retries: RETRIES,
    headers: { 'accept-language': currentLanguage() },
    fetch: (request: Request) =>
      fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(ANSWER_MAX_MS)]) }),
  };
}
