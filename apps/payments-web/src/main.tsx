import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeToken } from './api/session.ts';
import { App, loadPage } from './app.tsx';
import { startLanguage } from './i18n/language.ts';
import { keepFocus } from './parts/keep-focus.ts';
import { Mishap } from './parts/mishap.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/forms.css';
import './styles/tables.css';
import './styles/frame.css';

// Before anything is drawn, so that the token is in the address for as short as can be.
takeToken();
// Another link with a token, opened in this tab: only the fragment changes, and the browser loads nothing by itself.
addEventListener('hashchange', () => {
  if (location.hash.includes('token=')) location.reload();
});

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
await Promise.all([startLanguage(), Promise.race([loadPage(location.pathname), patience()])]);
keepFocus();
createRoot(root).render(
  <StrictMode>
    <Mishap>
      <App />
    </Mishap>
  </StrictMode>,
);

/** After this a person had rather see a shape of the page than nothing. */
function patience(): Promise<void> {
  const PATIENCE_MS = 300;
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}
