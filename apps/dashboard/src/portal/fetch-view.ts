import type { PortalView } from '@postrider/contracts';

export interface FoundView {
  view: PortalView;
  /** Milliseconds until the session ends, by the server's clock: that of this machine may be wrong. */
  remaining: number;
}

const pauseMs = 2_000;

/** What a token opens; undefined once its session is over. Tries until the server responds. */
export async function fetchView(token: string, isWanted: () => boolean): Promise<FoundView | undefined> {
  while (isWanted()) {
    const response = await fetch('/portal/session', {
      headers: { accept: 'application/json', authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
    }).catch(() => undefined);
    if (response?.ok) {
      const view = (await response.json()) as PortalView;
      const now = Date.parse(response.headers.get('date') ?? '');
      return { view, remaining: Date.parse(view.expires_at) - (Number.isNaN(now) ? Date.now() : now) };
    }
    // Neither too many calls nor a server that restarts ends a session.
    if (response && response.status < 500 && response.status !== 429) return undefined;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return undefined;
}
