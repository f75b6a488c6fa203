/**
 * Methods that begin a request: those that http-parser-js knows, most of them from IANA's registry. Another
 * word before a target is taken for noise.
 */
export const METHODS: ReadonlySet<string> = new Set(
  (
    'GET HEAD POST PUT DELETE OPTIONS PATCH CONNECT TRACE COPY LOCK UNLOCK MKCOL MOVE PROPFIND PROPPATCH ' +
    'SEARCH BIND REBIND UNBIND ACL REPORT MKACTIVITY CHECKOUT MERGE M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE ' +
    'PURGE MKCALENDAR LINK UNLINK SOURCE'
  ).split(' '),
);

export const LONGEST_METHOD = Math.max(...[...METHODS].map((method) => method.length));

/**
 * Whether these first bytes of a request, as text, begin with a method and a space: null while there are
 * too few to tell.
 */
export function beginsWithMethod(text: string): boolean | null {
  const space = text.indexOf(' ');
  if (space !== -1) return METHODS.has(text.slice(0, space));
  if (text.length > LONGEST_METHOD) return false;
  return [...METHODS].some((method) => method.startsWith(text)) ? null : false;
}
