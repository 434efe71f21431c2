import { authenticateWith } from '../api/credential.js';
import { confineTo } from '../api/permissions.js';
import { given, giveTexts } from '../texts/given.js';
import { languageOf } from '../texts/languages.js';
import { findEmbedder } from './embedder.js';
import { reportHeight } from './frame-height.js';
import { PortalSession } from './portal-session.js';
import { takeToken } from './take-token.js';
import { followVisibleTop } from './visible-top.js';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');

const embedder = findEmbedder();
const session = new PortalSession(embedder);
authenticateWith(session);
if (embedder) {
  document.documentElement.dataset.embedded = 'true';
  reportHeight(embedder, root);
  followVisibleTop(root);
}
// The same page with another token is not loaded again. The router must not see it, and listens later.
window.addEventListener('popstate', () => {
  const token = takeToken();
  if (token !== undefined) session.take(token);
});
await session.open(takeToken(), giveTexts);

// What the dashboard remembers in this browser is another reader's choice.
given.language ??= languageOf(null, navigator.languages);
// Texts and permissions are read once by modules, so that these come after both are known.
confineTo(session.state.view?.capabilities ?? []);
await import('./portal-texts.js');
const { language } = await import('../texts/language.js');
document.documentElement.lang = language;
const { renderPortal } = await import('./app.js');
renderPortal(root, { session, isEmbedded: embedder !== undefined });
