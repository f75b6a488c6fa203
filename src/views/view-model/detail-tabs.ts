import type { Exchange } from '../../model/exchange.ts';
import { authMaker } from './detail-auth.ts';
import { contextMaker, filesMaker } from './detail-context.ts';
import { dockerfileMaker } from './detail-dockerfile.ts';
import { issuesMaker } from './detail-issues.ts';
import { requestMaker, responseMaker } from './detail-message.ts';
import { overviewMaker } from './detail-overview.ts';
import { eventsMaker, progressMaker } from './detail-progress.ts';
import { stepsMaker } from './detail-steps.ts';
import { hasStreams, streamsMaker } from './detail-streams.ts';
import { timingMaker } from './detail-timing.ts';
import type { PaneMaker } from './pane.ts';

/** One way to look at an exchange. */
export interface DetailTab {
  readonly name: TabName;
  readonly title: string;
  /** Whether there is something to see. */
  readonly has: (exchange: Exchange) => boolean;
  readonly maker: (exchange: Exchange) => PaneMaker;
}

export type TabName =
  | 'overview'
  | 'context'
  | 'files'
  | 'dockerfile'
  | 'steps'
  | 'progress'
  | 'events'
  | 'auth'
  | 'streams'
  | 'request'
  | 'response'
  | 'timing'
  | 'issues';

export const detailTabs: readonly DetailTab[] = [
  { name: 'overview', title: 'Overview', has: () => true, maker: overviewMaker },
  {
    name: 'context',
    title: 'Context',
    has: ({ docker }) => (docker.build?.context?.entries.length ?? 0) > 0,
    maker: contextMaker,
  },
  {
    name: 'files',
    title: 'Files',
    has: ({ docker }) => (docker.archive?.entries.length ?? 0) > 0,
    maker: filesMaker,
  },
  {
    name: 'dockerfile',
    title: 'Dockerfile',
    has: ({ docker }) => docker.build?.dockerfile != null,
    maker: dockerfileMaker,
  },
  {
    name: 'steps',
    title: 'Steps',
    has: ({ docker }) => (docker.build?.steps.length ?? 0) > 0,
    maker: stepsMaker,
  },
  {
    name: 'progress',
    title: 'Progress',
    // A build's messages are its steps.
    has: ({ docker }) => docker.progress !== null && docker.build === null,
    maker: progressMaker,
  },
  { name: 'events', title: 'Rows', has: ({ docker }) => docker.events !== null, maker: eventsMaker },
  {
    name: 'auth',
    title: 'Auth',
    has: ({ docker }) => docker.auth !== null || (docker.build?.registries.length ?? 0) > 0,
    maker: authMaker,
  },
  { name: 'streams', title: 'Streams', has: hasStreams, maker: streamsMaker },
  { name: 'request', title: 'Request', has: ({ request }) => request !== null, maker: requestMaker },
  { name: 'response', title: 'Response', has: ({ response }) => response !== null, maker: responseMaker },
  { name: 'timing', title: 'Timing', has: ({ timing }) => timing.totalMs !== null, maker: timingMaker },
  {
    name: 'issues',
    title: 'Issues',
    has: ({ issues, gaps }) => issues.length + gaps.length > 0,
    maker: issuesMaker,
  },
];

/** The tabs that an exchange has, in the order they are shown. */
export function tabsOf(exchange: Exchange): readonly DetailTab[] {
  return detailTabs.filter((tab) => tab.has(exchange));
}
