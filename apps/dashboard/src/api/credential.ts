/** A token of this page, in the place of the browser's cookie. */
export interface Credential {
  readonly token: string | undefined;
  /** Called after a 401 with the token that was refused. Whether there is another one, to repeat the call with. */
  renew: (refused: string | undefined) => Promise<boolean>;
}

let current: Credential | undefined;

/** How calls of this page are authenticated; undefined: by the cookie of a session. */
export const credential = (): Credential | undefined => current;

/** From now on no call sends the cookie, which may be of somebody else. */
export const authenticateWith = (own: Credential): void => {
  current = own;
};
