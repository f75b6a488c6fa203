/** A filter that people often want, under a name. */
export interface QuickFilter {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

export const quickFilters: readonly QuickFilter[] = [
  {
    name: 'errors',
    title: 'what failed, was refused or cut off',
    text: 'is error or status in {aborted incomplete} and not is ok',
  },
  { name: 'builds', title: 'builds', text: 'is build' },
  { name: 'changes', title: 'what may change something', text: 'method and method not in {GET HEAD}' },
  { name: 'slow', title: 'what took longer than a second', text: 'is slow' },
  { name: 'open', title: 'what still goes on', text: 'is open' },
  { name: 'credentials', title: 'what carried an account of a registry', text: 'has credentials' },
  { name: 'large', title: 'what moved more than a megabyte', text: 'bytes > 1MB' },
  { name: 'holes', title: 'what is not wholly in the capture, or odd', text: 'has gap or has issue' },
  { name: 'no-pings', title: 'all but pings', text: 'op != ping' },
];
