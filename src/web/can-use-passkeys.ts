/** Whether passkeys work here: the browser knows them, and the page has a name, over TLS or on this machine. */
export const canUsePasskeys = (): boolean =>
  window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(location.hostname);
